<?php
/*
 * What does one switch cost: resume() of a coroutine that waits in yield(),
 * and back, halved? Beside it Fiber::resume() and suspend(): the ratio counts,
 * nanoseconds depend on the machine.
 */
use CoroKit\Coroutine;
use function CoroKit\Coroutine\run;

const COUNT = 500_000;
const RUNS = 7;

function coroutine_switch(): float
{
	$cid = Coroutine::create(function () {
		for ($i = 0; $i < COUNT; $i++) {
			Coroutine::yield();
		}
	});
	$start = hrtime(true);
	for ($i = 0; $i < COUNT; $i++) {
		Coroutine::resume($cid);
	}
	return (hrtime(true) - $start) / COUNT / 2;
}

function fiber_switch(): float
{
	$fiber = new Fiber(function () {
		for ($i = 0; $i < COUNT; $i++) {
			Fiber::suspend();
		}
	});
	$fiber->start();
	$start = hrtime(true);
	for ($i = 0; $i < COUNT; $i++) {
		$fiber->resume();
	}
	return (hrtime(true) - $start) / COUNT / 2;
}

function summary(array $runs): array
{
	sort($runs);
	return ['median' => round($runs[intdiv(count($runs), 2)], 1), 'min' => round($runs[0], 1), 'max' => round(end($runs), 1)];
}

$results = [];
run(function () use (&$results) {
	coroutine_switch();
	fiber_switch();
	for ($i = 0; $i < RUNS; $i++) {
		$results['switch'][] = coroutine_switch();
		$results['fiber'][] = fiber_switch();
	}
});
$results = array_map(summary(...), $results);
$results['ratio'] = round($results['switch']['median'] / $results['fiber']['median'], 2);
echo json_encode(['bench' => 'coroutine/switch', 'unit' => 'ns', 'php' => PHP_VERSION] + $results), "\n";
