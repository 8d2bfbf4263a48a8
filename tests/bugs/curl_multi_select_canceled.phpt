--TEST--
bugs: curl_multi_select() can be cancelled, and its handles go on or away
--EXTENSIONS--
corokit
curl
--FILE--
<?php
use CoroKit\{Channel, Coroutine as Co};
use function CoroKit\Coroutine\{go, run};

run(function () {
    $server = stream_socket_server('tcp://127.0.0.1:0');
    $url = 'http://' . stream_socket_get_name($server, false) . '/';
    $answer = new Channel;
    go(function () use ($server, $answer) {
        for ($i = 0; $i < 2; $i++) {
            $peer = stream_socket_accept($server, 30);
            fgets($peer);
            $answer->push(true); // it has asked
            $answer->pop();
            fwrite($peer, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
            fclose($peer);
        }
    });
    foreach ([true, false] as $goes_on) {
        $multi = curl_multi_init();
        $handle = curl_init($url);
        curl_setopt($handle, CURLOPT_RETURNTRANSFER, true);
        curl_multi_add_handle($multi, $handle);
        $selecting = false;
        $done = new Channel;
        $selector = go(function () use ($multi, $done, &$selecting) {
            do {
                curl_multi_exec($multi, $running);
                $selecting = true;
                curl_multi_select($multi, 60);
                $selecting = false;
            } while ($running && !Co::isCanceled());
            $done->push(Co::isCanceled());
        });
        $answer->pop();
        do {
            $canceled = $selecting && Co::cancel($selector);
        } while (!$canceled && $done->pop(0.001) === false);
        var_dump($canceled, $done->pop());
        $answer->push(true);
        if ($goes_on) {
            do {
                curl_multi_exec($multi, $running);
                curl_multi_select($multi, 1);
            } while ($running);
            echo curl_multi_getcontent($handle), "\n";
        }
        curl_multi_remove_handle($multi, $handle);
        unset($handle, $multi);
    }
});
?>
--EXPECT--
bool(true)
bool(true)
hello
bool(true)
bool(true)
