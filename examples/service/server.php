<?php
/*
 * A small JSON service in plain blocking PHP: SQLite, and a slow upstream called
 * with file_get_contents(), with curl and over a raw stream. One process serves
 * hundreds of these at a time, because every call that would block yields to the
 * other requests.
 *
 *     php -d extension=corokit.so examples/service/server.php [port]
 *
 * Then open http://127.0.0.1:9501/ and press the button.
 */
declare(strict_types=1);

use CoroKit\Coroutine as Co;
use CoroKit\Http\{Request, Response, Server};
use function CoroKit\Coroutine\map;

const UPSTREAM_DELAY = 1.0; /* seconds that every answer of the upstream takes */

require __DIR__ . '/upstream.php';

$server = new Server('127.0.0.1', (int) ($argv[1] ?? 9501));
$server->set(['worker_num' => 1, 'log_level' => COROKIT_LOG_WARNING]);
$upstream = start_upstream(UPSTREAM_DELAY);

/* What is in flight; plain PHP, as one process serves all requests. */
final class Flights
{
    public static int $total = 0;
    public static int $peak = 0;
    /** @var array<int, array{what: string, since: float}> */
    public static array $now = [];

    public static function during(string $what, callable $work): mixed
    {
        $id = ++self::$total;
        self::$now[$id] = ['what' => $what, 'since' => microtime(true)];
        self::$peak = max(self::$peak, count(self::$now));
        try {
            return $work();
        } finally {
            unset(self::$now[$id]);
        }
    }
}

function database(): PDO
{
    static $db;

    if (!$db) {
        $db = new PDO('sqlite::memory:', options: [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
        $db->exec('CREATE TABLE quotes (id INTEGER PRIMARY KEY, via TEXT, body TEXT, took_ms INTEGER)');
    }
    return $db;
}

function by_stream(string $host): string
{
    $body = file_get_contents("http://{$host}/quote");
    return $body !== false ? $body : throw new RuntimeException(error_get_last()['message']);
}

function by_curl(string $host): string
{
    $curl = curl_init("http://{$host}/quote");
    curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 10]);
    $body = curl_exec($curl);
    return $body !== false ? $body : throw new RuntimeException(curl_error($curl));
}

function by_socket(string $host): string
{
    $socket = stream_socket_client("tcp://{$host}", $errno, $error, 5) ?: throw new RuntimeException($error);
    fwrite($socket, "GET /quote HTTP/1.1\r\nHost: {$host}\r\nConnection: close\r\n\r\n");
    [, $body] = explode("\r\n\r\n", stream_get_contents($socket), 2);
    return $body;
}

/* /quote: ask the upstream, keep what it said, answer. */
function quote(string $via, string $upstream): array
{
    $fetch = ['stream' => by_stream(...), 'curl' => by_curl(...), 'socket' => by_socket(...)][$via]
        ?? throw new InvalidArgumentException("via must be stream, curl or socket, not {$via}");

    $start = microtime(true);
    $quote = json_decode($fetch($upstream), true, flags: JSON_THROW_ON_ERROR);
    $took = (int) round((microtime(true) - $start) * 1000);

    $insert = database()->prepare('INSERT INTO quotes (via, body, took_ms) VALUES (?, ?, ?) RETURNING id');
    $insert->execute([$via, $quote['text'], $took]);
    return ['id' => $insert->fetchColumn(), 'via' => $via, 'took_ms' => $took, 'coroutine' => Co::getCid()] + $quote;
}

/* /burst: this server asks itself for many quotes at once. A browser alone would send only six at a time. */
function burst(int $n, int $port): array
{
    $start = microtime(true);
    $quotes = map(
        range(1, max(1, min($n, 1000))),
        static fn (int $i) => file_get_contents("http://127.0.0.1:{$port}/quote?via=" . ['stream', 'curl', 'socket'][$i % 3]),
    );
    return ['requests' => count(array_filter($quotes)), 'took_ms' => (int) round((microtime(true) - $start) * 1000)];
}

/* /stats: what the page shows. */
function stats(): array
{
    $flights = [];
    foreach (array_slice(Flights::$now, 0, 400, true) as $id => $flight) {
        $flights[] = ['id' => $id, 'what' => $flight['what'], 'ms' => (int) ((microtime(true) - $flight['since']) * 1000)];
    }
    return [
        'in_flight' => count(Flights::$now), 'peak' => Flights::$peak, 'served' => Flights::$total - count(Flights::$now),
        'memory_kb' => intdiv(memory_get_usage(), 1024), 'pid' => getmypid(), 'coroutines' => Co::stats()['coroutine_num'],
        'flights' => $flights,
        'by' => database()->query('SELECT via, COUNT(*) AS n, AVG(took_ms) AS ms FROM quotes GROUP BY via ORDER BY via')->fetchAll(PDO::FETCH_ASSOC),
    ];
}

function answer(Response $response, int $status, array $data): void
{
    $response->status($status);
    $response->header('Content-Type', 'application/json');
    $response->end(json_encode($data) . "\n");
}

$server->on('start', static function (Server $server): void {
    echo "CoroKit example: http://127.0.0.1:{$server->port}/  (stop with Ctrl+C)\n";
});

/* One coroutine a request. What it throws beyond these is logged, and the answer is a 500. */
$server->on('request', static function (Request $request, Response $response) use ($server, $upstream): void {
    $path = $request->server['path_info'];
    $via = $request->get['via'] ?? 'stream';
    try {
        match ($path) {
            '/' => $response->sendfile(__DIR__ . '/page.html'),
            '/quote' => answer($response, 200, Flights::during($via, static fn () => quote($via, $upstream))),
            '/burst' => answer($response, 200, burst((int) ($request->get['n'] ?? 150), $server->port)),
            '/stats' => answer($response, 200, stats()),
            default => answer($response, 404, ['error' => "nothing at {$path}"]),
        };
    } catch (InvalidArgumentException $e) {
        answer($response, 400, ['error' => $e->getMessage()]);
    }
});

$server->start();
