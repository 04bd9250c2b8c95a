/* Every allocation fails in turn, through the public interface: alone, and with all that follow it. The library then
 * says that memory is exhausted, or did without; it never crashes, never answers wrongly, and frees every block. */
#include "near.h"
#include "runs.h"

#include "slacalc.h"

#include <errno.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- A heap that fails on demand ---- */

static struct {
    bool watched;    /* allocations are counted, and may be refused */
    size_t least;    /* bytes: smaller allocations are neither counted nor refused */
    size_t asked;    /* allocations while watched */
    size_t from, to; /* those that are refused */
    size_t blocks;   /* that are not freed yet */
    size_t moved;    /* how often the interposed functions were called: 0 where something else replaced them */
} heap;

#if defined(__SANITIZE_ADDRESS__)
#define OWN_HEAP 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define OWN_HEAP 0
#endif
#endif
#ifndef OWN_HEAP
#define OWN_HEAP 1
#endif

#if OWN_HEAP
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void __libc_free(void *block);

static bool refused(size_t size) {
    heap.moved++;
    if (!heap.watched || size < heap.least)
        return false;
    size_t turn = heap.asked++;
    if (turn < heap.from || turn >= heap.to)
        return false;
    errno = ENOMEM;
    return true;
}

static void *counted(void *block) {
    heap.blocks += block != NULL;
    return block;
}

void *malloc(size_t size) {
    return refused(size) ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size) {
    return refused(count * size) ? NULL : counted(__libc_calloc(count, size));
}

/* A block that need not grow is never refused: a memory stream of the C library would lose it. */
void *realloc(void *block, size_t size) {
    if (block == NULL)
        return malloc(size);
    if (size > malloc_usable_size(block) && refused(size))
        return NULL;
    return __libc_realloc(block, size);
}

void free(void *block) {
    heap.blocks -= block != NULL;
    __libc_free(block);
}
#endif

/* ---- What is told in one go, and what came of it ---- */

enum { TEXT_MAX = 1 << 18, REPORTS = 13, INPUTS_MAX = 2, WHAT_IFS_MAX = 3 };

struct story {
    const char *inputs[INPUTS_MAX]; /* texts; NULL ends */
    const char *file;               /* a file to be read first; NULL: none */
    const char *sets[WHAT_IFS_MAX];
    const char *requires[WHAT_IFS_MAX];
    const char *selected;
    const char *down;
    const char *older; /* text of a model that this one changes; NULL: none */
    const char *duration;
    bool all_bases, all_formats;
    bool pictures;    /* DOT, Mermaid and HTML too */
    size_t max_nodes; /* 0: the usual budget */
    size_t least;     /* only allocations of at least so many bytes fail */
};

struct outcome {
    bool said; /* memory ran out, and the library said so */
    char problems[TEXT_MAX];
    char reports[REPORTS][TEXT_MAX];
};

static void keep_text(struct outcome *outcome, size_t index, char *text, size_t length) {
    outcome->reports[index][0] = '\0';
    if (text == NULL) {
        outcome->said = true;
        return;
    }
    assert_true(length < TEXT_MAX);
    memcpy(outcome->reports[index], text, length);
    outcome->reports[index][length] = '\0';
    free(text);
}

static void keep_report(struct outcome *outcome, size_t index, const slacalc_result *result,
                        const slacalc_layout *layout) {
    size_t length = 0;
    char *text = slacalc_report(result, layout, &length);
    keep_text(outcome, index, text, length);
}

static void keep_model(struct outcome *outcome, const slacalc_model *model) {
    size_t length = 0;
    char *text = slacalc_model_print(model, &length);
    keep_text(outcome, 12, text, length);
}

static void keep_pictures(struct outcome *outcome, const slacalc_result *result) {
    keep_report(outcome, 9, result, &(slacalc_layout){.format = SLACALC_DOT});
    keep_report(outcome, 10, result, &(slacalc_layout){.format = SLACALC_MERMAID});
    keep_report(outcome, 11, result, &(slacalc_layout){.format = SLACALC_HTML, .gaps = true});
}

