--TEST--
engine: a value of {main} that throws when it is destroyed
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Context;

class Loud
{
    public function __construct(private string $name) {}
    public function __destruct()
    {
        echo "$this->name\n";
        throw new Exception($this->name);
    }
}

set_exception_handler(fn ($e) => print('uncaught: ' . $e->getMessage() . "\n"));
Context::set('a', new Loud('context'));
echo "end of the script\n";
?>
--EXPECT--
end of the script
context
uncaught: context
