#include "reporter/format.h"
#include "reporter/json_value.h"
#include "reporter/report.h"
#include "reporter/statements.h"

static void set_level(struct object *object, slacalc_level level) {
    object_set_real(object, "availability", level.up);
    object_set_real(object, "unavailability", level.down);
}

static void set_estimate(struct object *object, const slacalc_estimate *estimate) {
    set_level(object, estimate->value);
    if (!estimate->exact)
        object_set(object, "within", json_pack("[f,f]", estimate->low.up, estimate->high.up));
}

static json_t *level_object(slacalc_level level) {
    struct object object = object_new();
    set_level(&object, level);
    return object_done(object);
}

static json_t *estimate_object(const slacalc_estimate *estimate) {
    struct object object = object_new();
    set_estimate(&object, estimate);
    return object_done(object);
}

static void set_origin(struct object *object, const char *file, size_t line) {
    object_set_text(object, "file", file);
    if (file && line > 0)
        object_set_count(object, "line", line);
}

struct names {
    const slacalc_result *result;
    const size_t *components;
};

static json_t *name_value(const void *context, size_t index) {
    const struct names *names = context;
    return json_of_text(slacalc_result_component(names->result, names->components[index])->name);
}

static json_t *names_array(const slacalc_result *result, const size_t *components, size_t count) {
    return json_array_of(&(struct names){result, components}, count, name_value);
}

/* What the rows of a service are made with. */
struct of_service {
    const slacalc_result *result;
    const slacalc_service *service;
};

static json_t *bounds_object(const slacalc_service *service) {
    struct object object = object_new();
    object_set_text(&object, "kind", service->sharp ? "sharp" : "valid");
    object_set(&object, "worst", level_object(service->worst));
    object_set(&object, "best", level_object(service->best));
    return object_done(object);
}

static json_t *promise_object(const void *context, size_t index) {
    const slacalc_promise *promise = &((const slacalc_service *)context)->promises[index];
    struct object object = object_new();
    object_set_text(&object, "kind", word_of_promise(promise->kind));
    object_set_real(&object, "level", promise->level.up);
    object_set_real(&object, "unavailability", promise->level.down);
    object_set_text(&object, "verdict", word_of_verdict(promise->verdict));
    if (!promise->decided)
        object_set(&object, "decided", json_false());
    object_set_real(&object, "margin_s", promise->margin_s);
    set_origin(&object, promise->file, promise->line);
    return object_done(object);
}

static json_t *slice_object(const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_slice *slice = &of->service->slices[index];
    struct object object = object_new();
    object_set(&object, "hours_per_week", json_of_number(slice->hours_per_week));
    object_set(&object, "uncovered", names_array(of->result, slice->uncovered, slice->uncovered_count));
    set_level(&object, slice->availability);
    return object_done(object);
}

static json_t *stretch_value(const void *context, size_t index) {
    const slacalc_uncovered *uncovered = context;
    return json_string(format_full_stretch(uncovered->stretches[index]).text);
}

static json_t *uncovered_object(const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_uncovered *uncovered = &of->service->uncovered[index];
    struct object object = object_new();
    object_set_text(&object, "name", slacalc_result_component(of->result, uncovered->component)->name);
    object_set(&object, "hours_per_week", json_of_number(uncovered->hours_per_week));
    object_set(&object, "ranges", json_array_of(uncovered, uncovered->stretch_count, stretch_value));
    return object_done(object);
}

static void set_hours(struct object *object, const struct of_service *of) {
    const slacalc_service *service = of->service;
    object_set(object, "hours_per_week", json_of_number(service->hours_per_week));
    object_set_real(object, "coverage", service->coverage);
    if (service->coverage > 0)
        object_set_real(object, "covered_availability", service->covered.up);
    object_set(object, "slices", json_array_of(of, service->slice_count, slice_object));
    object_set(object, "uncovered", json_array_of(of, service->uncovered_count, uncovered_object));
    object_set_text(object, "season", service->season);
}

