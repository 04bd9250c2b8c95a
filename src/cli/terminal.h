/* What the place where text goes can show. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Whether what goes to that file descriptor is to be in colour. */
bool terminal_color(enum color_when when, int descriptor);

/* Columns of standard output; 0 where there is no limit. */
size_t terminal_width(void);

#endif
