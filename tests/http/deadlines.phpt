--TEST--
http: a peer that is silent too long is answered 408 or cut off
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

foreach (['http_header_timeout', 'http_body_timeout', 'http_keepalive_timeout', 'http_write_timeout'] as $setting) {
    $server = start_server("\$server->set(['$setting' => 0.2]);" . <<<'PHP'
        $server->set(['log_level' => COROKIT_LOG_WARNING]);
        $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) use ($server) {
            $response->end($request->server['request_uri'] === '/big' ? str_repeat('x', 50000000) : (string) $server->stats()['abort_count']);
        });
    PHP);
    $connection = $server->connect();
    switch ($setting) {
        case 'http_header_timeout':
            echo "head begun: ", strtok($server->raw("GET / HTTP/1.1\r\nHost: te"), "\r"), "\n";
            echo "nothing sent: ", var_export($server->raw(''), true), "\n";
            break;
        case 'http_body_timeout':
            echo "body begun: ", strtok($server->raw("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nhel"), "\r"), "\n";
            echo "chunk begun: ", strtok($server->raw("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"), "\r"), "\n";
            break;
        case 'http_keepalive_timeout':
            echo "between requests: ", explode("\r\n\r\n", $server->raw("GET / HTTP/1.1\r\nHost: test\r\n\r\n"))[1], "\n";
            break;
        case 'http_write_timeout':
            fwrite($connection, "GET /big HTTP/1.1\r\nHost: test\r\n\r\n");
            /* Nothing is read until the server has given up. */
            while ($server->get('/') === '0');
            $length = strlen(read_all($connection));
            echo 'not read: ', $length < 50000000 ? 'cut off' : $length, "\n";
            break;
    }
    echo $server->stop();
}
?>
--EXPECT--
head begun: HTTP/1.1 408 Request Timeout
nothing sent: ''
body begun: HTTP/1.1 408 Request Timeout
chunk begun: HTTP/1.1 408 Request Timeout
between requests: 0
not read: cut off