/* In the order of what may be claimed, what is aimed at, what the customer gets. */
static const slacalc_basis bases[SLACALC_BASES] = {SLACALC_BASIS_SLA, SLACALC_BASIS_SLO, SLACALC_BASIS_MEASURED};

static json_t *bases_object(const slacalc_service *service) {
    struct object object = object_new();
    for (size_t i = 0; i < SLACALC_BASES; i++)
        object_set(&object, word_of_basis(bases[i]), estimate_object(&service->by_basis[bases[i]]));
    return object_done(object);
}

static json_t *basis_value(const void *context, size_t index) {
    (void)context;
    return json_string(word_of_basis(bases[index]));
}

static json_t *kind_and_level(const slacalc_promise *promise) {
    struct object object = object_new();
    object_set_text(&object, "kind", word_of_promise(promise->kind));
    object_set_real(&object, "level", promise->level.up);
    return object_done(object);
}

static bool compares_levels(slacalc_gap_kind kind) {
    return kind == SLACALC_GAP_AVAILABILITY || kind == SLACALC_GAP_WEAK || kind == SLACALC_GAP_BREACHED;
}

static json_t *gap_object(const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_gap *gap = &of->service->gaps[index];
    struct object object = object_new();
    object_set_text(&object, "kind", word_of_gap(gap->kind));
    object_set(&object, "promise", kind_and_level(&of->service->promises[gap->promise]));
    object_set_text(&object, "component", slacalc_result_component(of->result, gap->component)->name);
    if (compares_levels(gap->kind)) {
        object_set(&object, "stated", level_object(gap->stated));
        object_set(&object, "backed", level_object(gap->backed));
    }
    if (gap->kind == SLACALC_GAP_HOURS)
        object_set(&object, "hours_per_week", json_of_number(gap->hours_per_week));
    set_origin(&object, gap->file, gap->line);
    return object_done(object);
}

struct shares {
    const slacalc_result *result;
    const slacalc_share *items;
};

static json_t *share_object(const void *context, size_t index) {
    const struct shares *shares = context;
    struct object object = object_new();
    object_set_text(&object, "name", slacalc_result_component(shares->result, shares->items[index].component)->name);
    object_set_real(&object, "downtime_share", shares->items[index].share);
    return object_done(object);
}

static json_t *service_object(const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_service *service = slacalc_result_service(result, index);
    const struct of_service of = {result, service};
    struct object object = object_new();
    object_set_text(&object, "name", slacalc_result_component(result, service->component)->name);
    set_estimate(&object, &service->availability);
    object_set_real(&object, "nines", service->nines);
    object_set(&object, "undegraded", estimate_object(&service->undegraded));
    if (service->period_s != slacalc_result_period_s(result))
        object_set(&object, "period_s", json_of_number(service->period_s));
    object_set_real(&object, "downtime_period_s", service->downtime_period_s);
    object_set_real(&object, "downtime_year_s", service->downtime_year_s);
    object_set(&object, "exact", json_boolean(service->availability.exact));
    object_set(&object, "bounds", bounds_object(service));
    set_hours(&object, &of);
    if (slacalc_result_all_bases(result))
        object_set(&object, "bases", bases_object(service));
    object_set(&object, "promises", json_array_of(service, service->promise_count, promise_object));
    object_set(&object, "gaps", json_array_of(&of, service->gap_count, gap_object));
    object_set(&object, "degraded_by", names_array(result, service->degraded_by, service->degraded_by_count));
    if (service->share_count > 0)
        object_set(&object, "contributions",
                   json_array_of(&(struct shares){result, service->shares}, service->share_count, share_object));
    return object_done(object);
}

static json_t *own_object(const slacalc_component *component) {
    struct object object = object_new();
    set_level(&object, component->own);
    object_set_text(&object, "basis", word_of_figure(component->figure));
    return object_done(object);
}

