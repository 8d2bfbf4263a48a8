<?php
/*
 * php_arguments(): the settings that the running test was started with, as
 * -n and -d words, to start another PHP like it. Where /proc is not mounted, as run-tests.php names them.
 */
function php_arguments(): array
{
    $words = @file_get_contents('/proc/self/cmdline');
    if ($words !== false) {
        $words = explode("\0", $words);
    } else {
        preg_match_all('/"([^"]*)"|[^\s"]+/', (string) getenv('TEST_PHP_EXTRA_ARGS'), $matches, PREG_SET_ORDER);
        $words = array_map(fn (array $match): string => $match[1] ?? $match[0], $matches);
    }
    $arguments = [];
    foreach ($words as $i => $word) {
        if ($word === '-n') {
            $arguments[] = '-n';
        } elseif ($word === '-d' || $word === '-c') {
            array_push($arguments, $word, $words[$i + 1]);
        }
    }
    return $arguments;
}
