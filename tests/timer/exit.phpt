--TEST--
timer: exit() in a call, and with timers pending
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Timer;

class D { function __destruct() { echo "destructor\n"; } }
$d = new D;
Timer::after(60000, fn () => $d);
Timer::after(1, function () { echo "exit\n"; exit(0); });
unset($d);
?>
--EXPECT--
exit
destructor
