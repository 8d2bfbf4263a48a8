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
        trigger_error('as fatal as it gets', E_USER_ERROR);
        echo "not reached\n";
    });
    sleep(100);
    echo "not reached\n";
});
echo "not reached\n";
?>
--EXPECTF--
Fatal error: as fatal as it gets in %sfatal.php on line 8
shutdown
