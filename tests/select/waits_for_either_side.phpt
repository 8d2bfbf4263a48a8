--TEST--
Select: a parked one is served by push, by pop and by close, and leaves its other queues
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\{Channel, Select};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $in = new Channel(1);
    $out = new Channel(1);
    $other = new Channel(1);
    $out->push('full');
    $answers = new Channel(1);
    $selector = function () use ($in, $out, $other, $answers) {
        $select = (new Select)->pop($in, 'in')->push($out, 'sent', 'out')->pop($other, 'other');
        $case = $select->wait();
        $answers->push(json_encode([$case, $select->value(), $select->isClosed(), count($select)]));
    };
    $queues = fn () => [$in->stats()['consumer_num'], $out->stats()['producer_num'], $other->stats()['consumer_num']];

    go($selector);
    echo json_encode($queues()), "\n";
    $in->push('received');
    echo json_encode($queues()), ' ', $in->length(), ' ', $answers->pop(), "\n";

    go($selector);
    echo $out->pop(), ' ', json_encode($queues()), ' ', $answers->pop(), ' ', $out->pop(), "\n";

    $out->push('full');
    go($selector);
    $other->close();
    echo json_encode($queues()), ' ', $answers->pop(), "\n";
});
?>
--EXPECT--
[1,1,1]
[0,0,0] 0 ["in","received",false,3]
full [0,0,0] ["out",null,false,2] sent
[0,0,0] ["other",null,true,2]