static void keep_reports(const struct story *story, struct outcome *outcome, const slacalc_result *result) {
    keep_report(outcome, 0, result, &(slacalc_layout){.format = SLACALC_JSON});
    keep_report(outcome, 1, result, &(slacalc_layout){.format = SLACALC_TABLE, .gaps = true});
    keep_report(outcome, 2, result, &(slacalc_layout){.format = SLACALC_TABLE, .width = 80, .color = true});
    slacalc_format last = story->all_formats ? SLACALC_GITHUB : SLACALC_OPENPSA;
    for (slacalc_format format = SLACALC_OPENPSA; format <= last; format++)
        keep_report(outcome, 3 + format - SLACALC_OPENPSA, result, &(slacalc_layout){.format = format, .gaps = true});
}

static void read_all(const struct story *story, slacalc_model *model, slacalc_diagnostics *problems) {
    if (story->file != NULL)
        slacalc_model_read(model, story->file, problems);
    for (size_t i = 0; i < INPUTS_MAX && story->inputs[i] != NULL; i++)
        slacalc_model_read_text(model, i == 0 ? "first.yaml" : "second.yaml", story->inputs[i],
                                strlen(story->inputs[i]), problems);
    for (size_t i = 0; i < WHAT_IFS_MAX && story->sets[i] != NULL; i++)
        slacalc_model_set(model, story->sets[i], problems);
    for (size_t i = 0; i < WHAT_IFS_MAX && story->requires[i] != NULL; i++)
        slacalc_model_require(model, story->requires[i], problems);
    if (story->selected != NULL)
        slacalc_model_select(model, story->selected, problems);
    if (story->down != NULL)
        slacalc_model_down(model, story->down, problems);
}

/* They are those of what was read, which may be less where memory was exhausted. */
static void ask_for_names(slacalc_model *model, slacalc_diagnostics *problems) {
    size_t length = 0;
    char *names = slacalc_model_names(model, &length, problems);
    assert_true(names == NULL || strlen(names) == length);
    free(names);
}

static void evaluate(const struct story *story, const slacalc_model *model, slacalc_diagnostics *problems,
                     struct outcome *outcome) {
    slacalc_options options = slacalc_options_default();
    options.max_nodes = story->max_nodes > 0 ? story->max_nodes : options.max_nodes;
    options.shares = options.why = options.need = true;
    options.all_bases = story->all_bases;
    options.today = 30000; /* when all that has a date is outdated */
    slacalc_result *result =
        story->older != NULL ? slacalc_compare(model, &options, problems) : slacalc_evaluate(model, &options, problems);
    if (result != NULL)
        keep_reports(story, outcome, result);
    if (result != NULL && story->pictures)
        keep_pictures(outcome, result);
    slacalc_result_free(result);
}

/* Returns NULL where memory is exhausted, or where there is no older model. */
static slacalc_model *read_older(const struct story *story, slacalc_model *model, slacalc_diagnostics *problems) {
    slacalc_model *older = story->older != NULL ? slacalc_model_new() : NULL;
    if (older != NULL && slacalc_model_read_text(older, "older.yaml", story->older, strlen(story->older), problems) &&
        slacalc_model_check(older, problems) && slacalc_model_compare(model, older, problems))
        return older;
    slacalc_model_free(older);
    return NULL;
}

static void print_problems(const slacalc_diagnostics *problems, FILE *stream) {
    rewind(stream);
    assert_true(slacalc_diagnostics_print(problems, stream, false));
    fputc('\0', stream);
    fflush(stream);
}

