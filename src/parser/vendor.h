/* What components take over from the vendor catalogue. */
#ifndef PARSER_VENDOR_H
#define PARSER_VENDOR_H

#include "model/model.h"

/* Gives every component with 'uses' what it says nothing of itself. Reports an error for a name that is unknown. */
void vendors_apply(struct slacalc_model *model, slacalc_diagnostics *problems);

#endif
