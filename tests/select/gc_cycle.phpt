--TEST--
Select: a cycle through its cases is collected
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Select};

class Node
{
    public $select;

    public function __destruct()
    {
        echo "node gone\n";
    }
}

$node = new Node;
$channel = new Channel(2);
$node->select = (new Select)->push($channel, $node, 'out');
$node->select->wait();
$node->select->pop($channel, 'in')->push($channel, [$node->select]);
unset($node, $channel);
var_dump(gc_collect_cycles() > 0);
echo "done\n";
?>
--EXPECT--
node gone
bool(true)
done
