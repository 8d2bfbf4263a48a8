--TEST--
TaskGroup: cycles through results are collected; exit() while it waits
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, TaskGroup};
use function CoroKit\Coroutine\run;

class Node
{
    public $group;

    public function __destruct()
    {
        echo "node gone\n";
    }
}

run(function () {
    $node = new Node;
    $node->group = new TaskGroup;
    $node->group->spawn(fn () => $node);
    unset($node);
    var_dump(gc_collect_cycles() > 0);

    $group = new TaskGroup;
    $group->spawn(function () {
        try {
            (new Channel)->pop();
        } finally {
            echo "child ends\n";
        }
    });
    $group->spawn(fn () => exit(0));
    echo "never\n";
});
?>
--EXPECT--
node gone
bool(true)
child ends
