--TEST--
Table: with EVICT_LRU a full table gives up what was not used for longest
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Table;

$t = new Table(3, 0.2, Table::EVICT_LRU);
$t->column('n', Table::TYPE_INT);
$t->create();
$keys = function () use ($t) {
	$keys = array_keys(iterator_to_array($t));
	sort($keys);
	echo implode(' ', $keys), "\n";
};
foreach (['a', 'b', 'c'] as $key) {
	$t->set($key, ['n' => 1]);
}
$t->get('a');
$t->set('d', ['n' => 1]);
$keys();
$t->incr('c', 'n');
$t->exists('a');
$t->incr('e', 'n');
$keys();
$t->add('f', []);
$keys();
/* Looking at all of them is no use of any. */
$t->get('e');
foreach ($t as $row);
$t->set('g', []);
$keys();
var_dump(count($t), $t->stats()['evict_count']);
/* Beyond 64 rows it takes the oldest of some. */
$t = new Table(1000, 0.2, Table::EVICT_LRU);
$t->column('n', Table::TYPE_INT);
$t->create();
for ($i = 0; $i < 5000; $i++) {
	$t->set("key $i", ['n' => $i]);
}
var_dump(count($t), $t->get('key 4999', 'n'), $t->stats()['evict_count']);
$young = count(array_filter(iterator_to_array($t), fn ($row) => $row['n'] >= 3000));
var_dump($young > 900);
?>
--EXPECT--
a c d
a c e
a e f
e f g
int(3)
int(4)
int(1000)
int(4999)
int(4000)
bool(true)
