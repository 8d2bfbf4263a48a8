--TEST--
Select: exit() while it waits
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Select};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $a = new Channel(1);
    $b = new Channel(1);
    $b->push(1);
    go(function () use ($a, $b) {
        try {
            (new Select)->pop($a)->push($b, new stdClass)->wait();
            echo "never\n";
        } finally {
            echo "finally\n";
        }
    });
    exit(0);
});
?>
--EXPECT--
finally
