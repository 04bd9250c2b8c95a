/*
 * A row for each service and then for each component that it needs, as RFC 4180 has it. What is known of a service as
 * such stands only in its own row; a figure that is not known is an empty field.
 */
#include "reporter/csv.h"

#include "base/indices.h"
#include "engine/rows/owners.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/csv_text.h"
#include "reporter/composing/log_csv.h"
#include "reporter/wording/numbers.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

struct csv {
    const struct composition *report;
    struct needs_search search;   /* one for each service */
    uint32_t *required_by;        /* by component: serial of the last service that requires it */
    const char **names;           /* by component: its field; NULL where not made yet */
    const char **descriptions;    /* by component: its fields that are the same in every row; NULL where not made yet */
    const slacalc_share **shares; /* by component: of the downtime of the service */
    uint32_t *shared_by;          /* by component: serial of the last service that it has a share of */
};

static const char header[] =
    "service,component,role,downtime_share,owner,own_availability,own_basis,replicas,quorum,availability,"
    "unavailability,availability_low,availability_high,sla,ola,objective,source,as_of,condition,file,line,"
    "period_s,downtime_period_s,worst_availability,best_availability,verdict,margin_s,gaps,hours_share,"
    "common_cause,beta,mttr_s,outages_per_period,outage_mean_s,kept,kept_is,credits_expected,fee,currency\r\n";

/* ---- Fields ---- */

static const char *stated_field(struct arena *arena, const slacalc_component *component, slacalc_stated_kind kind) {
    for (size_t i = 0; i < component->stated_count; i++)
        if (component->stated[i].kind == kind)
            return arena_printf(arena, "%s", format_number(component->stated[i].level.up).text);
    return "";
}

static const char *description(struct arena *arena, const slacalc_component *component) {
    const slacalc_estimate *compound = &component->availability;
    return arena_printf(
        arena, "%s,%s,%s,%zu,%zu,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%zu", csv_text(arena, component->owner),
        format_number(component->own.up).text, word_of_figure(component->figure), component->replicas,
        component->quorum, format_number(compound->value.up).text, format_number(compound->value.down).text,
        format_number(compound->low.up).text, format_number(compound->high.up).text,
        stated_field(arena, component, SLACALC_STATED_SLA), stated_field(arena, component, SLACALC_STATED_OLA),
        stated_field(arena, component, SLACALC_STATED_OBJECTIVE), csv_text(arena, component->source),
        csv_text(arena, component->as_of), csv_text(arena, component->condition), csv_text(arena, component->file),
        component->line);
}

/* ---- Rows ---- */

static void put_service_fields(struct csv *csv, const slacalc_service *service) {
    FILE *stream = csv->report->stream;
    size_t worst = worst_promise(service);
    fprintf(stream, ",%s,%s", format_number(service->period_s).text, format_number(service->downtime_period_s).text);
    fprintf(stream, ",%s,%s", format_number(service->worst.up).text, format_number(service->best.up).text);
    if (worst == SLACALC_NONE)
        fputs(",,,", stream);
    else
        fprintf(stream, ",%s,%s,%zu", word_of_verdict(service->promises[worst].verdict),
                format_number(service->promises[worst].margin_s).text, gap_count(service, worst));
}

static const char *name_of(struct csv *csv, size_t index) {
    if (!csv->names[index])
        csv->names[index] =
            csv_text(csv->report->wording.arena, slacalc_result_component(csv->report->result, index)->name);
    return csv->names[index];
}

static const char *description_of(struct csv *csv, size_t index) {
    if (!csv->descriptions[index])
        csv->descriptions[index] =
            description(csv->report->wording.arena, slacalc_result_component(csv->report->result, index));
    return csv->descriptions[index];
}

/* The break-even of the worst promise, where it holds, and the share that the replicas of the component have. */
static void put_common_causes(const struct csv *csv, const slacalc_service *service, size_t index) {
    size_t worst = index == service->component ? worst_promise(service) : SLACALC_NONE;
    double beta = slacalc_result_component(csv->report->result, index)->beta;
    fputc(',', csv->report->stream);
    if (worst != SLACALC_NONE && service->promises[worst].common_cause >= 0)
        fputs(format_number(service->promises[worst].common_cause).text, csv->report->stream);
    fputc(',', csv->report->stream);
    if (beta > 0)
        fputs(format_number(beta).text, csv->report->stream);
}

static void put_outage_fields(struct csv *csv, const slacalc_service *service, size_t index) {
    FILE *stream = csv->report->stream;
    double mttr_s = slacalc_result_component(csv->report->result, index)->mttr_s;
    fprintf(stream, ",%s", mttr_s > 0 ? format_number(mttr_s).text : "");
    if (index == service->component && service->has_outages)
        fprintf(stream, ",%s,%s", format_number(service->outages_per_period).text,
                format_number(service->outage_mean_s).text);
    else
        fputs(",,", stream);
}

/* How often the worst promise is kept. */
static void put_kept_fields(struct csv *csv, const slacalc_service *service, size_t index) {
    size_t worst = index == service->component ? worst_promise(service) : SLACALC_NONE;
    const slacalc_promise *promise = worst == SLACALC_NONE ? NULL : &service->promises[worst];
    if (promise && promise->kept_is != SLACALC_KEPT_UNKNOWN)
        fprintf(csv->report->stream, ",%s,%s", format_number(promise->kept).text, word_of_kept(promise->kept_is));
    else
        fputs(",,", csv->report->stream);
}

