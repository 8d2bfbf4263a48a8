--TEST--
TaskGroup: when one fails the others are cancelled, may clean up, and are waited for
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, TaskGroup};
use CoroKit\Coroutine\CanceledException;
use function CoroKit\Coroutine\run;

run(function () {
    $log = [];
    $group = new TaskGroup;
    $sleeper = $group->spawn(function () use (&$log) {
        try {
            (new Channel)->pop();
        } finally {
            pause();
            $log[] = 'cleaned up';
        }
    });
    $group->spawn(function () use (&$log) {
        try {
            (new Channel)->pop();
        } catch (CanceledException) {
            $log[] = 'caught';
        }
        pause();
        $log[] = 'went on';
    });
    $group->spawn(function () {
        pause();
        throw new DomainException('the reason');
    });
    try {
        $group->wait();
    } catch (DomainException $e) {
        sort($log);
        echo $e->getMessage(), ': ', implode(', ', $log), ', left: ', count($group), "\n";
    }
    try {
        $sleeper->await();
    } catch (CanceledException $e) {
        echo "the future has it\n";
    }

    /* At once: known before wait(), thrown by spawn(). */
    $group->spawn(fn () => throw new LogicException('at once'));
    try {
        $group->spawn(fn () => print("never\n"));
    } catch (LogicException $e) {
        echo $e->getMessage(), "\n";
    }
    $group->spawn(fn () => 'works again');
    echo $group->wait()[0], "\n";
});
?>
--EXPECT--
the reason: caught, cleaned up, went on, left: 0
the future has it
at once
works again
