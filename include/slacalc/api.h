/* What the headers of slacalc have in common. */
#ifndef SLACALC_API_H
#define SLACALC_API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#if defined(__GNUC__)
#define SLACALC_API __attribute__((visibility("default")))
#else
#define SLACALC_API
#endif

/* Stands where there is no index. */
#define SLACALC_NONE ((size_t)-1)

#endif
