<?php
/* Runs $body in $n children, each with its number, and waits for them; the exit statuses, -9 for one that was killed. */
function in_children(int $n, callable $body): array
{
	$pids = [];
	for ($i = 0; $i < $n; $i++) {
		$pids[] = in_child(static fn () => $body($i));
	}
	return array_map(join_child(...), $pids);
}

function in_child(callable $body): int
{
	$pid = pcntl_fork();
	if ($pid === 0) {
		exit((int) $body());
	}
	return $pid;
}

function join_child(int $pid): int
{
	pcntl_waitpid($pid, $status);
	return pcntl_wifsignaled($status) ? -pcntl_wtermsig($status) : pcntl_wexitstatus($status);
}

/* Dies as by the OOM killer: nothing is cleaned up. */
function die_at_once(): never
{
	posix_kill(getmypid(), SIGKILL);
	for (;;);
}
