--TEST--
scope: functions of a web server, in a scope and outside; the name of the SAPI
--EXTENSIONS--
corokit
--INI--
corokit.sapi_name=fpm-fcgi
--FILE--
<?php
function look(): array
{
    @header('X-A:  b');
    return [
        filter_input(INPUT_GET, 'a', FILTER_VALIDATE_INT), filter_input(INPUT_GET, 'none'), filter_input(INPUT_GET, 'none', FILTER_DEFAULT, FILTER_NULL_ON_FAILURE),
        filter_input(INPUT_GET, 'none', FILTER_VALIDATE_INT, ['options' => ['default' => 7]]),
        filter_has_var(INPUT_COOKIE, 'c'), filter_has_var(INPUT_POST, 'c'), filter_input_array(INPUT_POST), filter_input_array(INPUT_POST, ['p' => FILTER_VALIDATE_INT, 'q' => FILTER_DEFAULT]),
        filter_input(INPUT_SERVER, 's'), getallheaders(), apache_request_headers(), apache_response_headers()['X-A'] ?? null, fastcgi_finish_request(),
    ];
}
echo json_encode(CoroKit\Scope::run('look', ['get' => ['a' => '12'], 'post' => ['p' => '1'], 'cookie' => ['c' => 1], 'server' => ['s' => 'v']])), "\n";
echo json_encode(look()), "\n";
echo php_sapi_name(), ' ', PHP_SAPI, "\n";
try {
    CoroKit\Scope::run(fn () => filter_input(99, 'a'));
} catch (ValueError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
[12,null,false,7,true,false,{"p":"1"},{"p":1,"q":null},"v",[],[],"b",false]
[null,null,false,7,false,false,null,null,null,[],[],null,false]
fpm-fcgi fpm-fcgi
filter_input(): Argument #1 ($type) must be an INPUT_* constant
