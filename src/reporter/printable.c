#include "reporter/printable.h"

#include "base/text.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

/* The shortest form only: an overlong one could hide a control character. */
size_t utf8_decode(const char *text, uint32_t *code) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *byte = (const unsigned char *)text;
    size_t length = byte[0] < 0x80 ? 1 : byte[0] < 0xc0 ? 0 : byte[0] < 0xe0 ? 2 : byte[0] < 0xf0 ? 3 : 4;
    if (length <= 1) {
        *code = byte[0];
        return length;
    }
    *code = byte[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
        *code = *code << 6 | (byte[i] & 0x3f);
    }
    bool surrogate = *code >= 0xd800 && *code <= 0xdfff;
    return byte[0] > 0xf4 || *code < least[length] || *code > 0x10ffff || surrogate ? 0 : length;
}

/* Also tries whether a character can be read: where the C library could not load the conversion it goes on in ASCII, in
 * which libsmartcols finds no end of a text that is not. */
bool locale_is_unicode(void) {
    wchar_t wide;
    mbstate_t state = {0};
    const char *sample = "…";
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0 &&
           mbrtowc(&wide, sample, strlen(sample), &state) == strlen(sample);
}

static bool is_harmless(uint32_t code) {
    return !character_is_control(code);
}

static bool in_ascii(uint32_t code) {
    return is_harmless(code) && code < 0x7f;
}

static bool in_locale(uint32_t code) {
    return is_harmless(code) && (code < 0x7f || wcwidth((wchar_t)code) >= 0);
}

static char *escaped(struct arena *arena, const char *text, bool (*showable)(uint32_t code)) {
    static const char hexadecimal[] = "0123456789abcdef";
    const size_t longest = strlen("\\xNN");
    size_t length = strlen(text);
    char *copy = arena_alloc(arena, length + 1, longest), *to = copy;
    for (const char *end = text + length; text < end;) {
        uint32_t code;
        size_t bytes = utf8_decode(text, &code);
        bool plain = bytes > 0 && showable(code);
        for (size_t i = bytes > 0 ? bytes : 1; i > 0; i--, text++) {
            unsigned char byte = (unsigned char)*text;
            if (plain) {
                *to++ = *text;
            } else {
                *to++ = '\\';
                *to++ = 'x';
                *to++ = hexadecimal[byte >> 4];
                *to++ = hexadecimal[byte & 0xf];
            }
        }
    }
    return copy;
}

char *printable(struct arena *arena, const char *text, bool unicode) {
    return escaped(arena, text, unicode ? in_locale : in_ascii);
}

char *harmless(struct arena *arena, const char *text) {
    return escaped(arena, text, is_harmless);
}

/* The bytes of the longest start of the text that takes no more than `columns`, and the columns it takes. */
static size_t fitting(const char *text, size_t columns, size_t *taken) {
    size_t bytes = 0;
    *taken = 0;
    while (text[bytes] != '\0') {
        uint32_t code;
        size_t length = utf8_decode(text + bytes, &code);
        int width = code < 0x80 ? 1 : wcwidth((wchar_t)code);
        size_t wide = length > 0 && width >= 0 ? (size_t)width : 1;
        if (wide > columns - *taken)
            break;
        *taken += wide;
        bytes += length > 0 ? length : 1;
    }
    return bytes;
}

size_t printable_width(const char *text) {
    size_t taken;
    fitting(text, SIZE_MAX, &taken);
    return taken;
}

const char *printable_cut(struct arena *arena, const char *text, size_t columns, bool unicode) {
    size_t taken;
    if (text[fitting(text, columns, &taken)] == '\0')
        return text;
    const char *ellipsis = unicode ? "…" : "...";
    size_t mark = unicode ? 1 : 3;
    if (columns < mark)
        return "";
    return arena_printf(arena, "%.*s%s", (int)fitting(text, columns - mark, &taken), text, ellipsis);
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        memory_exhausted(arena->guard);
    char *text = arena_alloc(arena, (size_t)length + 1, 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}