/* Goes on after a failure, as a caller may. `stream` writes to the outcome's problems. */
static void tell(const struct story *story, struct outcome *outcome, FILE *stream) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = problems != NULL ? slacalc_model_new() : NULL;
    double seconds = 0;
    if (model != NULL) {
        read_all(story, model, problems);
        ask_for_names(model, problems);
        if (story->duration != NULL)
            slacalc_parse_duration("--period", story->duration, &seconds, problems);
        bool good = slacalc_model_check(model, problems);
        assert_true(good || slacalc_diagnostics_count(problems, SLACALC_ERROR) > 0);
        slacalc_model *older = good ? read_older(story, model, problems) : NULL;
        outcome->said |= story->older != NULL && older == NULL;
        if (good && (story->older == NULL || older != NULL))
            evaluate(story, model, problems, outcome);
        slacalc_model_free(older);
        if (good) {
            keep_model(outcome, model);
        }
        heap.watched = false;
        print_problems(problems, stream);
    }
    heap.watched = false;
    outcome->said = outcome->said || model == NULL || strstr(outcome->problems, "error: out of memory\n") != NULL ||
                    strstr(outcome->problems, strerror(ENOMEM)) != NULL;
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
}

/* ---- One story, told again and again ---- */

static struct outcome reference, attempt;

static void clear(struct outcome *outcome) {
    outcome->said = false;
    outcome->problems[0] = '\0';
    for (size_t i = 0; i < REPORTS; i++)
        outcome->reports[i][0] = '\0';
}

/* Returns how many allocations were asked for. */
static size_t tell_with_failures(const struct story *story, struct outcome *outcome, size_t from, size_t to) {
    clear(outcome);
    FILE *stream = fmemopen(outcome->problems, TEXT_MAX, "w");
    heap.least = story->least;
    heap.asked = 0;
    heap.from = from;
    heap.to = to;
    heap.watched = true;
    tell(story, outcome, stream);
    fclose(stream);
    return heap.asked;
}

/* A report that was made is whole and right; what is missing is missing because memory was exhausted, and that is said.
 */
static void assert_agrees(size_t from, size_t to) {
    bool same = strcmp(attempt.problems, reference.problems) == 0;
    for (size_t i = 0; i < REPORTS; i++) {
        bool equal = strcmp(attempt.reports[i], reference.reports[i]) == 0;
        if (!equal && attempt.reports[i][0] != '\0')
            fail_msg("allocations %zu to %zu fail: report %zu is another one:\n%s", from, to, i, attempt.reports[i]);
        same = same && equal;
    }
    if (!same && !attempt.said)
        fail_msg("allocations %zu to %zu fail, and nothing is said of it:\n%s", from, to, attempt.problems);
}

static void tell_and_count(const struct story *story, size_t from, size_t to) {
    size_t blocks = heap.blocks;
    tell_with_failures(story, &attempt, from, to);
    if (heap.blocks != blocks)
        fail_msg("allocations %zu to %zu fail: %zd blocks are left over", from, to, (ssize_t)(heap.blocks - blocks));
    assert_agrees(from, to);
}

/* What the C library keeps for good it allocates in the first telling. */
static void fail_in_turn(const struct story *story) {
    tell_with_failures(story, &reference, SIZE_MAX, SIZE_MAX);
    size_t asked = tell_with_failures(story, &reference, SIZE_MAX, SIZE_MAX);
    assert_false(reference.said);
    for (size_t turn = 0; turn < asked; turn++) {
        tell_and_count(story, turn, turn + 1);
        tell_and_count(story, turn, SIZE_MAX);
        assert_true(attempt.said || turn > 0 || heap.moved == 0);
    }
    print_message("%zu allocations failed in turn\n", asked);
}

/* ---- Stories ---- */

