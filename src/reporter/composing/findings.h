/* What a reviewer should see at its place in the input: promises that are not kept, gaps, and problems. */
#ifndef REPORTER_COMPOSING_FINDINGS_H
#define REPORTER_COMPOSING_FINDINGS_H

#include "reporter/wording/printable.h"
#include "slacalc.h"

enum rule {
    RULE_BROKEN,
    RULE_IMPOSSIBLE,
    RULE_NOT_GUARANTEED,  /* of a strict result */
    RULE_KEPT_TOO_RARELY, /* of a result that asks how often */
    RULE_CONTRACT,        /* from here on gaps */
    RULE_HOURS,
    RULE_NOT_OPTIONAL,
    RULE_NO_AGREEMENT,
    RULE_BREACHED,
    RULE_NO_OWN_LEVEL,
    RULE_OUTDATED,
    RULE_PROBLEM,
    RULES
};

struct finding {
    enum rule rule;
    slacalc_severity severity;
    const char *message; /* as statements.h has it */
    const char *file;    /* NULL where it is in no file that could be opened: the place below is 0 then */
    size_t line, column; /* from 1; 0 where it is not known */
    size_t component;    /* that it is about; SLACALC_NONE for a problem */
    size_t service; /* that has the promise, or one that rests on the component; SLACALC_NONE where none has a part */
    size_t promise; /* of that service */
    size_t others;  /* further promises that rest on the component and so have the same gap */
    bool unkept;    /* whether a promise that it concerns is not kept */
};

struct findings {
    struct finding *items; /* promises first, then gaps, outdated figures, problems */
    size_t count, capacity;
    size_t left_out, left_out_unkept; /* gaps, and those of them that concern a promise that is not kept */
};

/* Every one of them, with a gap for each place once: what is said of a component as such holds for all promises that
 * rest on it. Of more gaps than a reviewer's tools take, those of promises that are not kept come in first. Notes
 * follow what they belong to. `problems` may be NULL. */
struct findings findings_of(const slacalc_result *result, const slacalc_diagnostics *problems,
                            const struct wording *wording);

/* "1025000 more gaps are left out (choose services by name)", with the way in which that is done */
const char *statement_of_left_out_gaps(const struct wording *wording, const slacalc_result *result, size_t count);

/* "broken-promise" */
const char *word_of_rule(enum rule rule);

/* Whether it depends on who needs the component. */
bool rule_concerns_service(enum rule rule);

/* Whether it is about one promise of a service. */
bool rule_concerns_promise(enum rule rule);

#endif
