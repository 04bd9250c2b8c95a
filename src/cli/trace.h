/* What the program does, on standard error, for whoever asked for it by --trace. */
#ifndef CLI_TRACE_H
#define CLI_TRACE_H

#include "slacalc.h"

/* Prints a line for what the evaluation tells. */
void print_trace(void *context, const slacalc_trace *trace);

/* Seconds, from any point in time on. */
double trace_clock(void);

/* Prints a line for a part of the program other than the evaluation, which began at that point. */
void print_trace_of(const char *part, double began);

#endif
