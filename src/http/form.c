#include "form.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "SAPI.h"
#include "zend_exceptions.h"
#include "zend_smart_str.h"
#include "main/php_open_temporary_file.h"
#include "main/php_variables.h"
#include "main/rfc1867.h"

#include "fields.h"
#include "multipart.h"

/* The numbers of UPLOAD_ERR_*, which PHP has in no header. */
enum { ERR_OK = 0, ERR_INI_SIZE = 1, ERR_FORM_SIZE = 2, ERR_PARTIAL = 3, ERR_NO_FILE = 4, ERR_NO_TMP_DIR = 6, ERR_CANT_WRITE = 7 };

typedef struct {
	const corokit_http_form_options_t *options;
	zval      post;
	zval      files;
	zval      tmpfiles;
	zend_long fields;        /* seen */
	zend_long files_left;    /* max_file_uploads */
	zend_long max_file_size; /* that the form asks for; 0: none */
	uint32_t  unnamed;
	bool      too_many_files;
} reader_t;

static zend_string *unquoted(corokit_http_text_t text)
{
	zend_string *string = zend_string_alloc(text.length, false);

	ZSTR_LEN(string) = corokit_http_text_unquote(text, ZSTR_VAL(string));
	ZSTR_VAL(string)[ZSTR_LEN(string)] = '\0';
	return string;
}

/* ---- temporary files ---- */

static void release_path(zval *entry)
{
	zend_string_release_ex(Z_PTR_P(entry), false);
}

/* PHP's own list: what it removes at the end, if we do not. */
static void register_upload(zend_string *path)
{
	if (!SG(rfc1867_uploaded_files)) {
		ALLOC_HASHTABLE(SG(rfc1867_uploaded_files));
		zend_hash_init(SG(rfc1867_uploaded_files), 8, NULL, release_path, false);
	}
	zend_hash_add_ptr(SG(rfc1867_uploaded_files), path, zend_string_copy(path));
}

static void remove_upload(zend_string *path)
{
	if (SG(rfc1867_uploaded_files) && zend_hash_exists(SG(rfc1867_uploaded_files), path)) {
		unlink(ZSTR_VAL(path));
		zend_hash_del(SG(rfc1867_uploaded_files), path);
	}
}

void corokit_http_form_remove_files(HashTable *tmpfiles)
{
	zval *path;

	ZEND_HASH_FOREACH_VAL(tmpfiles, path) {
		remove_upload(Z_STR_P(path));
	} ZEND_HASH_FOREACH_END();
}

static const char *upload_dir(const reader_t *reader)
{
	if (reader->options->upload_dir && *reader->options->upload_dir) {
		return reader->options->upload_dir;
	}
	return PG(upload_tmp_dir) && *PG(upload_tmp_dir) ? PG(upload_tmp_dir) : php_get_temporary_directory();
}

static bool write_all(int fd, const char *data, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, data, length);

		if (written < 0 && errno == EINTR) {
			continue;
		}
		if (written <= 0) {
			return false;
		}
		data += written;
		length -= written;
	}
	return true;
}

/* One of ERR_*; *path is owned by the caller when it is ERR_OK. */
static int store_upload(const reader_t *reader, corokit_http_text_t content, zend_string **path)
{
	zend_string *name = strpprintf(0, "%s/corokit-XXXXXX", upload_dir(reader));
	int fd = mkostemp(ZSTR_VAL(name), O_CLOEXEC);
	bool written;

	if (fd < 0) {
		zend_string_release_ex(name, false);
		return ERR_NO_TMP_DIR;
	}
	/* Known before it is written: a fatal error leaves no file behind. */
	register_upload(name);
	written = write_all(fd, content.data, content.length);
	/* On network file systems a full disk shows only here. */
	if (close(fd) != 0 || !written) {
		remove_upload(name);
		zend_string_release_ex(name, false);
		return ERR_CANT_WRITE;
	}
	*path = name;
	return ERR_OK;
}

/* ---- $_FILES ---- */

