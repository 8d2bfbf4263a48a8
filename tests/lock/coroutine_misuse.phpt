--TEST--
Coroutine\Lock: locking again, unlocking what another has, timeouts, outside
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine\Lock;
use function CoroKit\Coroutine\{go, run};

$lock = new Lock;
var_dump($lock->lock(), $lock->trylock(), $lock->unlock(), $lock->errCode);
run(function () use ($lock) {
    var_dump($lock->unlock());
    var_dump($lock->lock(), $lock->lock(), $lock->trylock(), $lock->errCode);
    $done = new Channel;
    go(function () use ($lock, $done) {
        var_dump($lock->lock(LOCK_EX | LOCK_NB), $lock->errCode === 16);
        var_dump($lock->lock(LOCK_EX, 0.001), $lock->errCode === 110);
        try {
            $lock->unlock();
        } catch (CoroKit\Error $e) {
            echo preg_replace('/\d+/', 'N', $e->getMessage()), "\n";
        }
        $done->push(true);
    });
    $done->pop();
    var_dump($lock->unlock());
    go(function () use ($lock) {
        var_dump($lock->trylock(), $lock->unlock());
    });
});
try {
    clone $lock;
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
bool(false)
bool(false)
bool(false)
int(10001)
bool(true)
bool(true)
bool(true)
bool(true)
int(0)
bool(false)
bool(true)
bool(false)
bool(true)
Coroutine N cannot unlock what coroutine N has locked
bool(true)
bool(true)
bool(true)
Trying to clone an uncloneable object of class CoroKit\Coroutine\Lock
