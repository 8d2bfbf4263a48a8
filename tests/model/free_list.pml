/*
 * src/shm/table_rows.c: rows on their way between the free list and the chains. Two processes
 * insert into two buckets and delete from them; both may die between any two stores, also while
 * they repair what the other left. A third one that lives comes last and looks at every bucket.
 *
 * Shown for all interleavings (one store a step, memory is sequentially consistent): then each
 * row is in exactly one place, a chain, the free list or those that were never used; the number of
 * used rows is that of the rows in chains; and nobody can insert more rows than there are.
 */
#define ROWS 2
#define BUCKETS 2
#define OPERATIONS 2

byte free_head, fresh = 1, used;
byte next[ROWS + 1];
byte chain[BUCKETS], flight[BUCKETS];
bit j_apply;
byte j_bucket, j_flight, j_head, j_fresh, j_used;
byte allocator_lock, bucket_lock[BUCKETS];   /* word_lock.pml shows that these are locks */
bit dead[4];
byte ended;

inline may_die() {
	if
	:: skip
	:: me != 3 -> goto die
	fi
}

inline apply_journal() {
	free_head = j_head;
	may_die();
	fresh = j_fresh;
	may_die();
	used = j_used;
	may_die();
	flight[j_bucket] = j_flight;
	may_die();
	j_apply = 0
}

inline commit(f, h, r, u) {
	j_bucket = bucket;
	may_die();
	j_flight = f;
	j_head = h;
	may_die();
	j_fresh = r;
	j_used = u;
	may_die();
	j_apply = 1;
	may_die();
	apply_journal();
	may_die()
}

inline lock_allocator() {
	atomic { (allocator_lock == 0 || dead[allocator_lock]) -> taken_over = (allocator_lock != 0); allocator_lock = me };
	may_die();
	if
	:: taken_over && j_apply -> apply_journal()
	:: else -> skip
	fi;
	may_die()
}

inline take_row() {
	lock_allocator();
	row = free_head;
	if
	:: row != 0 -> commit(row, next[row], fresh, used + 1)
	:: row == 0 && fresh <= ROWS ->
		row = fresh;
		commit(row, 0, row + 1, used + 1)
	:: else -> skip
	fi;
	assert(used <= ROWS);
	allocator_lock = 0
}

inline give_back() {
	lock_allocator();
	next[row] = free_head;
	may_die();
	commit(0, row, fresh, used - 1);
	allocator_lock = 0
}

/* A chain has two rows at most. */
inline find_link() {
	linked = (chain[bucket] == row || (chain[bucket] != 0 && next[chain[bucket]] == row))
}

inline unlink() {
	if
	:: chain[bucket] == row -> chain[bucket] = next[row]
	:: else -> next[chain[bucket]] = next[row]
	fi
}

inline lock_bucket() {
	atomic { (bucket_lock[bucket] == 0 || dead[bucket_lock[bucket]]) -> repair = (bucket_lock[bucket] != 0); bucket_lock[bucket] = me };
	may_die();
	if
	:: repair ->
		lock_allocator();
		allocator_lock = 0;
		may_die();
		row = flight[bucket];
		if
		:: row == 0 -> skip
		:: else ->
			find_link();
			if
			:: linked -> flight[bucket] = 0
			:: else -> give_back()
			fi
		fi
	:: else -> skip
	fi;
	may_die()
}

proctype process(byte me) {
	byte operations, bucket, row;
	bit taken_over, repair, linked;

	do
	:: operations == OPERATIONS -> break
	:: else ->
		operations++;
		if
		:: bucket = 0
		:: bucket = 1
		fi;
		lock_bucket();
		if
		:: true ->                                    /* insert */
			take_row();
			may_die();
			if
			:: row != 0 ->
				next[row] = chain[bucket];
				may_die();
				chain[bucket] = row;
				may_die();
				flight[bucket] = 0
			:: else -> skip
			fi
		:: chain[bucket] != 0 ->                      /* drop the first, or the second */
			row = chain[bucket];
			if
			:: next[row] != 0 -> row = next[row]
			:: skip
			fi;
			flight[bucket] = row;
			may_die();
			unlink();
			may_die();
			give_back()
		fi;
		may_die();
		bucket_lock[bucket] = 0
	od;
	goto end;
die:
	dead[me] = 1;
end:
	ended++
}

proctype last(byte me) {
	byte bucket, row, found, in_chains;
	bit taken_over, repair, linked;
	byte places[ROWS + 1];

	ended == 2;
	bucket = 0;
	lock_bucket();
	bucket = 1;
	lock_bucket();
	lock_allocator();
	d_step {
		row = chain[0];
		do
		:: row != 0 -> places[row]++; assert(places[row] == 1); in_chains++; row = next[row]
		:: else -> break
		od;
		row = chain[1];
		do
		:: row != 0 -> places[row]++; assert(places[row] == 1); in_chains++; row = next[row]
		:: else -> break
		od;
		row = free_head;
		do
		:: row != 0 -> places[row]++; assert(places[row] == 1); row = next[row]
		:: else -> break
		od;
		row = fresh;
		do
		:: row <= ROWS -> places[row]++; row++
		:: else -> break
		od;
		assert(places[1] == 1 && places[2] == 1);
		assert(used == in_chains);
		assert(flight[0] == 0 && flight[1] == 0)
	};
	goto end;
die:
	skip;
end:
	skip
}

init {
	atomic { run process(1); run process(2); run last(3) }
}
