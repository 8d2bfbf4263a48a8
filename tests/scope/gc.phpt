--TEST--
scope: the collector runs destructors of anyone's objects, in nobody's scope
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Scope;

class Cycle
{
    public $self;
    public function __construct() { $this->self = $this; }
    public function __destruct()
    {
        echo 'destructor in scope ', Scope::id(), ' ', json_encode($_GET), "\n";
        $_GET['left'] = 1;
    }
}

new Cycle;
CoroKit\Coroutine\run(function () {
    Scope::run(function () {
        ob_start();
        $GLOBALS['x'] = 'mine';
        gc_collect_cycles();
        $text = ob_get_clean();
        echo json_encode([$text, Scope::id(), $_GET, $GLOBALS['x']]), "\n";
    }, ['get' => ['own' => 1]]);
});
echo json_encode($_GET), "\n";
?>
--EXPECT--
destructor in scope 0 []
["",1,{"own":1},"mine"]
{"left":1}
