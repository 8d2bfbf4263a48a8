<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit;

/**
 * A request scope: superglobals, $GLOBALS, output buffers, headers, handlers,
 * settings, session of one request. The server makes one for every request;
 * coroutines share that of the coroutine that made them.
 */
final class Scope
{
	private function __construct() {}

	/**
	 * Calls the callable in a new scope and returns its value: for jobs, tests and
	 * sub-requests. At its end everything happens that PHP does at the end of a request:
	 * shutdown functions, destructors of globals, output buffers, the session. exit() ends the
	 * scope only, and null is returned.
	 *
	 * Output goes to the caller's output, headers nowhere. May suspend.
	 *
	 * @param array $request get, post, cookie, files, server: arrays that become the superglobals; body: a string, php://input
	 * @throws \Throwable what the callable threw
	 */
	public static function run(callable $callable, array $request = []): mixed {}

	/** Number of the scope of the running code; 0: the worker's own, no request. */
	public static function id(): int {}
}
