<?php
/*
 * Processes that use one table, locks and counters, while one of them is
 * killed (-9) every 200 ms, and a check of what is left.
 *
 *   php -d extension=... tests/shm/chaos.php [SECONDS [PROCESSES [COROUTINES]]]
 *
 * What is checked, while it runs or of the history at the end:
 *   torn      every row that is read is one that somebody wrote as a whole
 *   lost      each incr() of one counter returned another number; the counter is
 *             the number of those that returned, and at most one more for each death
 *   excluded  nobody else is inside a lock of each kind; what is half done is found
 *             only by someone who is told so by abandoned()
 *   stuck     every coroutine of every process gets on
 *   rows      at the end every row is found, counted once, and the table takes what it promised
 *   recovery  how long after the death somebody has the dead one's lock (printed, ms)
 *
 * Prints "ok" or what is wrong; the exit status is 1 then.
 */
use CoroKit\{Atomic, Channel, Lock, Table};
use function CoroKit\Coroutine\{go, run};

const COUNTERS = 4;
const ROWS = 24;
const LIFE_MAX = 8000;
const KILL_EVERY_NS = 200_000_000;

[$seconds, $processes, $coroutines] = array_map('intval', array_slice($argv, 1, 3)) + [5, 8, 50];

$dir = sys_get_temp_dir() . '/corokit-chaos-' . getmypid();
mkdir($dir);
$result = (new Killer(new World($dir), $seconds, $processes, $coroutines))->run();
array_map('unlink', glob("$dir/*"));
rmdir($dir);
echo $result;
exit(str_starts_with($result, 'ok') ? 0 : 1);

/** What all processes share. */
class World
{
	public Table $rows;
	public Table $counters;
	public Table $lives;     /* by number: bursts that a life has counted, and when it was killed */
	public Table $accounts;  /* two halves of 1000, moved under a lock */
	public Atomic $stop;
	/** @var array<string, array{Lock, Atomic}> a lock, and the life that is inside */
	public array $locks;

	public function __construct(public string $dir)
	{
		$this->rows = self::table(ROWS + 40, ['n' => Table::TYPE_INT, 'half' => Table::TYPE_FLOAT, 'text' => Table::TYPE_STRING, 'more' => Table::TYPE_STRING]);
		$this->counters = self::table(COUNTERS + 1, ['n' => Table::TYPE_INT]);
		$this->lives = self::table(LIFE_MAX, ['n' => Table::TYPE_INT, 'killed' => Table::TYPE_INT]);
		$this->accounts = self::table(8, ['a' => Table::TYPE_INT, 'b' => Table::TYPE_INT]);
		$this->stop = new Atomic;
		foreach (['mutex' => [Lock::MUTEX], 'spin' => [Lock::SPINLOCK], 'sem' => [Lock::SEM], 'rw' => [Lock::RWLOCK], 'file' => [Lock::FILELOCK, "$dir/lock"]] as $name => $arguments) {
			$this->locks[$name] = [new Lock(...$arguments), new Atomic];
			$this->accounts->set($name, ['a' => 500, 'b' => 500]);
		}
	}

	private static function table(int $rows, array $columns): Table
	{
		$table = new Table($rows);
		foreach ($columns as $name => $type) {
			$table->column($name, $type, 300);
		}
		$table->create();
		return $table;
	}

	public function complain(string $what): void
	{
		file_put_contents("$this->dir/wrong", "$what\n", FILE_APPEND);
	}
}

/** One process, from its fork to its end. */
class Life
{
	private $history;
	private array $progress = [];

	public function __construct(private World $world, private int $life) {}

	public function run(int $coroutines): void
	{
		$this->history = fopen("{$this->world->dir}/history.$this->life", 'ab');
		stream_set_write_buffer($this->history, 0);
		mt_srand($this->life);
		CoroKit\Runtime::enableCoroutine(0);
		run(function () use ($coroutines) {
			for ($i = 0; $i < $coroutines; $i++) {
				go(fn () => $this->live($i));
			}
			go(fn () => $this->watch());
		});
	}

	private function live(int $i): void
	{
		while (!$this->world->stop->get()) {
			$this->progress[$i] = hrtime(true);
			$this->act();
			self::pause(mt_rand(1, 20));
		}
		unset($this->progress[$i]);
	}

	private function watch(): void
	{
		while (!$this->world->stop->get()) {
			self::pause(500);
			foreach ($this->progress as $i => $at) {
				if (hrtime(true) - $at > 60e9) {
					$this->world->complain("stuck: coroutine $i of life $this->life");
					$this->progress[$i] = hrtime(true);
				}
			}
		}
	}

	private static function pause(int $ms): void
	{
		(new Channel)->pop($ms / 1000);
	}

	private function act(): void
	{
		switch (mt_rand(0, 9)) {
			case 0:
			case 1:
				$this->count();
				break;
			case 2:
			case 3:
				$this->burst();
				break;
			case 4:
			case 5:
			case 6:
				$this->rows();
				break;
			default:
				$this->exclude();
		}
	}

