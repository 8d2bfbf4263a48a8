--TEST--
file: corokit.file_offload makes calls on paths on the pool, with the results of plain PHP
--EXTENSIONS--
corokit
--INI--
corokit.file_offload=1
--FILE--
<?php
use function CoroKit\Coroutine\run;

function work(string $dir): array
{
    $name = "$dir/a";
    $results[] = mkdir($dir);
    $results[] = @mkdir($dir);
    $results[] = error_get_last()['message'];
    $results[] = file_put_contents($name, 'content');
    $results[] = file_get_contents($name);
    $results[] = filesize($name);
    $results[] = is_file($name);
    $results[] = is_link($name);
    $results[] = @fopen("$dir/none", 'r');
    $results[] = error_get_last()['message'];
    $results[] = rename($name, "$dir/b");
    $results[] = file_exists($name);
    $results[] = array_values(array_diff(scandir($dir), ['.', '..']));
    $handle = opendir($dir);
    $results[] = is_resource($handle);
    closedir($handle);
    $big = str_repeat('0123456789abcdef', 40000);
    $file = fopen("$dir/big", 'w+');
    $results[] = fwrite($file, $big);
    $results[] = fwrite($file, 'tail');
    rewind($file);
    $results[] = stream_get_contents($file) === $big . 'tail';
    fclose($file);
    file_put_contents("$dir/code.php", '<?php return __LINE__;');
    $results[] = include "$dir/code.php";
    $results[] = array_map(unlink(...), ["$dir/b", "$dir/big", "$dir/code.php"]);
    $results[] = @unlink("$dir/b");
    $results[] = rmdir($dir);
    $results[] = @opendir($dir);
    $results[] = @rmdir($dir);
    return $results;
}

$dir = __DIR__ . '/offload.tmp';
$plain = work($dir);
run(function () use ($dir, $plain) {
    var_dump(work($dir) === $plain);
});
echo json_encode(array_slice($plain, 3, 5)), "\n";
?>
--EXPECT--
bool(true)
[7,"content",7,true,false]
