--TEST--
Select: channels that are always ready take turns
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Select};

$select = new Select;
$channels = [];
foreach (['a', 'b', 'c'] as $name) {
    $channel = new Channel(100);
    for ($i = 0; $i < 100; $i++) {
        $channel->push("$name$i");
    }
    $select->pop($channel, $name);
}
for ($i = 0, $seen = ''; $i < 9; $i++) {
    $select->wait();
    $seen .= $select->value() . ' ';
}
echo $seen, "\n";
?>
--EXPECT--
a0 b0 c0 a1 b1 c1 a2 b2 c2
