#include "reporter/json.h"

#include "engine/rows/owners.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/against_json.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/json_writer.h"
#include "reporter/composing/log_json.h"
#include "reporter/composing/plan_json.h"
#include "reporter/composing/requirements_json.h"
#include "reporter/wording/numbers.h"
#include "reporter/wording/words.h"

#include <math.h>

static void put_level(struct json_writer *json, slacalc_level level) {
    json_put_real(json, "availability", level.up);
    json_put_real(json, "unavailability", level.down);
}

static void put_estimate(struct json_writer *json, const slacalc_estimate *estimate) {
    put_level(json, estimate->value);
    if (estimate->exact)
        return;
    json_open(json, "within", '[');
    json_put_real(json, NULL, estimate->low.up);
    json_put_real(json, NULL, estimate->high.up);
    json_close(json, ']');
}

static void put_level_object(struct json_writer *json, const char *key, slacalc_level level) {
    json_open(json, key, '{');
    put_level(json, level);
    json_close(json, '}');
}

static void put_estimate_object(struct json_writer *json, const char *key, const slacalc_estimate *estimate) {
    json_open(json, key, '{');
    put_estimate(json, estimate);
    json_close(json, '}');
}

static const char *name_of(const slacalc_result *result, size_t component) {
    return slacalc_result_component(result, component)->name;
}

struct names {
    const slacalc_result *result;
    const size_t *components;
};

static void put_name(struct json_writer *json, const void *context, size_t index) {
    const struct names *names = context;
    json_put_text(json, NULL, name_of(names->result, names->components[index]));
}

static void put_names(struct json_writer *json, const char *key, const slacalc_result *result, const size_t *components,
                      size_t count) {
    json_put_array(json, key, &(struct names){result, components}, count, put_name);
}

/* What the rows of a service are made with. */
struct of_service {
    const slacalc_result *result;
    const slacalc_service *service;
};

static void put_bounds(struct json_writer *json, const slacalc_service *service) {
    json_open(json, "bounds", '{');
    json_put_text(json, "kind", service->sharp ? "sharp" : "valid");
    put_level_object(json, "worst", service->worst);
    put_level_object(json, "best", service->best);
    json_close(json, '}');
}

