--TEST--
scope: exit() ends the scope, not the script, from wherever it is called
--EXTENSIONS--
corokit
--FILE--
<?php
use CoroKit\Coroutine;
use CoroKit\Scope;

function leave_early(): void
{
    register_shutdown_function(fn () => print "shutdown\n");
    try {
        exit('bye' . "\n");
    } finally {
        echo "never\n";
    }
}

var_dump(Scope::run('leave_early'));

Coroutine\run(function () {
    var_dump(Scope::run('leave_early'));
    var_dump(Scope::run(function () {
        register_shutdown_function(function () {
            (new CoroKit\Channel)->pop(0.001);
            echo "shutdown after the child's exit\n";
        });
        Coroutine::create(function () {
            (new CoroKit\Channel)->pop(0.001);
            exit(3);
        });
        try {
            (new CoroKit\Channel)->pop();
            echo "never\n";
        } finally {
            echo "finally\n";
        }
    }));
    /* The child exits before its first wait. */
    var_dump(Scope::run(function () {
        Coroutine::create(fn () => exit);
        (new CoroKit\Channel)->pop();
        echo "never\n";
    }));
    var_dump(Scope::run(function () {
        register_shutdown_function(fn () => exit("exit in shutdown\n"));
    }));
});
echo "end\n";
?>
--EXPECT--
bye
shutdown
NULL
bye
shutdown
NULL
finally
shutdown after the child's exit
NULL
NULL
exit in shutdown
NULL
end
