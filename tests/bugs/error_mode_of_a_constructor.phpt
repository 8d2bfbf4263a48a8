--TEST--
bugs: a constructor that turns warnings into exceptions does so for its own coroutine only
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

/* Opening waits, in the middle of SplFileObject::__construct(). */
class Slow
{
    public $context;
    public static Channel $opened, $go_on;

    public function stream_open(string $path): bool
    {
        self::$opened->push(true);
        self::$go_on->pop();
        return !str_contains($path, 'missing');
    }
    public function stream_eof(): bool { return true; }
    public function stream_read(int $count): string { return ''; }
    public function stream_stat(): array { return []; }
    public function url_stat(): array { return []; }
}
stream_wrapper_register('slow', 'Slow');

run(function () {
    Slow::$opened = new Channel;
    Slow::$go_on = new Channel;
    foreach (['slow://there', 'slow://missing'] as $path) {
        $done = new Channel;
        go(function () use ($path, $done) {
            try {
                echo get_class(new SplFileObject($path)), "\n";
            } catch (Throwable $e) {
                echo get_class($e), "\n";
            }
            $done->push(true);
        });
        Slow::$opened->pop();
        try {
            echo hex2bin('abc') === false ? "a warning\n" : "?\n";
        } catch (Throwable $e) {
            echo 'wrong: ', get_class($e), "\n";
        }
        Slow::$go_on->push(true);
        $done->pop();
    }
});
?>
--EXPECTF--
Warning: hex2bin(): %s in %s on line %d
a warning
SplFileObject

Warning: hex2bin(): %s in %s on line %d
a warning
RuntimeException
