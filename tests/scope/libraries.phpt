--TEST--
scope: encodings of mbstring, errors of libxml, directory, umask, locale
--EXTENSIONS--
corokit
mbstring
libxml
dom
--FILE--
<?php
require __DIR__ . '/scope.inc';

check('mb_internal_encoding', fn ($i) => mb_internal_encoding(['', 'EUC-JP', 'SJIS'][$i]), fn () => mb_internal_encoding());
check('mb_substitute_character', fn ($i) => mb_substitute_character(0x40 + $i), fn () => mb_substitute_character());
check('mb_detect_order', fn ($i) => mb_detect_order($i == 1 ? 'ASCII' : 'UTF-8'), fn () => mb_detect_order());
check('mb_language', fn ($i) => mb_language($i == 1 ? 'ja' : 'ko'), fn () => mb_language());
check('libxml errors', function ($i) {
    libxml_use_internal_errors(true);
    (new DOMDocument)->loadXML("<a$i>");
}, fn () => libxml_get_errors()[0]->message ?? null);
check('chdir', fn ($i) => chdir($i == 1 ? '/' : '/usr'), fn () => getcwd());
check('umask', fn ($i) => umask(010 + $i), fn () => umask());
check('setlocale', fn ($i) => setlocale($i == 1 ? LC_TIME : LC_COLLATE, 'C.UTF-8'), fn () => setlocale(LC_ALL, 0));

CoroKit\Scope::run(fn () => libxml_use_internal_errors(true));
var_dump(libxml_use_internal_errors());
/* The library is still PHP's. */
file_put_contents(__DIR__ . '/libraries.xml', '<a/>');
$document = new DOMDocument;
var_dump($document->load('file://' . __DIR__ . '/libraries.xml'));
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/libraries.xml');
?>
--EXPECT--
mb_internal_encoding    ok
mb_substitute_character ok
mb_detect_order         ok
mb_language             ok
libxml errors           ok
chdir                   ok
umask                   ok
setlocale               ok
bool(false)
bool(true)
