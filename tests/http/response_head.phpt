--TEST--
http: status, header lines and cookies, as they are sent
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING]);
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) {
        switch ($request->server['request_uri']) {
            case '/headers':
                $response->status(404);
                $response->setStatusCode(201, 'Made');
                $response->header('x-first', 'a');
                $response->header('X-FIRST', 'b');
                $response->setHeader('x-as-it-is', 'c', false);
                $response->header('x-list', ['1', 2, 'three']);
                $response->header('x-number', 5);
                $response->header('x-gone', 'd');
                $response->header('x-gone', null);
                $response->header('content-type', 'text/plain');
                $response->header('Content-Length', '99');
                $response->header('Transfer-Encoding', 'gzip');
                for ($i = 0; $i < 10; $i++) {
                    $response->header("x-many-$i", (string) $i);
                }
                break;
            case '/ours':
                $response->header('Server', 'mine');
                $response->header('Date', 'today');
                $response->header('Connection', 'x, Close');
                break;
            case '/cookies':
                $response->cookie('a', 'b c;d');
                $response->setCookie('a', 'again', 1900000000, '/p', 'example.org', true, true, 'Lax', 'High', true);
                $response->rawcookie('raw', 'a%20b', path: '');
                $response->setRawCookie('raw2', 'x');
                $response->cookie('gone');
                $response->header('Set-Cookie', 'by=header');
                break;
            case '/redirect':
                $response->header('X-Kept', '1');
                var_dump($response->redirect('/there?a=b', 303));
                return;
        }
        $response->end('body');
    });
PHP);
foreach (['/headers', '/ours', '/cookies', '/redirect'] as $target) {
    echo plain(stream_get_contents($server->send($target))), "\n\n";
}
echo $server->stop();
?>
--EXPECT--
HTTP/1.1 201 Made
Server: corokit
X-First: b
x-as-it-is: c
X-List: 1
X-List: 2
X-List: three
X-Number: 5
Content-Type: text/plain
X-Many-0: 0
X-Many-1: 1
X-Many-2: 2
X-Many-3: 3
X-Many-4: 4
X-Many-5: 5
X-Many-6: 6
X-Many-7: 7
X-Many-8: 8
X-Many-9: 9
Content-Length: 4
Connection: close

body

HTTP/1.1 200 OK
Server: mine
Date: today
Content-Type: text/html
Content-Length: 4
Connection: close

body

HTTP/1.1 200 OK
Server: corokit
Set-Cookie: a=b%20c%3Bd; path=/
Set-Cookie: a=again; expires=Sun, 17 Mar 2030 17:46:40 GMT; path=/p; domain=example.org; secure; HttpOnly; SameSite=Lax; Priority=High; Partitioned
Set-Cookie: raw=a%20b
Set-Cookie: raw2=x; path=/
Set-Cookie: gone=deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; path=/
Set-Cookie: by=header
Content-Type: text/html
Content-Length: 4
Connection: close

body

HTTP/1.1 303 See Other
Server: corokit
X-Kept: 1
Location: /there?a=b
Content-Length: 0
Connection: close



bool(true)
