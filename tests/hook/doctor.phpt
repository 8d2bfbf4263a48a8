--TEST--
hook: Runtime::doctor() lists extensions as hooked, pooled or blocking; hook_deny leaves an object alone
--EXTENSIONS--
corokit
sockets
posix
--INI--
corokit.hook_deny=posix,sockets
--FILE--
<?php
use CoroKit\Runtime;

$rows = array_column(Runtime::doctor(false), null, 'name');
foreach (['standard', 'sockets', 'corokit'] as $name) {
    echo $name, ': ', $rows[$name]['status'], ', ', $rows[$name]['why'], "\n";
}
var_dump(array_diff(get_loaded_extensions(), array_keys($rows)));
var_dump(array_diff(array_column($rows, 'status'), ['hooked', 'pooled', 'blocking']));

/* The php binary and its slots. */
$php = array_filter($rows, fn ($row) => $row['why'] === 'an object with hooked slots');
var_dump(max(array_column($php, 'slots')) > 20);
foreach (Runtime::getHookedObjects() as $object) {
    if (str_contains(basename($object['path']), 'sockets')) {
        echo "hooked all the same\n";
    }
}
Runtime::doctor();
?>
--EXPECTF--
standard: hooked, streams, sleep, files and processes yield; name lookups and cold reads are pooled
sockets: blocking, left alone: on a deny list, or not recognised
corokit: hooked, this module
array(0) {
}
array(0) {
}
bool(true)
what                     waits are slots  why
%A
