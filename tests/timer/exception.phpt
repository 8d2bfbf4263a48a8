--TEST--
timer: an exception in a call ends the script
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Timer;

register_shutdown_function(fn () => print("shutdown\n"));
Timer::after(60000, fn () => print("not reached\n"));
Timer::after(1, fn () => throw new Exception('in a timer'));
Timer::after(30000, fn () => print("not reached\n"));
echo "end of script\n";
?>
--EXPECTF--
end of script
shutdown

Fatal error: Uncaught Exception: in a timer in %sexception.php:6
Stack trace:
#0 [internal function]: {closure%S}()
#1 {main}
  thrown in %sexception.php on line 6
