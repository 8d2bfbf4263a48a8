--TEST--
Channel: misuse is an Error
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;

class Forgot extends Channel
{
    public function __construct()
    {
    }
}

$tries = [
    fn () => (new Forgot)->push(1),
    fn () => (new Forgot)->pop(),
    fn () => (new Forgot)->close(),
    fn () => (new Channel)->__construct(2),
    fn () => clone new Channel,
    fn () => serialize(new Channel),
    fn () => (new Channel)->push(),
    fn () => new Channel('many'),
];
foreach ($tries as $try) {
    try {
        $try();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
var_dump((new Channel(0))->capacity, (new Channel(-5))->capacity, (new Channel(PHP_INT_MAX))->capacity === PHP_INT_MAX);
?>
--EXPECT--
CoroKit\Error: Forgot::__construct() was not called
CoroKit\Error: Forgot::__construct() was not called
CoroKit\Error: Forgot::__construct() was not called
CoroKit\Error: CoroKit\Coroutine\Channel is already constructed
Error: Trying to clone an uncloneable object of class CoroKit\Coroutine\Channel
Exception: Serialization of 'CoroKit\Coroutine\Channel' is not allowed
ArgumentCountError: CoroKit\Coroutine\Channel::push() expects at least 1 argument, 0 given
TypeError: CoroKit\Coroutine\Channel::__construct(): Argument #1 ($size) must be of type int, string given
int(1)
int(1)
bool(true)
