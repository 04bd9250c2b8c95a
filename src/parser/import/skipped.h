/* Files of a folder that are not read: they are counted, so that nothing is missing without a word. */
#ifndef PARSER_IMPORT_SKIPPED_H
#define PARSER_IMPORT_SKIPPED_H

#include "model/model.h"

/* Notes a symbolic link that is not followed. */
void skipped_add_link(struct slacalc_model *model, const char *path);

/* Notes a file that is left aside; its text tells of which program it is. */
void skipped_add_file(struct slacalc_model *model, const char *path, struct text text);

/* Says how many there are by kind, or names each one where the user wants that. */
void skipped_report(struct slacalc_model *model, slacalc_diagnostics *problems);

#endif
