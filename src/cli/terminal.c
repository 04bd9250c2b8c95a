#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { LEAST_WIDTH = 40 };

bool terminal_color(enum color_when when, int descriptor) {
    if (when != COLOR_AUTO)
        return when == COLOR_ALWAYS;
    const char *refusal = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool refused = (refusal && *refusal != '\0') || (terminal && strcmp(terminal, "dumb") == 0);
    return !refused && isatty(descriptor);
}

static size_t width_of_environment(void) {
    const char *columns = getenv("COLUMNS");
    if (!columns || *columns < '0' || *columns > '9')
        return 0;
    char *end;
    unsigned long width = strtoul(columns, &end, 10);
    return *end == '\0' ? width : 0;
}

size_t terminal_width(void) {
    size_t width = width_of_environment();
    struct winsize size;
    if (width == 0 && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    return width > 0 && width < LEAST_WIDTH ? LEAST_WIDTH : width;
}
