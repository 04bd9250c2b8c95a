#include "reporter/wording/printable.h"

#include "base/text.h"

#include <langinfo.h>
#include <string.h>
#include <wchar.h>

/* The NUL at the end stops it, as it is no further byte of a character. */
size_t utf8_decode(const char *text, uint32_t *code) {
    return text_character((struct text){text, SIZE_MAX}, 0, code);
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

struct wording wording_of_file(struct arena *arena) {
    return (struct wording){.arena = arena, .unicode = true, .any_locale = true};
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

char *printable(const struct wording *wording, const char *text) {
    bool (*showable)(uint32_t code) = wording->any_locale ? is_harmless : wording->unicode ? in_locale : in_ascii;
    return escaped(wording->arena, text, showable);
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

const char *ellipsis_of(const struct wording *wording) {
    return wording->unicode ? "…" : "...";
}

const char *printable_cut(const struct wording *wording, const char *text, size_t columns) {
    size_t taken;
    if (text[fitting(text, columns, &taken)] == '\0')
        return text;
    const char *ellipsis = ellipsis_of(wording);
    size_t mark = printable_width(ellipsis);
    if (columns < mark)
        return "";
    return arena_printf(wording->arena, "%.*s%s", (int)fitting(text, columns - mark, &taken), text, ellipsis);
}

const char *printable_abridged(const struct wording *wording, const char *text, size_t columns) {
    size_t width = printable_width(text), taken;
    const char *ellipsis = ellipsis_of(wording);
    size_t mark = printable_width(ellipsis);
    if (width <= columns)
        return text;
    if (columns < mark + 2)
        return printable_cut(wording, text, columns);
    size_t end = (columns - mark) / 2, start = columns - mark - end;
    size_t skipped = fitting(text, width - end, &taken);
    /* A wide character may stand across the place where the end begins: it goes too. */
    if (taken < width - end)
        skipped += fitting(text + skipped, 2, &taken);
    return arena_printf(wording->arena, "%.*s%s%s", (int)fitting(text, start, &taken), text, ellipsis, text + skipped);
}
