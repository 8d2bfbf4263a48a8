--TEST--
Coroutine\Lock: a shared one excludes other processes, and outlives a holder that died
--EXTENSIONS--
corokit
pcntl
posix
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine\Lock;
use function CoroKit\Coroutine\run;

$file = __DIR__ . '/coroutine_shared.tmp';
file_put_contents($file, '0');
$lock = new Lock(true);
$children = [];
for ($p = 0; $p < 3; $p++) {
    $pid = pcntl_fork();
    if ($pid === 0) {
        run(function () use ($lock, $file) {
            for ($i = 0; $i < 50; $i++) {
                $lock->lock();
                $n = (int) file_get_contents($file);
                if ($i % 10 === 0) {
                    (new Channel)->pop(0.001);
                }
                file_put_contents($file, $n + 1);
                $lock->unlock();
            }
        });
        exit(0);
    }
    $children[] = $pid;
}
foreach ($children as $pid) {
    pcntl_waitpid($pid, $status);
}
echo file_get_contents($file), "\n";

$pid = pcntl_fork();
if ($pid === 0) {
    run(function () use ($lock) {
        $lock->lock();
        posix_kill(posix_getpid(), SIGKILL);
    });
}
pcntl_waitpid($pid, $status);
run(function () use ($lock) {
    var_dump($lock->lock(), $lock->unlock(), $lock->trylock());
    $pid = pcntl_fork();
    if ($pid === 0) {
        posix_kill(posix_getpid(), SIGKILL);
    }
    pcntl_waitpid($pid, $status);
    var_dump($lock->unlock());
});
?>
--EXPECT--
150
bool(true)
bool(true)
bool(true)
bool(true)
--CLEAN--
<?php
@unlink(__DIR__ . '/coroutine_shared.tmp');
?>
