#include "reporter/json_value.h"

#include "base/text.h"
#include "reporter/printable.h"

#include <math.h>
#include <string.h>

enum { INDENT = 2 };

struct object object_new(void) {
    json_t *json = json_object();
    return (struct object){.json = json, .failed = !json};
}

json_t *object_done(struct object object) {
    if (!object.failed)
        return object.json;
    json_decref(object.json);
    return NULL;
}

void object_set(struct object *object, const char *key, json_t *value) {
    if (json_object_set_new_nocheck(object->json, key, value) != 0)
        object->failed = true;
}

json_t *json_of_text(const char *text) {
    uint32_t code;
    size_t length = 1;
    for (const char *at = text; *at && length > 0; at += length)
        length = utf8_decode(at, &code);
    if (length > 0)
        return json_string_nocheck(text);
    char *copy = strdup(text);
    if (!copy)
        return NULL;
    for (char *at = copy; *at; at += length > 0 ? length : 1) {
        length = utf8_decode(at, &code);
        if (length == 0)
            *at = '?';
    }
    json_t *value = json_string_nocheck(copy);
    free(copy);
    return value;
}

void object_set_text(struct object *object, const char *key, const char *text) {
    if (text)
        object_set(object, key, json_of_text(text));
}

void object_set_count(struct object *object, const char *key, size_t count) {
    object_set(object, key, json_integer((json_int_t)count));
}

void object_set_real(struct object *object, const char *key, double value) {
    if (isfinite(value))
        object_set(object, key, json_real(value));
}

json_t *json_of_number(double number) {
    const double exact = 9007199254740992.0; /* 2^53 */
    return number == floor(number) && fabs(number) < exact ? json_integer((json_int_t)number) : json_real(number);
}

json_t *json_array_of(const void *context, size_t count, json_t *(*value_at)(const void *context, size_t index)) {
    json_t *array = json_array();
    for (size_t i = 0; array && i < count; i++) {
        if (json_array_append_new(array, value_at(context, i)) != 0) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

json_t *json_array_of_one(json_t *value) {
    json_t *array = json_array();
    if (json_array_append_new(array, value) == 0)
        return array;
    json_decref(array);
    return NULL;
}

/* ---- Writing ---- */

static void indent(const struct json_writer *writer) {
    for (int column = 0; column < INDENT * writer->depth; column++)
        putc_unlocked(' ', writer->stream);
}

/* jansson begins every value at the margin, and leaves characters from U+007F on as they are, also those that a
 * terminal would obey. A newline within a text is escaped, so each one here ends a line. */
static int put(const char *text, size_t length, void *context) {
    const struct json_writer *writer = context;
    const char *plain = text, *at = text, *end = text + length;
    while (at < end) {
        uint32_t code = (unsigned char)*at;
        size_t bytes = code < 0x7f ? 1 : utf8_decode(at, &code);
        at += bytes;
        if (code == '\n') {
            fwrite_unlocked(plain, 1, (size_t)(at - plain), writer->stream);
            indent(writer);
            plain = at;
        } else if (code >= 0x7f && character_is_control(code)) {
            fwrite_unlocked(plain, 1, (size_t)(at - bytes - plain), writer->stream);
            fprintf(writer->stream, "\\u%04X", (unsigned)code);
            plain = at;
        }
    }
    return fwrite_unlocked(plain, 1, (size_t)(at - plain), writer->stream) == (size_t)(at - plain) ? 0 : -1;
}

static void put_key(struct json_writer *writer, const char *key) {
    if (writer->depth > 0) {
        fputs(writer->begun ? ",\n" : "\n", writer->stream);
        indent(writer);
    }
    if (key)
        fprintf(writer->stream, "\"%s\": ", key);
    writer->begun = true;
}

void json_put(struct json_writer *writer, const char *key, json_t *value) {
    const size_t flags = JSON_INDENT(INDENT) | JSON_REAL_PRECISION(17) | JSON_ENCODE_ANY;
    put_key(writer, key);
    if (!value || json_dump_callback(value, put, writer, flags) != 0)
        writer->failed = true;
    json_decref(value);
}

void json_open(struct json_writer *writer, const char *key, char bracket) {
    put_key(writer, key);
    putc_unlocked(bracket, writer->stream);
    writer->depth++;
    writer->begun = false;
}

void json_close(struct json_writer *writer, char bracket) {
    writer->depth--;
    if (writer->begun) {
        putc_unlocked('\n', writer->stream);
        indent(writer);
    }
    putc_unlocked(bracket, writer->stream);
    if (writer->depth == 0)
        putc_unlocked('\n', writer->stream);
    writer->begun = true;
}

void json_put_array(struct json_writer *writer, const char *key, const void *context, size_t count,
                    json_t *(*value_at)(const void *context, size_t index)) {
    json_open(writer, key, '[');
    for (size_t i = 0; i < count && !writer->failed; i++)
        json_put(writer, NULL, value_at(context, i));
    json_close(writer, ']');
}
