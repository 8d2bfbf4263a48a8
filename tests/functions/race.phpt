--TEST--
race(): the first decides, the others are cancelled and waited for
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, Coroutine};
use CoroKit\Coroutine\{CanceledException, TimeoutException};
use function CoroKit\Coroutine\{go, race, run};

run(function () {
    $never = new Channel;
    $log = [];
    $loser = function () use ($never, &$log) {
        try {
            $never->pop();
        } finally {
            pause();
            $log[] = 'lost';
        }
    };
    $report = function (callable $race) use (&$log, $never) {
        $log = [];
        try {
            $answer = json_encode($race());
        } catch (Throwable $e) {
            $answer = get_class($e) . ': ' . $e->getMessage();
        }
        echo $answer, ' ', implode(' ', $log), ' ', json_encode($never->stats()['consumer_num']), "\n";
    };
    $report(fn () => race([$loser, function () {
        pause();
        return 'won';
    }, $loser]));
    $report(fn () => race([$loser, fn () => null]));
    $report(fn () => race([$loser, fn () => throw new LogicException('failed first')]));
    $report(fn () => race([$loser, $loser], 0.001));
    $report(fn () => race([]));
    $report(fn () => race(['no such function']));

    foreach ([false, true] as $throw) {
        $answers = new Channel;
        $cid = go(function () use ($loser, $answers) {
            try {
                race([$loser]);
            } catch (CanceledException $e) {
                $answers->push('cancelled');
            }
        });
        while (!Coroutine::cancel($cid, $throw)) {
            pause();
        }
        echo $answers->pop(), "\n";
    }
});
?>
--EXPECT--
"won" lost lost 0
null lost 0
LogicException: failed first lost 0
CoroKit\Coroutine\TimeoutException: No task has ended in time lost lost 0
ValueError: CoroKit\Coroutine\race(): Argument #1 ($tasks) cannot be empty  0
TypeError: CoroKit\Coroutine\race(): Argument #1 ($tasks) must contain only callables  0
cancelled
cancelled
