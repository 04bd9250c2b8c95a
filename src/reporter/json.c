#include "reporter/format.h"
#include "reporter/printable.h"
#include "reporter/report.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

enum { INDENT = 2 };

/* jansson takes NULL for a value and returns an error then, so that one check at the end of an object is enough. */
struct object {
    json_t *json;
    bool failed;
};

static struct object object_new(void) {
    json_t *json = json_object();
    return (struct object){.json = json, .failed = !json};
}

/* NULL where anything of it failed. */
static json_t *object_done(struct object object) {
    if (!object.failed)
        return object.json;
    json_decref(object.json);
    return NULL;
}

static void set(struct object *object, const char *key, json_t *value) {
    if (json_object_set_new_nocheck(object->json, key, value) != 0)
        object->failed = true;
}

static bool append(json_t *array, json_t *value) {
    return json_array_append_new(array, value) == 0;
}

/* Names of files need not be UTF-8: other bytes become question marks. */
static json_t *text_value(const char *text) {
    uint32_t code;
    size_t length = 1;
    for (const char *at = text; *at && length > 0; at += length)
        length = utf8_decode(at, &code);
    if (length > 0)
        return json_string_nocheck(text);
    char *copy = strdup(text);
    if (!copy)
        return NULL;
    for (char *at = copy; *at; at += length > 0 ? length : 1) {
        length = utf8_decode(at, &code);
        if (length == 0)
            *at = '?';
    }
    json_t *value = json_string_nocheck(copy);
    free(copy);
    return value;
}

static void set_text(struct object *object, const char *key, const char *text) {
    if (text)
        set(object, key, text_value(text));
}

static void set_count(struct object *object, const char *key, size_t count) {
    set(object, key, json_integer((json_int_t)count));
}

static void set_real(struct object *object, const char *key, double value) {
    if (isfinite(value))
        set(object, key, json_real(value));
}

/* A whole number reads as one. */
static json_t *number_value(double number) {
    const double exact = 9007199254740992.0; /* 2^53 */
    return number == floor(number) && fabs(number) < exact ? json_integer((json_int_t)number) : json_real(number);
}

static void set_level(struct object *object, slacalc_level level) {
    set_real(object, "availability", level.up);
    set_real(object, "unavailability", level.down);
}

static void set_estimate(struct object *object, const slacalc_estimate *estimate) {
    set_level(object, estimate->value);
    if (!estimate->exact)
        set(object, "within", json_pack("[f,f]", estimate->low.up, estimate->high.up));
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
    set_text(object, "file", file);
    if (file && line > 0)
        set_count(object, "line", line);
}

/* An array of the `count` values that `value_at` makes. */
static json_t *array_of(const void *context, size_t count, json_t *(*value_at)(const void *context, size_t index)) {
    json_t *array = json_array();
    for (size_t i = 0; array && i < count; i++) {
        if (!append(array, value_at(context, i))) {
            json_decref(array);
            return NULL;
        }
    }
    return array;
}

struct names {
    const slacalc_result *result;
    const size_t *components;
};

static json_t *name_value(const void *context, size_t index) {
    const struct names *names = context;
    return text_value(slacalc_result_component(names->result, names->components[index])->name);
}

static json_t *names_array(const slacalc_result *result, const size_t *components, size_t count) {
    return array_of(&(struct names){result, components}, count, name_value);
}

/* What the rows of a service are made with. */
struct of_service {
    const slacalc_result *result;
    const slacalc_service *service;
};

static json_t *bounds_object(const slacalc_service *service) {
    struct object object = object_new();
    set_text(&object, "kind", service->sharp ? "sharp" : "valid");
    set(&object, "worst", level_object(service->worst));
    set(&object, "best", level_object(service->best));
    return object_done(object);
}

static json_t *promise_object(const void *context, size_t index) {
    const slacalc_promise *promise = &((const slacalc_service *)context)->promises[index];
    struct object object = object_new();
    set_text(&object, "kind", word_of_promise(promise->kind));
    set_real(&object, "level", promise->level.up);
    set_real(&object, "unavailability", promise->level.down);
    set_text(&object, "verdict", word_of_verdict(promise->verdict));
    if (!promise->decided)
        set(&object, "decided", json_false());
    set_real(&object, "margin_s", promise->margin_s);
    set_origin(&object, promise->file, promise->line);
    return object_done(object);
}

