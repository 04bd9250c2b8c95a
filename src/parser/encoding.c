#include "parser/encoding.h"

#include <string.h>

struct text encoding_skip_mark(struct text text) {
    if (text.length >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0)
        return (struct text){text.at + 3, text.length - 3};
    return text;
}

static bool is_utf16(struct text text) {
    return text.length >= 2 && (memcmp(text.at, "\xff\xfe", 2) == 0 || memcmp(text.at, "\xfe\xff", 2) == 0);
}

/* Decodes a sequence of several bytes; returns its length, 0 where it is not UTF-8: too short, too long for its
 * character, a surrogate, or above U+10FFFF. */
static size_t decode(struct text text, size_t at, uint32_t *character) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)text.at[at];
    size_t length = lead >= 0xf0 && lead < 0xf8 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc0 ? 2 : 0;
    if (length == 0 || lead >= 0xf8 || length > text.length - at)
        return 0;
    uint32_t value = lead & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text.at[at + i];
        if ((byte & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (byte & 0x3fu);
    }
    *character = value;
    return value < smallest[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? 0 : length;
}

static bool is_printable(uint32_t character) {
    if (character < 0x80)
        return character >= 0x20 ? character != 0x7f : character == '\t' || character == '\n' || character == '\r';
    return character == 0x85 || (character >= 0xa0 && character != 0xfffe && character != 0xffff);
}

static void report_character(slacalc_diagnostics *problems, size_t at, uint32_t source, size_t length,
                             uint32_t character) {
    struct position where = {.offset = (uint32_t)at, .source = (uint16_t)source, .length = 1};
    if (length == 0)
        diagnose(problems, SLACALC_ERROR, where, "is not valid UTF-8 (save the file as UTF-8)");
    else
        diagnose(problems, SLACALC_ERROR, where, "control character U+%04X is not allowed (escape it in double quotes)",
                 (unsigned)character);
}

bool encoding_check(struct text text, uint32_t source, slacalc_diagnostics *problems) {
    if (is_utf16(text)) {
        diagnose(problems, SLACALC_ERROR, position_of_source(source), "is UTF-16; save it as UTF-8");
        return false;
    }
    if (text.length > 0 && memchr(text.at, '\0', text.length)) {
        diagnose(problems, SLACALC_ERROR, position_of_source(source), "is binary data, not YAML");
        return false;
    }
    for (size_t at = 0; at < text.length;) {
        uint32_t character = (unsigned char)text.at[at];
        size_t length = character < 0x80 ? 1 : decode(text, at, &character);
        if (length == 0 || !is_printable(character)) {
            report_character(problems, at, source, length, character);
            return false;
        }
        at += length;
    }
    return true;
}
