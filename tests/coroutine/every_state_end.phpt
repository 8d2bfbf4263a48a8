--TEST--
coroutine: the end of the script while coroutines wait in every way there is
--EXTENSIONS--
corokit
--FILE--
<?php
require dirname(__DIR__) . '/inc/every_state.php';

$unwound = [];
$cids = every_state(function (string $name) use (&$unwound) { $unwound[] = $name; });
CoroKit\Timer::after(1, function () use (&$unwound, $cids) {
    /* {main} is through, the loop runs. */
    echo json_encode($unwound), "\n";
    try {
        exit(0);
    } finally {
        echo "not reached\n";
    }
});
class Last
{
    public function __construct(private array $cids, private array &$unwound) {}
    public function __destruct()
    {
        echo "not unwound: ", json_encode(array_values(array_diff(array_keys($this->cids), $this->unwound))), "\n";
    }
}
$last = new Last($cids, $unwound);
?>
--EXPECT--
[]
not unwound: []
