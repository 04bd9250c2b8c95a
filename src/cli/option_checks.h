/* Which options may stand together. */
#ifndef CLI_OPTION_CHECKS_H
#define CLI_OPTION_CHECKS_H

#include "cli/option_reading.h"

/* Returns false where one option contradicts another one, the format, or the inputs, and has said so. The values of
 * options have been read. */
bool check_together(const struct reading *reading);

#endif
