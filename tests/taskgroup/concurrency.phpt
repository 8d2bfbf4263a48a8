--TEST--
TaskGroup: spawn() waits while as many run as may
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\TaskGroup;
use function CoroKit\Coroutine\run;

run(function () {
    $running = $most = 0;
    $group = new TaskGroup(3);
    for ($i = 0; $i < 10; $i++) {
        $group->spawn(function () use ($i, &$running, &$most) {
            $most = max($most, ++$running);
            pause();
            $running--;
            return $i;
        });
    }
    echo json_encode($group->wait()), " $most $running\n";
    /* A failure meets the one that waits for a place. */
    $group = new TaskGroup(1);
    $group->spawn(function () {
        pause();
        throw new LogicException('failed');
    });
    try {
        $group->spawn(fn () => print("never\n"));
    } catch (LogicException $e) {
        echo $e->getMessage(), "\n";
    }
    echo json_encode([$group->spawn(fn () => 1)->await(), $group->wait()]), "\n";
});
?>
--EXPECT--
[0,1,2,3,4,5,6,7,8,9] 3 0
failed
[1,[1]]
