--TEST--
coroutine: exit() while others wait in every way there is: all of them unwind
--EXTENSIONS--
corokit
--FILE--
<?php
require dirname(__DIR__) . '/inc/every_state.php';

CoroKit\Coroutine\run(function () {
    $unwound = [];
    $cids = [];
    register_shutdown_function(function () use (&$unwound, &$cids) {
        echo "not unwound: ", json_encode(array_values(array_diff(array_keys($cids), $unwound))), "\n";
        var_dump(count($unwound) === count($cids), CoroKit\Coroutine::stats()['coroutine_num']);
    });
    $cids = every_state(function (string $name) use (&$unwound) { $unwound[] = $name; });
    CoroKit\Coroutine::sleep(0.005);
    exit(0);
});
?>
--EXPECT--
not unwound: []
bool(true)
int(0)
