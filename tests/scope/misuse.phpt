--TEST--
scope: what run() does not take
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Scope;

foreach ([['get' => 1], ['server' => 'x'], ['body' => []]] as $request) {
    try {
        Scope::run(fn () => print "never\n", $request);
    } catch (TypeError $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    Scope::run('no_such_function');
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
try {
    new Scope;
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
var_dump(Scope::id());
?>
--EXPECT--
CoroKit\Scope::run(): Argument #2 ($request) must have an array as "get"
CoroKit\Scope::run(): Argument #2 ($request) must have an array as "server"
CoroKit\Scope::run(): Argument #2 ($request) must have a string as "body"
CoroKit\Scope::run(): Argument #1 ($callable) must be a valid callback, function "no_such_function" not found or invalid function name
Call to private CoroKit\Scope::__construct() from global scope
int(0)