	/* An increment: noted before, and its result after. */
	private function count(): void
	{
		$counter = mt_rand(0, COUNTERS - 1);
		fwrite($this->history, "$counter\n");
		$n = $this->world->counters->incr("c$counter", 'n');
		fwrite($this->history, "=$n\n");
	}

	/* Nothing but the table, so that a death is likely to fall into it. */
	private function burst(): void
	{
		$row = self::row(mt_rand(0, 300));
		for ($i = 0; $i < 100; $i++) {
			$this->world->counters->incr('bursts', 'n');
			$this->world->lives->incr($this->life, 'n');
			$this->world->rows->set('r' . mt_rand(0, ROWS - 1), $row);
			$this->world->rows->del('r' . mt_rand(0, ROWS - 1));
		}
	}

	private function rows(): void
	{
		$rows = $this->world->rows;
		$key = 'r' . mt_rand(0, ROWS - 1);
		switch (mt_rand(0, 6)) {
			case 0:
				$rows->set($key, self::row(mt_rand(0, 300)));
				break;
			case 1:
				$rows->add($key, self::row(mt_rand(0, 300)));
				break;
			case 2:
				$old = $rows->get($key);
				if ($old) {
					$rows->cmpset($key, $old, self::row(mt_rand(0, 300)));
				}
				break;
			case 3:
				$this->check($rows->getdel($key));
				break;
			case 4:
				$rows->update($key, self::row(mt_rand(0, 300)), 0.05);
				break;
			case 5:
				foreach ($rows as $row) {
					$this->check($row);
				}
				break;
			default:
				for ($i = 0; $i < 50; $i++) {
					$this->check($rows->get('r' . mt_rand(0, ROWS - 1)));
				}
		}
	}

	private static function row(int $n): array
	{
		return ['n' => $n, 'half' => $n / 2, 'text' => str_repeat(chr(65 + $n % 26), $n % 100), 'more' => str_repeat(chr(97 + $n % 26), $n)];
	}

	private function check(array|false $row): void
	{
		if ($row && $row != self::row($row['n'])) {
			$this->world->complain('torn: ' . json_encode($row));
		}
	}

	/* Under a lock: half of a transfer, a pause, the other half. */
	private function exclude(): void
	{
		$name = array_rand($this->world->locks);
		[$lock, $inside] = $this->world->locks[$name];
		if (mt_rand(0, 3) === 0) {
			$this->look($name, $lock);
			return;
		}
		if (!$lock->lock(LOCK_EX, 60)) {
			$this->world->complain("stuck: $name $lock->errCode");
			return;
		}
		if ($lock->abandoned()) {
			$this->repair($name);
		}
		if ($inside->get()) {
			$this->world->complain("excluded: $name has life {$inside->get()} inside, and life $this->life");
		}
		$inside->set($this->life);
		$account = $this->world->accounts->get($name);
		if (array_sum($account) !== 1000) {
			$this->world->complain("excluded: $name " . json_encode($account));
		}
		$this->world->accounts->incr($name, 'a');
		if (mt_rand(0, 1)) {
			self::pause(1);
		}
		$this->world->accounts->decr($name, 'b');
		$inside->set(0);
		$lock->unlock();
	}

	/* With a lock for reading, where there is one. */
	private function look(string $name, Lock $lock): void
	{
		if (!$lock->lock_read(60)) {
			$this->world->complain("stuck: reading $name $lock->errCode");
			return;
		}
		/* The kinds that nobody shares: we are the one that was told. */
		if ($lock->abandoned() && !in_array($name, ['rw', 'file'])) {
			$this->repair($name);
		} elseif (!$lock->abandoned() && array_sum($this->world->accounts->get($name)) !== 1000) {
			$this->world->complain("excluded: $name was read half done");
		}
		$lock->unlock();
	}

	/* What the dead left half done. Killed here, we leave it to the next one. */
	private function repair(string $name): void
	{
		$inside = $this->world->locks[$name][1];
		$killed = $inside->get() ? $this->world->lives->get($inside->get(), 'killed') : 0;
		if ($killed) {
			fwrite($this->history, 'r' . max(0, hrtime(true) - $killed) . "\n");
		}
		$this->world->accounts->set($name, ['b' => 1000 - $this->world->accounts->get($name, 'a')]);
		$inside->set(0);
	}
}

/** The parent: forks, kills, checks. */
class Killer
{
	/** @var array<int, int> life by pid */
	private array $alive = [];
	private int $life = 0;
	private int $kills = 0;

	public function __construct(private World $world, private int $seconds, private int $processes, private int $coroutines) {}

	public function run(): string
	{
		$end = hrtime(true) + $this->seconds * 1_000_000_000;
		while (hrtime(true) < $end) {
			while (count($this->alive) < $this->processes) {
				$this->start();
			}
			usleep(intdiv(KILL_EVERY_NS, 1000));
			$this->kill(array_rand($this->alive));
		}
		$this->world->stop->set(1);
		$this->reap_all();
		return $this->verdict();
	}

