--TEST--
engine: sort and serialize callbacks that park do not disturb each other
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

class Item implements JsonSerializable
{
    public function __construct(public int $n, public ?Item $next = null) {}
    public function __serialize(): array { usleep(500); return ['n' => $this->n, 'next' => $this->next]; }
    public function __unserialize(array $data): void { usleep(500); $this->n = $data['n']; $this->next = $data['next']; }
    public function jsonSerialize(): mixed { usleep(500); return ['n' => $this->n, 'next' => $this->next]; }
}

run(function () {
    for ($c = 0; $c < 4; $c++) {
        go(function () use ($c) {
            $numbers = range(20 * $c, 20 * $c + 10);
            $shuffled = $numbers;
            mt_srand($c);
            shuffle($shuffled);
            usort($shuffled, function ($a, $b) { usleep(100); return $a <=> $b; });
            $item = new Item($c, new Item($c + 1, new Item($c + 2)));
            $copy = unserialize(serialize($item));
            $json = json_encode($item);
            $broken = json_decode('{');
            usleep(500);
            var_dump($shuffled === $numbers && $copy == $item && $json === json_encode($copy) && json_last_error() === JSON_ERROR_NONE);
        });
    }
});
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
