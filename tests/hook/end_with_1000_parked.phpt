--TEST--
hook: the script ends while 1,000 coroutines are parked in calls of many kinds
--EXTENSIONS--
corokit
curl
pdo
pdo_sqlite
--FILE--
<?php
require __DIR__ . '/../inc/php_command.php';
/* Under a memory checker fewer: SKIP_SLOW_TESTS. */
$count = getenv('SKIP_SLOW_TESTS') ? 100 : 1000;
$folder = __DIR__ . '/end_with_1000_parked';
@mkdir($folder);
/* The module, and the settings, that this process has. */
$settings = array_filter(php_arguments(), fn ($word) => preg_match('/^(extension=.*corokit\.so|corokit\.)/', $word));
$php = [getenv('TEST_PHP_EXECUTABLE') ?: PHP_BINARY, '-n', '-d', 'log_errors=0', '-d', 'display_errors=0', '-d', 'error_log=/dev/null'];
foreach ([...$settings, 'extension=curl', 'extension=pdo', 'extension=pdo_sqlite'] as $setting) {
    array_push($php, '-d', $setting);
}
foreach (['exit', 'exit in a coroutine', 'exception', 'fatal', 'cancel'] as $mode) {
    @unlink("$folder/db");
    $process = proc_open([...$php, __DIR__ . '/end_with_1000_parked.inc', $mode, $count, $folder], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
    echo stream_get_contents($pipes[1]);
    echo 'status ', proc_close($process), "\n\n";
}
?>
--CLEAN--
<?php
$folder = __DIR__ . '/end_with_1000_parked';
array_map(unlink(...), glob("$folder/*"));
@rmdir($folder);
?>
--EXPECT--
exit
all parked, 0 not destructed, 0 not unwound, 0 went on
status 3

exit in a coroutine
all parked, 0 not destructed, 0 not unwound, 0 went on
status 4

exception
all parked, 0 not destructed, 0 not unwound, 0 went on
status 255

fatal
status 255

cancel
all parked, 0 not destructed, 0 not unwound, 0 went on
status 0
