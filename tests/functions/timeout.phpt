--TEST--
timeout(): same coroutine, nested, cleaned up
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, Coroutine};
use CoroKit\Coroutine\TimeoutException;
use function CoroKit\Coroutine\{run, timeout};

run(function () {
    $never = new Channel;
    $cid = Coroutine::getCid();
    var_dump(timeout(5, fn (...$args) => [Coroutine::getCid() === $cid, ...$args], 1, named: 2));
    try {
        timeout(0.001, function () use ($never) {
            try {
                $never->pop();
                echo "never\n";
            } finally {
                pause();
                echo "finally\n";
            }
        });
    } catch (TimeoutException $e) {
        echo get_class($e), ' ', $never->errCode, "\n";
    }
    /* The outer limit is the shorter one. */
    try {
        timeout(0.001, fn () => timeout(5, fn () => $never->pop()));
    } catch (TimeoutException) {
        echo "outer\n";
    }
    try {
        timeout(5, function () use ($never) {
            try {
                timeout(0.001, fn () => $never->pop());
            } catch (TimeoutException) {
                echo "inner\n";
            }
            throw new LogicException('mine');
        });
    } catch (LogicException $e) {
        echo $e->getMessage(), "\n";
    }
    var_dump(timeout(0, fn () => $never->pop(0.001)), timeout(-1, fn () => 'no limit'));
    /* None of the limits is left. */
    for ($i = 0; $i < 5; $i++) {
        pause();
    }
    echo "done\n";
});
try {
    timeout(1, fn () => 1);
} catch (CoroKit\Error $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
array(3) {
  [0]=>
  bool(true)
  [1]=>
  int(1)
  ["named"]=>
  int(2)
}
finally
CoroKit\Coroutine\TimeoutException -3
outer
inner
mine
bool(false)
string(8) "no limit"
done
CoroKit\Coroutine\timeout() must be called in a coroutine, where the engine allows a switch
