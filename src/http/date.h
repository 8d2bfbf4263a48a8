/* The date format of HTTP: "Sun, 06 Nov 1994 08:49:37 GMT". */
#ifndef COROKIT_HTTP_DATE_H
#define COROKIT_HTTP_DATE_H

#include <stdbool.h>
#include <time.h>

#define COROKIT_HTTP_DATE_SIZE 32

/* False for a time that the format cannot say (years past 9999). Locale and time zone do not matter. */
bool corokit_http_date_format(char date[COROKIT_HTTP_DATE_SIZE], time_t at);

#endif
