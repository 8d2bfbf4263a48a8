--TEST--
Channel: applications extend it
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\{go, run};

class Pool extends CoroKit\Coroutine\Channel
{
    public $made = 0;
    public $errCode = 0;

    public function __construct(private Closure $make, int $size)
    {
        parent::__construct($size);
    }

    public function pop(float $timeout = -1): mixed
    {
        if ($this->isEmpty() && $this->made < $this->capacity) {
            $this->made++;
            return ($this->make)();
        }
        return parent::pop($timeout);
    }
}

run(function () {
    $pool = new Pool(fn () => new stdClass, 2);
    $first = $pool->pop();
    $second = $pool->pop();
    go(function () use ($pool, $first) {
        var_dump($pool->pop() === $first);
    });
    $pool->push($first);
    var_dump($pool->pop(0.001), $pool->errCode, $pool->made);
});
?>
--EXPECT--
bool(true)
bool(false)
int(-1)
int(2)