static json_t *stated_object(const void *context, size_t index) {
    const slacalc_stated *stated = &((const slacalc_component *)context)->stated[index];
    struct object object = object_new();
    object_set_text(&object, "kind", word_of_stated(stated->kind));
    set_level(&object, stated->level);
    set_origin(&object, stated->file, stated->line);
    return object_done(object);
}

static json_t *component_object(const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_component *component = slacalc_result_component(result, index);
    struct object object = object_new();
    object_set_text(&object, "name", component->name);
    object_set_text(&object, "owner", component->owner);
    object_set_text(&object, "description", component->description);
    object_set_text(&object, "source", component->source);
    object_set_text(&object, "as_of", component->as_of);
    set_origin(&object, component->file, component->line);
    object_set_text(&object, "hours", component->hours);
    object_set_text(&object, "maintenance", component->maintenance);
    object_set_text(&object, "timezone", component->timezone);
    object_set(&object, "own", own_object(component));
    if (component->stated_count > 0)
        object_set(&object, "stated", json_array_of(component, component->stated_count, stated_object));
    object_set_count(&object, "replicas", component->replicas);
    object_set_count(&object, "quorum", component->quorum);
    set_estimate(&object, &component->availability);
    if (component->depends_on_count > 0)
        object_set(&object, "depends_on", names_array(result, component->depends_on, component->depends_on_count));
    return object_done(object);
}

struct of_cycle {
    const slacalc_result *result;
    const slacalc_cycle *cycle;
};

static json_t *cycle_edge_object(const void *context, size_t index) {
    const struct of_cycle *of = context;
    const slacalc_cycle_edge *edge = &of->cycle->edges[index];
    struct object object = object_new();
    object_set_text(&object, "from", slacalc_result_component(of->result, edge->from)->name);
    object_set_text(&object, "to", slacalc_result_component(of->result, edge->to)->name);
    set_origin(&object, edge->file, edge->line);
    return object_done(object);
}

static json_t *cycle_object(const void *context, size_t index) {
    const slacalc_cycle *cycle = slacalc_result_cycle(context, index);
    const struct of_cycle of = {context, cycle};
    struct object object = object_new();
    object_set_count(&object, "components", cycle->component_count);
    object_set(&object, "edges", json_array_of(&of, cycle->edge_count, cycle_edge_object));
    return object_done(object);
}

static json_t *summary_object(const slacalc_result *result) {
    struct object object = object_new();
    object_set_count(&object, "promises", promise_count(result));
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        object_set_count(&object, word_of_verdict(verdict), slacalc_result_verdicts(result, verdict));
    return object_done(object);
}

static bool write_report(const void *context, FILE *stream) {
    const slacalc_result *result = context;
    struct json_writer writer = {.stream = stream};
    const char *title = slacalc_result_title(result);
    json_open(&writer, NULL, '{');
    json_put(&writer, "schema", json_string("slacalc/report/1"));
    if (title)
        json_put(&writer, "title", json_of_text(title));
    json_put(&writer, "basis", json_string(word_of_basis(slacalc_result_basis(result))));
    if (slacalc_result_all_bases(result))
        json_put(&writer, "bases", json_array_of(NULL, SLACALC_BASES, basis_value));
    json_put(&writer, "period_s", json_of_number(slacalc_result_period_s(result)));
    json_put_array(&writer, "services", result, slacalc_result_service_count(result), service_object);
    json_put_array(&writer, "components", result, slacalc_result_component_count(result), component_object);
    if (slacalc_result_cycle_count(result) > 0)
        json_put_array(&writer, "cycles", result, slacalc_result_cycle_count(result), cycle_object);
    if (slacalc_result_unresolved(result) != SLACALC_NONE)
        json_put(&writer, "unresolved", json_integer((json_int_t)slacalc_result_unresolved(result)));
    json_put(&writer, "summary", summary_object(result));
    json_close(&writer, '}');
    return !writer.failed;
}

char *report_json(const slacalc_result *result, size_t *length) {
    return report_collect(write_report, result, length);
}
