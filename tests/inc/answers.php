<?php
/* Answers as raw bytes, for tests. */

/* Without what differs from run to run, and with LF. */
function plain(string $answer): string
{
    return str_replace("\r", '', preg_replace('~^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n~m', '', $answer));
}

/* All that comes until the server closes: stream_get_contents() for megabytes, which it copies again and again. */
function read_all($connection): string
{
    $pieces = [];
    while (($piece = fread($connection, 65536)) !== false && $piece !== '') {
        $pieces[] = $piece;
    }
    return implode('', $pieces);
}

/* Reads one answer with a Content-Length from a connection that stays open: [head, body]. */
function read_answer($connection): array
{
    $head = '';
    while (($line = fgets($connection)) !== false && $line !== "\r\n") {
        $head .= $line;
    }
    $length = preg_match('~^Content-Length: (\d+)~mi', $head, $match) ? (int) $match[1] : 0;
    return [$head, $length ? stream_get_contents($connection, $length) : ''];
}

/* The body behind the head of a chunked answer; throws when it is not whole. */
function unchunk(string $answer): string
{
    $at = strpos($answer, "\r\n\r\n") + 4;
    $pieces = [];
    while (preg_match('~\G([0-9a-f]+)\r\n~', $answer, $match, 0, $at)) {
        $length = hexdec($match[1]);
        if ($length === 0) {
            return implode('', $pieces);
        }
        $at += strlen($match[0]);
        $pieces[] = substr($answer, $at, $length);
        $at += $length + 2;
    }
    throw new Exception('the answer is cut after ' . strlen(implode('', $pieces)) . ' bytes');
}
