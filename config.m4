PHP_ARG_ENABLE([corokit],
  [whether to enable corokit],
  [AS_HELP_STRING([--enable-corokit], [Enable coroutines, hooks and servers])],
  [yes])

PHP_ARG_ENABLE([corokit-debug],
  [whether to add checks and no optimisation to corokit],
  [AS_HELP_STRING([--enable-corokit-debug], [corokit: assertions, -O0])],
  [no], [no])

PHP_ARG_WITH([llhttp],
  [where llhttp is],
  [AS_HELP_STRING([--with-llhttp=DIR], [corokit: prefix of llhttp, or a folder with its C sources])],
  [yes], [no])

dnl COROKIT_LLHTTP_READ_VERSION(header): sets corokit_llhttp_version to "9.2.1" and
dnl corokit_llhttp_number to 90201, or to nothing where the header is not llhttp's.
AC_DEFUN([COROKIT_LLHTTP_READ_VERSION], [
  corokit_llhttp_version=`$AWK '
    [/^#define LLHTTP_VERSION_MAJOR/ { a = $][3; n = 1 }
    /^#define LLHTTP_VERSION_MINOR/ { b = $][3 }
    /^#define LLHTTP_VERSION_PATCH/ { c = $][3 }]
    END { if (n) print a "." b "." c }' "$1"`
  corokit_llhttp_number=`echo "$corokit_llhttp_version" | $AWK -F. '[{ print $][1 * 10000 + $][2 * 100 + $][3 }]'`
])

dnl COROKIT_LLHTTP_TRY_LIBRARY(prefix): a header and a library under prefix, or
dnl wherever pkg-config knows them if prefix is empty.
AC_DEFUN([COROKIT_LLHTTP_TRY_LIBRARY], [
  if test -z "$1"; then
    if test -n "$PKG_CONFIG" && $PKG_CONFIG --exists libllhttp; then
      corokit_llhttp_header=`$PKG_CONFIG --variable=includedir libllhttp`/llhttp.h
      corokit_llhttp_libs=`$PKG_CONFIG --libs libllhttp`
    else
      corokit_llhttp_header=/usr/include/llhttp.h
      corokit_llhttp_libs=-lllhttp
    fi
  else
    corokit_llhttp_header=$1/include/llhttp.h
    corokit_llhttp_libs=
    for corokit_dir in "$1/$PHP_LIBDIR" "$1/lib" "$1/lib64"; do
      if ls "$corokit_dir"/libllhttp.* >/dev/null 2>&1; then
        corokit_llhttp_libs="-L$corokit_dir -lllhttp"
      fi
    done
  fi
  if test -n "$corokit_llhttp_libs" && test -f "$corokit_llhttp_header"; then
    COROKIT_LLHTTP_READ_VERSION([$corokit_llhttp_header])
    if test "$corokit_llhttp_number" -ge 90201; then
      corokit_llhttp=library
    else
      corokit_llhttp_seen="$corokit_llhttp_seen; $corokit_llhttp_header is $corokit_llhttp_version"
    fi
  fi
])

dnl COROKIT_LLHTTP_TRY_SOURCES(dir): api.c, http.c and llhttp.c in dir, the header
dnl beside them, in the sibling folder include, or where Debian's node-llhttp puts it.
AC_DEFUN([COROKIT_LLHTTP_TRY_SOURCES], [
  if test -f "$1/api.c" && test -f "$1/http.c" && test -f "$1/llhttp.c"; then
    for corokit_dir in "$1" "$1/include" "$1/../include" "$1/../include/llhttp"; do
      if test -z "$corokit_llhttp" && test -f "$corokit_dir/llhttp.h"; then
        corokit_llhttp_header=$corokit_dir/llhttp.h
        COROKIT_LLHTTP_READ_VERSION([$corokit_llhttp_header])
        if test "$corokit_llhttp_number" -ge 80100; then
          corokit_llhttp=sources
          COROKIT_LLHTTP_SOURCE_DIR=$1
        else
          corokit_llhttp_seen="$corokit_llhttp_seen; $corokit_llhttp_header is $corokit_llhttp_version"
        fi
      fi
    done
  fi
])

dnl COROKIT_TRY_LTO: sets corokit_lto to the flag that lets the compiler see all files
dnl at once, or to nothing: where it or the linker cannot, where CFLAGS forbid it,
dnl and where they ask for what it would spoil.
AC_DEFUN([COROKIT_TRY_LTO], [
  corokit_lto=
  AC_MSG_CHECKING([how to optimize across files])
  case " $CFLAGS $CC $PHP_COROKIT_DEBUG " in
    *" -fno-lto "*|*" -O0 "*|*" -fsanitize"*|*" --coverage "*|*" yes "*) ;;
    *)
      corokit_saved_cflags=$CFLAGS
      for corokit_flag in -flto=auto -flto; do
        CFLAGS="$corokit_saved_cflags $corokit_flag -Werror -fPIC"
        if test -z "$corokit_lto"; then
          AC_LINK_IFELSE([AC_LANG_PROGRAM()], [corokit_lto=$corokit_flag])
        fi
      done
      CFLAGS=$corokit_saved_cflags
      ;;
  esac
  AC_MSG_RESULT([${corokit_lto:-not at all}])
])

