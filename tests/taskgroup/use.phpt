--TEST--
TaskGroup: results in the order of start, whatever the order of the ends
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/pause.php';

use CoroKit\{Channel, Future, TaskGroup};
use function CoroKit\Coroutine\run;

run(function () {
    $gate = new Channel;
    $group = new TaskGroup;
    $future = $group->spawn(function (string $name) use ($gate) {
        $gate->pop();
        return $name;
    }, 'first');
    $group->spawn(fn (int ...$n) => array_sum($n), 1, 2, 3);
    $group->spawn(function () use ($gate) {
        $gate->push(true);
    });
    var_dump($future instanceof Future);
    echo json_encode($group->wait()), "\n";
    var_dump($future->await(), count($group));
    /* And again, from the beginning. */
    $group->spawn(fn () => 'again');
    echo json_encode($group->wait()), json_encode($group->wait()), "\n";
    /* Named arguments. */
    $group->spawn(fn ($a, $b) => "$a$b", b: 'B', a: 'A');
    echo json_encode($group->wait()), "\n";
});
?>
--EXPECT--
bool(true)
["first",6,null]
string(5) "first"
int(0)
["again"][]
["AB"]
