--TEST--
Table: rows expire, make room, and are not there any more
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Table;

/* The clock of rows has milliseconds: past() is when one that was given 1 ms must be gone. */
function past(): void
{
	for ($end = hrtime(true) + 30_000_000; hrtime(true) < $end;);
}
$t = new Table(4);
$t->column('n', Table::TYPE_INT);
$t->create();
$t->set('stay', ['n' => 1]);
$t->set('long', ['n' => 2], 1000);
$t->set('short', ['n' => 3], 0.001);
$t->set('other', ['n' => 4], 0.001);
var_dump($t->ttl('stay'), $t->ttl('long') > 900 && $t->ttl('long') <= 1000, $t->ttl('none'));
past();
var_dump($t->get('short'), $t->exists('short'), $t->ttl('short'), $t->update('short', ['n' => 1]), $t->del('short'));
var_dump(count($t), implode(array_column(iterator_to_array($t), 'n')));
$t->set('x', ['n' => 5], 0.001);
$t->set('y', ['n' => 6], 0.001);
past();
/* A full table takes the places of those that are gone. */
$t->set('z', ['n' => 7]);
var_dump(count($t), $t->incr('y', 'n'), count($t));
try {
	$t->set('one more', []);
} catch (CoroKit\Exception $e) {
	echo $e->getMessage(), "\n";
}
/* Keeping, changing and taking away the time. */
$t->set('long', ['n' => 8]);
var_dump($t->ttl('long') > 900, $t->expire('long', 0), $t->ttl('long'), $t->expire('none', 5));
var_dump($t->expire('z', 0.001), $t->add('stay', []));
past();
var_dump($t->sweep() + 0 <= 1, $t->exists('z'), $t->add('z', ['n' => 9], 50), $t->get('z', 'n'));
var_dump($t->stats()['expire_count'] >= 4);
?>
--EXPECT--
float(INF)
bool(true)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
int(2)
string(2) "12"
int(3)
int(1)
int(4)
The table is full: it has 4 rows
bool(true)
bool(true)
float(INF)
bool(false)
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
int(9)
bool(true)
