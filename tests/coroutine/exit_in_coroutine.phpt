--TEST--
coroutine: exit() ends the script, others run their finally blocks
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use function CoroKit\Coroutine\{defer, go, run};

/* In which order the others end is the scheduler's affair: what each one does is shown together. */
$log = [];
function note(string $who, string $what) { $GLOBALS['log'][$who][] = $what; }
class D { function __construct(private string $name) {} function __destruct() { note($this->name, 'destructor'); } }

register_shutdown_function(function () {
	global $log;
	ksort($log);
	foreach ($log as $who => $lines) {
		echo "$who: ", implode(', ', $lines), "\n";
	}
});
run(function () {
	go(function () {
		$local = new D('sleeper');
		defer(fn () => note('sleeper', 'deferred'));
		try {
			Coroutine::sleep(60);
			note('sleeper', 'not reached');
		} catch (Throwable) {
			note('sleeper', 'not caught');
		} finally {
			note('sleeper', 'finally');
		}
	});
	go(function () {
		try {
			Coroutine::yield();
		} finally {
			note('yielder', 'finally');
			note('yielder', var_export(Coroutine::sleep(60), true));
			note('yielder', var_export(corokit_last_error() === COROKIT_ERROR_CO_CANCELED, true));
		}
	});
	go(function () {
		try {
			Coroutine::sleep(0.001);
			note('exiting', 'exit');
			exit(7);
		} catch (Throwable) {
			note('exiting', 'not caught');
		} finally {
			note('exiting', 'no finally, as always with exit()');
		}
	});
	try {
		Coroutine::sleep(60);
	} finally {
		note('first', 'finally');
	}
});
echo "not reached\n";
?>
--EXPECT--
exiting: exit
first: finally
sleeper: finally, destructor, deferred
yielder: finally, false, true
