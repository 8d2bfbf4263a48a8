--TEST--
Channel: exit() while coroutines wait runs their finally blocks and loses no destructor
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Channel;
use function CoroKit\Coroutine\{go, run};

$log = [];
register_shutdown_function(function () {
    sort($GLOBALS['log']);
    echo implode("\n", $GLOBALS['log']), "\n";
});

class Value
{
    public function __construct(private string $name)
    {
    }

    public function __destruct()
    {
        $GLOBALS['log'][] = "{$this->name} destroyed";
    }
}

run(function () {
    $empty = new Channel(1);
    $full = new Channel(1);
    $full->push(new Value('inside'));
    go(function () use ($empty) {
        try {
            $empty->pop();
            $GLOBALS['log'][] = "never";
        } finally {
            $GLOBALS['log'][] = "receiver ends";
            $empty->pop();
            $GLOBALS['log'][] = "waits fail at once in finally";
        }
    });
    go(function () use ($full) {
        try {
            $full->push(new Value('outside'));
            $GLOBALS['log'][] = "never";
        } finally {
            $GLOBALS['log'][] = "sender ends";
        }
    });
    $handed = new Channel(1);
    go(function () use ($handed) {
        try {
            $value = $handed->pop();
            $GLOBALS['log'][] = "never";
        } finally {
            $GLOBALS['log'][] = "woken receiver ends";
        }
    });
    $handed->push(new Value('handed over'));
    exit(0);
});
?>
--EXPECT--
handed over destroyed
inside destroyed
outside destroyed
receiver ends
sender ends
waits fail at once in finally
woken receiver ends
