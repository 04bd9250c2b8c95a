/* Preloaded into SCRAM, which prints six digits of what it computed: makes them seventeen. Nothing else changes. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int __fprintf_chk(FILE *stream, int flag, const char *format, ...);

int __fprintf_chk(FILE *stream, int flag, const char *format, ...) {
    (void)flag;
    va_list arguments;
    va_start(arguments, format);
    int written = vfprintf(stream, strcmp(format, "%g") == 0 ? "%.17g" : format, arguments);
    va_end(arguments);
    return written;
}