static json_t *slice_object(const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_slice *slice = &of->service->slices[index];
    struct object object = object_new();
    set(&object, "hours_per_week", number_value(slice->hours_per_week));
    set(&object, "uncovered", names_array(of->result, slice->uncovered, slice->uncovered_count));
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
    set_text(&object, "name", slacalc_result_component(of->result, uncovered->component)->name);
    set(&object, "hours_per_week", number_value(uncovered->hours_per_week));
    set(&object, "ranges", array_of(uncovered, uncovered->stretch_count, stretch_value));
    return object_done(object);
}

static void set_hours(struct object *object, const struct of_service *of) {
    const slacalc_service *service = of->service;
    set(object, "hours_per_week", number_value(service->hours_per_week));
    set_real(object, "coverage", service->coverage);
    if (service->coverage > 0)
        set_real(object, "covered_availability", service->covered.up);
    set(object, "slices", array_of(of, service->slice_count, slice_object));
    set(object, "uncovered", array_of(of, service->uncovered_count, uncovered_object));
    set_text(object, "season", service->season);
}

/* In the order of what may be claimed, what is aimed at, what the customer gets. */
static const slacalc_basis bases[SLACALC_BASES] = {SLACALC_BASIS_SLA, SLACALC_BASIS_SLO, SLACALC_BASIS_MEASURED};

static json_t *bases_object(const slacalc_service *service) {
    struct object object = object_new();
    for (size_t i = 0; i < SLACALC_BASES; i++)
        set(&object, word_of_basis(bases[i]), estimate_object(&service->by_basis[bases[i]]));
    return object_done(object);
}

static json_t *basis_value(const void *context, size_t index) {
    (void)context;
    return json_string(word_of_basis(bases[index]));
}

static json_t *kind_and_level(const slacalc_promise *promise) {
    struct object object = object_new();
    set_text(&object, "kind", word_of_promise(promise->kind));
    set_real(&object, "level", promise->level.up);
    return object_done(object);
}

static bool compares_levels(slacalc_gap_kind kind) {
    return kind == SLACALC_GAP_AVAILABILITY || kind == SLACALC_GAP_WEAK || kind == SLACALC_GAP_BREACHED;
}

static json_t *gap_object(const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_gap *gap = &of->service->gaps[index];
    struct object object = object_new();
    set_text(&object, "kind", word_of_gap(gap->kind));
    set(&object, "promise", kind_and_level(&of->service->promises[gap->promise]));
    set_text(&object, "component", slacalc_result_component(of->result, gap->component)->name);
    if (compares_levels(gap->kind)) {
        set(&object, "stated", level_object(gap->stated));
        set(&object, "backed", level_object(gap->backed));
    }
    if (gap->kind == SLACALC_GAP_HOURS)
        set(&object, "hours_per_week", number_value(gap->hours_per_week));
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
    set_text(&object, "name", slacalc_result_component(shares->result, shares->items[index].component)->name);
    set_real(&object, "downtime_share", shares->items[index].share);
    return object_done(object);
}

static json_t *service_object(const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_service *service = slacalc_result_service(result, index);
    const struct of_service of = {result, service};
    struct object object = object_new();
    set_text(&object, "name", slacalc_result_component(result, service->component)->name);
    set_estimate(&object, &service->availability);
    set_real(&object, "nines", service->nines);
    set(&object, "undegraded", estimate_object(&service->undegraded));
    set_real(&object, "downtime_period_s", service->downtime_period_s);
    set_real(&object, "downtime_year_s", service->downtime_year_s);
    set(&object, "exact", json_boolean(service->availability.exact));
    set(&object, "bounds", bounds_object(service));
    set_hours(&object, &of);
    if (slacalc_result_all_bases(result))
        set(&object, "bases", bases_object(service));
    set(&object, "promises", array_of(service, service->promise_count, promise_object));
    set(&object, "gaps", array_of(&of, service->gap_count, gap_object));
    set(&object, "degraded_by", names_array(result, service->degraded_by, service->degraded_by_count));
    if (service->share_count > 0)
        set(&object, "contributions",
            array_of(&(struct shares){result, service->shares}, service->share_count, share_object));
    return object_done(object);
}

static json_t *own_object(const slacalc_component *component) {
    struct object object = object_new();
    set_level(&object, component->own);
    set_text(&object, "basis", word_of_figure(component->figure));
    return object_done(object);
}

static json_t *stated_object(const void *context, size_t index) {
    const slacalc_stated *stated = &((const slacalc_component *)context)->stated[index];
    struct object object = object_new();
    set_text(&object, "kind", word_of_stated(stated->kind));
    set_level(&object, stated->level);
    set_origin(&object, stated->file, stated->line);
    return object_done(object);
}

