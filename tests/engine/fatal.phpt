--TEST--
engine: a fatal error in a coroutine ends the script; shutdown functions run
--INI--
log_errors=0
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\{run, go};

register_shutdown_function(fn () => print("shutdown\n"));
run(function () {
    go(function () {
        usleep(1000);
        eval('function twice() {} function twice() {}');
        echo "not reached\n";
    });
    sleep(100);
    echo "not reached\n";
});
echo "not reached\n";
?>
--EXPECTF--
Fatal error: Cannot redeclare %Stwice()%s in %sfatal.php%s on line %d
shutdown
