--TEST--
Table: foreach, also nested, with deletion of the current row, and by the methods
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Table;

class Upper extends Table
{
	public function key(): mixed
	{
		return strtoupper(parent::key());
	}
}
function table(string $class = Table::class): Table
{
	$t = new $class(10);
	$t->column('n', Table::TYPE_INT);
	$t->create();
	foreach (['a', 'b', 'c', 'd'] as $n => $key) {
		$t->set($key, ['n' => $n]);
	}
	return $t;
}
$show = function (iterable $t) {
	$seen = [];
	foreach ($t as $key => $row) {
		$seen[] = "$key={$row['n']}";
	}
	sort($seen);
	echo implode(' ', $seen), "\n";
};
$t = table();
$show($t);
$show(table('Upper'));
$pairs = 0;
foreach ($t as $one) {
	foreach ($t as $other) {
		$pairs++;
	}
}
var_dump($pairs);
$t->rewind();
$t->del('a');
/* What was read at rewind() stays. */
var_dump($t->valid(), $t->key(), $t->current());
for ($n = 0, $t->rewind(); $t->valid(); $t->next()) {
	$n += $t->current()['n'];
}
var_dump($n, $t->key(), $t->current());
foreach ($t as $key => $row) {
	$t->del($key);
	$t->set("new $key", $row);
	if (count($t) > 3) {
		break;
	}
}
var_dump(count($t));
foreach ($t as $key => $row) {
	$t->del($key);
}
$show($t);
try {
	foreach ($t as &$row);
} catch (Error $e) {
	echo $e->getMessage(), "\n";
}
$t = table();
try {
	foreach ($t as $row) {
		$t->destroy();
	}
} catch (CoroKit\Error $e) {
	echo $e->getMessage(), "\n";
}
?>
--EXPECT--
a=0 b=1 c=2 d=3
A=0 B=1 C=2 D=3
int(16)
bool(true)
string(1) "a"
array(1) {
  ["n"]=>
  int(0)
}
int(6)
NULL
NULL
int(3)

An iterator cannot be used with foreach by reference
The table was destroyed
