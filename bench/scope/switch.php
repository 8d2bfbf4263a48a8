<?php
/*
 * What does it cost to switch between coroutines of two scopes, on top of a switch
 * within one? And a whole empty scope?
 */
require __DIR__ . '/../measure.php';

use CoroKit\Channel;
use CoroKit\Coroutine;
use CoroKit\Scope;

function ping_pong(int $n, bool $scopes): void
{
    $ping = new Channel(1);
    $pong = new Channel(1);
    $player = function () use ($ping, $pong, $n) {
        for ($i = 0; $i < $n; $i += 2) {
            $pong->push($ping->pop());
        }
    };
    Coroutine::create($scopes ? fn () => Scope::run($player) : $player);
    $caller = function () use ($ping, $pong, $n) {
        for ($i = 0; $i < $n; $i += 2) {
            $ping->push(1);
            $pong->pop();
        }
    };
    $scopes ? Scope::run($caller) : $caller();
}

measure('a switch in one scope', 200000, fn (int $n) => ping_pong($n, false));
measure('a switch to another scope', 200000, fn (int $n) => ping_pong($n, true));
measure('an empty scope', 20000, function (int $n) {
    for ($i = 0; $i < $n; $i++) {
        Scope::run(fn () => null);
    }
});
measure('a scope with $_GET, $_POST, $_COOKIE, $_SERVER', 20000, function (int $n) {
    $request = ['server' => ['REQUEST_METHOD' => 'POST', 'QUERY_STRING' => 'a=1&b=2', 'HTTP_COOKIE' => 'c=3; d=4', 'CONTENT_TYPE' => 'application/x-www-form-urlencoded'], 'body' => 'e=5&f=6'];
    for ($i = 0; $i < $n; $i++) {
        Scope::run(fn () => $_SERVER['REQUEST_METHOD'], $request);
    }
});
