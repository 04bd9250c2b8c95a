#include "reporter/composing/json_writer.h"

#include "base/text.h"
#include "reporter/wording/printable.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

enum { INDENT = 2 };

/* ---- Structure ---- */

static void put_plain(const struct json_writer *json, const char *text, size_t length) {
    fwrite_unlocked(text, 1, length, json->stream);
}

static void start_line(const struct json_writer *json) {
    putc_unlocked('\n', json->stream);
    for (int column = 0; column < INDENT * json->depth; column++)
        putc_unlocked(' ', json->stream);
}

/* Keys hold nothing that JSON escapes. */
static void put_key(struct json_writer *json, const char *key) {
    if (json->begun)
        putc_unlocked(',', json->stream);
    if (json->depth > 0)
        start_line(json);
    json->begun = true;
    if (!key)
        return;
    putc_unlocked('"', json->stream);
    put_plain(json, key, strlen(key));
    put_plain(json, "\": ", strlen("\": "));
}

void json_open(struct json_writer *json, const char *key, char bracket) {
    put_key(json, key);
    putc_unlocked(bracket, json->stream);
    json->depth++;
    json->begun = false;
}

void json_close(struct json_writer *json, char bracket) {
    json->depth--;
    if (json->begun)
        start_line(json);
    putc_unlocked(bracket, json->stream);
    if (json->depth == 0)
        putc_unlocked('\n', json->stream);
    json->begun = true;
}

void json_put_array(struct json_writer *json, const char *key, const void *context, size_t count,
                    void (*put_item)(struct json_writer *json, const void *context, size_t index)) {
    json_open(json, key, '[');
    for (size_t i = 0; i < count && !json->failed && !ferror_unlocked(json->stream); i++)
        put_item(json, context, i);
    json_close(json, ']');
}

/* ---- Values that are written as they are ---- */

static bool is_plain(const char *text) {
    for (; *text >= ' ' && *text < 0x7f && *text != '"' && *text != '\\'; text++)
        continue;
    return *text == '\0';
}

static void put_quoted(const struct json_writer *json, const char *text) {
    putc_unlocked('"', json->stream);
    put_plain(json, text, strlen(text));
    putc_unlocked('"', json->stream);
}

static void put_whole(struct json_writer *json, const char *key, uint64_t number) {
    char digits[sizeof "18446744073709551615"], *end = digits + sizeof digits, *at = end;
    put_key(json, key);
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    put_plain(json, at, (size_t)(end - at));
}

void json_put_count(struct json_writer *json, const char *key, size_t count) {
    put_whole(json, key, count);
}

void json_put_truth(struct json_writer *json, const char *key, bool truth) {
    put_key(json, key);
    put_plain(json, truth ? "true" : "false", strlen(truth ? "true" : "false"));
}

void json_put_null(struct json_writer *json, const char *key) {
    put_key(json, key);
    put_plain(json, "null", strlen("null"));
}

/* ---- Values by jansson ---- */

/* A character beyond U+FFFF is two of UTF-16. */
static void put_escape(FILE *stream, uint32_t code) {
    if (code > 0xffff)
        fprintf(stream, "\\u%04X\\u%04X", (unsigned)(0xd800 + ((code - 0x10000) >> 10)),
                (unsigned)(0xdc00 + (code & 0x3ff)));
    else
        fprintf(stream, "\\u%04X", (unsigned)code);
}

/* jansson leaves characters from U+007F on as they are, also those that a terminal would obey. */
static int put_harmless(const char *text, size_t length, void *context) {
    const struct json_writer *json = context;
    const char *plain = text, *at = text, *end = text + length;
    while (at < end) {
        uint32_t code = (unsigned char)*at;
        size_t bytes = code < 0x7f ? 1 : utf8_decode(at, &code);
        at += bytes;
        if (code >= 0x7f && character_is_control(code)) {
            put_plain(json, plain, (size_t)(at - bytes - plain));
            put_escape(json->stream, code);
            plain = at;
        }
    }
    put_plain(json, plain, (size_t)(at - plain));
    return ferror_unlocked(json->stream) ? -1 : 0;
}

/* Takes the text over; NULL is one that could not be made. */
static void put_string(struct json_writer *json, const char *key, json_t *text) {
    put_key(json, key);
    if (!text || json_dump_callback(text, put_harmless, json, JSON_ENCODE_ANY) != 0)
        json->failed = true;
    json_decref(text);
}

static struct json_number number_of(double value) {
    struct json_number number = {.value = value};
    json_t *real = json_real(value);
    if (real)
        number.length = json_dumpb(real, number.text, sizeof number.text, JSON_REAL_PRECISION(17) | JSON_ENCODE_ANY);
    json_decref(real);
    return number;
}

/* To find the digits of a number takes longer than all else that is done for it, so those of the last numbers are kept.
 */
static void put_fraction(struct json_writer *json, const char *key, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    struct json_number *number = &json->numbers[bits * 0x9e3779b97f4a7c15u >> 32 & (JSON_NUMBERS_KEPT - 1)];
    if (number->length == 0 || number->value != value)
        *number = number_of(value);
    put_key(json, key);
    put_plain(json, number->text, number->length);
    json->failed |= number->length == 0;
}

static json_t *json_of_text(const char *text) {
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

void json_put_text(struct json_writer *json, const char *key, const char *text) {
    if (!text)
        return;
    if (!is_plain(text)) {
        put_string(json, key, json_of_text(text));
        return;
    }
    put_key(json, key);
    put_quoted(json, text);
}

/* Of which every digit is one that a double holds. */
static bool is_count(double number) {
    const double exact = 9007199254740992.0; /* 2^53 */
    return number >= 0 && number < exact && number == floor(number) && !signbit(number);
}

void json_put_real(struct json_writer *json, const char *key, double value) {
    if (is_count(value)) {
        put_whole(json, key, (uint64_t)value);
        put_plain(json, ".0", strlen(".0"));
    } else if (isfinite(value)) {
        put_fraction(json, key, value);
    }
}

void json_put_real_or_null(struct json_writer *json, const char *key, double value) {
    if (isfinite(value))
        json_put_real(json, key, value);
    else
        json_put_null(json, key);
}

void json_put_place(struct json_writer *json, const char *file, size_t line) {
    json_put_text(json, "file", file);
    if (file && line > 0)
        json_put_count(json, "line", line);
}

void json_put_digits(struct json_writer *json, const char *key, const char *digits) {
    const char *text = digits ? digits : "null";
    put_key(json, key);
    put_plain(json, text, strlen(text));
}

void json_put_number(struct json_writer *json, const char *key, double number) {
    if (is_count(number))
        put_whole(json, key, (uint64_t)number);
    else
        put_fraction(json, key, number);
}
