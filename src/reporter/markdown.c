/*
 * GitHub Flavored Markdown for a comment or a job summary: the verdicts, what promises lack, then each service. A
 * comment takes 65536 characters: what would pass that is counted instead.
 */
#include "reporter/markdown.h"

#include "base/setting_names.h"
#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/against_markdown.h"
#include "reporter/composing/attention.h"
#include "reporter/composing/by_owner.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/events.h"
#include "reporter/composing/findings.h"
#include "reporter/composing/focus.h"
#include "reporter/composing/log_markdown.h"
#include "reporter/composing/markdown_text.h"
#include "reporter/composing/money.h"
#include "reporter/composing/needed.h"
#include "reporter/composing/outages.h"
#include "reporter/composing/ways.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/plan.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

#include <stdarg.h>

enum {
    ROOM = 50000, /* bytes, after which no row and no service is begun */
    MOST_GAPS = 100,
    MOST_GAPS_OF_MANY = 25, /* where services are left out */
    MOST_NAMES = 20,        /* in a line */
    MOST_TERMS = 15
};

struct markdown {
    const slacalc_result *result;
    const slacalc_layout *layout;
    FILE *stream;
    const struct wording *wording;
    const char *period;
    struct attention attention;
    size_t length; /* in bytes, of what was written */
};

static void put(struct markdown *md, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct markdown *md, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vfprintf(md->stream, format, arguments);
    va_end(arguments);
    md->length += length > 0 ? (size_t)length : 0;
}

static const char *name_in_table(struct markdown *md, size_t component) {
    return markdown_code(md->wording->arena, slacalc_result_component(md->result, component)->name, true);
}

static const char *name_in_line(struct markdown *md, size_t component) {
    return markdown_code(md->wording->arena, slacalc_result_component(md->result, component)->name, false);
}

static const char *place(struct markdown *md, const char *file, size_t line) {
    const char *text = phrase_place(md->wording, file, line);
    return text ? markdown_code(md->wording->arena, text, true) : "";
}

/* ---- Verdicts ---- */

/* The word, and what is short of being strict. */
static const char *verdict_of(struct markdown *md, const slacalc_service *service, size_t promise) {
    const slacalc_promise *row = &service->promises[promise];
    bool enough = promise_is_enough(md->result, service, promise);
    const char *text = arena_printf(md->wording->arena, "%s %s%s%s", enough ? "✅" : "❌", word_of_verdict(row->verdict),
                                    row->decided ? "" : "?, ", row->decided ? "" : word_of_limit(md->result));
    if (enough || !promise_is_kept(row))
        return text;
    if (!promise_is_kept_often(md->result, row))
        return arena_printf(md->wording->arena, "%s, kept too rarely", text);
    return row->verdict == SLACALC_HOLDS ? arena_printf(md->wording->arena, "%s, not guaranteed", text) : text;
}

/* What is left out, and the way to see it; nothing where there is no statement. */
static void put_more(struct markdown *md, const char *statement, const char *way) {
    if (statement)
        put(md, "\n… %s (%s)\n", markdown_plain(md->wording->arena, statement), way);
}

static const char *way_to_one(const struct markdown *md) {
    return arena_printf(md->wording->arena, "`%s NAME`", hint_name(md->result->hint_names, SLACALC_HINT_SELECT));
}

static const char *way_to_all(const struct markdown *md) {
    return arena_printf(md->wording->arena, "`%s`", hint_name(md->result->hint_names, SLACALC_HINT_ALL));
}

static void put_cause(struct markdown *md, const slacalc_service *service) {
    if (service->cause_count == 0) {
        put(md, " |");
        return;
    }
    const slacalc_cause *cause = &service->causes[0];
    const char *text = cause_text(md->wording, md->result, service, cause);
    bool is_name = cause_is_part(cause) && cause->event.component != service->component;
    put(md, " %s %s |",
        is_name ? markdown_code(md->wording->arena, text, true) : markdown_plain(md->wording->arena, text),
        format_share(cause->share).text);
}

static void put_verdict(struct markdown *md, const slacalc_service *service, size_t promise, bool with_cause) {
    const slacalc_promise *row = &service->promises[promise];
    put(md, "| %s | %s | %s | %s | %s |", verdict_of(md, service, promise), name_in_table(md, service->component),
        phrase_promise(md->wording, row), phrase_against(md->wording, service, row),
        phrase_margin(md->wording, md->result, service, row, "/"));
    if (md->attention.has_kept) {
        const char *kept = phrase_kept(md->wording, service, row);
        put(md, " %s |", kept ? kept : "");
    }
    put(md, " %s |", phrase_gap_count(md->wording, service, promise));
    if (with_cause)
        put_cause(md, service);
    put(md, "\n");
}

