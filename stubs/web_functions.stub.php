<?php

/**
 * @generate-function-entries
 * @generate-legacy-arginfo 80200
 */

/** Ends the response: all output so far is sent, what is printed later is dropped. The request goes on. Its session stays open until it is closed. May suspend. False where there is no response, or it is over. */
function fastcgi_finish_request(): bool {}

/** The header lines of the request, names as they were sent; empty outside requests. */
function getallheaders(): array {}

/** @alias getallheaders */
function apache_request_headers(): array {}

/** The header lines of the response so far. */
function apache_response_headers(): array {}
