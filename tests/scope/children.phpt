--TEST--
scope: coroutines have the scope of the one that made them, also when they outlive its end
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use CoroKit\Coroutine;
use CoroKit\Scope;

class Noisy
{
    public function __destruct() { echo "destructor, x is {$_GET['x']}\n"; }
}

Coroutine\run(function () {
    $go = new Channel(1);
    $done = new Channel(1);
    Scope::run(function () use ($go, $done) {
        global $thing;
        $thing = new Noisy;
        register_shutdown_function(fn () => print "shutdown\n");
        Coroutine::create(function () use ($go, $done) {
            $go->pop();
            echo 'child: ', json_encode($_GET), ' ', isset($GLOBALS['thing']) ? 'has' : 'lacks', " the global\n";
            Coroutine::create(function () use ($done) {
                register_shutdown_function(fn () => print "shutdown of the grandchild\n");
                Coroutine::defer(fn () => $done->push(true));
            });
        });
        echo "over\n";
    }, ['get' => ['x' => 7]]);
    echo 'outside: ', json_encode($_GET), "\n";
    $go->push(true);
    $done->pop();
});
echo json_encode($_GET), "\n";
?>
--EXPECT--
over
shutdown
outside: []
child: {"x":7} has the global
shutdown of the grandchild
destructor, x is 7
[]
