/*
 * Families of hooked calls, with the values PHP code sees (Swoole's), and
 * the families our hooks ask for.
 */
#ifndef COROKIT_HOOK_FLAGS_H
#define COROKIT_HOOK_FLAGS_H

#define COROKIT_HOOK_TCP               (1u << 1)  /* TCP, SSL and TLS act together: one set, all on */
#define COROKIT_HOOK_UDP               (1u << 2)
#define COROKIT_HOOK_UNIX              (1u << 3)
#define COROKIT_HOOK_UDG               (1u << 4)
#define COROKIT_HOOK_SSL               (1u << 5)
#define COROKIT_HOOK_TLS               (1u << 6)
#define COROKIT_HOOK_STREAM_FUNCTION   (1u << 7)  /* stream_select() */
#define COROKIT_HOOK_FILE              (1u << 8)
#define COROKIT_HOOK_SLEEP             (1u << 9)
#define COROKIT_HOOK_PROC              (1u << 10)
#define COROKIT_HOOK_CURL              (1u << 11) /* libcurl, as NATIVE_CURL */
#define COROKIT_HOOK_NATIVE_CURL       (1u << 12)
#define COROKIT_HOOK_BLOCKING_FUNCTION (1u << 13) /* older name of NET_FUNCTION and of exec's part of PROC */
#define COROKIT_HOOK_SOCKETS           (1u << 14) /* ext/sockets */
#define COROKIT_HOOK_STDIO             (1u << 15) /* pipes and terminals */
#define COROKIT_HOOK_PDO_PGSQL         (1u << 16) /* libpq */
#define COROKIT_HOOK_PDO_ODBC          (1u << 17)
#define COROKIT_HOOK_PDO_ORACLE        (1u << 18)
#define COROKIT_HOOK_PDO_SQLITE        (1u << 19)
#define COROKIT_HOOK_PDO_FIREBIRD      (1u << 20)
#define COROKIT_HOOK_NET_FUNCTION      (1u << 21) /* name lookups */
#define COROKIT_HOOK_MONGODB           (1u << 22)
#define COROKIT_HOOK_ALL (0x7fffffffu & ~COROKIT_HOOK_CURL & ~COROKIT_HOOK_MONGODB)

/* ---- what hooks ask for: any bit is enough ---- */

#define COROKIT_HOOK_STREAM_SOCKETS (COROKIT_HOOK_TCP | COROKIT_HOOK_SSL | COROKIT_HOOK_TLS)
#define COROKIT_HOOK_NAMES (COROKIT_HOOK_STREAM_SOCKETS | COROKIT_HOOK_UDP | COROKIT_HOOK_NET_FUNCTION | COROKIT_HOOK_BLOCKING_FUNCTION)
#define COROKIT_HOOK_PROCESSES (COROKIT_HOOK_PROC | COROKIT_HOOK_BLOCKING_FUNCTION)
/* Every family that a descriptor can belong to. */
#define COROKIT_HOOK_DESCRIPTORS (COROKIT_HOOK_STREAM_SOCKETS | COROKIT_HOOK_UDP | COROKIT_HOOK_UNIX | COROKIT_HOOK_UDG | COROKIT_HOOK_STDIO | COROKIT_HOOK_FILE)

#endif
