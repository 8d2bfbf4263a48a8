--TEST--
Cache: PSR-16's methods
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

use CoroKit\Cache;

$cache = new Cache(100, 200);
$say = fn (...$values) => print(implode(' ', array_map('json_encode', $values)) . "\n");
$say($cache->get('a'), $cache->get('a', 'none'), $cache->set('a', 'text'), $cache->get('a'), $cache->has('a'), $cache->delete('a'), $cache->delete('a'), $cache->has('a'));
foreach ([null, false, true, 0, -5, 1.5, '', 'x', [1, 'k' => [2]], new ArrayObject([3]), PHP_INT_MAX] as $i => $value) {
	$cache->set("v$i", $value);
	if ($cache->get("v$i", 'none') != $value || gettype($cache->get("v$i")) !== gettype($value)) {
		echo "$i differs\n";
	}
}
$say($cache->set('long', str_repeat('x', 200)), $cache->set('long', str_repeat('x', 201)), $cache->has('long'));
$say($cache->set('t', 1, 100), $cache->has('t'), $cache->set('t', 1, 0), $cache->has('t'), $cache->set('t', 1, -5), $cache->has('t'));
$say($cache->set('t', 1, new DateInterval('PT1H')), $cache->has('t'), $cache->set('t', 1, (new DateTime('@10'))->diff(new DateTime('@0'))), $cache->has('t'));
$pairs = (function () { yield 'x' => 1; yield 'y' => 'why'; })();
$say($cache->setMultiple($pairs, 50), $cache->setMultiple(['z' => [1], 7 => 'seven']), $cache->getMultiple(['x', 'y', 'z', '7', 'none'], 'default'));
$say($cache->getMultiple((function () { yield 'x'; yield 'y'; })()), $cache->deleteMultiple(['x', 'none']), $cache->has('x'), $cache->deleteMultiple(new ArrayIterator(['y'])), $cache->has('y'));
$say(in_children(1, fn () => $cache->set('child', ['of' => 'mine']) ? 0 : 1), $cache->get('child'));
$say($cache->clear(), $cache->has('child'));
for ($i = 0; $i < 300; $i++) {
	$cache->set("k$i", $i);
}
$say($cache->get('k299'), $cache->get('k0'));
class Thrower
{
	public function __serialize(): array { throw new LogicException('no'); }
}
class Late extends Cache
{
	public function __construct() {}
}
final class PsrLike extends InvalidArgumentException {}
class Other extends Cache
{
	const INVALID_ARGUMENT = PsrLike::class;
}
$other = new Other(1);
$wrong = [
	fn () => new Cache(0), fn () => new Cache(1, 0), fn () => new Cache(1, PHP_INT_MAX), fn () => $cache->__construct(1),
	fn () => $cache->get(''), fn () => $cache->get('a{b'), fn () => $cache->set('a/b', 1), fn () => $cache->has("a\0:b"), fn () => $cache->delete(str_repeat('x', 256)),
	fn () => $cache->get([]), fn () => $cache->set('a', 1, 'x'), fn () => $cache->set('a', 1, new stdClass), fn () => $cache->getMultiple('x'), fn () => $cache->getMultiple([[]]),
	fn () => $cache->getMultiple(['a:']), fn () => $cache->setMultiple(['a:' => 1]), fn () => $cache->deleteMultiple([null]), fn () => $cache->set('a', new Thrower), fn () => $cache->set('a', fn () => 1),
	fn () => $cache->getMultiple((function () { yield 'a'; throw new LogicException('in the middle'); })()), fn () => (new Late)->get('a'), fn () => (new Late)->clear(), fn () => (new Late)->setMultiple([]), fn () => $other->get('@'), fn () => clone $cache,
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
null "none" true "text" true true true false
true false false
true true true false true false
true true true false
true true {"x":1,"y":"why","z":[1],"7":"seven","none":"default"}
{"x":1,"y":"why"} true false true false
[0] {"of":"mine"}
true false
299 null
ValueError: CoroKit\Cache::__construct(): Argument #1 ($entries) must be from 1 to 1073741824
ValueError: CoroKit\Cache::__construct(): Argument #2 ($size) must be from 1 to 1073741824
ValueError: CoroKit\Cache::__construct(): Argument #2 ($size) must be from 1 to 1073741824
CoroKit\Error: The object is already constructed
CoroKit\Cache\InvalidArgumentException: A key has from 1 to 255 bytes and none of {}()/\@:
CoroKit\Cache\InvalidArgumentException: A key has from 1 to 255 bytes and none of {}()/\@:
CoroKit\Cache\InvalidArgumentException: A key has from 1 to 255 bytes and none of {}()/\@:
CoroKit\Cache\InvalidArgumentException: A key has from 1 to 255 bytes and none of {}()/\@:
CoroKit\Cache\InvalidArgumentException: A key has from 1 to 255 bytes and none of {}()/\@:
TypeError: CoroKit\Cache::get(): Argument #1 ($key) must be of type string, array given
TypeError: CoroKit\Cache::set(): Argument #3 ($ttl) must be of type DateInterval|int|null, string given
TypeError: CoroKit\Cache::set(): Argument #3 ($ttl) must be of type DateInterval|int|null, stdClass given
TypeError: CoroKit\Cache::getMultiple(): Argument #1 ($keys) must be of type Traversable|array, string given
CoroKit\Cache\InvalidArgumentException: A key is a string
CoroKit\Cache\InvalidArgumentException: A key has from 1 to 255 bytes and none of {}()/\@:
CoroKit\Cache\InvalidArgumentException: A key has from 1 to 255 bytes and none of {}()/\@:
CoroKit\Cache\InvalidArgumentException: A key is a string
LogicException: no
Exception: Serialization of 'Closure' is not allowed
LogicException: in the middle
CoroKit\Error: The object is not constructed
CoroKit\Error: The object is not constructed
CoroKit\Error: The object is not constructed
PsrLike: A key has from 1 to 255 bytes and none of {}()/\@:
Error: Trying to clone an uncloneable object of class CoroKit\Cache
