--TEST--
Table: rows, columns and every operation on one row
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Table;

$t = new Table(4, 1);
var_dump($t->size, $t->getMemorySize(), $t->stats());
$t->column('n', Table::TYPE_INT, 4);
$t->column('f', Table::TYPE_FLOAT);
$t->column('s', Table::TYPE_STRING, 5);
var_dump($t->create(), $t->size, $t->memorySize === $t->getMemorySize(), $t->getSize());
$say = fn (...$values) => print(implode(' ', array_map('json_encode', $values)) . "\n");
$say($t->set('a', ['n' => 1, 'f' => 2, 's' => 'abcde']), $t->get('a'), $t->get('a', 's'), $t->get('b'), $t->get('b', 'n'));
$say($t->set('a', ['s' => '']), $t->get('a'), $t->set('a', []), $t->get('a'));
$say($t->set(7, ['n' => '12', 'f' => '0.5', 's' => 34]), $t->get('7'), $t->exists(7), $t->exist('8'), $t->del(7), $t->delete('7'));
$say($t->set('b', ['n' => true, 'f' => 3, 's' => new class { public function __toString() { return 'str'; } }]), $t->get('b'));
$say($t->add('a', ['n' => 9]), $t->add('c', ['n' => 9]), $t->get('c'), $t->update('c', ['f' => 1.5]), $t->update('d', ['f' => 1]), $t->get('d'));
$say($t->cmpset('c', ['n' => 8], ['n' => 10]), $t->cmpset('c', ['n' => 9, 's' => ''], ['n' => 10]), $t->cmpset('d', ['n' => 0], ['n' => 1]), $t->get('c'));
$say($t->cmpdel('c', ['f' => 1]), $t->cmpdel('c', ['f' => 1.5]), $t->cmpdel('c', ['f' => 1.5]), $t->exists('c'));
$say($t->getdel('b', 's'), $t->getdel('b'), $t->getdel('a'), $t->count());
$say($t->incr('i', 'n'), $t->incr('i', 'n', 41), $t->decr('i', 'n', 2), $t->incr('i', 'f'), $t->decr('i', 'f', 0.25), $t->get('i'));
$say($t->incr('i', 'n', PHP_INT_MAX), $t->decr('j', 'n', PHP_INT_MIN), $t->get('j', 'n'));
$say(count($t), $t->clear(), count($t));
$long = str_repeat('k', 255);
$binary = "\0\xff";
$say($t->set($long, ['n' => 1]), $t->get($long, 'n'), $t->set($binary, ['n' => 2]), $t->get($binary, 'n'), count($t));
$reference = 5;
$row = ['n' => &$reference];
$say($t->set('r', $row), $t->get('r', 'n'));
?>
--EXPECT--
NULL
int(0)
bool(false)
bool(true)
int(4)
bool(true)
int(4)
true {"n":1,"f":2,"s":"abcde"} "abcde" false false
true {"n":1,"f":2,"s":""} true {"n":1,"f":2,"s":""}
true {"n":12,"f":0.5,"s":"34"} true false true false
true {"n":1,"f":3,"s":"str"}
false true {"n":9,"f":0,"s":""} true false false
false true false {"n":10,"f":1.5,"s":""}
false true false false
"str" false {"n":1,"f":2,"s":""} 0
1 42 40 1 0.75 {"n":40,"f":0.75,"s":""}
-9223372036854775769 -9223372036854775808 -9223372036854775808
2 null 0
true 1 true 2 2
true 5
