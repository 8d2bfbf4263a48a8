--TEST--
engine: 20,000 coroutines at once, and their memory is given back
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

run(function () {
    $cids = [];
    for ($i = 0; $i < 20000; $i++) {
        $cids[] = go(fn () => Co::yield());
    }
    echo Co::stats()['coroutine_num'], "\n";
    foreach ($cids as $cid) {
        Co::resume($cid);
    }
    echo Co::stats()['coroutine_num'], "\n";
});
run(function () {
    Co::set(['max_coroutine' => 3]);
    go(fn () => Co::sleep(0.001));
    go(fn () => Co::sleep(0.001));
    var_dump(@go(fn () => Co::sleep(0.001)));
});
?>
--EXPECT--
20001
1
bool(false)
