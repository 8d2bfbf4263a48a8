/*
 * The two versions of a row in src/shm/table_write.c and table_read.c: two writers, one after the
 * other under the bucket's lock, each of which may die between any two stores, and a reader
 * without the lock.
 *
 * A writer writes both columns, adds to one of them, or deletes the row and gives its
 * place to another key. The rows that ever were have a == b or a == b + 1.
 *
 * Shown for all interleavings (one store or load a step, memory is sequentially consistent; that
 * the code's fences make it so is not part of the model):
 *   - the reader returns only rows that were, of the key that it asked for;
 *   - what it returns is never older than what it returned before;
 *   - it waits for nobody: it tries again only after a writer finished something.
 */
#define WRITES 2
#define VERSION 1
#define DEAD 2
#define STEP 4
#define OTHER_KEY 100

int seq;
int a[2], b[2];
byte key = 1;
byte locked_by;   /* word_lock.pml shows that this lock is one */
bit dead[3];
byte changes;     /* stores to seq */

inline may_die() {
	if
	:: skip
	:: goto die
	fi
}

inline set_seq(value) {
	d_step { seq = value; changes++ }
}

proctype writer(byte me) {
	byte rounds;
	int v;

	do
	:: rounds == WRITES -> break
	:: else ->
		rounds++;
		atomic { (locked_by == 0 || dead[locked_by]) -> locked_by = me };
		may_die();
		v = seq & VERSION;
		if
		:: (seq & DEAD) -> goto reuse
		:: !(seq & DEAD) && a[v] == b[v] ->               /* change_row() */
			a[1 - v] = a[v] + 1;
			may_die();
			b[1 - v] = b[v] + 1;
			may_die();
			set_seq((seq ^ VERSION) + STEP)
		:: !(seq & DEAD) && a[v] == b[v] ->               /* store_number() of a */
			set_seq(seq + STEP);
			may_die();
			a[v] = a[v] + 1
		:: !(seq & DEAD) && a[v] != b[v] ->               /* store_number() of b */
			set_seq(seq + STEP);
			may_die();
			b[v] = b[v] + 1
		:: !(seq & DEAD) && key == 1 ->                   /* bury(), then start_row() */
			set_seq((seq | DEAD) + STEP);
			may_die();
reuse:
			key = 2;
			may_die();
			a[0] = OTHER_KEY;
			may_die();
			b[0] = OTHER_KEY;
			may_die();
			set_seq(((seq | VERSION | DEAD) ^ (VERSION | DEAD)) + STEP)
		fi;
		may_die();
		locked_by = 0
	od;
	goto end;
die:
	dead[me] = 1;
end:
	skip
}

proctype reader() {
	byte reads, seen_key, before;
	int s, x, y, last;

	do
	:: reads == 2 -> break
	:: else ->
again:
		before = changes;
		s = seq;
		seen_key = key;
		if
		:: (s & DEAD) || seen_key != 1 -> break            /* not in the chain: not found */
		:: else -> skip
		fi;
		x = a[s & VERSION];
		y = b[s & VERSION];
		if
		:: seq == s ->
			assert(x == y || x == y + 1);
			assert(x < OTHER_KEY);
			assert(x + y >= last);
			last = x + y;
			reads++
		:: else ->
			assert(changes > before);
			goto again
		fi
	od
}

init {
	atomic { run writer(1); run writer(2); run reader() }
}
