/*
 * A line on standard error that says how far the program is, where that is a terminal and the work takes more than a
 * second. It is gone at the end, also where a signal ends the program.
 */
#ifndef CLI_PROGRESS_LINE_H
#define CLI_PROGRESS_LINE_H

#include "slacalc.h"

/* From now on the line may appear; it says `text` until it is told more. Nothing happens where standard error is no
 * terminal that a line can be taken away from. */
void progress_line_begin(const char *text);

/* Sets what the line says. */
void progress_line_tell(void *context, const slacalc_progress *progress);

/* Takes the line away; nothing where there is none. */
void progress_line_end(void);

#endif
