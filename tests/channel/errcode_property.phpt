--TEST--
Channel: errCode is right also after the script played with the property
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;

$channel = new Channel(1);
$reference = &$channel->errCode;
$channel->pop();
var_dump($reference, $channel->errCode);
unset($reference);
$channel->errCode = 'mine';
$channel->pop();
var_dump($channel->errCode);
unset($channel->errCode);
$channel->pop();
var_dump($channel->errCode);
$value = 1;
$alias = &$value;
$channel->push($alias);
$alias = 2;
var_dump($channel->pop(), $channel->errCode);
?>
--EXPECT--
int(-1)
int(-1)
int(-1)
int(-1)
int(1)
int(0)
