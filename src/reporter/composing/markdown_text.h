/* Texts of the user in GitHub Flavored Markdown: shown as they are, whatever they hold. */
#ifndef REPORTER_COMPOSING_MARKDOWN_TEXT_H
#define REPORTER_COMPOSING_MARKDOWN_TEXT_H

#include "base/arena.h"

#include <stdbool.h>

/* A code span, for names and places: nothing in it is markup, a mention or a link. */
const char *markdown_code(struct arena *arena, const char *text, bool in_table);

/* Plain text, in a table or not, but not at the begin of a line. */
const char *markdown_plain(struct arena *arena, const char *text);

#endif
