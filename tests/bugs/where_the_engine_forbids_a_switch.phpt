--TEST--
bugs: calls that wait in tick functions, signal handlers and output callbacks block, and harm nobody
--EXTENSIONS--
corokit
pcntl
posix
--FILE--
<?php
declare(ticks=1);

use CoroKit\{Channel, Coroutine as Co};
use function CoroKit\Coroutine\{go, run};

$waited = [];
$wait = function (string $where) use (&$waited) {
    $start = hrtime(true);
    usleep(2000);
    $waited[$where] = hrtime(true) - $start >= 2_000_000;
};
run(function () use ($wait, &$waited) {
    $other = go(fn () => Co::yield());
    $tick = function () use ($wait, &$waited) {
        isset($waited['tick']) || $wait('tick');
    };
    register_tick_function($tick);
    $x = 1;
    unregister_tick_function($tick);

    pcntl_async_signals(true);
    pcntl_signal(SIGUSR1, fn () => $wait('signal'));
    posix_kill(getmypid(), SIGUSR1);
    $x = 3;

    ob_start(function (string $text) use ($wait) {
        $wait('output callback');
        return strtoupper($text);
    });
    echo "in capitals\n";
    ob_end_flush();
    try {
        ob_start(fn () => (new Channel)->pop(1) === false ? "did not wait\n" : '');
        ob_end_flush();
    } catch (CoroKit\Error $e) {
        echo get_class($e), "\n";
    }
    var_dump(Co::resume($other));
});
ksort($waited);
var_dump($waited);
?>
--EXPECT--
IN CAPITALS
did not wait
bool(true)
array(3) {
  ["output callback"]=>
  bool(true)
  ["signal"]=>
  bool(true)
  ["tick"]=>
  bool(true)
}