static const char everything[] =
    "slacalc: 1\n"
    "title: Shop\n"
    "period: 30d\n"
    "x-base: &base {slo: 99.9%, owner: Team Base}\n"
    "x-wide: &wide {replicas: 3, quorum: 2}\n"
    "x-pair: &pair {any: [db-a, db-b]}\n"
    "components:\n"
    "  zone: 99.99%\n"
    "  db-a: {<<: *base, depends_on: zone, description: \"first\\tone\", source: contract, as_of: 2024-02-29}\n"
    "  db-b: {<<: [*base, *wide], depends_on: [zone]}\n"
    "  queue: {mtbf: 2000h, mttr: 1h30m}\n"
    "  vendor: {uses: aws/ec2}\n"
    "  extra: 98%\n"
    "  checkout:\n"
    "    slo: 99.99%\n"
    "    sla: 99.8%\n"
    "    ola: 99.9%\n"
    "    objective: 99.99%\n"
    "    depends_on:\n"
    "      - *pair\n"
    "      - {at_least: 2, of: [queue, vendor, zone]}\n"
    "      - {any: [*pair, vendor], failover: 99%}\n"
    "      - {needs: extra, traffic: 20%}\n"
    "      - {all: [queue, {optional: extra}]}\n";

static void formats_for_other_programs(void **state) {
    (void)state;
    static const char shop[] = "title: Shop\n"
                               "components:\n"
                               "  vendor: {uses: aws/s3, measured: 99%}\n"
                               "  shop: {sla: 99.9%, depends_on: [vendor, optional: part]}\n"
                               "  part: 99%\n";
    fail_in_turn(&(struct story){.inputs = {shop}, .all_formats = true});
}

static void a_model_with_everything(void **state) {
    fail_in_turn(&(struct story){
        .inputs = {everything},
        .file = *state,
        .sets = {"db-a.slo=99.95%", "checkout.depends_on=[{any: [db-a, db-b]}, queue]"},
        .requires = {"db-b=99%"},
        .duration = "1M2w",
    });
}

/* Every kind of gap, clocks that change, hours from two documents, and bounds that need the linear program. */
static const char around_the_clock[] =
    "timezone: Europe/London\n"
    "components:\n"
    "  power: {slo: 99.99%, sla: 99.9%, hours: 24x7, maintenance: [Sun 02:00-04:00, Sun 03:00-05:00]}\n"
    "  carrier: {sla: 99.9%, measured: 99.5%, depends_on: power}\n"
    "  line: {slo: 99.5%, depends_on: power}\n"
    "  desk: {ola: 99.9%, hours: [Mon-Fri 08:00-18:00, \"Sat,Sun 09:00-12:00\"], timezone: \"+01:00\"}\n"
    "  watch: {ola: 99%}\n"
    "  network: {ola: 99%, depends_on: [{any: [carrier, line]}, watch]}\n"
    "  portal:\n"
    "    sla: 99.5%\n"
    "    hours: Fri-Mon 20:00-06:00\n"
    "    depends_on: [network, desk, {any: [carrier, line, power]}, {optional: watch}]\n"
    "---\n"
    "timezone: \"-05:00\"\n"
    "components:\n"
    "  abroad: {sla: 99%, hours: Mon-Fri 09:00-17:00, depends_on: [portal, {any: [line, desk], failover: 99%}]}\n";

static void hours_gaps_and_three_bases(void **state) {
    (void)state;
    fail_in_turn(&(struct story){
        .inputs = {around_the_clock},
        .sets = {"desk.maintenance=[]", "line.hours=[Mon-Sun 00:00-24:00]", "watch.timezone=+01:00"},
        .requires = {"network=99.9%"},
        .all_bases = true,
        .pictures = true,
    });
}

