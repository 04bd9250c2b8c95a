#include "cli/complaint.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

/* How many bytes from here on are a character that controls a terminal, or reorders what it shows. */
static size_t control_length(const unsigned char *at) {
    if (at[0] < 0x20 || at[0] == 0x7f)
        return 1;
    if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0)
        return 2;
    bool reorders = at[0] == 0xe2 && ((at[1] == 0x80 && at[2] >= 0xa8 && at[2] <= 0xae) ||
                                      (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9));
    return reorders ? 3 : 0;
}

static void print_escaped(FILE *errors, const char *text) {
    const unsigned char *at = (const unsigned char *)text;
    while (*at != '\0') {
        size_t escaped = control_length(at);
        if (escaped == 0)
            fputc(*at++, errors);
        for (; escaped > 0; escaped--)
            fprintf(errors, "\\x%02x", *at++);
    }
}

void complain(FILE *errors, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *message = NULL;
    if (vasprintf(&message, format, arguments) < 0)
        message = NULL;
    va_end(arguments);
    fputs("slacalc: ", errors);
    print_escaped(errors, message ? message : "out of memory");
    fputc('\n', errors);
    free(message);
}
