<?php
namespace CoroKit\SimpleCache;

class InvalidArgumentException extends \CoroKit\Cache\InvalidArgumentException implements \Psr\SimpleCache\InvalidArgumentException
{
}
