/*
 * src/shm/word_lock.c: three processes take the lock twice each; any two of them may die
 * between any two steps, in the lock, in its queue, asleep, or about to wake someone.
 *
 * Shown for all interleavings of the steps below (each is one atomic instruction or one call of
 * the kernel, memory is sequentially consistent):
 *   - never are two living processes inside;
 *   - who comes in after a holder died is told, before anyone sees what that one left half done;
 *   - nobody sleeps for ever: without deaths no wake is lost (sleeping has no timeout then); with deaths
 *     the timeout of the sleep is enough.
 *
 * Not covered: an owner number that is used again (owner.c excludes it), and that
 * the kernel marks the dead at once.
 */
#define N 3
#define ROUNDS 2
#define DEATHS 2
#define SLEEPERS 8
#define OWNER(w) ((w) & 7)

byte word;           /* 0, or who has it, and SLEEPERS */
bit dead[N + 1];
bit asleep[N + 1];
byte deaths;
byte inside;
bit half_done;

inline may_die() {
	if
	:: skip
	:: deaths < DEATHS -> goto die
	fi
}

inline wake() {
	if
	:: asleep[1] -> asleep[1] = 0
	:: asleep[2] -> asleep[2] = 0
	:: asleep[3] -> asleep[3] = 0
	:: else -> skip
	fi
}

proctype process(byte me) {
	byte rounds, seen;
	bit told, in;

	do
	:: rounds == ROUNDS -> break
	:: else ->
		rounds++;
		told = 0;
		may_die();
		atomic {
			if
			:: word == 0 -> word = me; goto entered
			:: else -> skip
			fi
		};
slow:
		may_die();
		seen = word;
		if
		:: OWNER(seen) == 0 || dead[OWNER(seen)] ->
			may_die();
			atomic {
				if
				:: word == seen -> told = (OWNER(seen) != 0); word = me | SLEEPERS; goto entered
				:: else -> goto slow
				fi
			}
		:: else -> skip
		fi;
		may_die();
		if
		:: (seen & SLEEPERS) -> skip
		:: else ->
			atomic {
				if
				:: word == seen -> word = seen | SLEEPERS; seen = seen | SLEEPERS
				:: else -> goto slow
				fi
			}
		fi;
		may_die();
		atomic {
			if
			:: word == seen -> asleep[me] = 1
			:: else -> goto slow
			fi
		};
		may_die();
		if
		:: !asleep[me] -> skip
		:: deaths > 0 -> asleep[me] = 0       /* the sleep's timeout */
		fi;
		goto slow;
entered:
		atomic {
			in = 1;
			inside++;
			assert(inside == 1);
			assert(!half_done || told)
		};
		may_die();
		half_done = 1;
		may_die();
		half_done = 0;
		may_die();
		atomic { in = 0; inside-- };
		may_die();
		atomic { seen = word; word = 0 };
		may_die();
		if
		:: (seen & SLEEPERS) -> atomic { wake() }
		:: else -> skip
		fi
	od;
	goto end;
die:
	atomic {
		deaths++;
		dead[me] = 1;
		asleep[me] = 0;
		inside = inside - in;
		in = 0
	};
end:
	skip
}

init {
	atomic { run process(1); run process(2); run process(3) }
}
