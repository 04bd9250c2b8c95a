/* By what the formats of other programs are told. */
#ifndef PARSER_IMPORT_FORMATS_H
#define PARSER_IMPORT_FORMATS_H

#include "base/text.h"

#include <stdbool.h>

enum format { FORMAT_OPENSLO, FORMAT_BACKSTAGE, FORMAT_SLOTH, FORMAT_PYRRA, FORMAT_OPENSRM, FORMATS };

/* The format of documents with that apiVersion; FORMATS where it is none of them. */
enum format format_of(struct text version);

/* Whether a file with that `version` is of Sloth, which told its own files before it had an apiVersion. */
bool format_is_sloth(struct text version);

/* The same of a text that is not parsed yet: whether it holds a document that is read. */
bool format_is_in(struct text text);

/* Takes the text up to the value of the next apiVersion off; returns that value, or nothing where there is none. */
struct text format_next_version(struct text *text);

/* Whether some line of a text begins with that key, be it in quotes or behind the brace of a map. */
bool format_has_key(struct text text, const char *key);

#endif
