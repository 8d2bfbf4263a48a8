--TEST--
scope: an exception of the callable comes out of run(), after the scope's end; others are the scope's
--EXTENSIONS--
corokit
--INI--
display_errors=1
html_errors=0
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Scope;

Coroutine\run(function () {
    try {
        Scope::run(function () {
            register_shutdown_function(fn () => print "shutdown\n");
            throw new LogicException('out');
        });
    } catch (LogicException $e) {
        echo $e->getMessage(), "\n";
    }
    Scope::run(function () {
        set_exception_handler(fn ($e) => print 'handler: ' . $e->getMessage() . "\n");
        register_shutdown_function(fn () => throw new Exception('in shutdown'));
    });
    Scope::run(function () {
        set_exception_handler(fn ($e) => print 'handler: ' . $e->getMessage() . "\n");
        Coroutine::create(fn () => throw new Exception('in a child'));
        (new CoroKit\Channel)->pop();
    });
    Scope::run(function () {
        Coroutine::create(fn () => throw new Exception('unhandled'));
        (new CoroKit\Channel)->pop();
    });
});
echo "end\n";
?>
--EXPECTF--
shutdown
out
handler: in shutdown
handler: in a child

Fatal error: Uncaught Exception: unhandled in %s:%d
Stack trace:
%A
  thrown in %s on line %d
end
