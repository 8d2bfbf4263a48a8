--TEST--
request: a handler of warnings that suspends while a form is read
--EXTENSIONS--
corokit
--INI--
max_input_nesting_level=2
max_input_vars=5
display_errors=0
--FILE--
<?php
require __DIR__ . '/../inc/request.php';
use CoroKit\Coroutine as Co;
use function CoroKit\Coroutine\{run, go};

/* Nesting is warned of in the middle of a form, the number of fields at its end. */
$body = 'a=1&b[c][d][e]=2&f=3&g=4&h=5&i=6&j=7';
$parts = [['name="a"', '1'], ['name="b[c][d][e]"', '2'], ['name="f"; filename="x"', 'content'], ['name="g"', '3']];

foreach (['urlencoded' => fn () => form_request($body), 'multipart' => fn () => multipart_request($parts)] as $name => $make) {
	echo "-- $name\n";
	run(function () use ($make) {
		$request = $make();
		$warnings = 0;
		set_error_handler(function () use (&$warnings) {
			$warnings++;
			Co::sleep(0.001);
			gc_collect_cycles();
			return true;
		});
		/* Who comes while it is read finds nothing yet, and does not read it again. */
		go(fn () => print('first: ' . json_encode($request->post) . "\n"));
		go(fn () => print('second: ' . json_encode($request->post) . "\n"));
		while (!$warnings || !is_array($request->post)) {
			Co::sleep(0.001);
		}
		Co::sleep(0.01);
		echo 'later: ', json_encode($request->post), ' ', count($request->tmpfiles ?? []), "\n";

		/* The request is dropped meanwhile. */
		$request = $make();
		go(function () use (&$request) {
			$post = $request->post;
			echo 'of a dropped one: ', json_encode($post), "\n";
		});
		$request = null;
	});
	restore_error_handler();
}

echo "-- cancelled, and the end of the script, in the handler\n";
run(function () use ($body, $parts) {
	set_error_handler(function () {
		Co::sleep(1000);
		return true;
	});
	$request = multipart_request($parts);
	$cid = go(function () use ($request) {
		echo json_encode($request->post), "\n";
	});
	Co::cancel($cid);
	Co::join([$cid]);
	$left = multipart_request($parts);
	go(fn () => print(json_encode($left->post)));
	echo "end\n";
	exit;
});
?>
--EXPECT--
-- urlencoded
second: null
first: {"a":"1","f":"3","g":"4","h":"5"}
later: {"a":"1","f":"3","g":"4","h":"5"} 0
of a dropped one: null
-- multipart
second: null
first: {"a":"1","g":"3"}
later: {"a":"1","g":"3"} 1
of a dropped one: null
-- cancelled, and the end of the script, in the handler
{"a":"1","g":"3"}
end
