--TEST--
SessionHandler: sessions by PHP's functions; one coroutine at a time has one
--EXTENSIONS--
corokit
posix
--SKIPIF--
<?php
if (!function_exists("pcntl_fork")) die("skip needs pcntl");
?>
--FILE--
<?php
require __DIR__ . '/../inc/fork.php';

use CoroKit\{Channel, SessionHandler, Table};
use function CoroKit\Coroutine\{go, run};

ini_set('session.use_cookies', '0');
ini_set('session.cache_limiter', '');
ini_set('session.gc_probability', '0');
$handler = new SessionHandler(10, 100, Table::EVICT_REFUSE, 0.05);
session_set_save_handler($handler, true);
$id = 'one';
session_id($id);
session_start();
$_SESSION['n'] = 1;
session_write_close();
session_id($id);
session_start();
var_dump($_SESSION['n']);
session_write_close();
var_dump(in_children(1, function () use ($id) {
	session_id($id);
	session_start();
	$_SESSION['n']++;
	session_write_close();
}));
session_id($id);
session_start();
var_dump($_SESSION);
session_destroy();
var_dump($handler->validateId($id), $handler->read('new'), $handler->write('new', 'data'), $handler->validateId('new'), $handler->close(), $handler->updateTimestamp('new', 'data'), $handler->gc(10));
$handler->read('new');
run(function () use ($handler) {
	/* {main} has it. */
	var_dump($handler->read('new'), $handler->read('other'));
});
$handler->close();
/* The ones below wait for as long as it takes. */
$handler = new SessionHandler(10, 100, Table::EVICT_REFUSE, 60);
run(function () use ($handler) {
	$done = new Channel(10);
	for ($i = 0; $i < 10; $i++) {
		go(function () use ($handler, $done) {
			$n = (int) $handler->read('count');
			(new Channel)->pop(0.001);
			$handler->write('count', (string) ($n + 1));
			$handler->close();
			$done->push('done');
		});
	}
	for ($i = 0; $i < 10; $i++) {
		$done->pop(60);
	}
	var_dump($handler->read('count'));
});
/* The lock of a coroutine that ended is free. */
var_dump($handler->read('count'), $handler->destroy('count'), $handler->close());
$pid = in_child(function () use ($handler) {
	$handler->read('dead');
	die_at_once();
});
join_child($pid);
var_dump($handler->read('dead'), $handler->close());
class Late extends SessionHandler
{
	public function __construct() {}
}
$full = new SessionHandler(1, 10);
$full->write('a', 'x');
$wrong = [
	fn () => new SessionHandler(0), fn () => new SessionHandler(1, 0), fn () => new SessionHandler(1, 1, 5), fn () => $handler->__construct(1), fn () => $handler->write('a', str_repeat('x', 101)),
	fn () => $full->write('b', 'x'), fn () => $handler->read(''), fn () => $handler->write(str_repeat('x', 256), ''), fn () => $handler->destroy(''), fn () => $handler->read([]),
	fn () => (new Late)->open('', ''), fn () => (new Late)->read('a'), fn () => (new Late)->close(), fn () => (new Late)->gc(1),
];
foreach ($wrong as $call) {
	try {
		var_dump($call());
	} catch (Throwable $e) {
		echo get_class($e), ': ', $e->getMessage(), "\n";
	}
}
?>
--EXPECT--
int(1)
array(1) {
  [0]=>
  int(0)
}
array(1) {
  ["n"]=>
  int(2)
}
bool(false)
string(0) ""
bool(true)
bool(true)
bool(true)
bool(true)
int(0)
bool(false)
string(0) ""
string(2) "10"
string(2) "10"
bool(true)
bool(true)
string(0) ""
bool(true)
ValueError: CoroKit\SessionHandler::__construct(): Argument #1 ($sessions) must be from 1 to 1073741824
ValueError: CoroKit\SessionHandler::__construct(): Argument #2 ($size) must be from 1 to 1073741824
ValueError: CoroKit\SessionHandler::__construct(): Argument #3 ($eviction) must be Table::EVICT_REFUSE or Table::EVICT_LRU
CoroKit\Error: The object is already constructed
CoroKit\Exception: The session has 101 bytes, and a place 100
CoroKit\Exception: The table is full: it has 1 rows
ValueError: CoroKit\SessionHandler::read(): Argument #1 ($id) must have from 1 to 255 bytes
ValueError: CoroKit\SessionHandler::write(): Argument #1 ($id) must have from 1 to 255 bytes
ValueError: CoroKit\SessionHandler::destroy(): Argument #1 ($id) must have from 1 to 255 bytes
TypeError: CoroKit\SessionHandler::read(): Argument #1 ($id) must be of type string, array given
CoroKit\Error: The object is not constructed
CoroKit\Error: The object is not constructed
CoroKit\Error: The object is not constructed
CoroKit\Error: The object is not constructed
