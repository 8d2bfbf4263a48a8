--TEST--
server: mistakes of every kind in every place that runs PHP code, and the next request is served
--EXTENSIONS--
corokit
--FILE--
<?php
require __DIR__ . '/../inc/server.php';

$server = start_server(<<<'PHP'
    ini_set('display_errors', 0);
    error_reporting(E_ALL & ~E_DEPRECATED);
    $server->set(['max_wait_time' => 30, 'log_level' => COROKIT_LOG_NONE]);

    final class Last
    {
        public function __construct(public Closure $mistake) {}
        public function __destruct() { ($this->mistake)(); }
    }

    $mistakes = [
        'throw' => fn () => throw new Exception('mistake'),
        'exit' => fn () => exit(3),
        'user-error' => fn () => trigger_error('mistake', E_USER_ERROR),
        'compile-error' => fn () => eval('class Again {} class Again {}'),
        'undefined' => fn () => no_such_function(),
    ];
    $places = [
        'handler' => fn ($mistake) => $mistake(),
        'after-a-wait' => function ($mistake) {
            CoroKit\Coroutine::sleep(0.001);
            $mistake();
        },
        'child' => function ($mistake) {
            CoroKit\Coroutine\go($mistake);
        },
        'child-later' => function ($mistake) {
            CoroKit\Coroutine\go(function () use ($mistake) {
                CoroKit\Coroutine::sleep(0.001);
                $mistake();
            });
            CoroKit\Coroutine::sleep(0.01);
        },
        'timer' => function ($mistake) {
            CoroKit\Timer::after(1, $mistake);
            CoroKit\Coroutine::sleep(0.01);
        },
        'defer' => function ($mistake) {
            CoroKit\Coroutine::defer($mistake);
        },
        'destructor' => function ($mistake) {
            $last = new Last($mistake);
            unset($last);
        },
        'destructor-at-the-end' => function ($mistake) {
            CoroKit\Coroutine::getContext()['last'] = new Last($mistake);
        },
        'output-callback' => function ($mistake) {
            ob_start(function () use ($mistake) {
                $mistake();
                return '';
            });
            echo 'x';
            ob_end_clean();
        },
    ];
    $server->on('request', function ($request, $response) use ($mistakes, $places) {
        [, $place, $mistake] = explode('/', $request->server['request_uri']) + ['', '', ''];
        if ($place !== '') {
            $places[$place]($mistakes[$mistake]);
        }
        $response->end('fine');
    });
PHP);
foreach (['handler', 'after-a-wait', 'child', 'child-later', 'timer', 'defer', 'destructor', 'destructor-at-the-end', 'output-callback'] as $place) {
    $statuses = [];
    foreach (['throw', 'exit', 'user-error', 'compile-error', 'undefined'] as $mistake) {
        $statuses[] = substr($server->get("/$place/$mistake"), 0, 4) ?: 'empty';
        if (($next = $server->get('/')) !== 'fine') {
            echo "after $place, $mistake: $next\n";
        }
    }
    echo "$place: ", implode(' ', array_map('trim', $statuses)), "\n";
}
echo $server->stop();
?>
--EXPECT--
handler: 500 empty 500 500 500
after-a-wait: 500 empty 500 500 500
child: fine fine fine fine fine
child-later: fine fine fine fine fine
timer: fine fine fine fine fine
defer: fine fine fine fine fine
destructor: 500 empty 500 500 500
destructor-at-the-end: fine fine fine fine fine
output-callback: 500 empty 500 500 500
