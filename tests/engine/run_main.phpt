--TEST--
engine: corokit.run_main=1 makes the main script a coroutine
--INI--
corokit.run_main=1
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\go;

var_dump(Co::getCid());
go(function () { usleep(1000); echo "other\n"; });
usleep(3000);
echo "main\n";
register_shutdown_function(fn () => print("shutdown\n"));
exit(4);
?>
--EXPECT--
int(1)
other
main
shutdown
