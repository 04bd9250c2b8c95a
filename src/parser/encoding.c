#include "parser/encoding.h"

#include <string.h>

struct text encoding_skip_mark(struct text text) {
    if (text.length >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0)
        return (struct text){text.at + 3, text.length - 3};
    return text;
}

size_t encoding_ascii(struct text text) {
    const uint64_t high_bits = 0x8080808080808080u;
    size_t at = 0;
    for (uint64_t word; text.length - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.at + at, sizeof word);
        if (word & high_bits)
            break;
    }
    while (at < text.length && !(text.at[at] & 0x80))
        at++;
    return at;
}

static bool is_utf16(struct text text) {
    return text.length >= 2 && (memcmp(text.at, "\xff\xfe", 2) == 0 || memcmp(text.at, "\xfe\xff", 2) == 0);
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

enum { BLOCK = 64 };

/* Whether a block is of printable ASCII and line ends; without a branch for each byte, as most blocks are. */
static bool is_plain(const char *block) {
    unsigned char odd = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char byte = (unsigned char)block[i];
        odd |= (unsigned char)((byte < 0x20) & (byte != '\n')) | (byte >= 0x7f);
    }
    return !odd;
}

/* Checks whole characters from `*at` on until one begins at `end` or behind it, and moves `*at` there. */
static bool check_characters(struct text text, size_t *at, size_t end, uint32_t source, slacalc_diagnostics *problems) {
    while (*at < end) {
        uint32_t character = (unsigned char)text.at[*at];
        size_t length = character < 0x80 ? 1 : text_character(text, *at, &character);
        if (length == 0 || !is_printable(character)) {
            report_character(problems, *at, source, length, character);
            return false;
        }
        *at += length;
    }
    return true;
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
    size_t at = 0;
    while (text.length - at >= BLOCK) {
        if (is_plain(text.at + at))
            at += BLOCK;
        else if (!check_characters(text, &at, at + BLOCK, source, problems))
            return false;
    }
    return check_characters(text, &at, text.length, source, problems);
}
