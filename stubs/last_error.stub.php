<?php

/**
 * @generate-function-entries
 * @generate-legacy-arginfo 80200
 */

/**
 * Why the last operation returned false: 0, an errno, or a COROKIT_ERROR_*
 * constant. One value for the whole process; read it before the next wait.
 */
function corokit_last_error(): int {}

/** Sets it to 0. */
function corokit_clear_error(): void {}