static void put_needed(struct json_writer *json, const slacalc_result *result, const slacalc_service *service,
                       size_t promise) {
    if (service->needed_count == 0)
        return;
    json_open(json, "needed", '[');
    for (size_t i = 0; i < service->needed_count; i++) {
        const slacalc_needed *needed = &service->needed[i];
        if (needed->promise != promise)
            continue;
        json_open(json, NULL, '{');
        json_put_text(json, "component", name_of(result, needed->event.component));
        json_put_text(json, "kind", word_of_event(needed->event.kind));
        if (needed->is_whole)
            json_put_truth(json, "whole", true);
        json_put_real_or_null(json, "level", needed->is_possible ? needed->level.up : INFINITY);
        json_put_real_or_null(json, "unavailability", needed->is_possible ? needed->level.down : INFINITY);
        json_put_real(json, "now", needed->now.up);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_payback(struct json_writer *json, const slacalc_result *result, const slacalc_payback *payback) {
    json_put_real(json, "expected", payback->expected);
    json_put_real(json, "largest", payback->largest);
    json_put_text(json, "currency", slacalc_result_component(result, payback->component)->currency);
    json_close(json, '}');
}

static void put_credit_expected(struct json_writer *json, const slacalc_result *result,
                                const slacalc_payback *payback) {
    json_open(json, "credit", '{');
    put_payback(json, result, payback);
}

static void put_recoverable(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_payback *payback = &of->service->recoverable[index];
    json_open(json, NULL, '{');
    json_put_text(json, "component", name_of(of->result, payback->component));
    put_payback(json, of->result, payback);
}

static void put_promise(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_service *service = of->service;
    const slacalc_promise *promise = &service->promises[index];
    json_open(json, NULL, '{');
    json_put_text(json, "kind", word_of_promise(promise->kind));
    json_put_real(json, "level", promise->level.up);
    json_put_real(json, "unavailability", promise->level.down);
    json_put_text(json, "verdict", word_of_verdict(promise->verdict));
    if (!promise->decided)
        json_put_truth(json, "decided", false);
    json_put_real(json, "margin_s", promise->margin_s);
    if (promise->common_cause >= 0)
        json_put_real(json, "common_cause", promise->common_cause);
    if (promise->kept_is != SLACALC_KEPT_UNKNOWN) {
        json_put_real(json, "kept", promise->kept);
        json_put_text(json, "kept_is", word_of_kept(promise->kept_is));
    }
    if (promise->credit)
        put_credit_expected(json, of->result, promise->credit);
    if (!service->gaps_unknown)
        json_put_count(json, "gaps", gap_count(service, index));
    json_put_place(json, promise->file, promise->line);
    put_needed(json, of->result, service, index);
    if (service->factors)
        json_put_real_or_null(json, "factor", service->factors[index] < 0 ? INFINITY : service->factors[index]);
    json_close(json, '}');
}

static void put_slice(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_slice *slice = &of->service->slices[index];
    json_open(json, NULL, '{');
    json_put_number(json, "hours_per_week", slice->hours_per_week);
    put_names(json, "uncovered", of->result, slice->uncovered, slice->uncovered_count);
    put_level(json, slice->availability);
    json_close(json, '}');
}

static void put_stretch(struct json_writer *json, const void *context, size_t index) {
    const slacalc_stretch *stretches = context;
    json_put_text(json, NULL, format_full_stretch(stretches[index]).text);
}

static void put_uncovered(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_uncovered *uncovered = &of->service->uncovered[index];
    json_open(json, NULL, '{');
    json_put_text(json, "name", name_of(of->result, uncovered->component));
    json_put_number(json, "hours_per_week", uncovered->hours_per_week);
    json_put_array(json, "ranges", uncovered->stretches, uncovered->stretch_count, put_stretch);
    json_put_array(json, "local_ranges", uncovered->local, uncovered->local_count, put_stretch);
    json_close(json, '}');
}

static void put_hours(struct json_writer *json, const struct of_service *of) {
    const slacalc_service *service = of->service;
    json_put_number(json, "hours_per_week", service->hours_per_week);
    json_put_real(json, "coverage", service->coverage);
    if (service->coverage > 0)
        json_put_real(json, "covered_availability", service->covered.up);
    json_put_array(json, "slices", of, service->slice_count, put_slice);
    json_put_array(json, "uncovered", of, service->uncovered_count, put_uncovered);
    json_put_text(json, "season", service->season);
    if (service->uncovered_count > 0)
        json_put_text(json, "timezone", service->timezone);
}

static void put_bases(struct json_writer *json, const slacalc_service *service) {
    json_open(json, "bases", '{');
    for (size_t i = 0; i < SLACALC_BASES; i++)
        put_estimate_object(json, word_of_basis(bases_in_order[i]), &service->by_basis[bases_in_order[i]]);
    if (!service->gaps_unknown)
        json_put_count(json, "without_agreement", service->without_agreement);
    json_close(json, '}');
}

static void put_basis(struct json_writer *json, const void *context, size_t index) {
    (void)context;
    json_put_text(json, NULL, word_of_basis(bases_in_order[index]));
}

static void put_kind_and_level(struct json_writer *json, const char *key, const slacalc_promise *promise) {
    json_open(json, key, '{');
    json_put_text(json, "kind", word_of_promise(promise->kind));
    json_put_real(json, "level", promise->level.up);
    json_close(json, '}');
}

struct of_gap {
    const slacalc_result *result;
    const slacalc_gap *gap;
};

static bool compares_levels(slacalc_gap_kind kind) {
    return kind == SLACALC_GAP_AVAILABILITY || kind == SLACALC_GAP_CONTRACT || kind == SLACALC_GAP_BREACHED;
}

static void put_weak_part(struct json_writer *json, const void *context, size_t index) {
    const struct of_gap *of = context;
    const slacalc_weak_part *part = &of->gap->weak_parts[index];
    json_open(json, NULL, '{');
    json_put_text(json, "name", name_of(of->result, part->component));
    put_level_object(json, "agreed", part->agreed);
    put_level_object(json, "counted", part->counted);
    if (part->share > 0)
        json_put_real(json, "downtime_share", part->share);
    json_put_place(json, part->file, part->line);
    json_close(json, '}');
}

static void put_gap(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_gap *gap = &of->service->gaps[index];
    json_open(json, NULL, '{');
    json_put_text(json, "kind", word_of_gap(gap->kind));
    put_kind_and_level(json, "promise", &of->service->promises[gap->promise]);
    json_put_text(json, "component", name_of(of->result, gap->component));
    if (compares_levels(gap->kind)) {
        put_level_object(json, "stated", gap->stated);
        put_level_object(json, "backed", gap->backed);
    }
    if (gap->kind == SLACALC_GAP_HOURS)
        json_put_number(json, "hours_per_week", gap->hours_per_week);
    if (gap->share > 0)
        json_put_real(json, "downtime_share", gap->share);
    if (gap->weak_part_count > 0)
        json_put_array(json, "weak_parts", &(struct of_gap){of->result, gap}, gap->weak_part_count, put_weak_part);
    json_put_place(json, gap->file, gap->line);
    json_close(json, '}');
}

static void put_share(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_share *share = &of->service->shares[index];
    json_open(json, NULL, '{');
    json_put_text(json, "name", name_of(of->result, share->component));
    json_put_real(json, "downtime_share", share->share);
    if (share->hours_share > 0)
        json_put_real(json, "hours_share", share->hours_share);
    json_close(json, '}');
}

static void put_event(struct json_writer *json, const slacalc_result *result, const slacalc_event *event) {
    json_put_text(json, "kind", word_of_event(event->kind));
    json_put_text(json, "component", name_of(result, event->component));
    if (event->part != SLACALC_NONE)
        json_put_text(json, "part", name_of(result, event->part));
    json_put_place(json, event->file, event->line);
    json_put_count(json, "column", event->column);
    if (event->from_s > 0)
        json_put_real(json, "from_s", event->from_s);
    if (event->until_s > 0)
        json_put_real(json, "until_s", event->until_s);
}

static void put_cause(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_cause *cause = &of->service->causes[index];
    json_open(json, NULL, '{');
    put_event(json, of->result, &cause->event);
    json_put_real(json, "downtime_share", cause->share);
    json_close(json, '}');
}

static void put_outage_start(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_outage_start *start = &of->service->outage_starts[index];
    json_open(json, NULL, '{');
    put_event(json, of->result, &start->event);
    json_put_real(json, "per_period", start->per_period);
    json_close(json, '}');
}

static void put_outages(struct json_writer *json, const struct of_service *of) {
    const slacalc_service *service = of->service;
    if (!service->has_outages)
        return;
    json_open(json, "outages", '{');
    json_put_real(json, "per_period", service->outages_per_period);
    json_put_real(json, "per_year", service->outages_per_year);
    json_put_real(json, "mean_s", service->outage_mean_s);
    json_put_truth(json, "assumed_mttr", service->outages_are_assumed);
    if (service->outage_starts)
        json_put_array(json, "by", of, service->outage_start_count, put_outage_start);
    json_close(json, '}');
}

static void put_importance(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_importance *importance = &of->service->importance[index];
    json_open(json, NULL, '{');
    put_event(json, of->result, &importance->event);
    json_put_real(json, "unavailability", importance->level.down);
    json_put_real(json, "birnbaum", importance->birnbaum);
    json_put_real(json, "criticality", importance->criticality);
    json_put_real(json, "diagnostic", importance->diagnostic);
    json_put_real(json, "raw", importance->raw);
    json_put_real_or_null(json, "rrw", importance->rrw);
    json_close(json, '}');
}

struct of_cut_set {
    const slacalc_result *result;
    const slacalc_cut_set *set;
};

static void put_cut_event(struct json_writer *json, const void *context, size_t index) {
    const struct of_cut_set *of = context;
    json_open(json, NULL, '{');
    put_event(json, of->result, &of->set->events[index]);
    json_close(json, '}');
}

static void put_cut_set(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const struct of_cut_set set = {of->result, &of->service->cut_sets[index]};
    json_open(json, NULL, '{');
    json_put_array(json, "events", &set, set.set->event_count, put_cut_event);
    json_put_real(json, "probability", set.set->probability);
    json_close(json, '}');
}

static void put_cut_sets(struct json_writer *json, const struct of_service *of) {
    const slacalc_service *service = of->service;
    json_open(json, "cut_sets", '{');
    json_put_digits(json, "count", service->cut_sets_all);
    json_put_count(json, "shown", service->cut_set_count);
    json_put_real_or_null(json, "covered", service->cut_sets_share < 0 ? INFINITY : service->cut_sets_share);
    json_put_array(json, "sets", of, service->cut_set_count, put_cut_set);
    json_close(json, '}');
}

static void put_service(struct json_writer *json, const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_service *service = slacalc_result_service(result, index);
    const struct of_service of = {result, service};
    json_open(json, NULL, '{');
    json_put_text(json, "name", name_of(result, service->component));
    put_estimate(json, &service->availability);
    json_put_real(json, "nines", service->nines);
    put_estimate_object(json, "undegraded", &service->undegraded);
    if (service->period_s != slacalc_result_period_s(result))
        json_put_number(json, "period_s", service->period_s);
    json_put_real(json, "downtime_period_s", service->downtime_period_s);
    json_put_real(json, "downtime_year_s", service->downtime_year_s);
    json_put_truth(json, "exact", service->availability.exact);
    put_bounds(json, service);
    put_hours(json, &of);
    if (slacalc_result_all_bases(result))
        put_bases(json, service);
    json_put_array(json, "promises", &of, service->promise_count, put_promise);
    json_put_array(json, "gaps", &of, service->gap_count, put_gap);
    if (service->degraded_by_unknown)
        json_put_null(json, "degraded_by");
    else
        put_names(json, "degraded_by", result, service->degraded_by, service->degraded_by_count);
    if (service->share_count > 0)
        json_put_array(json, "contributions", &of, service->share_count, put_share);
    if (service->cause_count > 0)
        json_put_array(json, "causes", &of, service->cause_count, put_cause);
    put_outages(json, &of);
    if (service->recoverable_count > 0)
        json_put_array(json, "recoverable", &of, service->recoverable_count, put_recoverable);
    if (result->why && !service->cut_sets_unknown)
        put_cut_sets(json, &of);
    if (result->why && service->importance_count > 0)
        json_put_array(json, "importance", &of, service->importance_count, put_importance);
    json_close(json, '}');
}

static void put_own(struct json_writer *json, const slacalc_component *component) {
    json_open(json, "own", '{');
    put_level(json, component->own);
    json_put_text(json, "basis", word_of_figure(component->figure));
    if (component->has_whole)
        json_put_real(json, "whole", component->whole.up);
    json_close(json, '}');
}

static void put_stated(struct json_writer *json, const void *context, size_t index) {
    const slacalc_stated *stated = &((const slacalc_component *)context)->stated[index];
    json_open(json, NULL, '{');
    json_put_text(json, "kind", word_of_stated(stated->kind));
    put_level(json, stated->level);
    json_put_place(json, stated->file, stated->line);
    json_close(json, '}');
}

static void put_credit(struct json_writer *json, const void *context, size_t index) {
    const slacalc_credit *credit = &((const slacalc_component *)context)->credits[index];
    json_open(json, NULL, '{');
    json_put_real(json, "below", credit->below.up);
    json_put_real(json, "part", credit->part.up);
    json_close(json, '}');
}

static bool is_known(slacalc_level level) {
    return level.up > 0 || level.down > 0;
}

static void put_terms(struct json_writer *json, const slacalc_component *component) {
    json_put_text(json, "evidence", component->evidence);
    json_put_text(json, "condition", component->condition);
    if (component->credit_count > 0)
        json_put_array(json, "credits", component, component->credit_count, put_credit);
    if (is_known(component->credit_cap))
        json_put_real(json, "credit_cap", component->credit_cap.up);
    json_put_text(json, "claim_within", component->claim_within);
    if (component->fee > 0) {
        json_put_real(json, "fee", component->fee);
        json_put_text(json, "currency", component->currency);
    }
}

static void put_component(struct json_writer *json, const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_component *component = slacalc_result_component(result, index);
    json_open(json, NULL, '{');
    json_put_text(json, "name", component->name);
    json_put_text(json, "owner", component->owner);
    json_put_text(json, "description", component->description);
    json_put_text(json, "source", component->source);
    json_put_text(json, "as_of", component->as_of);
    put_terms(json, component);
    json_put_place(json, component->file, component->line);
    json_put_text(json, "hours", component->hours);
    json_put_text(json, "maintenance", component->maintenance);
    json_put_text(json, "timezone", component->timezone);
    put_own(json, component);
    if (component->stated_count > 0)
        json_put_array(json, "stated", component, component->stated_count, put_stated);
    json_put_count(json, "replicas", component->replicas);
    json_put_count(json, "quorum", component->quorum);
    if (component->beta > 0)
        json_put_real(json, "beta", component->beta);
    if (component->beta_is_assumed)
        json_put_truth(json, "beta_assumed", true);
    if (component->mttr_s > 0)
        json_put_real(json, "mttr_s", component->mttr_s);
    if (component->mttr_is_assumed)
        json_put_truth(json, "mttr_assumed", true);
    put_estimate(json, &component->availability);
    if (component->depends_on_count > 0)
        put_names(json, "depends_on", result, component->depends_on, component->depends_on_count);
    json_put_requirements(json, result, component);
    json_close(json, '}');
}

struct of_cycle {
    const slacalc_result *result;
    const slacalc_cycle *cycle;
};

static void put_cycle_edge(struct json_writer *json, const void *context, size_t index) {
    const struct of_cycle *of = context;
    const slacalc_cycle_edge *edge = &of->cycle->edges[index];
    json_open(json, NULL, '{');
    json_put_text(json, "from", name_of(of->result, edge->from));
    json_put_text(json, "to", name_of(of->result, edge->to));
    json_put_place(json, edge->file, edge->line);
    json_close(json, '}');
}

static void put_cycle(struct json_writer *json, const void *context, size_t index) {
    const slacalc_cycle *cycle = slacalc_result_cycle(context, index);
    json_open(json, NULL, '{');
    json_put_count(json, "components", cycle->component_count);
    json_put_array(json, "edges", &(struct of_cycle){context, cycle}, cycle->edge_count, put_cycle_edge);
    json_close(json, '}');
}

static void put_summary(struct json_writer *json, const slacalc_result *result) {
    json_open(json, "summary", '{');
    json_put_count(json, "promises", promise_count(result));
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        json_put_count(json, word_of_verdict(verdict), slacalc_result_verdicts(result, verdict));
    json_put_count(json, "gaps", slacalc_result_gaps(result));
    json_close(json, '}');
}

struct of_owner {
    const slacalc_result *result;
    const struct owners *owners;
};

static void put_owner(struct json_writer *json, const void *context, size_t index) {
    const struct of_owner *of = context;
    const struct owner *owner = &of->owners->rows[index];
    json_open(json, NULL, '{');
    json_put_text(json, "owner", owner->name);
    json_put_count(json, "services", owner->services);
    json_put_count(json, "components", owner->components);
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        json_put_count(json, word_of_verdict(verdict), owner->verdicts[verdict]);
    json_put_count(json, "not_kept", owner->unkept);
    json_put_count(json, "gaps", owner->gaps);
    json_put_real(json, "downtime_s", owner->downtime_s);
    json_put_real(json, "caused_s", owner->caused_s);
    if (owner->largest != SLACALC_NONE) {
        json_put_text(json, "largest", name_of(of->result, owner->largest));
        json_put_real(json, "largest_s", owner->largest_s);
    }
    json_close(json, '}');
}

static void put_owners(struct json_writer *json, const struct composition *report) {
    struct owners owners = owners_of(report->result, report->wording.arena);
    json_put_array(json, "owners", &(struct of_owner){report->result, &owners}, owners.count, put_owner);
    if (owners.unexplained > 0)
        json_put_real(json, "unexplained_s", owners.unexplained_s);
}

static void compose(const struct composition *report) {
    const slacalc_result *result = report->result;
    struct json_writer json = {.stream = report->stream};
    json_open(&json, NULL, '{');
    json_put_text(&json, "schema", "slacalc/report/1");
    json_put_text(&json, "title", slacalc_result_title(result));
    json_put_text(&json, "basis", word_of_basis(slacalc_result_basis(result)));
    if (slacalc_result_all_bases(result))
        json_put_array(&json, "bases", NULL, SLACALC_BASES, put_basis);
    json_put_number(&json, "period_s", slacalc_result_period_s(result));
    json_put_array(&json, "services", result, slacalc_result_service_count(result), put_service);
    json_put_array(&json, "components", result, slacalc_result_component_count(result), put_component);
    if (slacalc_result_cycle_count(result) > 0)
        json_put_array(&json, "cycles", result, slacalc_result_cycle_count(result), put_cycle);
    if (slacalc_result_unresolved(result) != SLACALC_NONE)
        json_put_count(&json, "unresolved", slacalc_result_unresolved(result));
    if (report->layout->group_by == SLACALC_BY_OWNER)
        put_owners(&json, report);
    put_summary(&json, result);
    if (slacalc_result_plan(result))
        json_put_plan(&json, slacalc_result_plan(result));
    if (slacalc_result_log(result))
        json_put_log(&json, result);
    if (slacalc_result_against(result))
        json_put_against(&json, slacalc_result_against(result));
    json_close(&json, '}');
    if (json.failed)
        memory_exhausted(report->wording.arena->guard);
}

char *report_json(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}
