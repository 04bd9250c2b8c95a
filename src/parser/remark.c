#include "parser/remark.h"

#include "base/setting_names.h"
#include "parser/imports.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SUBJECTS_SHOWN = 5, SUBJECT_LENGTH = 200 };

/* What is said before the name of a hint, if there is one, and what is said behind it. */
static const struct {
    slacalc_severity severity;
    const char *text;
    slacalc_hint hint;
    const char *rest;
    bool is_idle; /* an error where nothing else was read */
} wordings[REMARKS] = {
    [REMARK_BARE] = {SLACALC_NOTE,
                     .text = "a reference without a kind is taken for a component, or else for a resource"},
    [REMARK_LIBRARY] = {SLACALC_NOTE, .text = "a library is built in: what it needs, those that use it need"},
    [REMARK_GROUP] = {SLACALC_WARNING, .text = "left out, since it leads to no component, resource, API or system"},
    [REMARK_NO_RELATION] = {SLACALC_WARNING, .text = "left out, since Backstage knows no such relation here"},
    [REMARK_SELF] = {SLACALC_WARNING, .text = "needs itself, which is left out"},
    [REMARK_URL] = {SLACALC_NOTE, .text = "a URL is not fetched (read a copy of it beside this file)"},
    [REMARK_OUTSIDE] = {SLACALC_WARNING,
                        .text = "not read, since it lies outside of the folder of the file that was named"},
    [REMARK_NO_FILE] = {SLACALC_WARNING, .text = "cannot be read"},
    [REMARK_TEMPLATE] = {SLACALC_WARNING, .text = "an unrendered template is not read"},
    [REMARK_PAGE] = {SLACALC_NOTE,
                     .text = "a page of a longer answer: what the next one holds counts only if that is given too"},
    [REMARK_FOREIGN] = {SLACALC_WARNING, .text = "not read, since it is of another format (" FORMATS_READ " are read)",
                        .is_idle = true},
    [REMARK_IDLE] = {SLACALC_NOTE,
                     .text =
                         "nothing to compute: no document was read but such as hold neither a level nor a dependency",
                     .is_idle = true},
    [REMARK_CANDIDATES] = {SLACALC_NOTE, .text = "one of several objectives counts (", .hint = SLACALC_HINT_SLO_PICK,
                           .rest = ")"},
    [REMARK_LATENCY] = {SLACALC_NOTE, .text = "a latency objective counts as availability, for want of a ratio"},
    [REMARK_WEIGHT] = {SLACALC_NOTE, .text = "weights of a composite speak of budget burn and change no availability"},
    [REMARK_END_TO_END] =
        {SLACALC_NOTE,
         .text = "with dependencies an SLO is what the users of a service get: it is checked against what its "
                 "needs allow, and counts for those who need the service (",
         .hint = SLACALC_HINT_SLO_AS, .rest = " own turns that round)"},
    [REMARK_STRANGER] = {SLACALC_WARNING,
                         .text = "the service of an SLO is in no catalogue (an overlay's aliases join names)"},
    [REMARK_TWO_LEVELS] = {SLACALC_NOTE, .text = "the SLO is not used, since the service has a level already"},
    [REMARK_CONTRACTS] = {SLACALC_WARNING, .text = "one of several contracts counts, the lowest"},
    [REMARK_EXPECTED] = {SLACALC_NOTE,
                         .text = "what is expected of a dependency is not used, since that has a level already"},
    [REMARK_UNRESOLVED] = {SLACALC_WARNING, .text = "unresolved, so this dependency is left out (",
                           .hint = SLACALC_HINT_UNRESOLVED, .rest = " 99.9% would count it)"},
    [REMARK_ASSUMED] = {SLACALC_NOTE, .text = "unresolved, so it counts with the level of ",
                        .hint = SLACALC_HINT_UNRESOLVED},
    [REMARK_ISOLATED] = {SLACALC_NOTE, .text = "left out: no level, and neither needs nor is needed"},
    [REMARK_UNUSED] = {SLACALC_NOTE,
                       .text = "counts for nothing, since nothing needs it and it has no promise to check"},
    [REMARK_PLACES] = {SLACALC_NOTE,
                       .text = "places of 'across' that no replica is in count for nothing (there are more places than "
                               "replicas)"},
    [REMARK_BETA] = {SLACALC_NOTE,
                     .text = "beta has no effect, since no figure speaks of one replica (add slo: the level of one)"},
    [REMARK_ONE_PLACE] = {SLACALC_NOTE,
                          .text =
                              "all replicas need one place, which is a single point (write across: [...] where they "
                              "are spread over several)"},
    [REMARK_IN_COMMON] = {SLACALC_NOTE,
                          .text =
                              "alternatives with much in common fail together at times (beta: 5% beside them counts "
                              "that as a common cause)"},
    [REMARK_SPLIT] =
        {SLACALC_NOTE,
         .text = "shares of traffic are independent, so that a request may need several of them or none; "
                 "these add up to 100 %: if each request goes one way only, write {split: [...]}, which is the "
                 "mean of the ways"},
    [REMARK_ANYWAY] = {SLACALC_NOTE,
                       .text = "needed anyway, so that the other alternatives beside it count for nothing"},
    [REMARK_NO_FEE] = {SLACALC_NOTE,
                       .text =
                           "credits are not counted as money where no fee is stated that they are part of (add fee: "
                           "12000 EUR)"},
};

