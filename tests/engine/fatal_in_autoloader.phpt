--TEST--
engine: a fatal error in an autoloader leaves nobody waiting for that class
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

ini_set('display_errors', 0);
spl_autoload_register(function (string $class) {
    echo "loading $class\n";
    $GLOBALS['go_on']->pop();
    trigger_error('no more', E_USER_ERROR);
});
register_shutdown_function(function () {
    echo error_get_last()['message'], "\n";
});
run(function () {
    $GLOBALS['go_on'] = new Channel(1);
    foreach ([1, 2, 3] as $_) {
        go(function () {
            try {
                class_exists('Missing');
                echo "not reached\n";
            } finally {
                echo "finally\n";
            }
        });
    }
    $GLOBALS['go_on']->push(true);
});
echo "not reached\n";
?>
--EXPECT--
loading Missing
finally
finally
no more
