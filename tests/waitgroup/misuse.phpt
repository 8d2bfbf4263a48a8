--TEST--
WaitGroup: misuse throws what Swoole's throws
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine\WaitGroup;
use function CoroKit\Coroutine\{go, run};

function attempt(callable $try): void
{
    try {
        $try();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}

attempt(fn () => (new WaitGroup)->done());
attempt(fn () => (new WaitGroup(1))->add(-2));
attempt(fn () => (new WaitGroup(1))->add(PHP_INT_MAX));
attempt(fn () => (new WaitGroup(1))->add(PHP_INT_MIN));
attempt(fn () => (new WaitGroup(1))->wait());
var_dump((new WaitGroup)->wait());
run(function () {
    $group = new WaitGroup(1);
    go(fn () => $group->wait());
    attempt(fn () => $group->wait());
    attempt(fn () => $group->add());
    $group->done();
    /* It has its answer: the group is free again before it runs. */
    $group->add();
    var_dump($group->count());
});
?>
--EXPECT--
BadMethodCallException: WaitGroup misuse: negative counter
InvalidArgumentException: WaitGroup misuse: negative counter
InvalidArgumentException: WaitGroup misuse: counter overflow
InvalidArgumentException: WaitGroup misuse: negative counter
CoroKit\Error: CoroKit\Coroutine\WaitGroup::wait() must be called in a coroutine, where the engine allows a switch
bool(true)
BadMethodCallException: WaitGroup misuse: reused before previous wait has returned
BadMethodCallException: WaitGroup misuse: add called concurrently with wait
int(1)
