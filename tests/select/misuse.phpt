--TEST--
Select: misuse is an Error
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Coroutine, Select};
use function CoroKit\Coroutine\{go, run};

function attempt(callable $try): void
{
    try {
        $try();
        echo "no error\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}

attempt(fn () => (new Select)->pop(new stdClass));
attempt(fn () => clone new Select);
attempt(fn () => serialize(new Select));
attempt(function () {
    $select = new Select;
    $select->dynamic = 1;
});
var_dump((new Select)->wait());
run(function () {
    $channel = new Channel(1);
    $select = (new Select)->pop($channel);
    go(fn () => $select->wait());
    attempt(fn () => $select->wait());
    attempt(fn () => $select->pop($channel));
    attempt(fn () => $select->push($channel, 1));
    attempt(fn () => $select->remove(0));
    $channel->push('end');
});
?>
--EXPECT--
TypeError: CoroKit\Select::pop(): Argument #1 ($channel) must be of type CoroKit\Coroutine\Channel, stdClass given
Error: Trying to clone an uncloneable object of class CoroKit\Select
Exception: Serialization of 'CoroKit\Select' is not allowed
Error: Cannot create dynamic property CoroKit\Select::$dynamic
bool(false)
CoroKit\Error: The Select is in use: another coroutine waits in it
CoroKit\Error: The Select is in use: another coroutine waits in it
CoroKit\Error: The Select is in use: another coroutine waits in it
CoroKit\Error: The Select is in use: another coroutine waits in it
