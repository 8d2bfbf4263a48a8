--TEST--
hook: exit() while others wait in calls runs their finally blocks and keeps the status
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

class Guard {
    function __construct(private string $name) {}
    function __destruct() { echo "destructed {$this->name}\n"; }
}
register_shutdown_function(fn () => print("shutdown\n"));
run(function () {
    [$a] = $pair = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    foreach (['read' => fn () => fgets($a), 'sleep' => fn () => sleep(100), 'yield' => fn () => Co::yield()] as $name => $call) {
        go(function () use ($name, $call) {
            $guard = new Guard($name);
            try {
                $call();
                echo "not reached\n";
            } catch (Throwable) {
                echo "not caught\n";
            } finally {
                echo "finally {$name}\n";
                usleep(1000);
            }
        });
    }
    go(fn () => exit(3));
    echo "not reached\n";
    sleep(100);
    echo "not reached\n";
});
echo "not reached\n";
?>
--EXPECTREGEX--
(?:finally (read|sleep|yield)\s+destructed \1\s+){3}shutdown
