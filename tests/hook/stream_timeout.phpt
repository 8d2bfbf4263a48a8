--TEST--
hook: stream_set_timeout(), stream_select() and non-blocking streams keep PHP's results
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\{run, go};

run(function () {
    [$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    stream_set_timeout($a, 0, 20000);
    var_dump(fgets($a), stream_get_meta_data($a)['timed_out']);

    $read = [$a];
    $none = null;
    var_dump(stream_select($read, $none, $none, 0, 10000), $read);
    fwrite($b, "line\n");
    $read = [$a];
    $write = [$b];
    var_dump(stream_select($read, $write, $none, 5), count($read), count($write));
    var_dump(fgets($a));

    stream_set_blocking($a, false);
    var_dump(fread($a, 10));

    /* One that waits in select is woken by another coroutine. */
    stream_set_blocking($a, true);
    go(function () use ($b) {
        usleep(1000);
        fwrite($b, "late\n");
    });
    $read = [$a];
    var_dump(stream_select($read, $none, $none, 5), fgets($a));

    fclose($b);
    var_dump(fgets($a), feof($a));
});
?>
--EXPECT--
bool(false)
bool(true)
int(0)
array(0) {
}
int(2)
int(1)
int(1)
string(5) "line
"
string(0) ""
int(1)
string(5) "late
"
bool(false)
bool(true)
