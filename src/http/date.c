/* See date.h. Stateless; any thread. strftime() would speak the locale's language. */
#include "date.h"

#include <stdio.h>

bool corokit_http_date_format(char date[COROKIT_HTTP_DATE_SIZE], time_t at)
{
	static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct tm tm;

	if (!gmtime_r(&at, &tm) || tm.tm_year < -1900 || tm.tm_year > 9999 - 1900) {
		return false;
	}
	snprintf(date, COROKIT_HTTP_DATE_SIZE, "%s, %02u %s %04u %02u:%02u:%02u GMT", days[tm.tm_wday], (unsigned) tm.tm_mday % 100,
		months[tm.tm_mon], (unsigned) (tm.tm_year + 1900) % 10000, (unsigned) tm.tm_hour % 100, (unsigned) tm.tm_min % 100, (unsigned) tm.tm_sec % 100);
	return true;
}
