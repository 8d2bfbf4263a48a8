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

if test "$PHP_COROKIT" != "no"; then
  PKG_CHECK_MODULES([COROKIT_UV], [libuv >= 1.44])
  PHP_EVAL_INCLINE($COROKIT_UV_CFLAGS)
  PHP_EVAL_LIBLINE($COROKIT_UV_LIBS, COROKIT_SHARED_LIBADD)

  COROKIT_CFLAGS="-std=gnu11 -Wall -Wextra -fvisibility=hidden -ftls-model=initial-exec -D_GNU_SOURCE -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1"
  if test "$PHP_COROKIT_DEBUG" != "no"; then
    COROKIT_CFLAGS="$COROKIT_CFLAGS -O0 -g3 -DCOROKIT_DEBUG=1"
  fi

  COROKIT_SOURCES="corokit.c `cd "$ext_srcdir" && echo src/*/*.c`"

  PHP_NEW_EXTENSION([corokit], [$COROKIT_SOURCES], [$ext_shared],, [$COROKIT_CFLAGS])
  for dir in base core loop shm sync scope hook http server; do
    PHP_ADD_BUILD_DIR([$ext_builddir/src/$dir])
  done
  PHP_SUBST([COROKIT_SHARED_LIBADD])
fi
