/* Status codes and their names. */
#ifndef COROKIT_HTTP_STATUS_H
#define COROKIT_HTTP_STATUS_H

/* "Not Found"; "Unknown" where there is no name. */
const char *corokit_http_status_reason(int status);

#endif
