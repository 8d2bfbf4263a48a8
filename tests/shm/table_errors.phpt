--TEST--
Table: wrong types, sizes, order and after destroy(): an error, and nothing has changed
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Table;

class Late extends Table
{
	public function __construct() {}
}
$t = new Table(8);
$t->column('n', Table::TYPE_INT);
$t->column('f', Table::TYPE_FLOAT);
$t->column('s', Table::TYPE_STRING, 3);
$early = new Table(8);
$early->column('n', Table::TYPE_INT);
$t->create();
$t->set('a', ['n' => 1, 'f' => 1.5, 's' => 'abc']);
$gone = new Table(8);
$gone->column('n', Table::TYPE_INT);
$gone->create();
$gone->destroy();
$late = new Late;
$thrower = new class { public function __toString() { throw new LogicException('no'); } };
$destroyer = new class { public $t; public function __toString() { $this->t->destroy(); return 'x'; } };
$destroyer->t = new Table(8);
$destroyer->t->column('s', Table::TYPE_STRING, 3);
$destroyer->t->create();
$wrong = [
	fn () => new Table(0), fn () => new Table(-1), fn () => new Table(1 << 31), fn () => new Table('x'), fn () => new Table(1, 0.2, 7),
	fn () => $t->__construct(5), fn () => $t->create(), fn () => $t->column('x', Table::TYPE_INT),
	fn () => $early->column('n', Table::TYPE_INT), fn () => $early->column('', Table::TYPE_INT), fn () => $early->column('12', Table::TYPE_INT),
	fn () => $early->column('x', 4), fn () => $early->column('x', Table::TYPE_STRING), fn () => $early->column('x', Table::TYPE_STRING, -1),
	fn () => $early->column('x', Table::TYPE_STRING, PHP_INT_MAX),
	fn () => $t->set(null, ['n' => 1]), fn () => $t->set([], ['n' => 1]), fn () => $t->set('', ['n' => 1]), fn () => $t->set(str_repeat('x', 256), ['n' => 1]),
	fn () => $t->set(1.5, ['n' => 1]), fn () => $t->set('a', 'n'), fn () => $t->set('a', null),
	fn () => $t->set('a', ['x' => 1]), fn () => $t->set('a', [1]), fn () => $t->set('a', ['n' => 2, 'x' => 1]),
	fn () => $t->set('a', ['n' => 'x']), fn () => $t->set('a', ['n' => '1x']), fn () => $t->set('a', ['n' => 1.5]), fn () => $t->set('a', ['n' => NAN]),
	fn () => $t->set('a', ['n' => null]), fn () => $t->set('a', ['n' => []]), fn () => $t->set('a', ['n' => 1e30]), fn () => $t->set('a', ['f' => 'x']),
	fn () => $t->set('a', ['f' => null]), fn () => $t->set('a', ['s' => null]), fn () => $t->set('a', ['s' => []]), fn () => $t->set('a', ['s' => new stdClass]),
	fn () => $t->set('a', ['n' => 2, 's' => 'abcd']), fn () => $t->set('a', ['n' => 2, 's' => $thrower]), fn () => $t->set('a', [], -1), fn () => $t->set('a', [], NAN),
	fn () => $destroyer->t->set('a', ['s' => $destroyer]),
	fn () => $t->add('', []), fn () => $t->update('', []), fn () => $t->cmpset('a', [], ['n' => 2]), fn () => $t->cmpset('a', ['x' => 1], ['n' => 2]),
	fn () => $t->cmpset('a', ['n' => 1], ['s' => 'abcd']), fn () => $t->cmpdel('a', []), fn () => $t->cmpdel('a', ['s' => []]),
	fn () => $t->get(null), fn () => $t->get('a', 'x'), fn () => $t->getdel('a', 'x'), fn () => $t->getdel(''), fn () => $t->del(null), fn () => $t->exists([]),
	fn () => $t->incr('a', 'x'), fn () => $t->incr('a', 's'), fn () => $t->incr('a', 'n', 'x'), fn () => $t->incr('a', 'n', 1.5), fn () => $t->incr(null, 'n'), fn () => $t->decr('a', 'n', []),
	fn () => $t->expire('a', -1), fn () => $t->ttl(null), fn () => $t->lock(null), fn () => $t->unlock('a'), fn () => $t->transaction('a', 'no such function'),
	fn () => clone $t, fn () => serialize($t),
];
foreach ($wrong as $i => $call) {
	try {
		var_dump($call());
	} catch (Throwable $e) {
		echo get_class($e), ': ', $e->getMessage(), "\n";
	}
}
echo json_encode($t->get('a')), count($t), "\n";
foreach ([$early, $gone, $late] as $unusable) {
	$calls = ['set' => ['a', []], 'add' => ['a', []], 'update' => ['a', []], 'cmpset' => ['a', ['n' => 1], []], 'cmpdel' => ['a', ['n' => 1]], 'get' => ['a'], 'getdel' => ['a'],
		'del' => ['a'], 'exists' => ['a'], 'incr' => ['a', 'n'], 'decr' => ['a', 'n'], 'expire' => ['a', 1], 'ttl' => ['a'], 'lock' => ['a'], 'unlock' => ['a'],
		'transaction' => ['a', 'strlen'], 'count' => [], 'clear' => [], 'sweep' => [], 'rewind' => [], 'next' => [], 'destroy' => []];
	$messages = [];
	foreach ($calls as $method => $arguments) {
		try {
			$unusable->$method(...$arguments);
			echo "$method did not throw\n";
		} catch (CoroKit\Error $e) {
			$messages[$e->getMessage()] = true;
		}
	}
	try {
		foreach ($unusable as $row) {
			echo "row\n";
		}
	} catch (CoroKit\Error $e) {
		$messages[$e->getMessage()] = true;
	}
	echo implode(', ', array_keys($messages)), ' ', json_encode([$unusable->getSize(), $unusable->getMemorySize(), $unusable->stats(), $unusable->valid(), $unusable->key(), $unusable->current()]), "\n";
}
foreach ([fn () => $late->column('n', Table::TYPE_INT), fn () => $late->create(), fn () => $gone->create(), fn () => $gone->column('m', Table::TYPE_INT)] as $call) {
	try {
		$call();
	} catch (CoroKit\Error $e) {
		echo $e->getMessage(), "\n";
	}
}
?>
--EXPECT--
ValueError: CoroKit\Table::__construct(): Argument #1 ($table_size) must be from 1 to 1073741824
ValueError: CoroKit\Table::__construct(): Argument #1 ($table_size) must be from 1 to 1073741824
ValueError: CoroKit\Table::__construct(): Argument #1 ($table_size) must be from 1 to 1073741824
TypeError: CoroKit\Table::__construct(): Argument #1 ($table_size) must be of type int, string given
ValueError: CoroKit\Table::__construct(): Argument #3 ($eviction) must be Table::EVICT_REFUSE or Table::EVICT_LRU
CoroKit\Error: CoroKit\Table is already constructed
CoroKit\Error: The table is created already
CoroKit\Error: The table is created already
ValueError: CoroKit\Table::column(): Argument #1 ($name) is a column already
ValueError: CoroKit\Table::column(): Argument #1 ($name) must not be empty or a number
ValueError: CoroKit\Table::column(): Argument #1 ($name) must not be empty or a number
ValueError: CoroKit\Table::column(): Argument #2 ($type) must be Table::TYPE_INT, TYPE_FLOAT or TYPE_STRING
ValueError: CoroKit\Table::column(): Argument #3 ($size) must be at least 1 and the row not more than 1073741824 bytes
ValueError: CoroKit\Table::column(): Argument #3 ($size) must be at least 1 and the row not more than 1073741824 bytes
ValueError: CoroKit\Table::column(): Argument #3 ($size) must be at least 1 and the row not more than 1073741824 bytes
TypeError: CoroKit\Table::set(): Argument #1 ($key) must be of type string|int, null given
TypeError: CoroKit\Table::set(): Argument #1 ($key) must be of type string|int, array given
ValueError: CoroKit\Table::set(): Argument #1 ($key) must have from 1 to 255 bytes, 0 given
ValueError: CoroKit\Table::set(): Argument #1 ($key) must have from 1 to 255 bytes, 256 given
TypeError: CoroKit\Table::set(): Argument #1 ($key) must be of type string|int, float given
TypeError: CoroKit\Table::set(): Argument #2 ($value) must be of type array, string given
TypeError: CoroKit\Table::set(): Argument #2 ($value) must be of type array, null given
ValueError: There is no column "x"
ValueError: Values must have the names of columns
ValueError: There is no column "x"
TypeError: Column "n" must be of type int, string given
TypeError: Column "n" must be of type int, string given
TypeError: Column "n" must be of type int, float given
TypeError: Column "n" must be of type int, float given
TypeError: Column "n" must be of type int, null given
TypeError: Column "n" must be of type int, array given
TypeError: Column "n" must be of type int, float given
TypeError: Column "f" must be of type float, string given
TypeError: Column "f" must be of type float, null given
TypeError: Column "s" must be of type string, null given
TypeError: Column "s" must be of type string, array given
TypeError: Column "s" must be of type string, stdClass given
ValueError: Column "s" has 3 bytes, 4 given
LogicException: no
ValueError: CoroKit\Table::set(): Argument #3 ($ttl) must be a number of seconds, or 0
ValueError: CoroKit\Table::set(): Argument #3 ($ttl) must be a number of seconds, or 0
CoroKit\Error: The table was destroyed
ValueError: CoroKit\Table::add(): Argument #1 ($key) must have from 1 to 255 bytes, 0 given
ValueError: CoroKit\Table::update(): Argument #1 ($key) must have from 1 to 255 bytes, 0 given
ValueError: CoroKit\Table::cmpset(): Argument #2 ($expected) must not be empty
ValueError: There is no column "x"
ValueError: Column "s" has 3 bytes, 4 given
ValueError: CoroKit\Table::cmpdel(): Argument #2 ($expected) must not be empty
TypeError: Column "s" must be of type string, array given
TypeError: CoroKit\Table::get(): Argument #1 ($key) must be of type string|int, null given
ValueError: CoroKit\Table::get(): Argument #2 ($field) must be a column, "x" is not
ValueError: CoroKit\Table::getdel(): Argument #2 ($field) must be a column, "x" is not
ValueError: CoroKit\Table::getdel(): Argument #1 ($key) must have from 1 to 255 bytes, 0 given
TypeError: CoroKit\Table::del(): Argument #1 ($key) must be of type string|int, null given
TypeError: CoroKit\Table::exists(): Argument #1 ($key) must be of type string|int, array given
ValueError: CoroKit\Table::incr(): Argument #2 ($column) must be a column, "x" is not
TypeError: Column "s" is a string
TypeError: CoroKit\Table::incr(): Argument #3 ($incrby) must be of type int|float, string given
TypeError: Column "n" must be of type int, float given
TypeError: CoroKit\Table::incr(): Argument #1 ($key) must be of type string|int, null given
TypeError: CoroKit\Table::decr(): Argument #3 ($incrby) must be of type int|float, array given
ValueError: CoroKit\Table::expire(): Argument #2 ($ttl) must be a number of seconds, or 0
TypeError: CoroKit\Table::ttl(): Argument #1 ($key) must be of type string|int, null given
TypeError: CoroKit\Table::lock(): Argument #1 ($key) must be of type string|int, null given
CoroKit\Error: Coroutine -1 has not locked "a"
TypeError: CoroKit\Table::transaction(): Argument #2 ($callback) must be a valid callback, function "no such function" not found or invalid function name
Error: Trying to clone an uncloneable object of class CoroKit\Table
Exception: Serialization of 'CoroKit\Table' is not allowed
{"n":1,"f":1.5,"s":"abc"}1
The table is not created [8,0,false,false,null,null]
The table was destroyed [8,0,false,false,null,null]
The table is not created [0,0,false,false,null,null]
The table is not constructed
The table is not constructed
The table was destroyed
The table was destroyed
