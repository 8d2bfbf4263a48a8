--TEST--
scope: sessions of requests at the same time; one id is served in order
--EXTENSIONS--
corokit
session
--SKIPIF--
<?php
if (!is_writable(sys_get_temp_dir())) die('skip no temporary folder');
?>
--FILE--
<?php
require __DIR__ . '/scope.inc';

ob_start(); // a handler cannot be set after output
$folder = sys_get_temp_dir() . '/corokit_session_' . getmypid();
mkdir($folder);
ini_set('session.save_path', $folder);

/* Two ids. */
echo json_encode(Pair::run(function (int $me, callable $meet) {
    session_id("id$me");
    session_name("name$me");
    session_start();
    $meet();
    $_SESSION['me'] = $me;
    $meet();
    $seen = [session_id(), session_name(), $_SESSION, session_status(), preg_grep('/Set-Cookie/', headers_list())[0] ?? null];
    $meet();
    return $seen;
}), JSON_UNESCAPED_SLASHES), "\n";
echo json_encode([session_id(), session_name(), session_status(), isset($_SESSION)]), "\n";
echo file_get_contents("$folder/sess_id1"), ' ', file_get_contents("$folder/sess_id2"), "\n";

/* One id, a lost update would be seen. */
CoroKit\Coroutine\run(function () {
    for ($i = 0; $i < 8; $i++) {
        CoroKit\Coroutine::create(fn () => CoroKit\Scope::run(function () use ($i) {
            session_id('shared');
            session_start();
            $count = $_SESSION['count'] ?? 0;
            CoroKit\Coroutine::sleep(0.001);
            $_SESSION['count'] = $count + 1;
            match ($i % 4) {
                0 => session_write_close(),
                1 => exit,
                2 => CoroKit\Coroutine::create(fn () => session_write_close()),
                3 => null,
            };
        }));
    }
});
echo file_get_contents("$folder/sess_shared"), "\n";

/* One that waits for an id is cancelled. */
$result = null;
CoroKit\Coroutine\run(function () use (&$result) {
    $held = new CoroKit\Channel(1);
    $release = new CoroKit\Channel(1);
    CoroKit\Coroutine::create(fn () => CoroKit\Scope::run(function () use ($held, $release) {
        session_id('held');
        session_start();
        $held->push(true);
        $release->pop();
    }));
    $held->pop();
    $id = CoroKit\Coroutine::create(function () use (&$result) {
        CoroKit\Scope::run(function () use (&$result) {
            session_id('held');
            $result = @session_start();
        });
    });
    while ($result === null) {
        CoroKit\Coroutine::cancel($id);
        CoroKit\Coroutine::sleep(0.001);
    }
    $release->push(true);
});
var_dump($result);

/* A handler of the worker serves all scopes. */
session_set_save_handler(new class extends SessionHandler {
    public function read(string $id): string|false
    {
        CoroKit\Coroutine::getCid() > 0 && CoroKit\Coroutine::sleep(0.001);
        return parent::read($id);
    }
});
echo json_encode(Pair::run(function (int $me) {
    session_id("id$me");
    session_start();
    return $_SESSION;
})), "\n";
array_map('unlink', glob("$folder/sess_*"));
rmdir($folder);
?>
--EXPECT--
{"1":["id1","name1",{"me":1},2,"Set-Cookie: name1=id1; path=/"],"2":["id2","name2",{"me":2},2,"Set-Cookie: name2=id2; path=/"]}
["","PHPSESSID",1,false]
me|i:1; me|i:2;
count|i:8;
bool(false)
{"1":{"me":1},"2":{"me":2}}
