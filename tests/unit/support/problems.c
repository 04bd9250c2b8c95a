#include "problems.h"

#include <stdlib.h>
#include <string.h>

char *problems_text(const slacalc_diagnostics *problems) {
    static const char *const severities[] = {"error", "warning", "note"};
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    slacalc_diagnostic entry;
    if (!out)
        abort();
    for (size_t i = 0; slacalc_diagnostics_get(problems, i, &entry); i++) {
        fputs(entry.file ? entry.file : "-", out);
        if (entry.line > 0)
            fprintf(out, ":%zu:%zu", entry.line, entry.column);
        fprintf(out, ": %s: %s\n", severities[entry.severity], entry.message);
    }
    fclose(out);
    return text;
}

char *problems_of_model(const char *text) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    bool read = slacalc_model_read_text(model, "m", text, strlen(text), problems);
    bool checked = slacalc_model_check(model, problems);
    char *said = problems_text(problems);
    if ((*said == '\0') != (read && checked))
        abort();
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return said;
}
