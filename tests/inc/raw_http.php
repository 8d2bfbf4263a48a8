<?php
/* Raw bytes to a server, cut in two at each place, and what comes back. */

require_once __DIR__ . '/server.php';

/* A server with short lines for a handler: "GET /path 3 fields: body". */
function start_echo(array $settings = []): ServerProcess
{
	$settings += ['log_level' => 5];
	return start_server('$server->set(' . var_export($settings, true) . ');
		$server->on("request", function ($request, $response) {
			$response->end($request->getMethod() . " " . $request->server["request_uri"] . " " . count($request->header ?? []) . " fields: " . $request->rawContent());
		});');
}

/* What was answered: "200 GET / 2 fields: | 400". */
function answers(string $bytes): string
{
	$answers = [];
	while ($bytes !== '') {
		[$head, $bytes] = explode("\r\n\r\n", $bytes, 2) + [1 => ''];
		$length = preg_match('~^content-length: (\d+)\r?$~mi', $head, $match) ? (int) $match[1] : 0;
		$status = preg_match('~^HTTP/1\.1 (\d{3}) ~', $head, $match) ? $match[1] : "no answer: $head";
		$answers[] = $status < 400 ? rtrim("$status " . substr($bytes, 0, $length)) : $status;
		$bytes = substr($bytes, $length);
	}
	return $answers ? implode(' | ', $answers) : 'closed';
}

/*
 * The answers to bytes that end the connection, and the cuts at which they are
 * others. The server has read the first piece before the second is sent.
 */
function cut_everywhere(ServerProcess $server, string $bytes): string
{
	$expected = answers($server->raw($bytes));
	$result = $expected;
	/* A memory checker is slow, and the paths are the same. */
	$step = getenv('CHECKED_TOOL') ? 9 : 1;
	$connections = [];
	for ($at = 1; $at < strlen($bytes); $at += $step) {
		$connections[$at] = $server->connect();
		fwrite($connections[$at], substr($bytes, 0, $at));
	}
	$server->get('/read');
	foreach ($connections as $at => $connection) {
		/* It may be refused already. */
		@fwrite($connection, substr($bytes, $at));
	}
	foreach ($connections as $at => $connection) {
		$actual = answers((string) stream_get_contents($connection));
		if ($actual !== $expected) {
			$result .= "\n  cut at $at: $actual";
		}
	}
	return $result;
}

function show_cut(ServerProcess $server, string $name, string $bytes): void
{
	echo "$name: ", cut_everywhere($server, $bytes), "\n";
}
