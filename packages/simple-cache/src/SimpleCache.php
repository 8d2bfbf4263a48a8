<?php
namespace CoroKit\SimpleCache;

/**
 * CoroKit\Cache with PSR-16's interface, which an extension cannot implement: it comes
 * with Composer. The methods are the extension's.
 */
class SimpleCache extends \CoroKit\Cache implements \Psr\SimpleCache\CacheInterface
{
    /** What the extension throws for a wrong key. */
    const INVALID_ARGUMENT = InvalidArgumentException::class;
}