/* photo[a][b] becomes photo[name][a][b]. Takes the value. May run PHP code. */
static void set_detail(zval *files, const zend_string *field, const char *detail, zval *value)
{
	const char *bracket = strchr(ZSTR_VAL(field), '[');
	size_t base = bracket ? (size_t) (bracket - ZSTR_VAL(field)) : ZSTR_LEN(field);
	smart_str name = {0};

	smart_str_appendl(&name, ZSTR_VAL(field), base);
	smart_str_appendc(&name, '[');
	smart_str_appends(&name, detail);
	smart_str_appendc(&name, ']');
	smart_str_appends(&name, ZSTR_VAL(field) + base);
	smart_str_0(&name);
	php_register_variable_ex(ZSTR_VAL(name.s), value, files);
	smart_str_free(&name);
}

/* As PHP has it: brackets close, do not nest, and nothing stands between or behind them. */
static bool has_sound_brackets(const zend_string *field)
{
	int open = 0;

	for (const char *at = ZSTR_VAL(field); *at; at++) {
		if (*at == '[') {
			open++;
		} else if (*at == ']') {
			open--;
			if (at[1] && at[1] != '[') {
				return false;
			}
		}
		if (open < 0 || open > 1) {
			return false;
		}
	}
	return open == 0;
}

/* Without folders of the client's machine. */
static void set_base_name(zval *value, const zend_string *filename)
{
	const char *base = ZSTR_VAL(filename);

	for (const char *at = base; *at; at++) {
		if (*at == '/' || *at == '\\') {
			base = at + 1;
		}
	}
	ZVAL_STRING(value, base);
}

static void add_file(reader_t *reader, const zend_string *field, zend_string *filename, const corokit_http_part_t *part, int error, zend_string *path)
{
	zval value;

	if (Z_TYPE(reader->files) != IS_ARRAY) {
		array_init(&reader->files);
	}
	set_base_name(&value, filename);
	set_detail(&reader->files, field, "name", &value);
	ZVAL_STR_COPY(&value, filename);
	set_detail(&reader->files, field, "full_path", &value);
	ZVAL_STRINGL_FAST(&value, error == ERR_OK ? part->content_type.data : "", error == ERR_OK ? part->content_type.length : 0);
	set_detail(&reader->files, field, "type", &value);
	if (path) {
		ZVAL_STR_COPY(&value, path);
	} else {
		ZVAL_EMPTY_STRING(&value);
	}
	set_detail(&reader->files, field, "tmp_name", &value);
	ZVAL_LONG(&value, error);
	set_detail(&reader->files, field, "error", &value);
	ZVAL_LONG(&value, error == ERR_OK ? (zend_long) part->content.length : 0);
	set_detail(&reader->files, field, "size", &value);
}

static int check_upload(const reader_t *reader, const zend_string *filename, const corokit_http_part_t *part)
{
	if (ZSTR_LEN(filename) == 0) {
		return ERR_NO_FILE;
	}
	if (PG(upload_max_filesize) > 0 && part->content.length > (zend_ulong) PG(upload_max_filesize)) {
		return ERR_INI_SIZE;
	}
	if (reader->max_file_size > 0 && part->content.length > (zend_ulong) reader->max_file_size) {
		return ERR_FORM_SIZE;
	}
	return part->complete ? ERR_OK : ERR_PARTIAL;
}

/* May it still have one? An empty file input does not count. */
static bool take_file_place(reader_t *reader, const zend_string *filename)
{
	if (ZSTR_LEN(filename) == 0) {
		return true;
	}
	if (reader->files_left <= 0) {
		reader->too_many_files = true;
		return false;
	}
	reader->files_left--;
	return true;
}

static void read_file(reader_t *reader, const corokit_http_part_t *part)
{
	zend_string *filename = unquoted(part->filename);
	zend_string *field = part->name.data ? unquoted(part->name) : zend_long_to_str(reader->unnamed++);
	zend_string *path = NULL;
	int error;

	if (has_sound_brackets(field) && take_file_place(reader, filename)) {
		error = check_upload(reader, filename, part);
		if (error == ERR_OK) {
			error = store_upload(reader, part->content, &path);
		}
		if (path) {
			if (Z_TYPE(reader->tmpfiles) != IS_ARRAY) {
				array_init(&reader->tmpfiles);
			}
			add_next_index_str(&reader->tmpfiles, path);
		}
		add_file(reader, field, filename, part, error, path);
	}
	zend_string_release_ex(field, false);
	zend_string_release_ex(filename, false);
}

