/* How texts name what the caller may give. */
#ifndef BASE_SETTING_NAMES_H
#define BASE_SETTING_NAMES_H

#include "slacalc.h"

#include <stdbool.h>

/* What `names` says, or the name of the public header where it is NULL or says nothing; "" of SLACALC_HINT_NONE. */
const char *hint_name(slacalc_hint_name *names, slacalc_hint hint);

/* Whether a place is in what was given as a text of one line instead of in a file: it is shown as a file of the hint's
 * name. */
bool hint_names_place(slacalc_hint_name *names, const char *file);

#endif
