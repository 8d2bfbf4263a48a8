--TEST--
Channel: outside of coroutines nothing waits
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\run;

$channel = new Channel(1);
var_dump($channel->pop(), $channel->errCode);
var_dump($channel->push('a'), $channel->errCode);
var_dump($channel->push('b', 5.0), $channel->errCode);
run(fn () => var_dump($channel->pop()));
$channel->close();
var_dump($channel->pop(), $channel->errCode);
?>
--EXPECT--
bool(false)
int(-1)
bool(true)
int(0)
bool(false)
int(-1)
string(1) "a"
bool(false)
int(-2)
