/* From bytes to a located tree, as libyaml reports them event by event. */
#ifndef PARSER_COMPOSER_H
#define PARSER_COMPOSER_H

#include "parser/document.h"

/* Opens what lives outside of arenas: not to be called under memory_attempt. Returns false when memory is exhausted. */
bool document_open(struct document *document, struct memory_guard *guard, struct arena *kept);
void document_close(struct document *document);

/* Reads the source from byte `from` on; once a document. Returns false with an error where its syntax gave it up; other
 * errors are reported too, but leave a tree that can be used. */
bool document_read(struct document *document, uint32_t source, struct text text, uint32_t from,
                   slacalc_diagnostics *problems);

#endif
