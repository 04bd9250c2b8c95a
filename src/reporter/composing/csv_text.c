#include "reporter/composing/csv_text.h"

#include "reporter/wording/printable.h"

#include <string.h>

/* Whether a spreadsheet would take it for a formula; some take the wide forms of the signs too. */
static bool is_formula(const char *text) {
    static const char *const signs[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    text += strspn(text, " ");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i], strlen(signs[i])) == 0)
            return true;
    return false;
}

/* Led by an apostrophe where it would be a formula or begins with one, so that the two stay apart; between quotation
 * marks where it has a separator. */
const char *csv_text(struct arena *arena, const char *text) {
    if (!text)
        return "";
    const char *shown = harmless(arena, text), *guard = *shown == '\'' || is_formula(shown) ? "'" : "";
    if (!strpbrk(shown, ",;\""))
        return arena_printf(arena, "%s%s", guard, shown);
    char *field = arena_alloc(arena, strlen(shown) + 2, 2), *to = stpcpy(stpcpy(field, "\""), guard);
    for (; *shown; *to++ = *shown++)
        if (*shown == '"')
            *to++ = '"';
    *to = '"';
    return field;
}