/* Where not all of them fit, the worst ones do. */
static void put_verdicts(struct markdown *md, const struct attention *attention) {
    const struct verdict_row *rows = attention->verdicts;
    size_t shown = 0;
    if (attention->verdict_count == 0)
        return;
    put(md, "\n| Verdict | Service | Promise | Computed | Margin/%s |%s Gaps |%s\n|:--|:--|:--|--:|--:|%s--:|%s\n",
        md->period, attention->has_kept ? " Kept |" : "", attention->is_whole ? "" : " Largest cause |",
        attention->has_kept ? "--:|" : "", attention->is_whole ? "" : ":--|");
    for (; shown < attention->verdicts_shown && md->length < ROOM; shown++)
        put_verdict(md, slacalc_result_service(md->result, rows[shown].service), rows[shown].promise,
                    !attention->is_whole);
    const char *approximation = statement_of_approximation(md->wording, md->result, attention, shown);
    if (approximation)
        put(md, "\n%s\n", approximation);
    put_more(md, statement_of_more_promises(md->wording, md->result, attention, shown),
             md->layout->all ? way_to_one(md) : way_to_all(md));
}

/* ---- Gaps ---- */

static bool is_shown_gap(const struct markdown *md, const struct finding *finding) {
    bool of_gap = finding->rule >= RULE_CONTRACT && finding->rule <= RULE_NO_OWN_LEVEL;
    return of_gap && (md->layout->gaps || finding->unkept);
}

static void put_gaps(struct markdown *md) {
    struct findings found = findings_of(md->result, NULL, md->wording);
    size_t most = md->attention.is_whole || md->layout->gaps ? MOST_GAPS : MOST_GAPS_OF_MANY, shown = 0;
    size_t left_out = md->layout->gaps ? found.left_out : found.left_out_unkept;
    for (size_t i = 0; i < found.count; i++) {
        const struct finding *gap = &found.items[i];
        if (!is_shown_gap(md, gap))
            continue;
        if (shown == most || md->length >= ROOM) {
            left_out++;
            continue;
        }
        if (shown++ == 0)
            put(md, "\n### What promises lack\n\n| Gap | Finding | Place |\n|:--|:--|:--|\n");
        put(md, "| %s | %s | %s |\n", word_of_rule(gap->rule), markdown_plain(md->wording->arena, gap->message),
            place(md, gap->file, gap->line));
    }
    if (left_out > 0)
        put(md, "\n… %s\n", phrase_count(md->wording, left_out, "more gap"));
}

/* ---- Services ---- */

static void put_availability(struct markdown *md, const slacalc_service *service) {
    put(md, "- availability %s: %s down per %s, %s per year", phrase_estimate(md->wording, &service->availability),
        format_duration(service->downtime_period_s).text, format_period(service->period_s).text,
        format_duration(service->downtime_year_s).text);
    if (service->availability.value.down > 0)
        put(md, ", %s nines", format_nines(service->nines).text);
    bool exact = service->availability.exact;
    put(md, "%s%s\n", exact ? "" : ", not exact: ", exact ? "" : word_of_limit(md->result));
    if (undegraded_differs(service))
        put(md, "- undegraded %s\n", phrase_estimate(md->wording, &service->undegraded));
    put(md, "- worst … best %s, however outages overlap (%s)\n",
        phrase_range(md->wording, service->worst, service->best), service->sharp ? "sharp" : "valid, not sharp");
    if (service->has_outages)
        put(md, "- outages %s\n", phrase_outages(md->wording, service));
    const char *credits = phrase_credits_expected(md->wording, md->result, service);
    if (credits)
        put(md, "- credits %s\n", markdown_plain(md->wording->arena, credits));
    for (size_t i = 0; i < service->promise_count; i++)
        if (service->promises[i].common_cause >= 0)
            put(md, "- %s\n", phrase_common_cause(md->wording, &service->promises[i]));
}

static void put_degraded_by(struct markdown *md, const slacalc_service *service) {
    size_t count = service->degraded_by_count, shown = count < MOST_NAMES ? count : MOST_NAMES;
    for (size_t i = 0; i < shown; i++)
        put(md, "%s %s", i == 0 ? "- degraded by" : ",", name_in_line(md, service->degraded_by[i]));
    if (count > shown)
        put(md, " and %zu more", count - shown);
    if (service->degraded_by_unknown)
        put(md, "- degraded by %s", TOO_MANY_DEGRADING);
    if (count > 0 || service->degraded_by_unknown)
        put(md, "\n");
}

