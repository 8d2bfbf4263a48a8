--TEST--
context: arguments
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Context;

try {
	new Context;
} catch (Error $e) {
	echo $e->getMessage(), "\n";
}
try {
	Context::set('key');
} catch (ArgumentCountError $e) {
	echo $e->getMessage(), "\n";
}
$a = [1];
Context::set('a', $a);
$a[] = 2;
$b = Context::get('a');
$b[] = 3;
var_dump(count(Context::get('a')));
Context::set('1', 'number');
var_dump(Context::get(1), Context::get(key: 'none', default: 5));
?>
--EXPECT--
Call to private CoroKit\Context::__construct() from global scope
CoroKit\Context::set() expects exactly 2 arguments, 1 given
int(1)
string(6) "number"
int(5)
