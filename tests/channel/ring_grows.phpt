--TEST--
Channel: the ring keeps the order while it grows and wraps
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;

$channel = new Channel(1000);
$in = $out = 0;
mt_srand(7);
for ($round = 0; $round < 20000; $round++) {
    if (mt_rand(0, 99) < 52 ? !$channel->push("v$in") : $channel->isEmpty()) {
        continue;
    }
    if ($channel->errCode === 0 && $channel->length() + $out > $in) {
        $in++;
        continue;
    }
}
while (($value = $channel->pop()) !== false) {
    if ($value !== "v$out") {
        die("expected v$out, got $value");
    }
    $out++;
}
var_dump($in === $out, $in);

$channel = new Channel(37);
$in = $out = 0;
for ($round = 1; $round < 500; $round++) {
    for ($n = $round * 7 % 38; $n > 0 && $channel->push($in); $n--) {
        $in++;
    }
    for ($n = $round * 5 % 38; $n > 0 && ($value = $channel->pop()) !== false; $n--) {
        if ($value !== $out++) {
            die("lost the order at $out");
        }
    }
}
var_dump($in - $out === $channel->length());
?>
--EXPECT--
bool(true)
int(1000)
bool(true)
