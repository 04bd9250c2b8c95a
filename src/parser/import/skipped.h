/* Files of a folder that are not read: they are counted, so that nothing is missing without a word. */
#ifndef PARSER_IMPORT_SKIPPED_H
#define PARSER_IMPORT_SKIPPED_H

#include "model/model.h"

#define SKIPPED_LINK "symbolic link"

/* Notes a file that is left aside; `what` tells its kind, NULL where that is not known. */
void skipped_add(struct slacalc_model *model, const char *path, const char *what);

/* Says how many there are by kind, or names each one where the user wants that. */
void skipped_report(struct slacalc_model *model, slacalc_diagnostics *problems);

#endif
