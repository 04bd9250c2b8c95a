/* What is wrong with an input, and where. */
#ifndef SLACALC_PROBLEMS_H
#define SLACALC_PROBLEMS_H

#include "slacalc/api.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A list of errors, warnings and notes, each with its place in the input. It keeps copies of all that it
 * shows, so it may outlive the model that it speaks of. Several models may share one: whether a model has errors is a
 * matter of its own. */
typedef struct slacalc_diagnostics slacalc_diagnostics;

typedef enum {
    SLACALC_ERROR,   /* nothing is computed */
    SLACALC_WARNING, /* the answer stands, with the restriction that the text names */
    SLACALC_NOTE     /* a further place that belongs to the entry before it, or how an import was read */
} slacalc_severity;

/* What a text of the library names: something that the caller may give. */
typedef enum {
    SLACALC_HINT_NONE,
    SLACALC_HINT_MAX_NODES,    /* slacalc_options.max_nodes */
    SLACALC_HINT_TIME_LIMIT,   /* slacalc_options.time_limit_s */
    SLACALC_HINT_MAX_AGE,      /* slacalc_options.max_age_s */
    SLACALC_HINT_STRICT,       /* slacalc_options.strict */
    SLACALC_HINT_UNRESOLVED,   /* slacalc_import.unresolved */
    SLACALC_HINT_SLO_PICK,     /* slacalc_import.slo_pick */
    SLACALC_HINT_SLO_AS,       /* slacalc_import.slo_as */
    SLACALC_HINT_SET,          /* slacalc_model_set */
    SLACALC_HINT_DOWN,         /* slacalc_model_down */
    SLACALC_HINT_SELECT,       /* slacalc_model_select */
    SLACALC_HINT_REQUIRE,      /* slacalc_model_require */
    SLACALC_HINT_GAPS,         /* slacalc_layout.gaps */
    SLACALC_HINT_DEPTH,        /* slacalc_layout.depth */
    SLACALC_HINT_VENDORS,      /* slacalc_vendors */
    SLACALC_HINT_NAME_SKIPPED, /* slacalc_import.name_skipped */
    SLACALC_HINT_ALL,          /* slacalc_layout.all */
    SLACALC_HINT_NEED,         /* slacalc_options.need */
    SLACALC_HINT_BETA,         /* slacalc_model_assume_beta */
    SLACALC_HINT_MTTR,         /* slacalc_model_assume_mttr */
    SLACALC_HINT_MIN_KEPT,     /* slacalc_options.min_kept */
    SLACALC_HINT_FROM,         /* `from` of slacalc_model_windows */
    SLACALC_HINT_TO,           /* its `to` */
    SLACALC_HINT_PERIOD,       /* its `period` */
    SLACALC_HINT_STARTER       /* slacalc_starter */
} slacalc_hint;

typedef struct {
    slacalc_severity severity;
    const char *file;    /* as it was named on input; NULL where the problem is in no file */
    size_t line;         /* from 1; 0 where the problem is the file as a whole */
    size_t column;       /* from 1, counted in characters; 0 where line is 0 */
    const char *message; /* one line, lower case, no full stop */
    slacalc_hint hint;   /* what to give in another way to mend it, which the message names; SLACALC_HINT_NONE where
                            the message names none */
} slacalc_diagnostic;

/* Returns an empty list, or NULL when memory is exhausted. */
SLACALC_API slacalc_diagnostics *slacalc_diagnostics_new(void);
SLACALC_API void slacalc_diagnostics_free(slacalc_diagnostics *problems);

/* How many entries of that severity were reported, also those past the limit up to which they are kept. */
SLACALC_API size_t slacalc_diagnostics_count(const slacalc_diagnostics *problems, slacalc_severity severity);

/* Sets `*entry` to the entry at `index`, in the order of the input, and returns true; returns false past the
 * last one. The texts belong to the list and live until it is freed. */
SLACALC_API bool slacalc_diagnostics_get(const slacalc_diagnostics *problems, size_t index, slacalc_diagnostic *entry);

/* Prints every entry as `file:line:column: error: message` with its source line and a caret below. Control
 * characters are shown escaped. With `color`, ANSI colours mark severities. Returns false when writing fails. */
SLACALC_API bool slacalc_diagnostics_print(const slacalc_diagnostics *problems, FILE *stream, bool color);

#ifdef __cplusplus
}
#endif

#endif
