<?php
/*
 * How many operations a second do P processes get out of one table, all on one row (hot) or each on
 * any of 1024 (spread)? A third each of incr, set and get.
 *
 *   php -n -d extension=... bench/shm/contended.php [PROCESSES [hot|spread [SECONDS]]]
 *
 * Runs the same with Swoole, when that is the extension which is loaded. Wall time: compare
 * runs of one moment, in turn.
 */
$table_class = extension_loaded('corokit') ? 'CoroKit\Table' : 'Swoole\Table';
$atomic_class = extension_loaded('corokit') ? 'CoroKit\Atomic' : 'Swoole\Atomic';
[, $processes, $spread, $seconds] = $argv + [1 => 2, 2 => 'hot', 3 => 2.0];

$table = new $table_class(2048);
$table->column('n', $table_class::TYPE_INT);
$table->column('f', $table_class::TYPE_FLOAT);
$table->column('s', $table_class::TYPE_STRING, 64);
$table->create();
$keys = array_map(fn ($i) => "key-$i", range(0, $spread === 'hot' ? 0 : 1023));
foreach ($keys as $key) {
    $table->set($key, ['n' => 0, 'f' => 1.5, 's' => 'value']);
}
$totals = array_map(fn () => new $atomic_class(0), range(1, $processes));
$ready = new $atomic_class(0);
$pids = [];
foreach ($totals as $i => $total) {
    $pids[] = $pid = pcntl_fork();
    if ($pid === 0) {
        mt_srand($i);
        $row = ['n' => 7, 'f' => 2.5, 's' => 'some value'];
        $mask = count($keys) - 1;
        $at = mt_rand();
        $done = 0;
        $ready->add(1);
        while ($ready->get() < $processes) {
            usleep(100);
        }
        $end = hrtime(true) + (int) ($seconds * 1e9);
        while (hrtime(true) < $end) {
            for ($j = 0; $j < 100; $j++) {
                $key = $keys[($at += 7919) & $mask];
                $table->incr($key, 'n');
                $table->set($key, $row);
                $table->get($key);
            }
            $done += 300;
        }
        $total->set(intdiv($done, 300));
        exit(0);
    }
}
foreach ($pids as $pid) {
    pcntl_waitpid($pid, $status);
}
$each = array_map(fn ($total) => $total->get() * 300, $totals);
echo json_encode([
    'bench' => 'shm/contended',
    'table' => $table_class,
    'processes' => (int) $processes,
    'rows' => $spread,
    'ops_per_s' => (int) (array_sum($each) / $seconds),
    'slowest_to_fastest' => round(min($each) / max(1, max($each)), 2),
]), "\n";
