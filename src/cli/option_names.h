/* What the library's texts name, as the command line has it. */
#ifndef CLI_OPTION_NAMES_H
#define CLI_OPTION_NAMES_H

#include "slacalc.h"

/* The option, such as "--max-nodes"; NULL of a hint that has none. */
const char *hint_option(slacalc_hint hint);

#endif
