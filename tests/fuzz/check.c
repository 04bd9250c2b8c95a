#include "check.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    setlocale(LC_CTYPE, "C.UTF-8");
    return 0;
}

void finding(const char *what, const char *file, int line) {
    fprintf(stderr, "%s:%d: finding: not %s\n", file, line, what);
    abort();
}

/* The bytes of "ESC [ digits ; digits m" at `text`; 0 where something else stands there. */
static size_t color_length(const char *text) {
    if (strncmp(text, "\033[", 2) != 0)
        return 0;
    size_t length = 2 + strspn(text + 2, "0123456789;");
    return text[length] == 'm' ? length + 1 : 0;
}

static bool is_shown(wchar_t character) {
    bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
    bool line_end = character == 0x2028 || character == 0x2029;
    bool direction = character == 0x61c || character == 0x200e || character == 0x200f ||
                     (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
    bool blank = character == 0x200b || character == 0x2060 || character == 0xfeff ||
                 (character >= 0xe0000 && character < 0xe0080);
    return !control && !line_end && !direction && !blank;
}

void demand_safe_text(const char *text, size_t length, bool color, bool ascii) {
    demand(strlen(text) == length);
    mbstate_t state = {0};
    for (size_t at = 0; at < length;) {
        size_t sequence = color ? color_length(text + at) : strncmp(text + at, "\r\n", 2) == 0 ? 2 : 0;
        if (sequence > 0 || text[at] == '\n' || (text[at] >= ' ' && text[at] <= '~')) {
            at += sequence > 0 ? sequence : 1;
            continue;
        }
        wchar_t character;
        size_t bytes = mbrtowc(&character, text + at, length - at, &state);
        demand(bytes > 0 && bytes <= length - at);
        demand(is_shown(character));
        demand(!ascii || character < 0x7f);
        at += bytes;
    }
}
