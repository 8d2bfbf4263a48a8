--TEST--
hook: data that woke one reader of a stream is not taken by a second one that need not wait
--INI--
corokit.chaos=0
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Channel;
use function CoroKit\Coroutine\run;

/* One interleaving, so without chaos. */
run(function () {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $read = new Channel(1);
    Coroutine::create(function () use ($a, $read) {
        $read->push(fread($a, 100));
    });
    fwrite($b, 'for the first');
    /* Yields until the first reader's descriptor was reported; then both are ready. */
    $thief = function () use ($a) {
        try {
            return fread($a, 100);
        } catch (CoroKit\Error $e) {
            return preg_replace(['/descriptor \d+/', '/coroutine \d+/', '~ \(created at [^)]+\)~'], ['descriptor N', 'coroutine N', ''], $e->getMessage());
        }
    };
    echo $thief(), "\n";
    var_dump($read->pop());
    fwrite($b, 'next');
    var_dump($thief());

    echo "a glance disturbs nobody\n";
    Coroutine::create(function () use ($a, $read) {
        $read->push(fread($a, 100));
    });
    var_dump(feof($a));
    fwrite($b, 'last');
    var_dump($read->pop(), feof($a));
});
?>
--EXPECT--
stream (descriptor N) is being read by coroutine N, coroutine N cannot read it at the same time
string(13) "for the first"
string(4) "next"
a glance disturbs nobody
bool(false)
string(4) "last"
bool(false)
