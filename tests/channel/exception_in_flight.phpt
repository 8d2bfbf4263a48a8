--TEST--
Channel: works in finally blocks and destructors while an exception is in flight
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

class Reports
{
    public function __construct(private Channel $channel)
    {
    }

    public function __destruct()
    {
        $this->channel->push('destructor');
    }
}

run(function () {
    $channel = new Channel(1);
    go(function () use ($channel) {
        try {
            (function () use ($channel) {
                $object = new Reports($channel);
                try {
                    throw new LogicException('flying');
                } finally {
                    $channel->push('finally 1');
                    $channel->push('finally 2');
                }
            })();
        } catch (LogicException $e) {
            $channel->push($e->getMessage());
        }
        $channel->close();
    });
    while (($value = $channel->pop()) !== false) {
        echo $value, "\n";
    }
});
?>
--EXPECT--
finally 1
finally 2
destructor
flying
