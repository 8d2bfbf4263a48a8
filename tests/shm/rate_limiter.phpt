--TEST--
RateLimiter: exactly the limit, however many processes and coroutines ask
--EXTENSIONS--
corokit
posix
--SKIPIF--
<?php
if (!function_exists("pcntl_fork")) die("skip needs pcntl");
?>
--FILE--
<?php
require __DIR__ . '/../inc/fork.php';

use CoroKit\{Atomic, RateLimiter};
use function CoroKit\Coroutine\{go, run};

/* So slow that nothing comes back while this runs. */
$limiter = new RateLimiter(1000, 1e6, 3);
$admitted = new Atomic;
in_children(4, function () use ($limiter, $admitted) {
	run(function () use ($limiter, $admitted) {
		for ($i = 0; $i < 10; $i++) {
			go(function () use ($limiter, $admitted) {
				for ($j = 0; $j < 100; $j++) {
					if ($limiter->allow('key')) {
						$admitted->add();
					}
				}
			});
		}
	});
});
var_dump($admitted->get(), $limiter->remaining('key'), $limiter->allow('key'), $limiter->retryAfter('key') > 900, $limiter->retryAfter('other'));
var_dump($limiter->allow('other', 600), $limiter->allow('other', 401), $limiter->allow('other', 400), $limiter->remaining('other'));
$limiter->reset('other');
var_dump($limiter->remaining('other'), $limiter->allow('other', 1000));
var_dump($limiter->allow('third'));
try {
	$limiter->allow('fourth');
} catch (CoroKit\Exception $e) {
	echo $e->getMessage(), ' ', $e->getCode(), "\n";
}
/* One that is full again takes no place. */
$fast = new RateLimiter(5, 0.001, 2);
$n = 0;
for ($i = 0; $i < 20; $i++) {
	try {
		$n += $fast->allow("key $i", 5);
	} catch (CoroKit\Exception) {
		usleep(20000);
		$n += $fast->allow("key $i", 5);
	}
}
var_dump($n);
class Late extends RateLimiter
{
	public function __construct() {}
}
$wrong = [
	fn () => new RateLimiter(0), fn () => new RateLimiter(1, 0), fn () => new RateLimiter(1, NAN), fn () => new RateLimiter(PHP_INT_MAX), fn () => new RateLimiter(1, 1, 0),
	fn () => new RateLimiter(1000, 1e-7), fn () => $limiter->__construct(1), fn () => $limiter->allow(''), fn () => $limiter->allow(str_repeat('x', 256)), fn () => $limiter->allow('x', 0),
	fn () => $limiter->allow('x', 1001), fn () => $limiter->allow([]), fn () => $limiter->retryAfter('x', -1), fn () => (new Late)->allow('x'), fn () => (new Late)->reset('x'), fn () => clone $limiter,
];
foreach ($wrong as $call) {
	try {
		var_dump($call());
	} catch (Throwable $e) {
		echo get_class($e), ': ', $e->getMessage(), "\n";
	}
}
?>
--EXPECT--
int(1000)
int(0)
bool(false)
bool(true)
float(0)
bool(true)
bool(false)
bool(true)
int(0)
int(1000)
bool(true)
bool(true)
The table is full: it has 3 rows 28
int(20)
ValueError: CoroKit\RateLimiter::__construct(): Argument #1 ($limit) must be from 1 to 2147483647
ValueError: CoroKit\RateLimiter::__construct(): Argument #2 ($window) must be a number of seconds, and at least a nanosecond for each token
ValueError: CoroKit\RateLimiter::__construct(): Argument #2 ($window) must be a number of seconds, and at least a nanosecond for each token
ValueError: CoroKit\RateLimiter::__construct(): Argument #1 ($limit) must be from 1 to 2147483647
ValueError: CoroKit\RateLimiter::__construct(): Argument #3 ($keys) must be from 1 to 1073741824
ValueError: CoroKit\RateLimiter::__construct(): Argument #2 ($window) must be a number of seconds, and at least a nanosecond for each token
CoroKit\Error: The object is already constructed
ValueError: CoroKit\RateLimiter::allow(): Argument #1 ($key) must have from 1 to 255 bytes
ValueError: CoroKit\RateLimiter::allow(): Argument #1 ($key) must have from 1 to 255 bytes
ValueError: CoroKit\RateLimiter::allow(): Argument #2 ($tokens) must be from 1 to the limit, 1000
ValueError: CoroKit\RateLimiter::allow(): Argument #2 ($tokens) must be from 1 to the limit, 1000
TypeError: CoroKit\RateLimiter::allow(): Argument #1 ($key) must be of type string, array given
ValueError: CoroKit\RateLimiter::retryAfter(): Argument #2 ($tokens) must be from 1 to the limit, 1000
CoroKit\Error: The object is not constructed
CoroKit\Error: The object is not constructed
Error: Trying to clone an uncloneable object of class CoroKit\RateLimiter