static json_t *component_object(const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_component *component = slacalc_result_component(result, index);
    struct object object = object_new();
    set_text(&object, "name", component->name);
    set_text(&object, "owner", component->owner);
    set_text(&object, "description", component->description);
    set_text(&object, "source", component->source);
    set_text(&object, "as_of", component->as_of);
    set_origin(&object, component->file, component->line);
    set_text(&object, "hours", component->hours);
    set_text(&object, "maintenance", component->maintenance);
    set_text(&object, "timezone", component->timezone);
    set(&object, "own", own_object(component));
    if (component->stated_count > 0)
        set(&object, "stated", array_of(component, component->stated_count, stated_object));
    set_count(&object, "replicas", component->replicas);
    set_count(&object, "quorum", component->quorum);
    set_estimate(&object, &component->availability);
    if (component->depends_on_count > 0)
        set(&object, "depends_on", names_array(result, component->depends_on, component->depends_on_count));
    return object_done(object);
}

static json_t *summary_object(const slacalc_result *result) {
    struct object object = object_new();
    size_t promises = 0;
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        promises += slacalc_result_verdicts(result, verdict);
    set_count(&object, "promises", promises);
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        set_count(&object, word_of_verdict(verdict), slacalc_result_verdicts(result, verdict));
    return object_done(object);
}

/* The report is written member by member, an array item by item: as one tree it would take ten times its length. */
struct writer {
    FILE *stream;
    int indent; /* of the value that is being written, in blanks */
    bool begun;
    bool failed;
};

/* jansson begins every value at the margin. A newline within a text is escaped, so each one here ends a line. */
static int put(const char *text, size_t length, void *context) {
    const struct writer *writer = context;
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t line = newline ? (size_t)(newline + 1 - text) : (size_t)(end - text);
        if (fwrite_unlocked(text, 1, line, writer->stream) != line)
            return -1;
        if (newline)
            fprintf(writer->stream, "%*s", writer->indent, "");
        text += line;
    }
    return 0;
}

/* Takes the value over; NULL is one that could not be made. */
static void put_value(struct writer *writer, json_t *value) {
    const size_t flags = JSON_INDENT(INDENT) | JSON_REAL_PRECISION(17) | JSON_ENCODE_ANY;
    if (!value || json_dump_callback(value, put, writer, flags) != 0)
        writer->failed = true;
    json_decref(value);
}

static void put_key(struct writer *writer, const char *key) {
    writer->indent = INDENT;
    fprintf(writer->stream, "%s\n%*s\"%s\": ", writer->begun ? "," : "{", INDENT, "", key);
    writer->begun = true;
}

static void put_member(struct writer *writer, const char *key, json_t *value) {
    put_key(writer, key);
    put_value(writer, value);
}

static void put_array(struct writer *writer, const char *key, const slacalc_result *result, size_t count,
                      json_t *(*value_at)(const void *context, size_t index)) {
    put_key(writer, key);
    writer->indent = 2 * INDENT;
    for (size_t i = 0; i < count && !writer->failed; i++) {
        fprintf(writer->stream, "%s\n%*s", i > 0 ? "," : "[", writer->indent, "");
        put_value(writer, value_at(result, i));
    }
    if (count > 0)
        fprintf(writer->stream, "\n%*s]", INDENT, "");
    else
        fputs("[]", writer->stream);
}

static bool write_report(const void *context, FILE *stream) {
    const slacalc_result *result = context;
    struct writer writer = {.stream = stream};
    const char *title = slacalc_result_title(result);
    put_member(&writer, "schema", json_string("slacalc/report/1"));
    if (title)
        put_member(&writer, "title", text_value(title));
    put_member(&writer, "basis", json_string(word_of_basis(slacalc_result_basis(result))));
    if (slacalc_result_all_bases(result))
        put_member(&writer, "bases", array_of(NULL, SLACALC_BASES, basis_value));
    put_member(&writer, "period_s", number_value(slacalc_result_period_s(result)));
    put_array(&writer, "services", result, slacalc_result_service_count(result), service_object);
    put_array(&writer, "components", result, slacalc_result_component_count(result), component_object);
    put_member(&writer, "summary", summary_object(result));
    fputs("\n}\n", stream);
    return !writer.failed;
}

char *report_json(const slacalc_result *result, size_t *length) {
    return report_collect(write_report, result, length);
}