static void a_change_of_a_model(void **state) {
    (void)state;
    static const char older[] = "components:\n"
                                "  zone: 99.99%\n"
                                "  db: {slo: 99.5%, depends_on: zone}\n"
                                "  desk: {ola: 99.9%, hours: Mon-Fri 08:00-18:00}\n"
                                "  queue: {slo: 99.9%, replicas: 2}\n"
                                "  gone: 99%\n"
                                "  shop: {slo: 99.9%, sla: 98%, depends_on: [db, queue, gone, desk]}\n";
    static const char newer[] =
        "timezone: Europe/London\n"
        "components:\n"
        "  zone: 99.9%\n"
        "  db: {slo: 99.5%, depends_on: {all: [zone]}}\n"
        "  desk: {ola: 99.9%, hours: Mon-Fri 09:00-18:00}\n"
        "  queue: {mtbf: 100h, mttr: 1h, replicas: 3, quorum: 3}\n"
        "  new: 99%\n"
        "  shop: {slo: 99.9%, sla: 98%, depends_on: [db, queue, {any: [new, zone], failover: 99%}, desk]}\n";
    fail_in_turn(&(struct story){.inputs = {newer}, .older = older});
}

static void hours_that_are_wrong(void **state) {
    (void)state;
    static const char wrong[] =
        "timezone: Mars/Base\n"
        "components:\n"
        "  a: {sla: 99%, hours: []}\n"
        "  b: {sla: 99%, hours: [\"\", Mun 08:00-18:00, Mon 08:00-08:00, Mon 24:00-08:00, Mon 8:00-25:00]}\n"
        "  c: {sla: 99%, hours: Mon 08:00-10:00, maintenance: Mon 07:00-11:00, timezone: Europe/Londn}\n"
        "  d: {sla: 99%, timezone: \"+25:00\", maintenance: [Mon,Tue 08:00-09:00]}\n";
    fail_in_turn(&(struct story){.inputs = {wrong}, .sets = {"a.maintenance=24x7", "b.hours={}", "c.timezone=+1"}});
}

static void a_selected_service_with_a_component_down(void **state) {
    (void)state;
    fail_in_turn(&(struct story){.inputs = {everything}, .selected = "checkout", .down = "db-a"});
}

static void a_spent_node_budget(void **state) {
    (void)state;
    fail_in_turn(&(struct story){.inputs = {everything}, .max_nodes = 1, .requires = {"checkout=99.95%"}});
    fail_in_turn(&(struct story){.inputs = {around_the_clock}, .max_nodes = 1, .selected = "network"});
}

static void a_model_full_of_errors(void **state) {
    (void)state;
    static const char broken[] = "title: A\n"
                                 "perod: 30d\n"
                                 "components:\n"
                                 "  a: {slo: 99.9, slo: 1, depnds_on: b}\n"
                                 "  b: {slo: 99.9%, depends_on: [c, d]}\n"
                                 "  c: {depends_on: {any: [b, {at_least: 3, of: [a, a]}]}}\n"
                                 "  d: {owner: [x], quorum: 2, slo: 1e3%, mtbf: 3x, as_of: 2023-02-30}\n"
                                 "  e: *nowhere\n"
                                 "  f: {<<: 3, depends_on: [missng, {optional: a, traffic: 3}, {}]}\n";
    static const char second[] = "title: B\ncomponents: {a: 99%, missing: 99%, g: {depends_on: h}, h: {depends_on: g}}";
    fail_in_turn(&(struct story){
        .inputs = {broken, second},
        .file = "/nonexistent/model.yaml",
        .sets = {"missng.slo=1", "a.slo=[", "a.slo=99%"},
        .requires = {"b=3", "nobody=99%"},
        .selected = "nobody",
        .down = "nobody",
        .duration = "3 fortnights",
    });
}

static void cycles_and_unknown_names(void **state) {
    (void)state;
    static const char circle[] = "components: {a: {depends_on: b}, b: {depends_on: [c, databse]}, c: {depends_on: a},"
                                 " database: {depends_on: database}, lone: {}}";
    fail_in_turn(&(struct story){.inputs = {circle}});
}

