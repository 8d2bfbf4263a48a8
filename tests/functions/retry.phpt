--TEST--
retry(): attempts, what passes at once, the say of the callback, cancel
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, Coroutine};
use CoroKit\Coroutine\CanceledException;
use function CoroKit\Coroutine\{go, retry, run};

class Flaky
{
    public int $left = 2;

    public function __call($name, $args)
    {
        if ($this->left-- > 0) {
            throw new RuntimeException("attempt {$args[0]}");
        }
        return "$name {$args[0]}";
    }
}

function report(callable $try): void
{
    try {
        echo json_encode($try()), "\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}

run(function () {
    report(fn () => retry([new Flaky, 'works'], 5, 0));
    report(fn () => retry([new Flaky, 'fails'], 2, 0.001));
    report(fn () => retry(fn () => throw new TypeError('a mistake'), 5, 0));
    report(fn () => retry(fn () => throw new CanceledException('cancelled'), 5, 0));
    report(fn () => retry(fn (int $n) => $n < 4 ? throw new TypeError("mistake $n") : $n, 9, 0,
        when: fn (Throwable $e, int $attempt) => $e instanceof TypeError && $attempt < 4));
    report(fn () => retry(fn (int $n) => throw new RuntimeException("attempt $n"), 9, 0, when: fn ($e, $n) => $n < 3));
    report(fn () => retry(fn (int $n) => throw new RuntimeException("attempt $n"), 9, 0, when: fn () => throw new LogicException('from the callback')));
    report(fn () => retry(fn (int $n) => throw new RuntimeException("attempt $n"), 4, 0.001, 10, 0.002, 1.0));
    foreach ([[0], [1, -1], [1, 0, 0.5], [1, 0, 1, -1], [1, 0, 1, 1, 2]] as $numbers) {
        report(fn () => retry(fn () => 1, ...$numbers));
    }
    foreach ([false, true] as $throw) {
        $answers = new Channel;
        $cid = go(function () use ($answers) {
            try {
                retry(fn () => throw new RuntimeException('failed'), 3, 100.0, maxDelay: 100.0);
            } catch (Exception $e) {
                $answers->push(get_class($e));
            }
        });
        while (!Coroutine::cancel($cid, $throw)) {
            pause();
        }
        echo $answers->pop(), "\n";
    }
    go(function () {
        try {
            retry(fn () => throw new RuntimeException('failed'), 3, 100.0, maxDelay: 100.0);
        } finally {
            echo "ended\n";
        }
    });
    retry(fn () => exit(0));
    echo "never\n";
});
?>
--EXPECT--
"works 3"
RuntimeException: attempt 2
TypeError: a mistake
CoroKit\Coroutine\CanceledException: cancelled
4
RuntimeException: attempt 3
LogicException: from the callback
RuntimeException: attempt 4
ValueError: CoroKit\Coroutine\retry(): Argument #2 ($attempts) must be greater than 0
ValueError: CoroKit\Coroutine\retry(): Argument #3 ($delay) must be greater than or equal to 0
ValueError: CoroKit\Coroutine\retry(): Argument #4 ($factor) must be greater than or equal to 1
ValueError: CoroKit\Coroutine\retry(): Argument #5 ($maxDelay) must be greater than or equal to 0
ValueError: CoroKit\Coroutine\retry(): Argument #6 ($jitter) must be between 0 and 1
RuntimeException
CoroKit\Coroutine\CanceledException
ended
