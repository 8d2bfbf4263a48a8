<?php
/*
 * What does a coroutine cost that is made, runs an empty closure and ends?
 * Beside it a Fiber that does the same: the ratio counts, nanoseconds depend
 * on the machine.
 */
use CoroKit\Coroutine;
use function CoroKit\Coroutine\run;

const COUNT = 200_000;
const RUNS = 7;

function per_operation(callable $body, int $count): float
{
	$start = hrtime(true);
	$body($count);
	return (hrtime(true) - $start) / $count;
}

function summary(array $runs): array
{
	sort($runs);
	return ['median' => round($runs[intdiv(count($runs), 2)], 1), 'min' => round($runs[0], 1), 'max' => round(end($runs), 1)];
}

$bodies = [
	'create' => function (int $count) {
		$function = function () {};
		for ($i = 0; $i < $count; $i++) {
			Coroutine::create($function);
		}
	},
	'fiber' => function (int $count) {
		$function = function () {};
		for ($i = 0; $i < $count; $i++) {
			(new Fiber($function))->start();
		}
	},
];

$results = [];
run(function () use ($bodies, &$results) {
	for ($i = -1; $i < RUNS; $i++) {
		foreach ($bodies as $name => $body) {
			$ns = per_operation($body, $name === 'fiber' ? intdiv(COUNT, 10) : COUNT);
			if ($i >= 0) {
				$results[$name][] = $ns;
			}
		}
	}
});
$results = array_map(summary(...), $results);
$results['ratio'] = round($results['create']['median'] / $results['fiber']['median'], 4);
echo json_encode(['bench' => 'coroutine/create', 'unit' => 'ns', 'php' => PHP_VERSION] + $results), "\n";