static void a_catalogue_with_an_overlay(void **state) {
    (void)state;
    static const char catalogue[] =
        "- {apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: web, annotations: {slacalc/sla: "
        "99%}},\n"
        "   spec: {type: service, dependsOn: [db, component:web, system:s, lost], consumesApis: pay, consumesApi: x}}\n"
        "- {apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: shop},\n"
        "   spec: {owner: o, providesApis: [pay], dependsOn: {kind: component, name: web}}}\n"
        "- {apiVersion: backstage.io/v1alpha1, kind: Resource, metadata: {name: db}, spec: {type: database}}\n"
        "- {apiVersion: backstage.io/v1alpha1, kind: Resource, metadata: {name: alone}, spec: {type: database}}\n"
        "- {apiVersion: openslo/v1, kind: SLO, metadata: {name: j}, spec: {service: journey, objectives:\n"
        "   [{target: 0.9, indicatorRef: a}, {targetPercent: 80, indicatorRef: b}], timeWindow: [{duration: 1w}]}}\n"
        "- {apiVersion: openslo/v1, kind: SLO, metadata: {name: w}, spec: {service: front, objectives:\n"
        "   [{target: 0.9}, {displayName: best, target: 0.99}]}}\n";
    static const char overlay[] = "overlay: true\ndefaults: {resource: 99.9%}\naliases: {front: web}\n"
                                  "components: {shop: {not_depends_on: db}, web: {depends_on: vendor}, vendor: 99%}";
    fail_in_turn(&(struct story){.inputs = {catalogue, overlay}});
}

static void a_folder_of_a_catalogue(void **state) {
    (void)state;
    fail_in_turn(&(struct story){.file = "examples/catalogue", .least = 128});
}

static void text_that_is_no_model(void **state) {
    (void)state;
    static const char *const texts[] = {"", "# nothing\n", "components: {a: 'x", "\xff\xfe", "[1, 2]", "a: &x [*x]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        fail_in_turn(&(struct story){.inputs = {texts[i]}});
}

/* Large enough that arrays get blocks of their own, and that the streams behind reports grow. */
static void a_larger_model(void **state) {
    (void)state;
    enum { COMPONENTS = 260 };
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    fputs("components:\n  c0: 99.9%\n  c1: 99.9%\n", stream);
    for (size_t i = 2; i < COMPONENTS; i++)
        fprintf(stream, "  c%zu: {slo: 99.99%%, depends_on: [{any: [c%zu, c%zu]}]}\n", i, i - 1, i / 2);
    fclose(stream);
    fail_in_turn(&(struct story){.inputs = {text}, .max_nodes = 1000, .selected = "c259", .least = 4096});
    free(text);
}

/* ---- Set-up ---- */

static int write_file(void **state) {
    static char path[] = "/tmp/slacalc-memory-XXXXXX";
    int file = mkstemp(path);
    static const char text[] = "components:\n  mail: 99%\n";
    if (file < 0 || write(file, text, sizeof text - 1) != (ssize_t)(sizeof text - 1) || close(file) != 0)
        return -1;
    *state = path;
    return 0;
}

static int remove_file(void **state) {
    return unlink(*state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_gaps_and_three_bases),
        cmocka_unit_test(a_change_of_a_model),
        cmocka_unit_test(hours_that_are_wrong),
        cmocka_unit_test(formats_for_other_programs),
        cmocka_unit_test(a_model_with_everything),
        cmocka_unit_test(a_selected_service_with_a_component_down),
        cmocka_unit_test(a_spent_node_budget),
        cmocka_unit_test(a_model_full_of_errors),
        cmocka_unit_test(cycles_and_unknown_names),
        cmocka_unit_test(a_catalogue_with_an_overlay),
        cmocka_unit_test(a_folder_of_a_catalogue),
        cmocka_unit_test(text_that_is_no_model),
        cmocka_unit_test(a_larger_model),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    if (heap.moved == 0)
        print_message("another heap is in use: no allocation can be made to fail\n");
    return cmocka_run_group_tests(tests, write_file, remove_file);
}
