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
    [REMARK_LIBRARY] = {SLACALC_NOTE,
                        .text = "a library is part of what uses it, which then needs what the library needs"},
    [REMARK_GROUP] = {SLACALC_WARNING, .text = "left out, because it leads to no component, resource, API or system"},
    [REMARK_NO_RELATION] = {SLACALC_WARNING, .text = "left out, because Backstage knows no such relation here"},
    [REMARK_SELF] = {SLACALC_WARNING, .text = "needs itself, which is left out"},
    [REMARK_URL] = {SLACALC_NOTE, .text = "a URL is not fetched (read a copy of it beside this file)"},
    [REMARK_OUTSIDE] = {SLACALC_WARNING,
                        .text = "not read, because it lies outside the folder of the file that was named"},
    [REMARK_NO_FILE] = {SLACALC_WARNING, .text = "cannot be read"},
    [REMARK_TEMPLATE] = {SLACALC_WARNING, .text = "an unrendered template is not read"},
    [REMARK_PAGE] = {SLACALC_NOTE,
                     .text = "one page of a longer answer: what is on the next page counts only if you give that too"},
    [REMARK_FOREIGN] = {SLACALC_WARNING,
                        .text = "not read, because it is of another format (" FORMATS_READ " are read)",
                        .is_idle = true},
    [REMARK_IDLE] = {SLACALC_NOTE, .text = "nothing to compute: no document that was read has a level or a dependency",
                     .is_idle = true},
    [REMARK_CANDIDATES] = {SLACALC_NOTE, .text = "one of several objectives counts (", .hint = SLACALC_HINT_SLO_PICK,
                           .rest = ")"},
    [REMARK_LATENCY] = {SLACALC_NOTE, .text = "a latency objective counts as availability, because there is no ratio"},
    [REMARK_WEIGHT] =
        {SLACALC_NOTE,
         .text = "the weights of a composite SLO are about how fast its budget burns, and change no availability"},
    [REMARK_END_TO_END] =
        {SLACALC_NOTE,
         .text = "the SLO of a service with dependencies is what its users get: it is checked against what the "
                 "dependencies allow, and whoever needs the service counts with it (",
         .hint = SLACALC_HINT_SLO_AS, .rest = " own takes it as the service's own level)"},
    [REMARK_STRANGER] = {SLACALC_WARNING,
                         .text =
                             "no catalogue has the service of this SLO (join the names by 'aliases' in an overlay)"},
    [REMARK_TWO_LEVELS] = {SLACALC_NOTE, .text = "the SLO is not used, because the service already has a level"},
    [REMARK_CONTRACTS] = {SLACALC_WARNING, .text = "the lowest of several contracts counts"},
    [REMARK_EXPECTED] = {SLACALC_NOTE,
                         .text = "what is expected of a dependency is not used, because it already has a level"},
    [REMARK_UNRESOLVED] = {SLACALC_WARNING, .text = "leads nowhere, so this dependency is left out (",
                           .hint = SLACALC_HINT_UNRESOLVED, .rest = " 99.9% counts it with that level)"},
    [REMARK_ASSUMED] = {SLACALC_NOTE, .text = "leads nowhere, so it counts with the level of ",
                        .hint = SLACALC_HINT_UNRESOLVED},
    [REMARK_ISOLATED] = {SLACALC_NOTE,
                         .text = "left out, because it has no level, needs nothing, and nothing needs it"},
    [REMARK_UNUSED] = {SLACALC_NOTE, .text = "has no effect, because nothing needs it and it has no promise to check"},
    [REMARK_PLACES] = {SLACALC_NOTE,
                       .text = "some places of 'across' have no replica, and so no effect (there are more places than "
                               "replicas)"},
    [REMARK_BETA] = {SLACALC_NOTE,
                     .text =
                         "beta has no effect, because no figure is that of one replica (add slo: the level of one)"},
    [REMARK_ONE_PLACE] = {SLACALC_NOTE,
                          .text =
                              "all replicas need one place, which is a single point of failure (write across: [...] if "
                              "they are spread over several)"},
    [REMARK_IN_COMMON] = {SLACALC_NOTE,
                          .text =
                              "alternatives that have much in common sometimes fail together (write beta: 5% beside "
                              "them to count that as a common cause)"},
    [REMARK_SPLIT] =
        {SLACALC_NOTE,
         .text = "shares of traffic are independent of each other, so a request may need several of them or none; "
                 "these add up to 100 %: if each request goes exactly one way, write {split: [...]}"},
    [REMARK_ANYWAY] = {SLACALC_NOTE, .text = "needed in any case, so that the alternatives to it have no effect"},
    [REMARK_NO_FEE] = {SLACALC_NOTE,
                       .text = "credits are not counted as money, because there is no fee that they are a part of (add "
                               "fee: 12000 EUR)"},
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
