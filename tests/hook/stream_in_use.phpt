--TEST--
hook: a second reader of a stream in use gets an Error that names both coroutines
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\{run, go};

run(function () {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    go(function () use ($a) {
        echo 'first: ' . fgets($a);
    });
    usleep(2000); /* under corokit.chaos the first one may not wait yet */
    go(function () use ($a, $b) {
        try {
            fgets($a);
        } catch (CoroKit\Error $e) {
            echo $e->getMessage(), "\n";
        }
        /* The first one is not disturbed, and writing is another direction. */
        fwrite($a, "x\n");
        fwrite($b, "line\n");
    });
});
?>
--EXPECTF--
stream (descriptor %d) is being read by coroutine 2 (created at %sstream_in_use.php:6), coroutine 3 (created at %sstream_in_use.php:10) cannot read it at the same time
first: line
