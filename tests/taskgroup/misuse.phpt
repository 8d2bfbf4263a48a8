--TEST--
TaskGroup: misuse
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\TaskGroup;
use function CoroKit\Coroutine\run;

$tries = [
    fn () => new TaskGroup(-1),
    fn () => (new TaskGroup(1))->__construct(2),
    fn () => (new TaskGroup)->spawn(fn () => 1),
    fn () => (new TaskGroup)->spawn('no such function'),
    fn () => clone new TaskGroup,
    fn () => serialize(new TaskGroup),
];
foreach ($tries as $try) {
    try {
        $try();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
var_dump((new TaskGroup)->wait(), count(new TaskGroup));
(new TaskGroup)->cancel();
?>
--EXPECT--
ValueError: CoroKit\TaskGroup::__construct(): Argument #1 ($concurrency) must be greater than or equal to 0
CoroKit\Error: The TaskGroup is already constructed
CoroKit\Error: CoroKit\TaskGroup::spawn() must be called in a coroutine, where the engine allows a switch
TypeError: CoroKit\TaskGroup::spawn(): Argument #1 ($task) must be a valid callback, function "no such function" not found or invalid function name
Error: Trying to clone an uncloneable object of class CoroKit\TaskGroup
Exception: Serialization of 'CoroKit\TaskGroup' is not allowed
array(0) {
}
int(0)