void remark(struct slacalc_model *model, enum remark_kind kind, struct position where, const char *format, ...) {
    struct imports *imports = imports_of(model);
    char subject[SUBJECT_LENGTH];
    va_list values;
    va_start(values, format);
    vsnprintf(subject, sizeof subject, format, values);
    va_end(values);
    imports->remarks = arena_reserve(&model->arena, imports->remarks, imports->remark_count, &imports->remark_capacity,
                                     sizeof *imports->remarks);
    imports->remarks[imports->remark_count] = (struct remark){.kind = kind, .where = where};
    imports->remarks[imports->remark_count++].subject =
        (struct text){text_copy(&model->arena, text_of(subject)), strlen(subject)};
}

/* One entry for all remarks of a kind, at the place of the first one. */
struct summary {
    const struct remark *shown[SUBJECTS_SHOWN]; /* with different subjects */
    size_t shown_count, more;
};

static void add_to_summary(struct summary *summary, const struct remark *one) {
    for (size_t i = 0; i < summary->shown_count; i++)
        if (text_equal(summary->shown[i]->subject, one->subject))
            return;
    if (summary->shown_count < SUBJECTS_SHOWN)
        summary->shown[summary->shown_count++] = one;
    else
        summary->more++;
}

static void report_kind(const struct slacalc_model *model, enum remark_kind kind, slacalc_diagnostics *problems) {
    const struct imports *imports = model->imports;
    struct summary summary = {.more = 0};
    char names[SUBJECTS_SHOWN * (SUBJECT_LENGTH + 4) + 40], *end = names;
    for (size_t i = 0; i < imports->remark_count; i++)
        if (imports->remarks[i].kind == kind)
            add_to_summary(&summary, &imports->remarks[i]);
    if (summary.shown_count == 0 || (kind == REMARK_IDLE && (model->component_count > 0 || model->failed)))
        return;
    for (size_t i = 0; i < summary.shown_count; i++)
        end += sprintf(end, "%s%.*s", i > 0 ? ", " : "", TEXT_ARGS(summary.shown[i]->subject));
    if (summary.more > 0)
        sprintf(end, " and %zu more", summary.more);
    bool is_alone = wordings[kind].is_idle && model->component_count == 0;
    slacalc_severity severity = is_alone ? SLACALC_ERROR : wordings[kind].severity;
    struct position where = summary.shown[0]->where;
    slacalc_hint hint = wordings[kind].hint;
    const char *text = wordings[kind].text, *rest = wordings[kind].rest ? wordings[kind].rest : "";
    const char *name = hint_name(model->hint_names, hint);
    if (severity == SLACALC_NOTE)
        diagnose_remark(problems, where, hint, "%s%s%s: %s", text, name, rest, names);
    else
        diagnose_hint(problems, severity, where, hint, NULL, "%s%s%s: %s", text, name, rest, names);
}

void remarks_report(struct slacalc_model *model, slacalc_diagnostics *problems) {
    for (enum remark_kind kind = 0; kind < REMARKS; kind++)
        report_kind(model, kind, problems);
    model->imports->remark_count = 0;
}
