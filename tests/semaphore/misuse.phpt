--TEST--
Semaphore: misuse
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine\Semaphore;

$tries = [
    fn () => new Semaphore(-1),
    fn () => (new Semaphore(1))->acquire(0),
    fn () => (new Semaphore(1))->tryAcquire(-1),
    fn () => (new Semaphore(1))->release(0),
    fn () => (new Semaphore(1))->release(PHP_INT_MAX),
    fn () => (new Semaphore(1))->__construct(2),
    fn () => (new Semaphore(0))->acquire(),
    fn () => clone new Semaphore(1),
    fn () => serialize(new Semaphore(1)),
];
foreach ($tries as $try) {
    try {
        $try();
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
var_dump((new Semaphore(1))->acquire(), (new Semaphore(0))->acquire(1, 0));
?>
--EXPECT--
ValueError: CoroKit\Coroutine\Semaphore::__construct(): Argument #1 ($permits) must be greater than or equal to 0
ValueError: CoroKit\Coroutine\Semaphore::acquire(): Argument #1 ($n) must be greater than 0
ValueError: CoroKit\Coroutine\Semaphore::tryAcquire(): Argument #1 ($n) must be greater than 0
ValueError: CoroKit\Coroutine\Semaphore::release(): Argument #1 ($n) must be greater than 0
ValueError: CoroKit\Coroutine\Semaphore::release(): Argument #1 ($n) is more than a semaphore can count
CoroKit\Error: The semaphore is already constructed
CoroKit\Error: CoroKit\Coroutine\Semaphore::acquire() must be called in a coroutine, where the engine allows a switch
Error: Trying to clone an uncloneable object of class CoroKit\Coroutine\Semaphore
Exception: Serialization of 'CoroKit\Coroutine\Semaphore' is not allowed
bool(true)
bool(false)
