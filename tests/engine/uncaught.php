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
