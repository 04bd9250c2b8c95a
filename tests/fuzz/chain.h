/* The whole chain, from the text of an input to its reports. */
#ifndef CHAIN_H
#define CHAIN_H

#include <stddef.h>

/* Demands that the text is read, evaluated, reported and printed, or refused with errors. */
void demand_good_chain(const char *text, size_t length);

#endif
