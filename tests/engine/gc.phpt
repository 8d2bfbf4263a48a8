--TEST--
engine: the garbage collector runs in coroutines; destructors that would park there block instead
--EXTENSIONS--
corokit
--FILE--
<?php
use function CoroKit\Coroutine\{run, go};

class Node {
    public $self;
    public function __construct(private int $n) { $this->self = $this; }
    public function __destruct() { usleep(100); echo "gone {$this->n}\n"; }
}
run(function () {
    go(function () {
        new Node(1);
        var_dump(gc_collect_cycles());
    });
    go(function () {
        $kept = new Node(2);
        usleep(2000);
        echo "kept 2\n";
        $kept->self = null;
    });
    var_dump(gc_collect_cycles());
});
?>
--EXPECT--
gone 1
int(1)
int(0)
kept 2
gone 2
