--TEST--
Channel: destructors of values that are left may park
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

class Slow
{
    public function __construct(private int $n, private Channel $log)
    {
    }

    public function __destruct()
    {
        /* Waits where the engine lets a destructor wait: from PHP 8.4 on. */
        (new Channel)->pop(0.001);
        $this->log->push("gone {$this->n}");
    }
}

run(function () {
    $log = new Channel(10);
    go(function () use ($log) {
        $channel = new Channel(3);
        for ($i = 0; $i < 3; $i++) {
            $channel->push(new Slow($i, $log));
        }
        unset($channel);
        $log->push('freed');
    });
    for ($i = 0; $i < 4; $i++) {
        echo $log->pop(), "\n";
    }
});
?>
--EXPECT--
gone 0
gone 1
gone 2
freed
