<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Http;

/**
 * The answer to one request. Status, header lines and cookies are collected and
 * sent with the first piece of the body. What a method is given to send is in order and
 * complete even if its wait is cancelled. When the handler returns without end(), the
 * answer is ended as it is; when it throws, it is a 500.
 *
 * After the answer has ended, or was given away by detach(), each method warns
 * and returns false. When the peer is gone they return false without a warning.
 *
 * @strict-properties
 * @not-serializable
 */
class Response
{
	/** Number of the connection, as Request::$fd. */
	public int $fd = 0;

	/** True; as in Swoole. */
	public function initHeader(): bool {}

	/** True while the answer can be ended here and the connection is there. */
	public function isWritable(): bool {}

	/**
	 * The status: 200 to 999, with its usual name unless $reason is given. False once the
	 * head was sent. Throws Error for another number or a reason with a line break.
	 */
	public function status(int $http_code, string $reason = ""): bool {}

	/** @implementation-alias CoroKit\Http\Response::status */
	public function setStatusCode(int $http_code, string $reason = ""): bool {}

	/**
	 * Sets a header line, in place of those of that name; an array gives several lines, null none.
	 * With $format the name is written Like-This. False once the head was sent. Content-Length of a
	 * complete body, Transfer-Encoding and Connection are the server's: a Content-Length is used for
	 * write() and for HEAD, "Connection: close" closes. Throws Error for a name that is none and for
	 * CR, LF or NUL in a value.
	 *
	 * @param string|array|null $value
	 */
	public function header(string $key, mixed $value, bool $format = true): bool {}

	/**
	 * @param string|array|null $value
	 * @implementation-alias CoroKit\Http\Response::header
	 */
	public function setHeader(string $key, mixed $value, bool $format = true): bool {}

	/**
	 * Adds a cookie; the value is URL-encoded, an empty one deletes the cookie. $expires: seconds
	 * since 1970, 0 for the session. False once the head was sent. Throws Error for characters that a
	 * cookie cannot have.
	 */
	public function cookie(string $name, string $value = "", int $expires = 0, string $path = "/", string $domain = "", bool $secure = false, bool $httponly = false, string $samesite = "", string $priority = "", bool $partitioned = false): bool {}

	/** @implementation-alias CoroKit\Http\Response::cookie */
	public function setCookie(string $name, string $value = "", int $expires = 0, string $path = "/", string $domain = "", bool $secure = false, bool $httponly = false, string $samesite = "", string $priority = "", bool $partitioned = false): bool {}

	/** The same with the value as it is; Error where it has characters that need encoding. */
	public function rawcookie(string $name, string $value = "", int $expires = 0, string $path = "/", string $domain = "", bool $secure = false, bool $httponly = false, string $samesite = "", string $priority = "", bool $partitioned = false): bool {}

	/** @implementation-alias CoroKit\Http\Response::rawcookie */
	public function setRawCookie(string $name, string $value = "", int $expires = 0, string $path = "/", string $domain = "", bool $secure = false, bool $httponly = false, string $samesite = "", string $priority = "", bool $partitioned = false): bool {}

	/**
	 * A line behind a chunked body: with write(), or with end() to an HTTP/1.1 client, which
	 * makes the body chunked then. False once the answer has ended. Throws Error as header(), and for names that say where a
	 * body ends.
	 */
	public function trailer(string $key, string $value): bool {}

	/**
	 * Sends a piece of the body, in chunks unless header() set a Content-Length. Suspends while more
	 * than a high-water mark is queued for the peer; inside an output callback it only
	 * queues. False with corokit_last_error() when the peer is gone (EPIPE), when the wait was cancelled
	 * (the piece is sent all the same), and, with a warning, for an empty string or more than the Content-Length.
	 */
	public function write(string $content): bool {}

	/** Sends the rest and ends the answer. Does not suspend. */
	public function end(?string $content = null): bool {}

	/**
	 * Sends a file, or $length bytes of it from $offset (bytes; 0: to its end), and ends the answer. False
	 * with a warning when it cannot be opened or has no such bytes, or after write(). Suspends as write() does.
	 */
	public function sendfile(string $filename, int $offset = 0, int $length = 0): bool {}

	/** Sets the Location header and a status of 3xx, and ends the answer. Throws Error as header(). */
	public function redirect(string $location, int $http_code = 302): bool {}

	/**
	 * Gives the answer away: the end of the handler does not end it any more. Another Response, made
	 * by create() with the same $fd, does.
	 */
	public function detach(): bool {}

	/**
	 * A Response for the request under way on connection $fd; false when there is none. The number may be given as the
	 * only argument.
	 */
	public static function create(object|array|int $server = -1, int $fd = -1): Response|false {}
}
