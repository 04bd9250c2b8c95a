/* JSON by RFC 8259, where it goes further than libyaml does: pairs of surrogates, keys of any length, a line end before
 * a colon, tabs, and every character from U+0020 on as it is. */
#ifndef PARSER_JSON_H
#define PARSER_JSON_H

#include "parser/document.h"

/* Whether the text is an object or an array of JSON from beginning to end, in UTF-8. */
bool json_is(struct text text);

/* Reads a source for which json_is says so, as document_read does. */
bool json_read(struct document *document, uint32_t source, struct text text, slacalc_diagnostics *problems);

#endif
