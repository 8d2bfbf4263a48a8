--TEST--
server: settings and callbacks that are wrong are told before anything starts
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Http\Server;

function attempt(callable $what): void
{
    try {
        var_dump($what());
    } catch (Throwable $e) {
        echo get_class($e), ': ', preg_replace('~:\d+\]~', ':PORT]', $e->getMessage()), "\n";
    }
}

$server = new Server('127.0.0.1', 0);
foreach ([
    ['worker_num' => '2', 'max_request' => 10.0, 'max_wait_time' => 0.5, 'reload_async' => 0],
    ['worker_num' => 0],
    ['worker_num' => 'many'],
    ['worker_num' => true],
    ['worker_num' => 1.5],
    ['backlog' => -1],
    ['log_level' => 7],
    ['max_wait_time' => []],
    ['log_file' => 1],
    ['pid_file' => "a\0b"],
    ['http_parse_post' => []],
    ['task_worker_num' => 4, 'daemonize' => false, 'http_compression' => true],
    ['no_such_setting' => 1, 7 => 1],
] as $settings) {
    attempt(fn () => $server->set($settings));
}
/* What was right before a mistake stays. */
attempt(fn () => array_intersect_key($server->setting, ['worker_num' => 1, 'max_request' => 1, 'max_wait_time' => 1, 'reload_async' => 1, 'task_worker_num' => 1, 'backlog' => 1]));

attempt(fn () => $server->on('nothing', fn () => 1));
attempt(fn () => $server->on('request', 'no_such_function'));
attempt(fn () => $server->on('TASK', fn () => 1));
attempt(fn () => $server->getCallback('request'));
attempt(fn () => $server->start());
attempt(fn () => (new CoroKit\Server('127.0.0.1', 0))->start());
attempt(fn () => $server->on('REQUEST', 'strlen'));
attempt(fn () => $server->getCallback('Request'));

attempt(fn () => $server->reload());
attempt(fn () => $server->shutdown());
attempt(fn () => $server->stop());
attempt(fn () => $server->stats());
attempt(fn () => [$server->getWorkerId(), $server->getWorkerPid(), $server->getMasterPid(), $server->getManagerPid()]);

$server->set(['log_file' => '/no/such/folder/log']);
attempt(fn () => $server->start());
$server->set(['log_file' => null, 'log_level' => COROKIT_LOG_NONE, 'pid_file' => '/no/such/folder/pid']);
attempt(fn () => $server->start());
CoroKit\Coroutine\run(fn () => attempt(fn () => $server->start()));

attempt(fn () => new Server('localhost.example.', 0));
attempt(fn () => new Server('127.0.0.1', 70000));
attempt(fn () => new Server('127.0.0.1', 0, COROKIT_PROCESS, COROKIT_SOCK_UDP));
attempt(fn () => new Server('127.0.0.1', 0, COROKIT_PROCESS, COROKIT_SOCK_TCP | COROKIT_SSL));
attempt(fn () => $server->__construct());
$listener = stream_socket_server('tcp://127.0.0.1:0');
$port = (int) substr(strrchr(stream_socket_get_name($listener, false), ':'), 1);
attempt(fn () => new Server('127.0.0.1', $port));

class Own extends Server
{
    public function __construct() {}
}
attempt(fn () => (new Own)->set([]));
attempt(fn () => (new Own)->on('request', fn () => 1));
attempt(fn () => (new Own)->start());
attempt(fn () => clone $server);
attempt(fn () => serialize($server));
$server->table = new ArrayObject;
$server->itself = $server;
$server->on('request', fn () => $server);
unset($server);
var_dump(gc_collect_cycles() > 0);
?>
--EXPECTF--
bool(true)
ValueError: CoroKit\Server::set(): worker_num must be an integer from 1 to 1024, int "0" given
ValueError: CoroKit\Server::set(): worker_num must be an integer from 1 to 1024, string "many" given
ValueError: CoroKit\Server::set(): worker_num must be an integer from 1 to 1024, %s "1" given
ValueError: CoroKit\Server::set(): worker_num must be an integer from 1 to 1024, float "1.5" given
ValueError: CoroKit\Server::set(): backlog must be an integer of at least 1, int "-1" given
ValueError: CoroKit\Server::set(): log_level must be an integer from 0 to 6, int "7" given
ValueError: CoroKit\Server::set(): max_wait_time must be a number of seconds from 0 to 1000000, array "" given
ValueError: CoroKit\Server::set(): log_file must be a string, int given
ValueError: CoroKit\Server::set(): pid_file must be a string, string given
ValueError: CoroKit\Server::set(): http_parse_post must be true or false, array given
bool(true)

Warning: CoroKit\Server::set(): unsupported option [no_such_setting] in %s on line %d

Warning: CoroKit\Server::set(): unsupported option [of a number] in %s on line %d
bool(true)
array(6) {
  ["worker_num"]=>
  string(1) "2"
  ["max_request"]=>
  float(10)
  ["max_wait_time"]=>
  float(0.5)
  ["reload_async"]=>
  int(0)
  ["backlog"]=>
  int(512)
  ["task_worker_num"]=>
  int(4)
}

Warning: CoroKit\Server::on(): unknown event types[nothing] in %s on line %d
bool(false)
TypeError: CoroKit\Server::on(): Argument #2 ($callback) must be a valid callback, function "no_such_function" not found or invalid function name
bool(true)
NULL
CoroKit\Error: CoroKit\Server::start(): there is no callback for "request", and a server of another protocol is not supported yet
CoroKit\Error: CoroKit\Server::start(): there is no callback for "request", and a server of another protocol is not supported yet
bool(true)
string(6) "strlen"

Warning: CoroKit\Server::reload(): server is not running in %s on line %d
bool(false)

Warning: CoroKit\Server::shutdown(): server is not running in %s on line %d
bool(false)

Warning: CoroKit\Server::stop(): server is not running in %s on line %d
bool(false)
array(0) {
}
array(4) {
  [0]=>
  bool(false)
  [1]=>
  bool(false)
  [2]=>
  int(0)
  [3]=>
  int(0)
}
CoroKit\Error: CoroKit\Server::start(): cannot write log_file /no/such/folder/log: No such file or directory
CoroKit\Error: CoroKit\Server::start(): cannot write pid_file /no/such/folder/pid: No such file or directory
CoroKit\Error: CoroKit\Server::start(): must not be called in a coroutine, as its workers are forked
CoroKit\Exception: CoroKit\Server::__construct(): "localhost.example." is no IP address of the type asked for
ValueError: CoroKit\Server::__construct(): Argument #2 ($port) must be from 0 to 65535
CoroKit\Exception: CoroKit\Server::__construct(): this type of socket is not supported, use COROKIT_SOCK_TCP, COROKIT_SOCK_TCP6 or COROKIT_SOCK_UNIX_STREAM
CoroKit\Exception: CoroKit\Server::__construct(): this type of socket is not supported, use COROKIT_SOCK_TCP, COROKIT_SOCK_TCP6 or COROKIT_SOCK_UNIX_STREAM
CoroKit\Error: CoroKit\Server::__construct() was called twice
CoroKit\Exception: failed to listen server port[127.0.0.1:PORT], Error: Address already in use[98]
CoroKit\Error: CoroKit\Server: the constructor of the parent class was not called
CoroKit\Error: CoroKit\Server: the constructor of the parent class was not called
CoroKit\Error: CoroKit\Server: the constructor of the parent class was not called
Error: Trying to clone an uncloneable object of class CoroKit\Http\Server
Exception: Serialization of 'CoroKit\Http\Server' is not allowed
bool(true)
