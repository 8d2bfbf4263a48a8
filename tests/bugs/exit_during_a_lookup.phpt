--TEST--
bugs: a lookup that nobody waits for any more ends by itself, also at the end of the script
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{go, run};

run(function () {
    for ($i = 0; $i < 8; $i++) {
        $cid = go(fn () => gethostbyname("no-such-name-$i.invalid"));
        if ($i % 2) {
            Co::cancel($cid);
        }
    }
    echo "lookups are on their way\n";
    exit(0);
});
?>
--EXPECT--
lookups are on their way
