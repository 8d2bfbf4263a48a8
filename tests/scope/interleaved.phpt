--TEST--
scope: what two requests set at the same time neither sees of the other, and nobody sees afterwards
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/scope.inc';

check('$_GET', fn ($i) => $_GET['x'] = $i, fn () => $_GET);
check('$_POST', fn ($i) => $_POST['x'] = $i, fn () => $_POST);
check('$_COOKIE', fn ($i) => $_COOKIE['x'] = $i, fn () => $_COOKIE);
check('$_FILES', fn ($i) => $_FILES['x'] = $i, fn () => $_FILES);
check('$_REQUEST', fn ($i) => $_REQUEST['x'] = $i, fn () => $_REQUEST);
check('$_SERVER', fn ($i) => $_SERVER['own'] = $i, fn () => $_SERVER['own'] ?? null);
check('$_ENV', fn ($i) => $_ENV['own'] = $i, fn () => $_ENV['own'] ?? null);
check('global', function ($i) { global $thing; $thing = $i; }, function () { global $thing; return $thing; });
check('$GLOBALS', fn ($i) => $GLOBALS['other'] = $i, fn () => $GLOBALS['other'] ?? null);
check('header', fn ($i) => header("X-Me: $i"), fn () => preg_grep('/X-Me/', headers_list()));
check('setcookie', fn ($i) => setcookie('c', "$i"), fn () => preg_grep('/Cookie/', headers_list()));
check('http_response_code', fn ($i) => http_response_code(400 + $i), fn () => http_response_code() ?: 200);
check('error_reporting', fn ($i) => error_reporting($i), fn () => error_reporting());
check('ini_set', fn ($i) => ini_set('precision', 5 + $i), fn () => ini_get('precision') . 1.23456789012);
check('ini_set twice', fn ($i) => ini_set('precision', 3) && ini_set('precision', 5 + $i), fn () => ini_get('precision'));
check('include_path', fn ($i) => set_include_path("/tmp/$i"), fn () => get_include_path());
check('memory_limit', fn ($i) => ini_set('memory_limit', (200 + $i) . 'M'), fn () => ini_get('memory_limit'));
check('max_execution_time', fn ($i) => set_time_limit(1000 + $i), fn () => ini_get('max_execution_time'));
check('ignore_user_abort', fn ($i) => $i == 1 ? ignore_user_abort(true) : ini_set('ignore_user_abort', '2'), fn () => ini_get('ignore_user_abort'));
check('user_agent', fn ($i) => ini_set('user_agent', "me $i"), fn () => ini_get('user_agent'));
check('error_get_last', fn ($i) => @trigger_error("error $i"), fn () => error_get_last()['message'] ?? null);
check('set_error_handler', fn ($i) => set_error_handler([new ArrayObject([$i]), 'offsetGet']), function () {
    $now = set_error_handler(null);
    restore_error_handler();
    return $now ? $now[0][0] : null;
});
check('set_exception_handler', fn ($i) => set_exception_handler([new ArrayObject([$i]), 'append']), function () {
    $now = set_exception_handler(null);
    restore_exception_handler();
    return $now ? $now[0][0] : null;
});
check('timezone', fn ($i) => date_default_timezone_set($i == 1 ? 'Europe/Paris' : 'Asia/Tokyo'), fn () => date_default_timezone_get() . date('H', 86400));
check('preg_last_error', fn ($i) => $i == 1 ? preg_match('/a/u', "\xff") : @preg_match('/(?:\D+|<\d+>)*[!?]/', 'foobar foobar foobar'), fn () => preg_last_error());
check('output buffers', fn ($i) => ob_start() && print str_repeat('x', $i), fn () => ob_get_level() . ob_get_contents());

echo json_encode(Pair::run(function (int $me, callable $meet) {
    $parts = [strtok("a$me b$me c$me", ' ')];
    $meet();
    $parts[] = strtok(' ');
    $meet();
    return [...$parts, strtok(' '), strtok(' ')];
})), "\n";
?>
--EXPECT--
$_GET                   ok
$_POST                  ok
$_COOKIE                ok
$_FILES                 ok
$_REQUEST               ok
$_SERVER                ok
$_ENV                   ok
global                  ok
$GLOBALS                ok
header                  ok
setcookie               ok
http_response_code      ok
error_reporting         ok
ini_set                 ok
ini_set twice           ok
include_path            ok
memory_limit            ok
max_execution_time      ok
ignore_user_abort       ok
user_agent              ok
error_get_last          ok
set_error_handler       ok
set_exception_handler   ok
timezone                ok
preg_last_error         ok
xxxoutput buffers          ok
{"1":["a1","b1","c1",false],"2":["a2","b2","c2",false]}
