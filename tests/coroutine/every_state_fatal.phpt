--TEST--
coroutine: a fatal error while others wait in every way there is: the script ends, nothing crashes
--EXTENSIONS--
corokit
--INI--
display_errors=0
log_errors=0
--FILE--
<?php
require dirname(__DIR__) . '/inc/every_state.php';

register_shutdown_function(function () {
    echo error_get_last()['message'], "\n";
    var_dump(CoroKit\Coroutine::stats()['coroutine_num']);
});
CoroKit\Coroutine\run(function () {
    every_state(function (string $name) {});
    CoroKit\Coroutine::sleep(0.005);
    eval('function twice() {} function twice() {}');
});
?>
--EXPECTF--
Cannot redeclare %Stwice()%S
int(0)