static void put_hours(struct markdown *md, const slacalc_service *service) {
    size_t count = service->uncovered_count, shown = count < MOST_NAMES ? count : MOST_NAMES;
    put(md, "- hours: %s a week promised, %s covered%s%s%s\n", format_hours(service->hours_per_week).text,
        format_coverage(service->coverage).text, service->season ? " in the week of " : "",
        service->season ? service->season : "", service->season ? ", the worse one of the year" : "");
    if (service->coverage > 0 && service->coverage < 1)
        put(md, "- within covered hours %s\n", format_availability(service->covered).text);
    for (size_t i = 0; i < shown; i++)
        put(md, "%s %s for %s", i == 0 ? "- uncovered by" : ",", name_in_line(md, service->uncovered[i].component),
            format_hours(service->uncovered[i].hours_per_week).text);
    if (count > shown)
        put(md, " and %zu more", count - shown);
    if (count > 0)
        put(md, "\n");
}

static void put_bases(struct markdown *md, const slacalc_service *service) {
    for (size_t i = 0; i < SLACALC_BASES; i++) {
        const char *note = phrase_without_agreement(md->wording, service, bases_in_order[i]);
        put(md, "%s %s %s%s%s%s", i == 0 ? "- by basis:" : ",", word_of_basis(bases_in_order[i]),
            phrase_estimate(md->wording, &service->by_basis[bases_in_order[i]]), note ? " (" : "", note ? note : "",
            note ? ")" : "");
    }
    put(md, "\n");
}

static const char *own_level(struct markdown *md, const slacalc_component *component) {
    bool computed = component->figure == SLACALC_FIGURE_MTBF || component->has_whole;
    if (component->figure == SLACALC_FIGURE_NONE)
        return "";
    return arena_printf(md->wording->arena, "%s",
                        (computed ? format_availability(component->own) : format_written(component->own)).text);
}

static void put_share(struct markdown *md, const slacalc_share *share) {
    const slacalc_component *component = slacalc_result_component(md->result, share->component);
    const char *own = own_level(md, component);
    put(md, "| %s | %s | %s | %s | %s | %s |\n", name_in_table(md, share->component), own,
        *own ? word_of_figure(component->figure) : "", phrase_estimate(md->wording, &component->availability),
        format_share(share_in_all(share)).text,
        component->owner ? markdown_plain(md->wording->arena, component->owner) : "");
}

static void put_shares(struct markdown *md, const slacalc_service *service) {
    size_t count = service->share_count;
    size_t shown = md->layout->all || count < md->attention.parts ? count : md->attention.parts;
    bool only_itself = count == 1 && service->shares[0].component == service->component;
    if (count == 0 || only_itself)
        return;
    put(md, "\n<details><summary>Components by their share of the downtime</summary>\n\n"
            "| Component | Own | Basis | Compound | Downtime share | Owner |\n|:--|--:|:--|--:|--:|:--|\n");
    for (size_t i = 0; i < shown; i++)
        put_share(md, &service->shares[i]);
    struct left_out left = shares_left_out(service, shown);
    put_more(md, statement_of_left_out(md->wording, md->result, &left), way_to_all(md));
    const char *sum = statement_of_shares(md->wording, service);
    if (sum)
        put(md, "\n%s\n", sum);
    put(md, "\n</details>\n");
}

static void put_ways(struct markdown *md, const slacalc_service *service) {
    const struct ways ways = ways_of(md->wording, md->result, service);
    if (ways.count > 0)
        put(md, "\n| %s fails when | Of its downtime | Per %s | |\n|:--|--:|--:|:--|\n",
            name_in_table(md, service->component), format_period(service->period_s).text);
    size_t i = 0;
    for (; i < ways.count && md->length < ROOM; i++)
        put(md, "| %s | %s | %s | %s |\n", markdown_plain(md->wording->arena, ways.rows[i].when),
            ways.rows[i].share.text, ways.rows[i].downtime.text, ways.rows[i].note);
    put(md, "\n%s%s\n", ways.summary, i < ways.count ? "; not all of them fit in here" : "");
}

static void put_events(struct markdown *md, const slacalc_service *service) {
    const struct events_text events = events_of(md->wording, md->result, service);
    if (events.count == 0 || md->length >= ROOM)
        return;
    put(md, "\n| Event | Down | Criticality | RAW | RRW | If down | If perfect |\n|:--|--:|--:|--:|--:|--:|--:|\n");
    size_t i = 0;
    for (; i < events.count && md->length < ROOM; i++)
        put(md, "| %s | %s | %s | %s | %s | %s | %s |\n", markdown_plain(md->wording->arena, events.rows[i].event),
            events.rows[i].down.text, events.rows[i].criticality.text, events.rows[i].raw, events.rows[i].rrw,
            events.rows[i].if_down.text, events.rows[i].if_perfect.text);
    if (i < events.count)
        put(md, "\n… %zu more\n", service->importance_count - i);
    else if (events.more)
        put(md, "\n… %s\n", events.more);
}

