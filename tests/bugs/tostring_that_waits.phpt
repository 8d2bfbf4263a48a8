--TEST--
bugs: an argument whose __toString() waits
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Context, Coroutine as Co};
use function CoroKit\Coroutine\{go, run};

class Slow
{
    public function __construct(private string $text) {}
    public function __toString(): string
    {
        usleep(500);
        return $this->text;
    }
}

run(function () {
    $done = new Channel(10);
    for ($i = 0; $i < 10; $i++) {
        go(function () use ($i, $done) {
            Context::set(new Slow("key"), $i);
            $file = sys_get_temp_dir() . '/corokit-tostring-' . getmypid() . "-$i";
            file_put_contents(new Slow($file), new Slow("text $i"));
            $done->push(Context::get(new Slow('key')) === $i && file_get_contents(new Slow($file)) === "text $i");
            unlink(new Slow($file));
        });
    }
    for ($i = 0, $good = 0; $i < 10; $i++) {
        $good += $done->pop(20.0);
    }
    var_dump($good);
    var_dump(Context::has(new Slow('key')));
});
?>
--EXPECT--
int(10)
bool(false)
