--TEST--
module: settings have defaults, refuse nonsense, and belong to the process
--EXTENSIONS--
corokit
--INI--
corokit.chaos=0
corokit.stack_size=1K
corokit.stack_backend=paper
corokit.run_main=0
--FILE--
<?php
foreach (ini_get_all('corokit') as $name => $entry) {
    if ($entry['access'] !== INI_SYSTEM) {
        echo "$name is not of the process\n";
    }
}
foreach (['chaos', 'file_offload', 'run_main', 'stack_backend', 'stack_guard', 'stack_pool', 'stack_size'] as $name) {
    echo "corokit.$name = ", ini_get("corokit.$name"), "\n";
}
var_dump(ini_set('corokit.stack_size', '1M'));
?>
--EXPECTF--
%AWarning: %Scorokit.stack_size must be from 64K to 1G, "1K" is not%S
%AWarning: %Scorokit.stack_backend must be auto, slab or engine, not "paper"%S
%Acorokit.chaos = 0
corokit.file_offload = 0
corokit.run_main = 0
corokit.stack_backend = %s
corokit.stack_guard = 1
corokit.stack_pool = 256
corokit.stack_size = %s
bool(false)
