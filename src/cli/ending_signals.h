/* What ends the program from outside, unless it is held back. */
#ifndef CLI_ENDING_SIGNALS_H
#define CLI_ENDING_SIGNALS_H

#include <signal.h>

/* Holds these signals back, until `before` is set again as the mask, and returns them. */
sigset_t ending_signals_hold(sigset_t *before);

#endif
