/* What is wrong with the command line or the machine, as one line on the stream for errors. */
#ifndef CLI_COMPLAINT_H
#define CLI_COMPLAINT_H

#include <stdio.h>

/* Prints "slacalc: " and the message. Characters that would control the terminal are shown escaped. */
void complain(FILE *errors, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
