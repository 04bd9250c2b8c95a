#include "cli/complaint.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

/* An argument of the command line may hold anything, also what is no UTF-8. */
static void print_escaped(FILE *errors, const char *message) {
    struct text text = text_of(message);
    for (size_t at = 0; at < text.length;) {
        uint32_t character;
        size_t length = text_character(text, at, &character);
        bool plain = length > 0 && !character_is_control(character);
        for (size_t i = length > 0 ? length : 1; i > 0; i--, at++)
            fprintf(errors, plain ? "%c" : "\\x%02x", (unsigned char)text.at[at]);
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
