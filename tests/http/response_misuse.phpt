--TEST--
http: what a Response refuses, and how it says so
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';
require __DIR__ . '/../inc/answers.php';

$server = start_server(<<<'PHP'
    $server->set(['log_level' => COROKIT_LOG_WARNING]);
    function attempt(string $what, callable $call): string
    {
        $warning = '';
        set_error_handler(function ($type, $text) use (&$warning) {
            $warning = " ($text)";
            return true;
        });
        try {
            $result = var_export($call(), true);
        } catch (Error $error) {
            $result = get_class($error) . ': ' . $error->getMessage();
        }
        restore_error_handler();
        return "$what: $result$warning\n";
    }
    $server->on('request', function (CoroKit\Http\Request $request, CoroKit\Http\Response $response) {
        if ($request->server['request_uri'] === '/too-long') {
            $response->header('Content-Length', '3');
            $response->write('ab');
            echo attempt('too much', fn () => $response->write('cd')) . attempt('end', fn () => $response->end());
            return;
        }
        $out = attempt('value with CR LF', fn () => $response->header('X-A', "a\r\nSet-Cookie: b=c"))
            . attempt('value with LF', fn () => $response->header('X-A', "a\nb"))
            . attempt('value with NUL', fn () => $response->header('X-A', "a\0b"))
            . attempt('value in an array', fn () => $response->header('X-A', ['ok', "a\rb"]))
            . attempt('name with CR LF', fn () => $response->header("X-A: b\r\nX-B", 'c'))
            . attempt('name with a space', fn () => $response->header('X A', 'c'))
            . attempt('empty name', fn () => $response->header('', 'c'))
            . attempt('value that is no text', fn () => $response->header('X-A', new stdClass))
            . attempt('reason', fn () => $response->status(200, "OK\r\nX: y"))
            . attempt('status 99', fn () => $response->status(99))
            . attempt('status 1000', fn () => $response->status(1000))
            . attempt('location', fn () => $response->redirect("/\r\nX: y"))
            . attempt('cookie name', fn () => $response->cookie("a=b", 'c'))
            . attempt('cookie without name', fn () => $response->cookie('', 'c'))
            . attempt('raw cookie value', fn () => $response->rawcookie('a', "b\r\nX: y"))
            . attempt('cookie path', fn () => $response->cookie('a', 'b', 0, "/\r\nX: y"))
            . attempt('cookie domain', fn () => $response->cookie('a', 'b', 0, '/', 'a;b'))
            . attempt('cookie of the year 10000', fn () => $response->cookie('a', 'b', 253402300800))
            . attempt('trailer', fn () => $response->trailer('X-T', "a\nb"))
            . attempt('trailer that frames', fn () => $response->trailer('content-length', '5'))
            . attempt('empty write', fn () => $response->write(''))
            . attempt('no file', fn () => $response->sendfile('/nowhere/at/all'))
            . attempt('no regular file', fn () => $response->sendfile('/dev/null'))
            . attempt('behind the file', fn () => $response->sendfile('/etc/passwd', 1 << 40))
            . attempt('clone', fn () => clone $response)
            . attempt('property', fn () => $response->x = 1);
        $response->write($out);
        $out = attempt('status after write', fn () => $response->status(500))
            . attempt('header after write', fn () => $response->header('a', 'b'))
            . attempt('cookie after write', fn () => $response->cookie('a', 'b'))
            . attempt('sendfile after write', fn () => $response->sendfile('/etc/passwd'))
            . attempt('redirect after write', fn () => $response->redirect('/'))
            . attempt('writable', fn () => $response->isWritable());
        $response->end($out);
        $out = '';
        foreach (['end', 'detach'] as $method) {
            $out .= attempt("$method after end", fn () => $response->$method());
        }
        $out .= attempt('write after end', fn () => $response->write('x'))
            . attempt('header after end', fn () => $response->header('a', 'b'))
            . attempt('writable after end', fn () => $response->isWritable())
            . attempt('a Response of nothing', fn () => (new CoroKit\Http\Response)->end('x'))
            . attempt('a Response of no connection', fn () => CoroKit\Http\Response::create(123456));
        echo $out;
    });
PHP);
echo unchunk($server->raw("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"));
$server->waitFor('~of no connection: .*\n~');
echo explode("\r\n\r\n", stream_get_contents($server->send('/too-long')))[1], "\n";
echo $server->stop();
?>
--EXPECT--
value with CR LF: CoroKit\Error: The value of header "X-A" must not contain CR, LF or NUL
value with LF: CoroKit\Error: The value of header "X-A" must not contain CR, LF or NUL
value with NUL: CoroKit\Error: The value of header "X-A" must not contain CR, LF or NUL
value in an array: CoroKit\Error: The value of header "X-A" must not contain CR, LF or NUL
name with CR LF: CoroKit\Error: The name of a header must be made of letters, digits and !#$%&'*+-.^_`|~
name with a space: CoroKit\Error: The name of a header must be made of letters, digits and !#$%&'*+-.^_`|~
empty name: CoroKit\Error: The name of a header must be made of letters, digits and !#$%&'*+-.^_`|~
value that is no text: Error: Object of class stdClass could not be converted to string
reason: CoroKit\Error: The reason of a status must not contain CR, LF or NUL
status 99: CoroKit\Error: The status of an answer must be from 200 to 999, 99 is not
status 1000: CoroKit\Error: The status of an answer must be from 200 to 999, 1000 is not
location: CoroKit\Error: The value of header "Location" must not contain CR, LF or NUL
cookie name: CoroKit\Error: The name of a cookie must not contain "=", ",", ";", white space or NUL
cookie without name: CoroKit\Error: The name of a cookie must not be empty
raw cookie value: CoroKit\Error: The value of a raw cookie must not contain ",", ";", white space or NUL
cookie path: CoroKit\Error: An attribute of a cookie must not contain ",", ";", white space or NUL
cookie domain: CoroKit\Error: An attribute of a cookie must not contain ",", ";", white space or NUL
cookie of the year 10000: CoroKit\Error: The year in which a cookie expires must have four digits
trailer: CoroKit\Error: The value of trailer "X-T" must not contain CR, LF or NUL
trailer that frames: CoroKit\Error: "content-length" must not be a trailer
empty write: false (CoroKit\Http\Response::write(): An empty piece would end the answer: use end())
no file: false (CoroKit\Http\Response::sendfile(): /nowhere/at/all: No such file or directory)
no regular file: false (CoroKit\Http\Response::sendfile(): /dev/null: not a regular file)
behind the file: false (CoroKit\Http\Response::sendfile(): /etc/passwd has no 0 bytes from 1099511627776)
clone: Error: Trying to clone an uncloneable object of class CoroKit\Http\Response
property: Error: Cannot create dynamic property CoroKit\Http\Response::$x
status after write: false (CoroKit\Http\Response::status(): The head of the answer has been sent)
header after write: false (CoroKit\Http\Response::header(): The head of the answer has been sent)
cookie after write: false (CoroKit\Http\Response::cookie(): The head of the answer has been sent)
sendfile after write: false (CoroKit\Http\Response::sendfile(): The head of the answer has been sent)
redirect after write: false (CoroKit\Http\Response::redirect(): The head of the answer has been sent)
writable: true
ab
end after end: false (CoroKit\Http\Response::end(): The answer has ended or was detached)
detach after end: false (CoroKit\Http\Response::detach(): The answer has ended or was detached)
write after end: false (CoroKit\Http\Response::write(): The answer has ended or was detached)
header after end: false (CoroKit\Http\Response::header(): The answer has ended or was detached)
writable after end: false
a Response of nothing: false (CoroKit\Http\Response::end(): The answer has ended or was detached)
a Response of no connection: false
too much: false (CoroKit\Http\Response::write(): The body is longer than the Content-Length that was set; the connection is cut)
end: false
