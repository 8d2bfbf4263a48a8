--TEST--
TaskGroup: without wait() the destructor ends the children and reports a failure
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, TaskGroup};
use function CoroKit\Coroutine\run;

run(function () {
    $log = new ArrayObject;
    $child = function () use ($log) {
        try {
            (new Channel)->pop();
        } finally {
            pause();
            $log[] = 'child ended';
        }
    };
    (function () use ($child) {
        $group = new TaskGroup;
        $group->spawn($child);
    })();
    $log[] = 'left';
    try {
        (function () use ($child) {
            $group = new TaskGroup;
            $group->spawn($child);
            throw new LogicException('why we left');
        })();
    } catch (LogicException $e) {
        $log[] = $e->getMessage();
    }
    try {
        (function () use ($child) {
            $group = new TaskGroup;
            $group->spawn($child);
            $group->spawn(fn () => throw new DomainException('nobody asked'));
        })();
    } catch (DomainException $e) {
        $log[] = $e->getMessage();
    }
    echo implode("\n", $log->getArrayCopy()), "\n";
});
?>
--EXPECT--
child ended
left
child ended
why we left
child ended
nobody asked