static void put_outages(struct markdown *md, const slacalc_service *service) {
    const struct outage_texts texts = outages_of(md->wording, md->result, service);
    if (texts.count == 0 || md->length >= ROOM)
        return;
    put(md, "\n| Outages begin with | %s | Of all | MTTR |\n|:--|--:|--:|--:|\n", texts.per);
    size_t i = 0;
    for (; i < texts.count && md->length < ROOM; i++)
        put(md, "| %s | %s | %s | %s |\n", markdown_plain(md->wording->arena, texts.rows[i].event),
            texts.rows[i].per_period.text, texts.rows[i].share.text, texts.rows[i].mttr.text);
    if (i < texts.count)
        put(md, "\n… %zu more\n", texts.count - i);
}

static void put_money(struct markdown *md, const slacalc_service *service) {
    const struct money_texts texts = money_of(md->wording, md->result, service);
    if (texts.count == 0 || md->length >= ROOM)
        return;
    put(md, "\n| Credits | %s | At most | Fee |\n|:--|--:|--:|--:|\n", texts.per);
    for (size_t i = 0; i < texts.count; i++) {
        const struct money_text *row = &texts.rows[i];
        put(md, "| %s | %s | %s | %s |\n", markdown_plain(md->wording->arena, row->what),
            markdown_plain(md->wording->arena, row->expected),
            row->largest ? markdown_plain(md->wording->arena, row->largest) : "",
            row->fee ? markdown_plain(md->wording->arena, row->fee) : "");
    }
}

static void put_needed(struct markdown *md, const slacalc_service *service) {
    const struct needed_texts texts = needed_of(md->wording, md->result, service);
    if (texts.unknown)
        put(md, "\n%s\n", texts.unknown);
    if (texts.count == 0 || md->length >= ROOM)
        return;
    put(md, "\n| Part | Now |");
    for (size_t p = 0; p < service->promise_count; p++)
        put(md, " For %s |", texts.promises[p]);
    put(md, "\n|:--|--:|");
    for (size_t p = 0; p < service->promise_count; p++)
        put(md, "--:|");
    size_t i = 0;
    for (; i < texts.count && md->length < ROOM; i++) {
        put(md, "\n| %s | %s |", markdown_plain(md->wording->arena, texts.rows[i].part), texts.rows[i].now);
        for (size_t p = 0; p < service->promise_count; p++)
            put(md, " %s |", texts.rows[i].levels[p]);
    }
    size_t left_out = texts.count - i + texts.left_out;
    if (left_out > 0)
        put(md, "\n\n… %s", phrase_count(md->wording, left_out, "more part"));
    put(md, "\n\n%s\n", texts.statement);
    for (size_t p = 0; p < service->promise_count; p++)
        put(md, "\n%s\n", texts.together[p]);
}

static void put_service(struct markdown *md, const slacalc_service *service) {
    const slacalc_component *component = slacalc_result_component(md->result, service->component);
    put(md, "\n### %s", name_in_line(md, service->component));
    if (component->owner)
        put(md, " (%s)", markdown_plain(md->wording->arena, component->owner));
    put(md, "\n\n");
    put_availability(md, service);
    if (has_hours(service))
        put_hours(md, service);
    if (md->result->all_bases)
        put_bases(md, service);
    put_degraded_by(md, service);
    if (md->result->why) {
        put_ways(md, service);
        put_events(md, service);
    }
    if (md->result->outages)
        put_outages(md, service);
    if (md->result->money)
        put_money(md, service);
    if (md->result->need)
        put_needed(md, service);
    put_shares(md, service);
}

static void put_services(struct markdown *md) {
    const struct attention *attention = &md->attention;
    size_t shown = 0;
    for (; shown < attention->details && md->length < ROOM; shown++)
        put_service(md, slacalc_result_service(md->result, attention->services[shown]));
    put_more(md, statement_of_more_services(md->wording, md->result, attention, shown),
             md->layout->all || attention->is_whole
                 ? way_to_one(md)
                 : arena_printf(md->wording->arena, "%s, %s", way_to_one(md), way_to_all(md)));
}

