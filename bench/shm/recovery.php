<?php
/*
 * How long does a lock stay with a process that was killed? A child takes it and is killed (-9) while another
 * process waits, blocked or in a coroutine. From the kill to the lock, ms: median, 90 % and the longest.
 *
 *   php -n -d extension=posix -d extension=... bench/shm/recovery.php [TIMES]
 */
use CoroKit\{Atomic, Lock};

$times = (int) ($argv[1] ?? 100);
foreach (['blocked' => false, 'coroutine' => true] as $name => $coroutine) {
    $took = [];
    for ($i = 0; $i < $times; $i++) {
        $lock = new Lock;
        $held = new Atomic;
        $killed = new Atomic\Long;
        $holder = pcntl_fork();
        if ($holder === 0) {
            $lock->lock();
            $held->wakeup();
            sleep(60);
            exit;
        }
        $held->wait(60);
        $killer = pcntl_fork();
        if ($killer === 0) {
            usleep(5000);
            $killed->set(hrtime(true));
            posix_kill($holder, SIGKILL);
            exit;
        }
        $wait = function () use ($lock, $killed, &$took) {
            $lock->lock();
            $took[] = (hrtime(true) - $killed->get()) / 1e6;
            if (!$lock->abandoned()) {
                throw new LogicException('not told');
            }
            $lock->unlock();
        };
        $coroutine ? CoroKit\Coroutine\run($wait) : $wait();
        pcntl_waitpid($holder, $status);
        pcntl_waitpid($killer, $status);
    }
    sort($took);
    echo json_encode([
        'bench' => "shm/recovery $name",
        'n' => $times,
        'median_ms' => round($took[intdiv($times, 2)], 2),
        'p90_ms' => round($took[intdiv($times * 9, 10)], 2),
        'max_ms' => round(end($took), 2),
    ]), "\n";
}
