--TEST--
hook: many lookups at once, each with the answer to its own question
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Channel;
use function CoroKit\Coroutine\run;

run(function () {
    $answers = new Channel(64);
    $names = ['localhost', '127.0.0.1', 'localhost', '127.0.0.2'];
    for ($i = 0; $i < 40; $i++) {
        $name = $names[$i % 4];
        Coroutine::create(fn () => $answers->push([$name, gethostbyname($name), gethostbynamel($name)]));
    }
    $seen = [];
    for ($i = 0; $i < 40; $i++) {
        [$name, $one, $all] = $answers->pop();
        $seen[$name][$one . ' ' . implode(',', $all)] ??= 0;
        $seen[$name][$one . ' ' . implode(',', $all)]++;
    }
    ksort($seen);
    print_r($seen);

    echo "canceled\n";
    $result = new Channel(1);
    $cid = Coroutine::create(fn () => $result->push(gethostbyname('localhost')));
    Coroutine::cancel($cid);
    /* The name itself is PHP's answer to a failure; under corokit.chaos the cancel may come before the lookup. */
    var_dump(in_array($result->pop(), ini_get('corokit.chaos') ? ['localhost', '127.0.0.1'] : ['localhost'], true));
    var_dump(gethostbyname('localhost'));
});
?>
--EXPECT--
Array
(
    [127.0.0.1] => Array
        (
            [127.0.0.1 127.0.0.1] => 10
        )

    [127.0.0.2] => Array
        (
            [127.0.0.2 127.0.0.2] => 10
        )

    [localhost] => Array
        (
            [127.0.0.1 127.0.0.1] => 20
        )

)
canceled
bool(true)
string(9) "127.0.0.1"
