--TEST--
process: exit() while coroutines wait for processes, messages, semaphores and signals
--EXTENSIONS--
corokit
pcntl
sysvmsg
sysvsem
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

register_shutdown_function(function () {
    posix_kill_all();
    echo "shutdown\n";
});

$pids = [];
function posix_kill_all(): void
{
    global $process, $queue, $semaphore;
    proc_terminate($process, 9);
    msg_remove_queue($queue);
    sem_remove($semaphore);
}

$process = proc_open(['sleep', '600'], [], $pipes);
$queue = msg_get_queue(0x43000000 | getmypid());
$semaphore = sem_get(0x43000000 | getmypid(), 1);
run(function () use (&$process, $queue, $semaphore) {
    $child = proc_get_status($process)['pid'];
    sem_acquire($semaphore);
    $calls = [
        'exec' => fn () => exec('exec sleep 1'),
        'waitpid' => fn () => pcntl_waitpid($child, $status),
        'wait' => fn () => pcntl_wait($status),
        'msg_receive' => fn () => msg_receive($queue, 1, $type, 100, $message),
        'sem_acquire' => fn () => sem_acquire($semaphore),
        'sigwaitinfo' => fn () => pcntl_sigwaitinfo([SIGUSR1], $info),
        'flock' => function () {
            $a = fopen(__FILE__, 'r');
            $b = fopen(__FILE__, 'r');
            flock($a, LOCK_EX);
            flock($b, LOCK_EX);
        },
    ];
    pcntl_sigprocmask(SIG_BLOCK, [SIGUSR1]);
    foreach ($calls as $name => $call) {
        go(function () use ($name, $call) {
            try {
                $call();
                echo "not reached\n";
            } finally {
                echo "finally $name\n";
            }
        });
    }
    go(fn () => exit(3));
    sleep(600);
    echo "not reached\n";
});
?>
--EXPECTREGEX--
(?:finally (?:exec|waitpid|wait|msg_receive|sem_acquire|sigwaitinfo|flock)\s+){7}shutdown
