#include "parser/syntax.h"

#include <string.h>

/* What libyaml says, and how to say it; the first one that fits is taken. */
struct wording {
    const char *problem, *context; /* NULL fits any */
    const char *message;
};

static const struct wording wordings[] = {
    {"found unexpected end of stream", "while scanning a quoted scalar", "the quote is never closed"},
    {"found unexpected document indicator", "while scanning a quoted scalar",
     "the quote is not closed in this document"},
    {"did not find expected ',' or ']'", NULL, "expected ',' or ']'"},
    {"did not find expected ',' or '}'", NULL, "expected ',' or '}'"},
    {"did not find expected key", NULL, "expected a key of the map (is the indentation right?)"},
    {"did not find expected '-' indicator", NULL, "expected '-' of the list (is the indentation right?)"},
    {"did not find expected node content", NULL, "expected a value"},
    {"did not find expected <document start>", NULL, "expected the end of the document, or '---' before another one"},
    {"could not find expected ':'", NULL, "expected ':' behind this key"},
    {"mapping values are not allowed in this context", NULL,
     "a ':' is not allowed here (put text that holds one in quotes; is the indentation right?)"},
    {"mapping keys are not allowed in this context", NULL, "a key is not allowed here (is the indentation right?)"},
    {"block sequence entries are not allowed in this context", NULL,
     "a '-' is not allowed here (begin the list on a line of its own)"},
    {"found character that cannot start any token", NULL,
     "a value cannot begin with this character (put it in quotes)"},
    {"found unknown escape character", NULL, "unknown escape in double quotes (write a backslash as \\\\)"},
};

/* Where the thing began that is not as it should be. */
static const struct wording beginnings[] = {
    {NULL, "while scanning a quoted scalar", "the quote opens here"},
    {NULL, "while parsing a flow sequence", "the '[' stands here"},
    {NULL, "while parsing a flow mapping", "the '{' stands here"},
    {NULL, "while parsing a block mapping", "the map begins here"},
    {NULL, "while parsing a block collection", "the list begins here"},
};

static bool fits(const char *pattern, const char *text) {
    return !pattern || (text && strcmp(pattern, text) == 0);
}

static const char *find_wording(const struct wording *table, size_t count, const char *problem, const char *context) {
    for (size_t i = 0; i < count; i++)
        if (fits(table[i].problem, problem) && fits(table[i].context, context))
            return table[i].message;
    return NULL;
}

static bool is_tab(struct text text, struct position where) {
    return where.offset < text.length && text.at[where.offset] == '\t';
}

void syntax_report(slacalc_diagnostics *problems, struct text text, const char *problem, struct position where,
                   const char *context, struct position begin) {
    enum { WORDINGS = sizeof wordings / sizeof *wordings, BEGINNINGS = sizeof beginnings / sizeof *beginnings };
    const char *message = find_wording(wordings, WORDINGS, problem, context);
    if (is_tab(text, where))
        diagnose(problems, SLACALC_ERROR, where, "a tab is not allowed here (YAML indents with blanks)");
    else if (message)
        diagnose(problems, SLACALC_ERROR, where, "%s", message);
    else
        diagnose(problems, SLACALC_ERROR, where, "%s%s%s", problem ? problem : "is not YAML", context ? " " : "",
                 context ? context : "");
    const char *beginning = context ? find_wording(beginnings, BEGINNINGS, problem, context) : NULL;
    if (beginning)
        diagnose(problems, SLACALC_NOTE, begin, "%s", beginning);
}
