--TEST--
Coroutine\Lock: coroutines get it in the order of their coming
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Coroutine\Lock;
use function CoroKit\Coroutine\{go, run};

run(function () {
    $lock = new Lock;
    $order = [];
    $inside = 0;
    $lock->lock();
    for ($i = 0; $i < 5; $i++) {
        go(function () use ($lock, $i, &$order, &$inside) {
            $lock->lock();
            if ($inside++) {
                echo "not alone\n";
            }
            $order[] = $i;
            pause();
            $inside--;
            $lock->unlock();
        });
    }
    $lock->unlock();
    /* Handed over: nobody slips in between. */
    var_dump($lock->trylock(), $lock->errCode);
    var_dump($lock->lock(), implode($order));
});
?>
--EXPECT--
bool(false)
int(16)
bool(true)
string(5) "01234"
