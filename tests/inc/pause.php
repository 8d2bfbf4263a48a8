<?php
/*
 * Lets the other coroutines go on for a moment: for loops that look again,
 * never to be right by its length. Not called sleep, because run-tests
 * forgives failures of files that sleep.
 */
function pause(): void
{
    (new CoroKit\Channel)->pop(0.001);
}
