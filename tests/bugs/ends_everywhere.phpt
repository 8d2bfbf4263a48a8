--TEST--
bugs: every way to end, in every place: the status is right, others end in order, nothing crashes
--EXTENSIONS--
corokit
--FILE--
<?php
const PLACES = [
    'coroutine' => 'run(function () { witness(); Co::sleep(0.001); END; });',
    'child'     => 'run(function () { witness(); go(function () { Co::sleep(0.001); END; }); Co::sleep(60); });',
    'timer'     => 'run(function () { witness(); CoroKit\Timer::after(1, function () { END; }); Co::sleep(60); });',
    'destructor' => 'class D { function __destruct() { END; } } run(function () { witness(); $d = new D; Co::sleep(0.001); unset($d); Co::sleep(60); });',
    'defer'     => 'run(function () { witness(); Co::defer(function () { END; }); Co::sleep(0.001); });',
    'callback'  => 'run(function () { witness(); array_map(function () { Co::sleep(0.001); END; }, [1]); });',
    'output callback' => 'run(function () { witness(); ob_start(function ($text) { END; return $text; }); echo "x"; ob_end_flush(); Co::sleep(60); });',
    'fiber'     => 'run(function () { witness(); (new Fiber(function () { Co::sleep(0.001); END; }))->start(); Co::sleep(60); });',
    'autoloader' => 'spl_autoload_register(function () { Co::sleep(0.001); END; }); run(function () { witness(); class_exists("Missing"); Co::sleep(60); });',
];
/* code => status, whether the finally block of another coroutine runs (not when PHP itself gives up) */
const ENDS = [
    'exit(3)' => [3, true],
    'exit("text")' => [0, true],
    'throw new Exception("thrown")' => [255, true],
    'trigger_error("fatal", E_USER_ERROR)' => [255, null],
    'eval("class A {} class A {}")' => [255, null],
    '$s = str_repeat("x", 1 << 30)' => [255, null],
    'for ($a = [];; $a[] = str_repeat("x", 1000 + count($a)))' => [255, null],
];
const PRELUDE = 'use CoroKit\Coroutine as Co; use function CoroKit\Coroutine\{go, run};
function witness() { go(function () { try { Co::sleep(60); } finally { echo "[finally]"; } }); }
register_shutdown_function(function () { echo "[shutdown]"; });';

$php = [PHP_BINARY, '-n', '-d', 'extension=' . dirname(__DIR__, 2) . '/modules/corokit.so', '-d', 'display_errors=1', '-d', 'log_errors=0', '-d', 'memory_limit=32M', '-r'];
foreach (ENDS as $end => [$status, $finally]) {
    $bad = [];
    foreach (PLACES as $place => $code) {
        $process = proc_open([...$php, PRELUDE . str_replace('END', $end, $code)], [1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes);
        $output = stream_get_contents($pipes[1]);
        $got = proc_close($process);
        if ($got !== $status || !str_contains($output, '[shutdown]') || ($finally && substr_count($output, '[finally]') !== 1)) {
            $bad[] = "\n  $place: $got $output";
        }
    }
    echo $end, $bad ? implode('', $bad) : ' ok', "\n";
}
?>
--EXPECT--
exit(3) ok
exit("text") ok
throw new Exception("thrown") ok
trigger_error("fatal", E_USER_ERROR) ok
eval("class A {} class A {}") ok
$s = str_repeat("x", 1 << 30) ok
for ($a = [];; $a[] = str_repeat("x", 1000 + count($a))) ok
