<?php

/**
 * @generate-class-entries
 * @generate-legacy-arginfo 80200
 */

namespace CoroKit;

/**
 * Which families of blocking functions yield in coroutines: COROKIT_HOOK_*,
 * or Runtime::HOOK_*. All do, until a flag is taken away; outside coroutines
 * every function blocks as it always did. The mask belongs to the process, is
 * read once at the start of each call, and is all flags again in the next request.
 *
 * What a flag selects: TCP, SSL and TLS together the stream sockets of PHP
 * itself and of extensions that have no flag of their own; UDP, UNIX and UDG
 * the other sockets; STDIO pipes and terminals; FILE regular files and locks;
 * STREAM_FUNCTION stream_select(); SLEEP, PROC the functions of that kind;
 * NET_FUNCTION name lookups; SOCKETS ext/sockets; CURL or NATIVE_CURL libcurl;
 * PDO_PGSQL libpq. The others are accepted and select nothing.
 *
 * @strict-properties
 * @not-serializable
 */
class Runtime
{
    /** @var int */
    const HOOK_TCP = 2;
    /** @var int */
    const HOOK_UDP = 4;
    /** @var int */
    const HOOK_UNIX = 8;
    /** @var int */
    const HOOK_UDG = 16;
    /** @var int */
    const HOOK_SSL = 32;
    /** @var int */
    const HOOK_TLS = 64;
    /** @var int */
    const HOOK_STREAM_FUNCTION = 128;
    /** @var int */
    const HOOK_FILE = 256;
    /** @var int */
    const HOOK_SLEEP = 512;
    /** @var int */
    const HOOK_PROC = 1024;
    /** @var int */
    const HOOK_CURL = 2048;
    /** @var int */
    const HOOK_NATIVE_CURL = 4096;
    /** @var int */
    const HOOK_BLOCKING_FUNCTION = 8192;
    /** @var int */
    const HOOK_SOCKETS = 16384;
    /** @var int */
    const HOOK_STDIO = 32768;
    /** @var int */
    const HOOK_PDO_PGSQL = 65536;
    /** @var int */
    const HOOK_PDO_ODBC = 131072;
    /** @var int */
    const HOOK_PDO_ORACLE = 262144;
    /** @var int */
    const HOOK_PDO_SQLITE = 524288;
    /** @var int */
    const HOOK_PDO_FIREBIRD = 1048576;
    /** @var int */
    const HOOK_NET_FUNCTION = 2097152;
    /** @var int */
    const HOOK_MONGODB = 4194304;
    /** @var int */
    const HOOK_ALL = 2143287295;

    /**
     * Sets the flags.
     *
     * @param int $flags COROKIT_HOOK_* joined by |; 0 turns all hooks off, and true, as 1, all on
     * @return bool false if this process has no hooks: php --ri corokit says why
     */
    public static function enableCoroutine(int $flags = COROKIT_HOOK_ALL): bool {}

    /** The flags that are set; 0 if this process has no hooks. */
    public static function getHookFlags(): int {}

    /**
     * Sets the flags.
     *
     * @param int $flags COROKIT_HOOK_* joined by |
     * @return bool false if this process has no hooks
     */
    public static function setHookFlags(int $flags): bool {}

    /**
     * The loaded objects (the php binary, extensions, libraries) whose calls
     * are hooked, and which calls: for diagnosis.
     *
     * @return list<array{path: string, caller: string, slots: list<string>}>
     */
    public static function getHookedObjects(): array {}

    /**
     * Says of every loaded extension whether its waits yield (hooked), are made
     * on threads (pooled), or stop the process (blocking), and why; and the same of
     * loaded libraries that were left alone though they call functions that wait.
     *
     * @param bool $print prints a table, too
     * @return list<array{name: string, status: string, slots: int, why: string}>
     */
    public static function doctor(bool $print = true): array {}
}
