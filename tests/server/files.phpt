--TEST--
server: pid_file is there while it runs; log_file has the lines, and is opened again at SIGHUP
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

[$pid_file, $log_file] = [__FILE__ . '.pid', __FILE__ . '.log'];
@unlink($log_file);
$server = start_server(<<<PHP
    \$server->set(['pid_file' => '$pid_file', 'log_file' => '$log_file', 'worker_num' => 1, 'task_worker_num' => 2, 'document_root' => '/']);
PHP . <<<'PHP'
    $server->on('task', fn () => 1);
    $server->on('request', function ($request) { throw new Exception('for the log'); });
PHP);
var_dump((int) file_get_contents($pid_file) === $server->pid);
$server->get('/first?x=1');
rename($log_file, "$log_file.1");
$server->signal(1);
/* The supervisor opens it again, and the worker when it hears of it, a moment later. */
for ($i = 0; $i < 3000 && !str_contains((string) @file_get_contents($log_file), '/second'); $i++) {
    $server->get('/second');
}
var_dump($server->stop(), is_file($pid_file));
$first = log_lines(file_get_contents("$log_file.1"));
echo preg_replace("~(\nERROR .*/second.*)+$~", '', $first), "\n";
echo implode("\n", array_unique(explode("\n", log_lines(file_get_contents($log_file))))), "\n";
?>
--CLEAN--
<?php
foreach (glob(__DIR__ . '/files.php.*') as $file) {
    unlink($file);
}
?>
--EXPECT--
bool(true)
string(0) ""
bool(false)
NOTICE settings not active yet: task_worker_num, document_root
NOTICE events not active yet: task
INFO listening on 127.0.0.1:N with 1 workers
ERROR uncaught Exception: for the log in FILE:N, request GET /first?x=1, answered 500
ERROR uncaught Exception: for the log in FILE:N, request GET /second, answered 500
INFO stopping
INFO stopped
