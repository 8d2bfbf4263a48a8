<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit\Http {

	/**
	 * What a client asks for. Arrays that would be empty are null.
	 *
	 * The arrays are made when they are first read; a request whose form nobody
	 * looks at costs no parsing. Nothing here suspends.
	 *
	 * @strict-properties
	 * @not-serializable
	 */
	class Request
	{
		/** Number of the connection; no two that are open in the workers of a server have the same. */
		public int $fd = 0;

		/** Number of the HTTP/2 stream; 0: HTTP/1. */
		public int $streamId = 0;

		/** Headers, names in lower case. One that came more than once is joined by ", ". Without cookies, if these are parsed. */
		public ?array $header = null;

		/**
		 * request_method, request_uri (without the query string), path_info (the same, decoded), query_string (if there is one),
		 * request_time, request_time_float, server_protocol, server_addr, server_port, remote_addr, remote_port, master_time.
		 */
		public ?array $server = null;

		/** Cookies, decoded. Of two with one name the first counts. */
		public ?array $cookie = null;

		/** The query string, by the rules of $_GET. */
		public ?array $get = null;

		/** The fields of a form, by the rules of $_POST. */
		public ?array $post = null;

		/** Uploaded files, in the shape of $_FILES. */
		public ?array $files = null;

		/** Paths of the temporary files. They are removed with this object. */
		public ?array $tmpfiles = null;

		/** Fields after a chunked body; they are read and thrown away: null. */
		public ?array $trailer = null;

		/** The body as it came, chunks put together; "" when there is none. False: no request was read. */
		public function rawContent(): string|false {}

		/** @implementation-alias CoroKit\Http\Request::rawContent */
		public function getContent(): string|false {}

		/** The whole request: line, headers, body (chunks put together). False: no request was read. */
		public function getData(): string|false {}

		/** GET, POST and so on, as sent. False: no request was read. */
		public function getMethod(): string|false {}

		/**
		 * An empty request for parse().
		 *
		 * @param array $options parse_cookie, parse_body, parse_files: bool; upload_tmp_dir: string; package_max_length: bytes
		 */
		public static function create(array $options = []): Request|false {}

		/**
		 * Reads the next bytes of a request, by the same strict rules as the server.
		 *
		 * @return int|false how many bytes belong to it. False: they are no request, or it is complete already
		 */
		public function parse(string $data): int|false {}

		/** Whether all of the request has come: true in a handler. */
		public function isCompleted(): bool {}
	}
}