if test "$PHP_COROKIT" != "no"; then
  PKG_CHECK_MODULES([COROKIT_UV], [libuv >= 1.44])
  PHP_EVAL_INCLINE($COROKIT_UV_CFLAGS)
  PHP_EVAL_LIBLINE($COROKIT_UV_LIBS, COROKIT_SHARED_LIBADD)

  AC_MSG_CHECKING([for llhttp])
  corokit_llhttp=
  corokit_llhttp_seen=
  case $PHP_LLHTTP in
    yes|no)
      COROKIT_LLHTTP_TRY_LIBRARY([])
      if test -z "$corokit_llhttp"; then
        COROKIT_LLHTTP_TRY_SOURCES([/usr/share/llhttp])
      fi
      ;;
    *)
      COROKIT_LLHTTP_TRY_LIBRARY([$PHP_LLHTTP])
      for corokit_source_dir in "$PHP_LLHTTP" "$PHP_LLHTTP/src" "$PHP_LLHTTP/share/llhttp"; do
        if test -z "$corokit_llhttp"; then
          COROKIT_LLHTTP_TRY_SOURCES([$corokit_source_dir])
        fi
      done
      ;;
  esac
  if test -z "$corokit_llhttp"; then
    AC_MSG_RESULT([no])
    AC_MSG_ERROR([corokit needs llhttp, as a library of 9.2.1 or newer (Debian 13: apt-get install libllhttp-dev) or as C sources of 8.1 or newer (Debian 12: apt-get install node-llhttp). Where it is elsewhere, say --with-llhttp=DIR$corokit_llhttp_seen])
  fi
  AC_MSG_RESULT([$corokit_llhttp_version ($corokit_llhttp)])
  AC_DEFINE_UNQUOTED([COROKIT_LLHTTP_VERSION], ["$corokit_llhttp_version ($corokit_llhttp)"], [llhttp that corokit was built with])

  COROKIT_CFLAGS="-std=gnu11 -Wall -Wextra -fvisibility=hidden -ftls-model=initial-exec -D_GNU_SOURCE -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1"
  corokit_llhttp_incdir=`dirname "$corokit_llhttp_header"`
  if test "$corokit_llhttp_incdir" != "/usr/include"; then
    COROKIT_CFLAGS="$COROKIT_CFLAGS -isystem $corokit_llhttp_incdir"
  fi
  if test "$PHP_COROKIT_DEBUG" != "no"; then
    COROKIT_CFLAGS="$COROKIT_CFLAGS -O0 -g3 -DCOROKIT_DEBUG=1"
  fi

  if test "$ext_shared" = "yes"; then
    COROKIT_TRY_LTO
    if test -n "$corokit_lto"; then
      AC_DEFINE([COROKIT_LTO], [1], [Whether corokit is optimized across its files])
      dnl libtool hands a flag to the compiler that links only when it is told to.
      dnl Our files were warned about one by one; across them gcc guesses.
      COROKIT_CFLAGS="$COROKIT_CFLAGS $corokit_lto"
      COROKIT_SHARED_LIBADD="$COROKIT_SHARED_LIBADD -Wc,$corokit_lto -Wc,-w"
    fi
  fi

  dnl Written by .ci/sources.
  COROKIT_SOURCES="
    corokit.c
    src/base/clock.c
    src/base/engine_check.c
    src/core/autoload.c
    src/core/backtrace.c
    src/core/callable.c
    src/core/context.c
    src/core/coroutine.c
    src/core/coroutine_class.c
    src/core/deadlock.c
    src/core/defer.c
    src/core/engine_state.c
    src/core/error_handler.c
    src/core/exceptions.c
    src/core/execute_time.c
    src/core/fatal.c
    src/core/future.c
    src/core/join.c
    src/core/last_error.c
    src/core/locals.c
    src/core/options.c
    src/core/scheduler.c
    src/core/scheduler_class.c
    src/core/switch.c
    src/core/time_limit.c
    src/core/timer.c
    src/core/wait_cycle.c
    src/hook/compile_guard.c
    src/hook/doctor.c
    src/hook/elf_patcher.c
    src/hook/hook_accept.c
    src/hook/hook_close.c
    src/hook/hook_connect.c
    src/hook/hook_dl.c
    src/hook/hook_dns.c
    src/hook/hook_flags.c
    src/hook/hook_flock.c
    src/hook/hook_io.c
    src/hook/hook_ipc.c
    src/hook/hook_layer.c
    src/hook/hook_offload.c
    src/hook/hook_patch.c
    src/hook/hook_poll.c
    src/hook/hook_process.c
    src/hook/hook_record_lock.c
    src/hook/hook_recv.c
    src/hook/hook_rw.c
    src/hook/hook_send.c
    src/hook/hook_signal.c
    src/hook/hook_sigwait.c
    src/hook/hook_sleep.c
    src/hook/hook_sync.c
    src/hook/hook_table.c
    src/hook/hook_thread.c
    src/hook/monitor.c
    src/hook/monitor_families.c
    src/hook/monitor_install.c
    src/hook/monitor_objects.c
    src/hook/monitor_transaction.c
    src/hook/run_main.c
    src/hook/runtime_class.c
    src/hook/stream_guard.c
    src/http/connection.c
    src/http/cookie.c
    src/http/date.c
    src/http/exchange.c
    src/http/fields.c
    src/http/form.c
    src/http/guard.c
    src/http/message.c
    src/http/multipart.c
    src/http/output.c
    src/http/page.c
    src/http/parser.c
    src/http/request_class.c
    src/http/response.c
    src/http/response_class.c
    src/http/service.c
    src/http/status.c
    src/loop/fd_wait.c
    src/loop/loop.c
    src/loop/pool.c
    src/loop/stats.c
    src/loop/timer_class.c
    src/loop/watchdog.c
    src/process/child.c
    src/process/popen.c
    src/scope/context_class.c
    src/scope/part_globals.c
    src/scope/part_handlers.c
    src/scope/part_ini.c
    src/scope/part_libraries.c
    src/scope/part_process.c
    src/scope/part_sapi.c
    src/scope/part_session.c
    src/scope/scope.c
    src/scope/scope_class.c
    src/scope/web.c
    src/server/accept.c
    src/server/endpoint.c
    src/server/events.c
    src/server/log.c
    src/server/pid_file.c
    src/server/requests.c
    src/server/scoreboard.c
    src/server/server_class.c
    src/server/settings.c
    src/server/supervisor.c
    src/server/worker.c
    src/shared/atomic_class.c
    src/shared/cache_class.c
    src/shared/held.c
    src/shared/key_locks.c
    src/shared/lock_kind.c
    src/shared/process_lock.c
    src/shared/process_lock_class.c
    src/shared/rate_limiter_class.c
    src/shared/session_handler_class.c
    src/shared/shared.c
    src/shared/store.c
    src/shared/table_class.c
    src/shared/table_iterator.c
    src/shared/table_values.c
    src/shared/wait.c
    src/shm/memory.c
    src/shm/owner.c
    src/shm/shm.c
    src/shm/table.c
    src/shm/table_read.c
    src/shm/table_rows.c
    src/shm/table_space.c
    src/shm/table_write.c
    src/shm/word_lock.c
    src/sync/barrier_class.c
    src/sync/channel.c
    src/sync/channel_class.c
    src/sync/functions.c
    src/sync/lock.c
    src/sync/lock_class.c
    src/sync/select_class.c
    src/sync/semaphore.c
    src/sync/semaphore_class.c
    src/sync/sync.c
    src/sync/task_group_class.c
    src/sync/tasks.c
    src/sync/wait_group_class.c
  "
  dnl A new file is built before it is listed; CI accepts it only when it is.
  for corokit_source in `cd "$srcdir" && ls src/*/*.c 2>/dev/null`; do
    case $COROKIT_SOURCES in
      *"$corokit_source"*) ;;
      *)
        AC_MSG_WARN([$corokit_source is in no list: run .ci/sources write])
        COROKIT_SOURCES="$COROKIT_SOURCES
    $corokit_source"
        ;;
    esac
  done

  PHP_NEW_EXTENSION([corokit], [$COROKIT_SOURCES], [$ext_shared],, [$COROKIT_CFLAGS])
  for corokit_dir in `echo "$COROKIT_SOURCES" | $SED -n -e 's,^ *\(src/.*\)/.*,\1,p' | sort -u`; do
    PHP_ADD_BUILD_DIR([$ext_builddir/$corokit_dir])
  done

  if test "$corokit_llhttp" = "library"; then
    PHP_EVAL_LIBLINE($corokit_llhttp_libs, COROKIT_SHARED_LIBADD)
  else
    AC_DEFINE([HAVE_COROKIT_LLHTTP_SOURCE], [1], [Whether llhttp is compiled into corokit])
    COROKIT_LLHTTP_CPPFLAGS="-I$corokit_llhttp_incdir"
    PHP_ADD_BUILD_DIR([llhttp])
    shared_objects_corokit="$shared_objects_corokit llhttp/api.lo llhttp/http.lo llhttp/llhttp.lo"
    PHP_SUBST([COROKIT_LLHTTP_SOURCE_DIR])
    PHP_SUBST([COROKIT_LLHTTP_CPPFLAGS])
  fi
  PHP_ADD_MAKEFILE_FRAGMENT
  PHP_SUBST([COROKIT_SHARED_LIBADD])

  dnl PHP's headers as system headers, so that every warning shown is ours. Only
  dnl in a build by phpize: in PHP's own tree the flags are not ours to change.
  if test "$ext_builddir" = "."; then
    INCLUDES=`echo " $INCLUDES" | $SED -e 's/ -I */ -isystem /g'`
  fi
fi
