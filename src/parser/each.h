/*
 * `each`: components that are written once for many values. All that has a placeholder is replaced in the document by
 * its copies before anything else is read, so that all readers see what a person could have written out. Copies of one
 * text that come out the same stand once. In a component, an item of a list that names a value which the name of the
 * component does not name stands once for each such value.
 */
#ifndef PARSER_EACH_H
#define PARSER_EACH_H

#include "parser/fields.h"

/* Replaces the `components` of that map by what they stand for. */
struct each_copies each_expand(struct reader *reader, uint32_t root);

#endif
