/* The bytes of an input: UTF-8 without control characters. */
#ifndef PARSER_ENCODING_H
#define PARSER_ENCODING_H

#include "base/diagnostics.h"
#include "base/text.h"

/* The text behind a byte order mark of UTF-8. */
struct text encoding_skip_mark(struct text text);

/* How many bytes of ASCII the text begins with. */
size_t encoding_ascii(struct text text);

/* Returns false with an error for bytes that YAML does not allow. */
bool encoding_check(struct text text, uint32_t source, slacalc_diagnostics *problems);

#endif
