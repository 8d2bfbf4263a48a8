--TEST--
Cache: as PSR-16's interface, by the class of packages/simple-cache
--EXTENSIONS--
corokit
--FILE--
<?php
/* PSR-16 3.0, word for word in its signatures. */
eval(<<<'PSR'
namespace Psr\SimpleCache;

interface CacheException extends \Throwable {}
interface InvalidArgumentException extends CacheException {}
interface CacheInterface
{
	public function get(string $key, mixed $default = null): mixed;
	public function set(string $key, mixed $value, null|int|\DateInterval $ttl = null): bool;
	public function delete(string $key): bool;
	public function clear(): bool;
	public function getMultiple(iterable $keys, mixed $default = null): iterable;
	public function setMultiple(iterable $values, null|int|\DateInterval $ttl = null): bool;
	public function deleteMultiple(iterable $keys): bool;
	public function has(string $key): bool;
}
PSR);
$source = __DIR__ . '/../../packages/simple-cache/src';
require "$source/InvalidArgumentException.php";
require "$source/SimpleCache.php";

$cache = new CoroKit\SimpleCache\SimpleCache(10);
var_dump($cache instanceof Psr\SimpleCache\CacheInterface, $cache->set('key', [1]), $cache->get('key'));
foreach (['get' => [''], 'set' => ['a{', 1], 'delete' => ['@'], 'has' => ['/'], 'getMultiple' => [['a', ':']], 'setMultiple' => [['(' => 1]], 'deleteMultiple' => [['}']]] as $method => $arguments) {
	try {
		$cache->$method(...$arguments);
		echo "$method did not throw\n";
	} catch (Psr\SimpleCache\InvalidArgumentException $e) {
		echo get_class($e), "\n";
	}
}
?>
--EXPECT--
bool(true)
bool(true)
array(1) {
  [0]=>
  int(1)
}
CoroKit\SimpleCache\InvalidArgumentException
CoroKit\SimpleCache\InvalidArgumentException
CoroKit\SimpleCache\InvalidArgumentException
CoroKit\SimpleCache\InvalidArgumentException
CoroKit\SimpleCache\InvalidArgumentException
CoroKit\SimpleCache\InvalidArgumentException
CoroKit\SimpleCache\InvalidArgumentException
