#include "reporter/composing/markdown_text.h"

#include "reporter/wording/printable.h"

#include <string.h>

/* The length of the longest run of backticks. */
static size_t longest_run(const char *text) {
    size_t longest = 0, run = 0;
    for (; *text; text++) {
        run = *text == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static bool needs_padding(const char *text) {
    size_t length = strlen(text);
    const char *last = length > 0 ? text + length - 1 : text;
    return *text == '`' || *text == ' ' || *last == '`' || *last == ' ';
}

/* A code span ends at a run of as many backticks as it begins with, and loses a blank at both ends. In a table a bar
 * ends the cell even there. */
const char *markdown_code(struct arena *arena, const char *text, bool in_table) {
    const char *shown = harmless(arena, text), *padding = needs_padding(shown) ? " " : "";
    size_t fence = longest_run(shown) + 1;
    char *span = arena_alloc(arena, strlen(shown) + fence + 2, 2), *to = span;
    memset(to, '`', fence);
    to = stpcpy(to + fence, padding);
    for (; *shown; *to++ = *shown++)
        if (*shown == '|' && in_table)
            *to++ = '\\';
    to = stpcpy(to, padding);
    memset(to, '`', fence);
    return span;
}

/* GitHub looks for mentions, issues, formulas, emojis and addresses after the markup: an empty comment keeps their
 * signs apart from what follows. */
static bool is_linked(const char *at) {
    return *at == '@' || *at == '#' || *at == '$' || (*at == ':' && at[1] != ' ' && at[1] != '\0');
}

const char *markdown_plain(struct arena *arena, const char *text) {
    static const char markup[] = "\\`*_[]<>|~&", comment[] = "<!-- -->";
    const char *shown = harmless(arena, text);
    char *plain = arena_alloc(arena, strlen(shown) + 1, 2 + strlen(comment)), *to = plain;
    for (char before = ' '; *shown; before = *shown++) {
        bool address = *shown == '.' && (before == 'w' || before == 'W');
        if (strchr(markup, *shown) || address)
            *to++ = '\\';
        *to++ = *shown;
        if (is_linked(shown))
            to = stpcpy(to, comment);
    }
    return plain;
}
