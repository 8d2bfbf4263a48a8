--TEST--
Table: takes exactly the rows it promised, then says so; nothing has changed
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Table;

foreach ([1, 47, 64, 1000] as $size) {
	$t = new Table($size);
	$t->column('n', Table::TYPE_INT);
	$t->create();
	for ($round = 0; $round < 2; $round++) {
		for ($i = 0; $i < $size; $i++) {
			$t->set("key $i $round", ['n' => $i]);
		}
		foreach (['set' => [['n' => 1]], 'add' => [['n' => 1]], 'incr' => ['n']] as $method => $arguments) {
			try {
				$t->$method('one more', ...$arguments);
			} catch (CoroKit\Exception $e) {
				echo $e->getMessage(), ' ', $e->getCode(), ' ', count($t), json_encode($t->get('one more')), "\n";
			}
		}
		var_dump($t->set("key 0 $round", ['n' => 77]), $t->update('one more', ['n' => 1]));
		foreach ($t as $key => $row) {
			$t->del($key);
		}
	}
	var_dump(count($t));
}
?>
--EXPECT--
The table is full: it has 1 rows 28 1false
The table is full: it has 1 rows 28 1false
The table is full: it has 1 rows 28 1false
bool(true)
bool(false)
The table is full: it has 1 rows 28 1false
The table is full: it has 1 rows 28 1false
The table is full: it has 1 rows 28 1false
bool(true)
bool(false)
int(0)
The table is full: it has 47 rows 28 47false
The table is full: it has 47 rows 28 47false
The table is full: it has 47 rows 28 47false
bool(true)
bool(false)
The table is full: it has 47 rows 28 47false
The table is full: it has 47 rows 28 47false
The table is full: it has 47 rows 28 47false
bool(true)
bool(false)
int(0)
The table is full: it has 64 rows 28 64false
The table is full: it has 64 rows 28 64false
The table is full: it has 64 rows 28 64false
bool(true)
bool(false)
The table is full: it has 64 rows 28 64false
The table is full: it has 64 rows 28 64false
The table is full: it has 64 rows 28 64false
bool(true)
bool(false)
int(0)
The table is full: it has 1000 rows 28 1000false
The table is full: it has 1000 rows 28 1000false
The table is full: it has 1000 rows 28 1000false
bool(true)
bool(false)
The table is full: it has 1000 rows 28 1000false
The table is full: it has 1000 rows 28 1000false
The table is full: it has 1000 rows 28 1000false
bool(true)
bool(false)
int(0)