/* What the service owes in a period on average, and for how much each component is paid. */
static void put_money_fields(struct csv *csv, const slacalc_service *service, size_t index) {
    FILE *stream = csv->report->stream;
    const slacalc_component *component = slacalc_result_component(csv->report->result, index);
    bool is_owed = false;
    for (size_t i = 0; i < service->promise_count; i++)
        is_owed |= service->promises[i].credit != NULL;
    fputc(',', stream);
    if (index == service->component && is_owed)
        fputs(format_number(credits_owed(service)).text, stream);
    fprintf(stream, ",%s,%s", component->fee > 0 ? format_number(component->fee).text : "",
            csv_text(csv->report->wording.arena, component->currency));
}

static void put_row(struct csv *csv, const slacalc_service *service, size_t index) {
    FILE *stream = csv->report->stream;
    bool own = index == service->component;
    const char *role = own ? "service" : csv->required_by[index] == csv->search.serial ? "required" : "optional";
    const slacalc_share *share = csv->shared_by[index] == csv->search.serial ? csv->shares[index] : NULL;
    fprintf(stream, "%s,%s,%s,", name_of(csv, service->component), name_of(csv, index), role);
    if (share)
        fputs(format_number(share->share).text, stream);
    fprintf(stream, ",%s", description_of(csv, index));
    if (own)
        put_service_fields(csv, service);
    else
        fputs(",,,,,,,", stream);
    fputc(',', stream);
    if (share && share->hours_share > 0)
        fputs(format_number(share->hours_share).text, stream);
    put_common_causes(csv, service, index);
    put_outage_fields(csv, service, index);
    put_kept_fields(csv, service, index);
    put_money_fields(csv, service, index);
    fputs("\r\n", stream);
}

/* The service and all that it needs, in the order of the model. */
static void find_needed(struct csv *csv, const slacalc_service *service) {
    struct needs_search *search = &csv->search;
    needs_search_from(search, (uint32_t)service->component, NEEDS_REQUIRED);
    for (size_t i = 0; i < search->count; i++)
        csv->required_by[search->found[i]] = search->serial;
    needs_search_follow(search, NEEDS_ANY);
    indices_sort(search->found, search->count);
}

static void put_service(struct csv *csv, const slacalc_service *service) {
    find_needed(csv, service);
    for (size_t i = 0; i < service->share_count; i++) {
        csv->shares[service->shares[i].component] = &service->shares[i];
        csv->shared_by[service->shares[i].component] = csv->search.serial;
    }
    put_row(csv, service, service->component);
    for (size_t i = 0; i < csv->search.count; i++)
        if (csv->search.found[i] != service->component)
            put_row(csv, service, csv->search.found[i]);
}

static void compose_by_owner(const struct composition *report) {
    struct arena *arena = report->wording.arena;
    struct owners owners = owners_of(report->result, arena);
    FILE *stream = report->stream;
    fputs("owner,services,components,guaranteed,holds,broken,impossible,not_kept,gaps,period_s,downtime_s,caused_s,"
          "largest,largest_s\r\n",
          stream);
    for (size_t i = 0; i < owners.count && !ferror(stream); i++) {
        const struct owner *owner = &owners.rows[i];
        fprintf(stream, "%s,%zu,%zu,", csv_text(arena, owner->name), owner->services, owner->components);
        for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
            fprintf(stream, "%zu,", owner->verdicts[verdict]);
        fprintf(stream, "%zu,%zu,%s,", owner->unkept, owner->gaps,
                format_number(slacalc_result_period_s(report->result)).text);
        fprintf(stream, "%s,%s,", format_number(owner->downtime_s).text, format_number(owner->caused_s).text);
        if (owner->largest != SLACALC_NONE)
            fprintf(stream, "%s,%s", csv_text(arena, slacalc_result_component(report->result, owner->largest)->name),
                    format_number(owner->largest_s).text);
        else
            fputc(',', stream);
        fputs("\r\n", stream);
    }
}

static void compose(const struct composition *report) {
    size_t count = slacalc_result_component_count(report->result);
    struct csv csv = {.report = report,
                      .search = needs_search_new(&report->result->needs, NULL, report->wording.arena),
                      .required_by = arena_alloc(report->wording.arena, count, sizeof(uint32_t)),
                      .names = arena_alloc(report->wording.arena, count, sizeof(char *)),
                      .descriptions = arena_alloc(report->wording.arena, count, sizeof(char *)),
                      .shares = arena_alloc(report->wording.arena, count, sizeof(slacalc_share *)),
                      .shared_by = arena_alloc(report->wording.arena, count, sizeof(uint32_t))};
    fputs(header, report->stream);
    for (size_t i = 0; i < slacalc_result_service_count(report->result) && !ferror(report->stream); i++)
        put_service(&csv, slacalc_result_service(report->result, i));
}

char *report_csv(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    if (slacalc_result_log(result))
        return compose_report(result, layout, compose_log_csv, length);
    return compose_report(result, layout, layout->group_by == SLACALC_BY_OWNER ? compose_by_owner : compose, length);
}
