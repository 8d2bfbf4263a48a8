--TEST--
scope: the end of a scope is that of a request: shutdown functions, destructors of globals, output buffers
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Scope;

class Noisy
{
    public function __construct(private string $name) {}
    public function __destruct() { echo "destructor of $this->name\n"; }
}

Coroutine\run(function () {
    $value = Scope::run(function () {
        global $thing;
        $thing = new Noisy('a global');
        register_shutdown_function(function () {
            echo "shutdown 1\n";
            (new CoroKit\Channel)->pop(0.001);
            register_shutdown_function(fn () => print "shutdown registered in shutdown\n");
        });
        register_shutdown_function(fn () => print "shutdown 2\n");
        ob_start(function (string $text) {
            return "[buffer]\n$text";
        });
        echo "body\n";
        return 'value';
    });
    echo "$value\n";
});
echo "end\n";
?>
--EXPECT--
[buffer]
body
shutdown 1
shutdown 2
shutdown registered in shutdown
destructor of a global
value
end
