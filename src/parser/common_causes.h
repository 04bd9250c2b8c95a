/* Groups of components with a common cause: what is wrong with them. */
#ifndef PARSER_COMMON_CAUSES_H
#define PARSER_COMMON_CAUSES_H

#include "model/model.h"

/* Names are resolved. Of groups for which a beta is only assumed, those that cannot be counted are told on request. */
void common_causes_check(const struct slacalc_model *model, bool tells_left_out, struct arena *scratch,
                         slacalc_diagnostics *problems);

#endif
