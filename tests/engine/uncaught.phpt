--TEST--
engine: an uncaught exception ends the script as PHP does, after the others
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
        try {
            sleep(100);
        } finally {
            echo "finally\n";
        }
    });
    go(function () {
        usleep(1000);
        throw new LogicException('nobody catches this');
    });
    sleep(100);
    echo "not reached\n";
});
echo "not reached\n";
?>
--EXPECTF--
%AFatal error: Uncaught LogicException: nobody catches this in %suncaught.php:15
Stack trace:
#0 [internal function]: {closure%s()
#1 {main}
  thrown in %suncaught.php on line 15
finally
shutdown
