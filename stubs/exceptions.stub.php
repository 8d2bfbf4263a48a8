<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit {

	/** What the module throws for things that can happen to a right program. */
	class Exception extends \Exception {}

	/** What the module throws for mistakes: a call outside a coroutine, a deadlock. */
	class Error extends \Error {}

	/**
	 * Kept for code that catches it. exit() never throws it: it ends the
	 * script, or the request, and cannot be caught.
	 */
	class ExitException extends Exception
	{
		private int $flags = 0;

		private mixed $status = 0;

		/** Where exit() was called: COROKIT_EXIT_IN_COROUTINE, COROKIT_EXIT_IN_SERVER. */
		public function getFlags(): int {}

		/** The argument of exit(). */
		public function getStatus(): mixed {}
	}
}

namespace CoroKit\Coroutine {

	/** Thrown in a coroutine that Coroutine::cancel($cid, true) ended the wait of. */
	final class CanceledException extends \Exception {}

	/** Thrown in a coroutine whose Coroutine::setTimeLimit() has passed. */
	final class TimeoutException extends \Exception {}
}
