--TEST--
scope: after a fatal error in a scope the shutdown functions of the script see its own state
--EXTENSIONS--
corokit
--INI--
display_errors=0
log_errors=0
--FILE--
<?php
register_shutdown_function(function () {
    echo json_encode($_GET), ' ', $GLOBALS['x'], ' ', ini_get('precision'), "\n";
});
$x = 'of the script';
CoroKit\Scope::run(function () {
    $GLOBALS['x'] = 'of the scope';
    $_GET['a'] = 1;
    ini_set('precision', 3);
    echo "before\n";
    array_map(fn () => eval('class A {} class A {}'), [1]);
});
echo "never\n";
?>
--EXPECT--
before
[] of the script 14
