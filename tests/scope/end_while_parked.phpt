--TEST--
scope: the script ends while a scope is suspended: finally blocks and shutdown functions run in it
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Scope;

Coroutine::create(function () {
    Scope::run(function () {
        register_shutdown_function(fn () => print 'shutdown ' . json_encode($_GET) . "\n");
        try {
            (new CoroKit\Channel)->pop();
        } finally {
            echo 'finally ', json_encode($_GET), "\n";
        }
    }, ['get' => ['x' => 1]]);
});
register_shutdown_function(fn () => print 'script ' . json_encode($_GET) . "\n");
Coroutine::create(function () {
    (new CoroKit\Channel)->pop(0.001);
    exit(0);
});
?>
--EXPECT--
script []
finally {"x":1}
shutdown {"x":1}
