/* The names of RFC 9110 and of the IANA registry. Stateless; any thread. */
#include "status.h"

#include <stddef.h>

static const char *const success[] = {
	"OK", "Created", "Accepted", "Non-Authoritative Information", "No Content", "Reset Content",
	"Partial Content", "Multi-Status", "Already Reported"
};

static const char *const redirection[] = {
	"Multiple Choices", "Moved Permanently", "Found", "See Other", "Not Modified", "Use Proxy", NULL,
	"Temporary Redirect", "Permanent Redirect"
};

static const char *const client_error[] = {
	"Bad Request", "Unauthorized", "Payment Required", "Forbidden", "Not Found", "Method Not Allowed",
	"Not Acceptable", "Proxy Authentication Required", "Request Timeout", "Conflict", "Gone", "Length Required",
	"Precondition Failed", "Content Too Large", "URI Too Long", "Unsupported Media Type", "Range Not Satisfiable",
	"Expectation Failed", "I'm a teapot", NULL, NULL, "Misdirected Request", "Unprocessable Content", "Locked",
	"Failed Dependency", "Too Early", "Upgrade Required", NULL, "Precondition Required", "Too Many Requests",
	NULL, "Request Header Fields Too Large"
};

static const char *const server_error[] = {
	"Internal Server Error", "Not Implemented", "Bad Gateway", "Service Unavailable", "Gateway Timeout",
	"HTTP Version Not Supported", "Variant Also Negotiates", "Insufficient Storage", "Loop Detected", NULL,
	"Not Extended", "Network Authentication Required"
};

#define FAMILY(names) {names, sizeof(names) / sizeof(*names)}

static const struct {
	const char *const *names;
	int count;
} families[] = {FAMILY(success), FAMILY(redirection), FAMILY(client_error), FAMILY(server_error)};

const char *corokit_http_status_reason(int status)
{
	int family = status / 100 - 2;
	const char *name = NULL;

	if (status == 451) {
		return "Unavailable For Legal Reasons";
	}
	if (family >= 0 && family < 4 && status % 100 < families[family].count) {
		name = families[family].names[status % 100];
	}
	return name ? name : "Unknown";
}
