--TEST--
coroutine: cancel() in every wait there is ends it, with and without an exception
--EXTENSIONS--
corokit
--FILE--
<?php
require dirname(__DIR__) . '/inc/every_state.php';

use CoroKit\Coroutine as Co;

foreach ([false, true] as $throw) {
    Co\run(function () use ($throw) {
        $unwound = [];
        $cids = every_state(function (string $name) use (&$unwound) { $unwound[] = $name; });
        for ($tries = 0; $tries < 10_000 && count($unwound) < count($cids); $tries++) {
            foreach ($cids as $name => $cid) {
                in_array($name, $unwound) || Co::cancel($cid, $throw);
            }
            Co::sleep(0.001);
        }
        echo 'not unwound: ', json_encode(array_values(array_diff(array_keys($cids), $unwound))), "\n";
        foreach (Co::list() as $cid) {
            $cid === Co::getCid() || Co::cancel($cid);
        }
    });
}
?>
--EXPECT--
not unwound: []
not unwound: []
