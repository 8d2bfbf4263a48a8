--TEST--
Channel: a cycle through its values is collected
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;

class Node
{
    public $channel;

    public function __destruct()
    {
        echo "node gone\n";
    }
}

$channel = new Channel(4);
$node = new Node;
$node->channel = $channel;
$channel->push($node);
$channel->push([$channel]);
unset($node, $channel);
var_dump(gc_collect_cycles() > 0);
$channel = new Channel(4);
$channel->push(new Node);
gc_collect_cycles();
echo "still there\n";
unset($channel);
echo "done\n";
?>
--EXPECT--
node gone
bool(true)
still there
node gone
done
