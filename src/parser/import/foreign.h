/* Files of the field that slacalc does not read: they are named, so that nobody looks for a mistake in them. */
#ifndef PARSER_IMPORT_FOREIGN_H
#define PARSER_IMPORT_FOREIGN_H

#include "parser/fields.h"

/* Notes a document whose apiVersion is not read. */
void foreign_remark(struct reader *reader, struct written version, struct text kind);

/* Says what a document is that its top keys tell. Returns false where they tell nothing. */
bool foreign_refuse(struct reader *reader, uint32_t root);

/* Of which program a file is, by the end of its name, or by what stands at the beginning of its lines; NULL where that
 * tells nothing. */
const char *foreign_by_name(const char *name);
const char *foreign_by_text(struct text text);

#endif