/* ---- fields ---- */

/* What is no number is no limit. */
static zend_long read_limit(corokit_http_text_t content)
{
	zend_long limit = 0;

	for (size_t i = 0; i < content.length; i++) {
		if (content.data[i] < '0' || content.data[i] > '9' || limit > ZEND_LONG_MAX / 10 - 1) {
			return 0;
		}
		limit = limit * 10 + (content.data[i] - '0');
	}
	return limit;
}

/* May run PHP code. */
static void read_field(reader_t *reader, const corokit_http_part_t *part)
{
	zend_string *name = unquoted(part->name);
	zval value;

	if (zend_string_equals_literal_ci(name, "MAX_FILE_SIZE")) {
		reader->max_file_size = read_limit(part->content);
	}
	if (++reader->fields <= PG(max_input_vars)) {
		if (Z_TYPE(reader->post) != IS_ARRAY) {
			array_init(&reader->post);
		}
		ZVAL_STRINGL_FAST(&value, part->content.data, part->content.length);
		php_register_variable_ex(ZSTR_VAL(name), &value, &reader->post);
	}
	zend_string_release_ex(name, false);
}

/* ---- the whole form ---- */

static zend_long part_limit(void)
{
	zend_long limit = INI_INT("max_multipart_body_parts");

	return limit < 0 ? PG(max_input_vars) + INI_INT("max_file_uploads") : limit;
}

static void read_part(reader_t *reader, const corokit_http_part_t *part)
{
	if (!part->is_form_data) {
		return;
	}
	if (part->filename.data) {
		if (reader->options->files && PG(file_uploads)) {
			read_file(reader, part);
		}
	} else if (part->name.data && reader->options->fields) {
		read_field(reader, part);
	}
}

/* An empty array is none. */
static HashTable *array_of(zval *value)
{
	if (Z_TYPE_P(value) != IS_ARRAY) {
		return NULL;
	}
	if (zend_hash_num_elements(Z_ARRVAL_P(value)) == 0) {
		zval_ptr_dtor(value);
		return NULL;
	}
	return Z_ARR_P(value);
}

/* One warning a request; the first that throws is the last. */
static void warn(const reader_t *reader, bool too_many_parts)
{
	if (too_many_parts) {
		php_error_docref(NULL, E_WARNING,
			"Multipart body parts limit exceeded " ZEND_LONG_FMT ". To increase the limit change max_multipart_body_parts in php.ini.",
			part_limit());
	} else if (reader->fields > PG(max_input_vars)) {
		corokit_http_fields_warn_of_limit();
	} else if (reader->too_many_files) {
		php_error_docref(NULL, E_WARNING, "Maximum number of allowable file uploads has been exceeded");
	}
}

static void read_multipart(corokit_http_form_t *form, corokit_http_multipart_t *multipart, const corokit_http_form_options_t *options)
{
	reader_t reader = {.options = options, .files_left = INI_INT("max_file_uploads")};
	zend_long parts_left = part_limit();
	corokit_http_part_t part;
	bool too_many_parts = false;

	while (!EG(exception) && corokit_http_multipart_next(multipart, &part) > 0) {
		if (parts_left-- <= 0) {
			too_many_parts = true;
			break;
		}
		read_part(&reader, &part);
	}
	form->post = array_of(&reader.post);
	form->files = array_of(&reader.files);
	form->tmpfiles = array_of(&reader.tmpfiles);
	if (!EG(exception)) {
		warn(&reader, too_many_parts);
	}
}

void corokit_http_form_read(corokit_http_form_t *form, const corokit_http_message_t *message, const corokit_http_form_options_t *options)
{
	const char *type = corokit_http_message_at(message, message->content_type);
	size_t type_length = message->content_type.length;
	corokit_http_multipart_t multipart;

	memset(form, 0, sizeof(*form));
	if (message->body_length == 0 || type_length == 0) {
		return;
	}
	if (corokit_http_is_type(type, type_length, "application/x-www-form-urlencoded")) {
		if (options->fields) {
			form->post = corokit_http_fields_pairs(message->body, message->body_length, "&");
		}
	} else if (corokit_http_multipart_init(&multipart, type, type_length, message->body, message->body_length)) {
		read_multipart(form, &multipart, options);
	}
}
