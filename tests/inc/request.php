<?php
/* Requests without a server: their bytes are parsed as the server would. */

use CoroKit\Http\Request;

/* A complete request; $fields are header lines without Host and Content-Length. */
function request(string $line, array $fields = [], string $body = '', array $options = []): Request
{
	if ($body !== '') {
		$fields[] = 'Content-Length: ' . strlen($body);
	}
	$request = Request::create($options);
	$data = implode("\r\n", ["$line HTTP/1.1", 'Host: test', ...$fields]) . "\r\n\r\n$body";
	if ($request->parse($data) !== strlen($data) || !$request->isCompleted()) {
		throw new LogicException("not a request: $line");
	}
	return $request;
}

function form_request(string $body, array $options = []): Request
{
	return request('POST /', ['Content-Type: application/x-www-form-urlencoded'], $body, $options);
}

/* A part for each [headers, content]; headers may be the parameters of form-data alone. */
function multipart(array $parts, string $boundary = 'XX'): string
{
	$body = '';
	foreach ($parts as [$head, $content]) {
		$head = preg_match('/^(file)?name/', $head) ? "Content-Disposition: form-data; $head" : $head;
		$body .= "--$boundary\r\n$head\r\n\r\n$content\r\n";
	}
	return "$body--$boundary--\r\n";
}

function multipart_request(array|string $parts, array $options = [], string $type = 'multipart/form-data; boundary=XX'): Request
{
	return request('POST /', ["Content-Type: $type"], is_string($parts) ? $parts : multipart($parts), $options);
}
