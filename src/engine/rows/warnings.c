#include "engine/rows/warnings.h"

#include "base/setting_names.h"
#include "engine/rows/as_of.h"

#include <stdio.h>

/* ---- Intervals ---- */

static slacalc_hint hint_of_limit(const slacalc_result *result) {
    return result->time_over ? SLACALC_HINT_TIME_LIMIT : SLACALC_HINT_MAX_NODES;
}

/* "", or " and 2 more". */
static const char *and_more(char *text, size_t room, size_t more) {
    text[0] = 0;
    if (more > 0)
        snprintf(text, room, " and %zu more", more);
    return text;
}

static void warn_of_interval(const slacalc_result *result, const slacalc_options *options,
                             slacalc_diagnostics *problems) {
    size_t inexact = 0, undegraded = 0;
    const char *first = NULL;
    for (size_t i = 0; i < result->component_count; i++) {
        if (result->components[i].availability.exact)
            continue;
        inexact++;
        first = first ? first : result->components[i].name;
    }
    for (size_t i = 0; i < result->service_count; i++) {
        bool is_inexact = options->undegraded && !result->services[i].undegraded.exact;
        undegraded += is_inexact;
        if (!first && is_inexact)
            first = service_name(result, i);
    }
    if (!first)
        return;
    char limit[64], others[40];
    size_t more = (inexact > undegraded ? inexact : undegraded) - 1;
    if (result->time_over)
        snprintf(limit, sizeof limit, "time limit");
    else
        snprintf(limit, sizeof limit, "budget of %zu node%s", options->max_nodes, options->max_nodes == 1 ? "" : "s");
    slacalc_hint hint = hint_of_limit(result);
    diagnose_hint(problems, SLACALC_WARNING, nowhere, hint, NULL, "the %s is spent: '%s'%s %s (raise %s)", limit, first,
                  and_more(others, sizeof others, more), more > 0 ? "are intervals" : "is an interval",
                  hint_name(result->hint_names, hint));
}

static void warn_of_own_parts(const slacalc_result *result, slacalc_diagnostics *problems) {
    char more[40];
    if (result->inexact_part)
        diagnose_hint(
            problems, SLACALC_WARNING, nowhere, hint_of_limit(result), NULL,
            "what the needs of '%s'%s leave of a figure for the whole is only an interval: the lower end counts "
            "as the own part (raise %s)",
            result->inexact_part, and_more(more, sizeof more, result->inexact_parts - 1),
            hint_name(result->hint_names, hint_of_limit(result)));
}

/* ---- What takes more work than is allowed ---- */

static const struct unknown {
    const char *what;
    slacalc_hint way; /* what to do about it where time is not over: raise --max-nodes, or choose services */
} unknowns[] = {{"shares of the downtime", SLACALC_HINT_MAX_NODES},
                {"minimal cut sets", SLACALC_HINT_MAX_NODES},
                {"uncovered hours", SLACALC_HINT_SELECT},
                {"optional parts", SLACALC_HINT_SELECT},
                {"chances to be kept", SLACALC_HINT_SELECT}};
enum { UNKNOWNS = sizeof unknowns / sizeof *unknowns };

static bool is_unknown(const slacalc_service *service, size_t unknown) {
    bool has_no_kept = service->has_outages && service->promise_count > 0 &&
                       service->promises[service->promise_count - 1].kept_is == SLACALC_KEPT_UNKNOWN;
    const bool all[UNKNOWNS] = {service->shares_unknown, service->cut_sets_unknown, service->hours_unknown,
                                service->degraded_by_unknown, has_no_kept};
    return all[unknown];
}

static void warn_of_unknown(const slacalc_result *result, size_t unknown, slacalc_diagnostics *problems) {
    const char *first = NULL;
    size_t count = 0;
    char more[40];
    for (size_t i = 0; i < result->service_count; i++) {
        if (!is_unknown(&result->services[i], unknown))
            continue;
        first = first ? first : service_name(result, i);
        count++;
    }
    slacalc_hint way = result->time_over ? SLACALC_HINT_TIME_LIMIT : unknowns[unknown].way;
    if (first)
        diagnose_hint(problems, SLACALC_WARNING, nowhere, way, NULL,
                      "the %s of '%s'%s are not known: they take more work than is allowed (%s %s)",
                      unknowns[unknown].what, first, and_more(more, sizeof more, count - 1),
                      way == SLACALC_HINT_SELECT ? "choose services by" : "raise", hint_name(result->hint_names, way));
}

