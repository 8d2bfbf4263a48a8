--TEST--
coroutine: methods have Swoole's names, parameters and return types
--EXTENSIONS--
corokit
--FILE--
<?php
$expected = <<<'END'
Coroutine::create(callable $func, mixed ...$param): int|false
Coroutine::defer(callable $callback): void
Coroutine::set(array $options): void
Coroutine::getOptions(): ?array
Coroutine::exists(int $cid): bool
Coroutine::yield(): bool
Coroutine::suspend(): bool
Coroutine::resume(int $cid): bool
Coroutine::cancel(int $cid, bool $throw_exception=false): bool
Coroutine::isCanceled(): bool
Coroutine::join(array $cid_array, float $timeout=-1): bool
Coroutine::sleep(float $seconds): bool
Coroutine::getCid(): int
Coroutine::getuid(): int
Coroutine::getPcid(int $cid=0): int|false
Coroutine::getContext(int $cid=0): ?CoroKit\Coroutine\Context
Coroutine::getBackTrace(int $cid=0, int $options=1, int $limit=0): array|false
Coroutine::printBackTrace(int $cid=0, int $options=0, int $limit=0): void
Coroutine::getElapsed(int $cid=0): int
Coroutine::getExecuteTime(int $cid=0): int
Coroutine::getStackUsage(int $cid=0): int|false
Coroutine::stats(): array
Coroutine::list(): CoroKit\Coroutine\Iterator
Coroutine::listCoroutines(): CoroKit\Coroutine\Iterator
Coroutine::setTimeLimit(float $timeout): bool
Coroutine::enableScheduler(): bool
Coroutine::disableScheduler(): bool
Channel::__construct(int $size=1)
Channel::push(mixed $data, float $timeout=-1): bool
Channel::pop(float $timeout=-1): mixed
Channel::close(): bool
Channel::stats(): array
Channel::length(): int
Channel::isEmpty(): bool
Channel::isFull(): bool
WaitGroup::__construct(int $delta=0)
WaitGroup::add(int $delta=1): void
WaitGroup::done(): void
WaitGroup::wait(float $timeout=-1): bool
WaitGroup::count(): int
Timer::tick(int $ms, callable $callback, mixed ...$params): int|false
Timer::after(int $ms, callable $callback, mixed ...$params): int|false
Timer::exists(int $timer_id): bool
Timer::info(int $timer_id): ?array
Timer::stats(): array
Timer::list(): CoroKit\Timer\Iterator
Timer::clear(int $timer_id): bool
Timer::clearAll(): bool
END;
$actual = [];
foreach ([CoroKit\Coroutine::class, CoroKit\Coroutine\Channel::class, CoroKit\Coroutine\WaitGroup::class, CoroKit\Timer::class] as $class) {
    foreach ((new ReflectionClass($class))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
        $parameters = array_map(fn ($p) => trim($p->getType() . ' ' . ($p->isVariadic() ? '...' : '') . '$' . $p->getName()
            . ($p->isDefaultValueAvailable() ? '=' . str_replace('.0', '', json_encode($p->getDefaultValue())) : '')), $method->getParameters());
        $actual[] = substr(strrchr($class, '\\'), 1) . '::' . $method->getName() . '(' . implode(', ', $parameters) . ')' . ($method->hasReturnType() ? ': ' . $method->getReturnType() : '');
    }
}
/* There may be more. */
echo implode("\n", array_diff(explode("\n", $expected), $actual)), "all there\n";
?>
--EXPECT--
all there
