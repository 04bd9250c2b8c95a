/* The day on which the program runs. */
#ifndef CLI_TODAY_H
#define CLI_TODAY_H

#include <stdbool.h>
#include <stdio.h>

/* Sets `*days` to the days since 1970-01-01 in UTC: of SOURCE_DATE_EPOCH where the environment has it, so that a report
 * can be made again, else of the clock. Returns false after a complaint where the variable is no number of seconds. */
bool today_read(long *days, FILE *errors);

#endif
