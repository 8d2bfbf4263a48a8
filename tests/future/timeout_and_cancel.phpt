--TEST--
future: timeouts, a cancelled wait, a cancelled coroutine
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{async, go, run};

run(function () {
	$slow = async(function () { Coroutine::sleep(60); });
	try {
		$slow->await(0.001);
	} catch (Coroutine\TimeoutException $e) {
		echo get_class($e), "\n";
	}
	var_dump($slow->isDone());

	$waiter = go(function () use ($slow) {
		try {
			$slow->await();
		} catch (Coroutine\CanceledException $e) {
			echo $e->getMessage(), "\n";
		}
	});
	Coroutine::cancel($waiter);
	Coroutine::join([$waiter]);

	var_dump($slow->cancel());
	try {
		$slow->await();
	} catch (Coroutine\CanceledException $e) {
		echo $e->getMessage(), "\n";
	}
	var_dump($slow->cancel(), corokit_last_error() === COROKIT_ERROR_CO_NOT_EXISTS);

	$handles = async(function () {
		try {
			Coroutine::sleep(60);
		} catch (Coroutine\CanceledException) {
			return 'handled';
		}
	});
	var_dump($handles->cancel(), $handles->cancel(), $handles->await());

	$self = null;
	$self = async(function () use (&$self) {
		Coroutine::sleep(0.001);
		try {
			$self->await();
		} catch (CoroKit\Error $e) {
			echo $e->getMessage(), "\n";
		}
		var_dump($self->cancel(), corokit_last_error() === COROKIT_ERROR_CO_CANNOT_CANCEL);
	});
	$self->await();
});
?>
--EXPECT--
CoroKit\Coroutine\TimeoutException
bool(false)
The wait for the coroutine was cancelled
bool(true)
The coroutine was cancelled
bool(false)
bool(true)
bool(true)
bool(false)
string(7) "handled"
A coroutine cannot await its own Future
bool(false)
bool(true)