static void put_terms(struct markdown *md, size_t index) {
    const slacalc_component *component = slacalc_result_component(md->result, index);
    const char *texts[] = {component->condition, phrase_credits(md->wording, component),
                           phrase_evidence(md->wording, component)};
    const char *before = ": ";
    put(md, "- %s", name_in_line(md, index));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (!texts[i])
            continue;
        put(md, "%s%s", before, markdown_plain(md->wording->arena, texts[i]));
        before = "; ";
    }
    put(md, "\n");
}

static void put_conditions(struct markdown *md) {
    size_t count = slacalc_result_component_count(md->result), shown = 0, left = 0;
    for (size_t i = 0; i < count; i++) {
        if (!has_terms(slacalc_result_component(md->result, i)))
            continue;
        if (shown == MOST_TERMS || md->length >= ROOM) {
            left++;
            continue;
        }
        if (shown++ == 0)
            put(md, "\n### Conditions\n\n");
        put_terms(md, i);
    }
    if (left > 0)
        put(md, "\n… conditions of %zu more\n", left);
}

/* ---- Owners ---- */

static void put_owner(struct markdown *md, const struct owners *owners, const struct owner *owner) {
    put(md, "| %s | %zu | %zu | %zu | %zu | %s | %s | %s | %s |\n",
        markdown_plain(md->wording->arena, name_of_owner(owner)), owner->services, promises_of_owner(owner),
        owner->unkept, owner->gaps, format_duration(owner->downtime_s).text, format_duration(owner->caused_s).text,
        format_share(share_of_owner(owners, owner)).text,
        owner->largest == SLACALC_NONE ? "" : name_in_table(md, owner->largest));
}

static void put_by_owner(struct markdown *md) {
    struct owners owners = owners_of(md->result, md->wording->arena);
    size_t most = owners_shown(&owners, md->layout->all), shown = 0;
    put(md,
        "\n| Owner | Services | Promises | Not kept | Gaps | Down/%s | Causes/%s | Share | Largest part |\n"
        "|:--|--:|--:|--:|--:|--:|--:|--:|:--|\n",
        md->period, md->period);
    for (; shown < most && md->length < ROOM; shown++)
        put_owner(md, &owners, &owners.rows[shown]);
    put_more(md, statement_of_more_owners(md->wording, &owners, shown), way_to_all(md));
    put(md, "\n%s\n", statement_of_owners(md->wording, &owners));
    const struct verdict_row *verdicts = verdicts_by_owner(&md->attention, md->result, &owners, md->wording->arena);
    size_t details = owners_in_detail(&owners, md->layout->all), detailed = 0;
    for (; detailed < details && md->length < ROOM; detailed++) {
        struct attention attention =
            attention_to_owner(&md->attention, verdicts, &owners.rows[detailed], md->layout->all);
        verdicts += attention.verdict_count;
        if (attention.verdict_count == 0)
            continue;
        put(md, "\n### %s\n",
            markdown_plain(md->wording->arena, heading_of_owner(md->wording, &owners.rows[detailed])));
        put_verdicts(md, &attention);
    }
    put_more(md, statement_of_more_details(md->wording, &owners, detailed), way_to_all(md));
}

static void compose(const struct composition *report) {
    struct markdown md = {
        .result = report->result, .layout = report->layout, .stream = report->stream, .wording = &report->wording};
    const char *title = slacalc_result_title(md.result);
    md.period = arena_printf(md.wording->arena, "%s", format_period(slacalc_result_period_s(md.result)).text);
    md.length = put_against_markdown(report);
    const struct pieces lines = statements_of_plan(md.wording, md.result, md.layout->all);
    for (size_t i = 0; i < lines.count; i++)
        put(&md, "%s%s\n\n", i == 0 ? "" : "- ", markdown_plain(md.wording->arena, lines.items[i]));
    put(&md, "## %s\n\n", title ? markdown_plain(md.wording->arena, title) : "Availability");
    put(&md, "%s (basis %s, period %s)\n", summary_of_verdicts(md.wording, md.result),
        word_of_basis(slacalc_result_basis(md.result)), md.period);
    const char *unresolved = statement_of_unresolved(md.wording, md.result);
    if (unresolved)
        put(&md, "\n%s\n", unresolved);
    md.attention = attention_of(md.result, md.layout->all, md.wording->arena);
    if (md.layout->group_by == SLACALC_BY_OWNER) {
        put_by_owner(&md);
        return;
    }
    put_verdicts(&md, &md.attention);
    put_gaps(&md);
    put_services(&md);
    put_conditions(&md);
}

char *report_markdown(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, slacalc_result_log(result) ? compose_log_markdown : compose, length);
}
