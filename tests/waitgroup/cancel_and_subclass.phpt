--TEST--
WaitGroup: cancelled waits end, subclasses work without the parent's constructor
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\Coroutine;
use CoroKit\Coroutine\{CanceledException, WaitGroup};
use function CoroKit\Coroutine\{go, run};

class Mine extends WaitGroup
{
    public function __construct()
    {
    }
}

run(function () {
    $group = new Mine;
    $group->add();
    $log = [];
    $cid = go(function () use ($group, &$log) {
        $log[] = $group->wait();
        try {
            $group->wait();
        } catch (CanceledException) {
            $log[] = 'thrown';
        }
    });
    Coroutine::cancel($cid);
    pause();
    Coroutine::cancel($cid, true);
    while (count($log) < 2) {
        pause();
    }
    echo json_encode($log), "\n";
    go(function () use ($group) {
        try {
            $group->wait();
        } finally {
            echo "ended\n";
        }
    });
    exit(0);
});
?>
--EXPECT--
[false,"thrown"]
ended
