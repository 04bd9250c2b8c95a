/* Following what a Location of a catalogue names, and what stands in a folder; never out of the folder of the file that
 * the user named. */
#ifndef PARSER_IMPORT_FOLLOW_LOCATION_H
#define PARSER_IMPORT_FOLLOW_LOCATION_H

#include "parser/fields.h"
#include "parser/imports.h"

/* Notes the targets of a Location, of which this is the spec. */
void location_read(struct reader *reader, uint32_t spec);

/* Notes one target, seen from the file that names it. */
void location_follow(struct reader *reader, uint32_t target);

/* The folder of a file, or a folder itself, without links, in the model's memory; NULL where there is none. */
const char *location_root(struct slacalc_model *model, const char *path);

/* Notes a folder that the user names. */
void location_add_folder(struct slacalc_model *model, const char *path);

/* Notes that the file is read; returns false where that is to be left, since it was read before: what catalogues name
 * is read once, what the user names twice is read twice. */
bool location_enter(struct slacalc_model *model, FILE *stream, bool followed);

/* Looks for the files that a location with a pattern means, and notes them. */
bool location_expand(struct slacalc_model *model, const struct location *location, slacalc_diagnostics *problems);

/* Whether a file that a catalogue names is there, inside of the root, and was not read before; says why not. */
bool location_is_readable(struct slacalc_model *model, const struct location *location, slacalc_diagnostics *problems);

/* Whether a text is worth reading that was only found in a folder. */
bool location_is_wanted(const char *path, struct text text);

#endif
