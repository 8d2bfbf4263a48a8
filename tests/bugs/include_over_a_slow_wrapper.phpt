--TEST--
bugs: files that are included through a stream wrapper that waits, by many coroutines at once
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\{go, map, run};

class Source
{
    public $context;
    private string $code;
    private int $at = 0;

    public function stream_open(string $path): bool
    {
        usleep(500);
        $n = (int) substr($path, strlen('source://'));
        $this->code = "<?php\nclass Loaded$n { const N = $n; }\nusleep(500);\nreturn Loaded$n::N;\n";
        return true;
    }
    public function stream_read(int $count): string
    {
        usleep(500);
        $part = substr($this->code, $this->at, 16);
        $this->at += strlen($part);
        return $part;
    }
    public function stream_eof(): bool { return $this->at >= strlen($this->code); }
    public function stream_stat(): array { return []; }
    public function stream_set_option(): bool { return false; }
    public function stream_close(): void {}
}
stream_wrapper_register('source', 'Source');

run(function () {
    $values = map(range(1, 20), fn ($n) => include "source://$n");
    var_dump($values === range(1, 20), Loaded7::N);
    foreach (range(21, 30) as $n) {
        // A broken file is an exception of the coroutine that includes it.
        go(function () use ($n) {
            try {
                eval('class {');
            } catch (ParseError $e) {
                include "source://$n";
            }
        });
    }
});
var_dump(Loaded30::N);
?>
--EXPECT--
bool(true)
int(7)
int(30)
