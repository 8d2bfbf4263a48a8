--TEST--
Shared memory: what is made before start() is shared by the workers, and outlives one that is killed
--EXTENSIONS--
corokit
posix
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$gate = new Gate;
$server = start_server(<<<'PHP'
    $table = new CoroKit\Table(64);
    $table->column('n', CoroKit\Table::TYPE_INT);
    $table->create();
    $lock = new CoroKit\Lock;
    $requests = new CoroKit\Atomic;
    $server->set(['worker_num' => 2, 'worker_max_concurrency' => 1, 'log_level' => COROKIT_LOG_NONE]);
    $server->on('request', function ($request, $response) use ($server, $table, $lock, $requests) {
        $requests->add();
        if ($request->server['request_uri'] === '/die') {
            $lock->lock();
            $table->lock('key');
            posix_kill(getmypid(), SIGKILL);
        }
        if ($request->server['request_uri'] === '/after') {
            $log = [$lock->lock(LOCK_EX, 30), $lock->abandoned(), $lock->unlock(), $table->lock('key', 30), $table->unlock('key')];
            $response->end(implode('', array_map('intval', $log)) . " {$table->get('key', 'n')} {$requests->get()}");
            return;
        }
        pass_gate($server->worker_id);
        $response->end((string) $table->incr('key', 'n'));
    });
PHP, $gate);

/* Both workers are inside at once. */
$clients = [$server->send('/a'), $server->send('/b')];
[$first, $held] = $gate->next();
[$second, $other] = $gate->next();
var_dump($first !== $second);
$gate->release($held);
$gate->release($other);
$answers = array_column(array_map([$server, 'receive'], $clients), 1);
sort($answers);
echo implode(' ', $answers), "\n";
$server->receive($server->send('/die'));
[$status, $body] = $server->receive($server->send('/after'));
echo "$status $body\n";
$server->stop();
?>
--EXPECT--
bool(true)
1 2
200 11111 2 4