/* ---- Promises ---- */

static void warn_of_undecided(const slacalc_result *result, slacalc_diagnostics *problems) {
    static const char *const kinds[] = {"sla", "ola", "objective", "required level"};
    for (size_t i = 0; i < result->service_count; i++) {
        const slacalc_service *service = &result->services[i];
        for (size_t p = 0; p < service->promise_count; p++)
            if (!service->promises[p].decided)
                diagnose_hint(problems, SLACALC_WARNING, nowhere, hint_of_limit(result), NULL,
                              "the %s of '%s' lies within its interval: it counts as broken (raise %s)",
                              kinds[service->promises[p].kind], service_name(result, i),
                              hint_name(result->hint_names, hint_of_limit(result)));
    }
}

/* Why nothing is known of outages where everything has a time to restore. */
static const char *reason_without_outages(const slacalc_service *service) {
    return service->uncovered_count > 0 || service->hours_unknown ? "since some of its hours are uncovered"
                                                                  : "since its figures are not exact";
}

static void warn_of_no_outages(const slacalc_result *result, const slacalc_options *options,
                               slacalc_diagnostics *problems) {
    bool is_asked = (options->outages || options->money) && !(result->min_kept > 0);
    for (size_t i = 0; i < result->service_count && is_asked; i++)
        if (!result->services[i].has_outages)
            diagnose(problems, SLACALC_WARNING, nowhere,
                     "the outages of '%s', and what is owed for them, are not known, %s", service_name(result, i),
                     reason_without_outages(&result->services[i]));
}

static void warn_of_unpaid(const slacalc_result *result, slacalc_diagnostics *problems) {
    char more[40];
    if (!result->unpaid_part)
        return;
    bool is_one = result->unpaid_parts == 1;
    diagnose(problems, SLACALC_WARNING, nowhere,
             "what '%s'%s %s back is not known, since %s hours: none of it counts as recoverable", result->unpaid_part,
             and_more(more, sizeof more, result->unpaid_parts - 1), is_one ? "pays" : "pay",
             is_one ? "it has" : "they have");
}

static void note_shared_payers(const slacalc_result *result, slacalc_diagnostics *problems) {
    char more[40];
    if (result->shared_payer)
        diagnose(problems, SLACALC_NOTE, nowhere,
                 "what '%s'%s %s back stands with each service that needs it, and is paid once: it cannot be added up",
                 result->shared_payer, and_more(more, sizeof more, result->shared_payers - 1),
                 result->shared_payers > 1 ? "pay" : "pays");
}

static void warn_of_kept_too_rarely(const slacalc_result *result, slacalc_diagnostics *problems) {
    for (size_t i = 0; i < result->service_count && result->min_kept > 0; i++)
        if (result->services[i].promise_count > 0 && result->services[i].promises->kept_is == SLACALC_KEPT_UNKNOWN)
            diagnose(problems, SLACALC_WARNING, nowhere,
                     "how often the promises of '%s' are kept is not known, %s: they count as kept too rarely",
                     service_name(result, i), reason_without_outages(&result->services[i]));
}

static void warn_of_gaps(const slacalc_result *result, slacalc_diagnostics *problems) {
    if (result->gaps_end)
        diagnose_hint(
            problems, SLACALC_WARNING, nowhere, SLACALC_HINT_SELECT, NULL,
            "the gaps of '%s' and of what follows it are not known: they take more work than is allowed (choose "
            "services by %s)",
            result->gaps_end, hint_name(result->hint_names, SLACALC_HINT_SELECT));
}

bool add_warnings(const slacalc_result *result, const slacalc_options *options, slacalc_diagnostics *problems) {
    size_t before = diagnostics_exhausted(problems);
    warn_of_interval(result, options, problems);
    warn_of_own_parts(result, problems);
    for (size_t i = 0; i + 1 < UNKNOWNS; i++)
        warn_of_unknown(result, i, problems);
    warn_of_undecided(result, problems);
    warn_of_no_outages(result, options, problems);
    warn_of_unpaid(result, problems);
    note_shared_payers(result, problems);
    warn_of_kept_too_rarely(result, problems);
    warn_of_unknown(result, UNKNOWNS - 1, problems);
    warn_of_gaps(result, problems);
    as_of_warn(result, problems);
    return diagnostics_exhausted(problems) == before;
}