	private function start(): void
	{
		$life = ++$this->life;
		$pid = pcntl_fork();
		if ($pid === 0) {
			(new Life($this->world, $life))->run($this->coroutines);
			exit(0);
		}
		$this->alive[$pid] = $life;
	}

	private function kill(int $pid): void
	{
		$this->world->lives->set($this->alive[$pid], ['killed' => hrtime(true)]);
		posix_kill($pid, SIGKILL);
		pcntl_waitpid($pid, $status);
		if (!pcntl_wifsignaled($status)) {
			$this->world->complain("life {$this->alive[$pid]} ended by itself: $status");
		}
		$this->kills++;
		unset($this->alive[$pid]);
	}

	private function reap_all(): void
	{
		$end = hrtime(true) + 120_000_000_000;
		while ($this->alive && hrtime(true) < $end) {
			$pid = pcntl_waitpid(-1, $status, WNOHANG);
			if ($pid > 0) {
				if ($status) {
					$this->world->complain("life {$this->alive[$pid]} ended with status $status");
				}
				unset($this->alive[$pid]);
			} else {
				usleep(10000);
			}
		}
		foreach ($this->alive as $pid => $life) {
			$this->world->complain("stuck: life $life did not end");
			posix_kill($pid, SIGKILL);
			pcntl_waitpid($pid, $status);
		}
	}

	private function verdict(): string
	{
		[$counted, $recoveries] = $this->check_history();
		$bursts = $this->check_bursts();
		$repairs = 0;
		foreach ([$this->world->rows, $this->world->counters, $this->world->lives, $this->world->accounts] as $table) {
			$repairs += $table->stats()['repair_count'];
		}
		$this->check_rows();
		$this->check_locks();
		$wrong = @file_get_contents("{$this->world->dir}/wrong");
		sort($recoveries);
		$at = static fn (float $part) => $recoveries ? round($recoveries[(int) ((count($recoveries) - 1) * $part)] / 1e6, 1) : 0;
		return ($wrong ? "WRONG\n" . implode("\n", array_slice(explode("\n", $wrong), 0, 20)) . "\n" : 'ok ')
			. "seconds=$this->seconds kills=$this->kills repairs=$repairs incr=$counted bursts=$bursts locks_from_dead=" . count($recoveries)
			. " recovery_ms: median={$at(0.5)} p90={$at(0.9)} p99={$at(0.99)} max={$at(1)}\n";
	}

	private function check_history(): array
	{
		$results = $recoveries = [];
		$returned = $unfinished = array_fill(0, COUNTERS, 0);
		foreach (glob("{$this->world->dir}/history.*") as $file) {
			$counter = null;
			foreach (file($file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
				if ($line[0] === 'r') {
					$recoveries[] = (int) substr($line, 1);
				} elseif ($line[0] === '=') {
					$n = (int) substr($line, 1);
					if (isset($results[$counter][$n])) {
						$this->world->complain("lost: counter $counter returned $n twice");
					}
					$results[$counter][$n] = true;
					$returned[$counter]++;
					$counter = null;
				} else {
					$counter = (int) $line;
				}
			}
			if ($counter !== null) {
				$unfinished[$counter]++;
			}
		}
		foreach ($returned as $counter => $n) {
			$value = (int) $this->world->counters->get("c$counter", 'n');
			if ($value < $n || $value > $n + $unfinished[$counter]) {
				$this->world->complain("lost: counter $counter is $value, $n returned and {$unfinished[$counter]} were under way");
			}
		}
		return [array_sum($returned), $recoveries];
	}

	/* Each life counts there first and here second, so a dead one may have left one behind. */
	private function check_bursts(): int
	{
		$sum = array_sum(array_column(iterator_to_array($this->world->lives), 'n'));
		$total = (int) $this->world->counters->get('bursts', 'n');
		if ($total < $sum || $total > $sum + $this->kills) {
			$this->world->complain("lost: $total bursts, the lives have $sum and $this->kills died");
		}
		return $total;
	}

	private function check_rows(): void
	{
		$rows = $this->world->rows;
		/* Longer than any row's time to live. */
		usleep(100_000);
		$found = iterator_to_array($rows);
		if (count($found) !== count($rows)) {
			$this->world->complain('rows: ' . count($found) . ' found, ' . count($rows) . ' counted');
		}
		foreach ($found as $key => $row) {
			if ($rows->get($key) !== $row || !$rows->del($key)) {
				$this->world->complain("rows: $key is not found by its key");
			}
		}
		for ($i = 0; $i < $rows->getSize(); $i++) {
			try {
				$rows->set("fill $i", ['n' => $i]);
			} catch (CoroKit\Exception $e) {
				$this->world->complain("rows: only $i of {$rows->getSize()} fit");
				break;
			}
		}
	}

	private function check_locks(): void
	{
		foreach ($this->world->locks as $name => [$lock]) {
			if (!$lock->lock(LOCK_EX, 10) || !$lock->unlock()) {
				$this->world->complain("stuck: $name at the end");
			}
		}
	}
}
