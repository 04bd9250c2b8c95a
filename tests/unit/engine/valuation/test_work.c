/* What is not in proportion to the input has a budget: past it there are intervals that hold what is exact without. */
#include "evaluate.h"
#include "generator.h"
#include "near.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A text that grows. */
struct writing {
    FILE *stream;
    char *text;
    size_t length;
};

/* The stream knows where the text is, so that stays where it is. */
static void start(struct writing *writing) {
    writing->stream = open_memstream(&writing->text, &writing->length);
    assert_non_null(writing->stream);
    fputs("components:\n", writing->stream);
}

/* Writes names, as a list. */
static void write_names(struct writing *writing, const char *prefix, int count) {
    for (int i = 0; i < count; i++)
        fprintf(writing->stream, "%s%s%d", i > 0 ? ", " : "[", prefix, i);
    fputs("]", writing->stream);
}

static slacalc_result *evaluate_within(const char *text, size_t max_nodes, double time_limit_s, size_t *warnings) {
    slacalc_options options = slacalc_options_default();
    options.max_nodes = max_nodes > 0 ? max_nodes : options.max_nodes;
    options.time_limit_s = time_limit_s;
    slacalc_result *result = evaluate_text(text, NULL, &options, warnings);
    assert_non_null(result);
    return result;
}

static void expect_interval(const slacalc_service *service, const slacalc_estimate *exact, double width) {
    assert_true(exact->exact);
    assert_false(service->availability.exact);
    assert_true(service->availability.low.up <= exact->value.up && exact->value.up <= service->availability.high.up);
    assert_true(service->availability.low.down >= exact->value.down &&
                exact->value.down >= service->availability.high.down);
    assert_true(service->availability.high.up - service->availability.low.up <= width);
    assert_true(service->worst.up <= exact->value.up && exact->value.up <= service->best.up);
}

/* The service 's' is exact with the default budget; with the least one, and with hardly any time, it is an interval
 * that holds this, of at most that width, and a warning says so. Frees the text. */
static void expect_budget(struct writing *writing, double width) {
    assert_int_equal(fclose(writing->stream), 0);
    size_t warnings = 0;
    slacalc_result *exact = evaluate_within(writing->text, 0, 0, &warnings);
    assert_int_equal(warnings, 0);
    const slacalc_service *service = service_named(exact, "s");
    assert_non_null(service);
    for (int timed = 0; timed < 2; timed++) {
        slacalc_result *result = evaluate_within(writing->text, !timed, timed ? 1e-9 : 0, &warnings);
        assert_true(warnings > 0);
        expect_interval(service_named(result, "s"), &service->availability, width);
        slacalc_result_free(result);
    }
    slacalc_result_free(exact);
    free(writing->text);
}

static void k_of_many_different_ones(void **state) {
    (void)state;
    enum { COUNT = 300 };
    for (int at_least = 40; at_least < COUNT; at_least += 40) {
        struct writing writing;
        start(&writing);
        for (int i = 0; i < COUNT; i++)
            fprintf(writing.stream, "  c%d: %d.%d%%\n", i, 60 + i % 8, i % 10);
        fprintf(writing.stream, "  s: {depends_on: [{at_least: %d, of: ", at_least);
        write_names(&writing, "c", COUNT);
        fputs("}]}\n", writing.stream);
        expect_budget(&writing, 1);
    }
}

/* As many as hardly differ are as good as alike. */
static void k_of_many_that_hardly_differ(void **state) {
    (void)state;
    enum { COUNT = 300 };
    struct writing writing;
    start(&writing);
    for (int i = 0; i < COUNT; i++)
        fprintf(writing.stream, "  c%d: 60.0000%d%%\n", i, i % 10);
    fputs("  s: {depends_on: [{at_least: 180, of: ", writing.stream);
    write_names(&writing, "c", COUNT);
    fputs("}]}\n", writing.stream);
    expect_budget(&writing, 1e-4);
}

static void very_many_replicas(void **state) {
    (void)state;
    for (int quorum = 1; quorum < 1000000; quorum += 199999) {
        struct writing writing;
        start(&writing);
        fprintf(writing.stream, "  s: {slo: 40%%, objective: 1%%, replicas: 1000000, quorum: %d}\n", quorum);
        expect_budget(&writing, 1);
    }
}

/* However often it is needed, the distribution of alike ones is that of replicas: no budget is spent. */
static void k_of_many_alike_are_replicas(void **state) {
    (void)state;
    enum { COUNT = 400 };
    struct writing writing;
    start(&writing);
    for (int i = 0; i < COUNT; i++)
        fprintf(writing.stream, "  c%d: 60%%\n", i);
    fputs("  like: {slo: 60%, replicas: 400, quorum: 250, objective: 1%}\n"
          "  s: {objective: 1%, depends_on: [{at_least: 250, of: ",
          writing.stream);
    write_names(&writing, "c", COUNT);
    fputs("}]}\n", writing.stream);
    assert_int_equal(fclose(writing.stream), 0);
    slacalc_result *result = evaluate_within(writing.text, 1, 0, NULL);
    const slacalc_service *service = service_named(result, "s"), *like = service_named(result, "like");
    assert_true(service->availability.exact);
    assert_near(service->availability.value.up, like->availability.value.up, 1e-13);
    assert_near(service->availability.value.down, like->availability.value.down, 1e-13);
    assert_int_equal(service->share_count, COUNT);
    assert_near(service->shares[0].share, service->shares[COUNT - 1].share, 1e-12);
    slacalc_result_free(result);
    free(writing.text);
}

/* Each part of the week has its own figures. */
static void very_many_hours(void **state) {
    (void)state;
    enum { PARTS = 200, OTHERS = 4000 };
    struct writing writing;
    start(&writing);
    for (int i = 0; i < PARTS; i++)
        fprintf(writing.stream, "  h%d: {slo: 90%%, hours: \"Mon-Fri %02d:%02d-24:00\"}\n", i, i / 60, i % 60);
    for (int i = 0; i < OTHERS; i++)
        fprintf(writing.stream, "  c%d: 99.99%%\n", i);
    fputs("  s: {objective: 1%, depends_on: [{any: ", writing.stream);
    write_names(&writing, "h", PARTS);
    fputs("}, {all: ", writing.stream);
    write_names(&writing, "c", OTHERS);
    fputs("}]}\n", writing.stream);
    expect_budget(&writing, 1);
}

/* The work suffices for the part of the week that is valued first, in which h is covered. For the rest of it, what is
 * not computed is nothing at the worst, and as good as without hours at the best. */
static void work_for_some_of_the_hours(void **state) {
    (void)state;
    enum { OTHERS = 4000, ENOUGH_FOR_ONE = 100 };
    struct writing writing;
    start(&writing);
    for (int i = 0; i < OTHERS; i++)
        fprintf(writing.stream, "  c%d: 99.99%%\n", i);
    fputs("  h: {slo: 90%, hours: \"Mon-Wed 00:00-24:00\"}\n"
          "  s: {depends_on: [h, {all: ",
          writing.stream);
    write_names(&writing, "c", OTHERS);
    fputs("}]}\n", writing.stream);
    assert_int_equal(fclose(writing.stream), 0);
    slacalc_result *result = evaluate_within(writing.text, ENOUGH_FOR_ONE, 0, NULL);
    const slacalc_estimate *estimates[] = {&service_named(result, "s")->availability,
                                           &component_named(result, "s")->availability};
    double covered = 0.9 * pow(0.9999, OTHERS), low = covered * 3 / 7;
    for (size_t i = 0; i < sizeof estimates / sizeof *estimates; i++) {
        assert_false(estimates[i]->exact);
        assert_near(estimates[i]->low.up, low, 1e-12);
        assert_near(estimates[i]->low.down, 1 - low, 1e-12);
        assert_near(estimates[i]->high.up, covered, 1e-12);
        assert_near(estimates[i]->high.down, 1 - covered, 1e-12);
    }
    const slacalc_estimate *own = &component_named(result, "h")->availability;
    assert_true(own->exact);
    assert_near(own->value.up, 0.9, 1e-15);
    slacalc_result_free(result);
    free(writing.text);
}

/* Writes a top over layers of gates, each over three things of the layer below. */
static void write_mesh(struct writing *writing, struct generator *random, const char *name, int layers, size_t leaves,
                       size_t width) {
    enum { ARGUMENTS = 3 };
    for (size_t i = 0; i < leaves; i++)
        fprintf(writing->stream, "  %s0-%zu: 9%zu%%\n", name, i, 5 + generator_draw(random, 5));
    for (int layer = 1; layer <= layers; layer++)
        for (size_t i = 0; i < width; i++) {
            size_t below = layer == 1 ? leaves : width, first = generator_draw(random, below);
            fprintf(writing->stream, "  %s%d-%zu: {depends_on: [{at_least: %zu, of: [", name, layer, i,
                    1 + (1 + generator_draw(random, 4)) / 2);
            for (size_t a = 0; a < ARGUMENTS; a++) {
                fprintf(writing->stream, "%s%s%d-%zu", a > 0 ? ", " : "", name, layer - 1, first);
                first = (first + 1 + generator_draw(random, below / ARGUMENTS - 1)) % below;
            }
            fputs("]}]}\n", writing->stream);
        }
    fprintf(writing->stream, "  %s: {depends_on: [{any: ", name);
    char prefix[16];
    snprintf(prefix, sizeof prefix, "%s%d-", name, layers);
    write_names(writing, prefix, (int)width);
    fputs("}]}\n", writing->stream);
}

/* One order of variables comes to what is too much work, and so to the first interval, while others are put aside. */
static void orders_of_before_the_first_interval(void **state) {
    (void)state;
    enum { SEED = 10, PARTS = 3000, BUDGET = 20000 };
    struct generator random = {.state = SEED};
    struct writing writing;
    start(&writing);
    write_mesh(&writing, &random, "x", 3, 50, 14);
    for (int i = 0; i < PARTS; i++)
        fprintf(writing.stream, "  k%d: %d.%d%%\n", i, 60 + i % 8, i % 10);
    fputs("  k: {objective: 1%, depends_on: [x, {at_least: 1800, of: ", writing.stream);
    write_names(&writing, "k", PARTS);
    fputs("}]}\n", writing.stream);
    write_mesh(&writing, &random, "y", 4, 40, 18);
    fputs("  s: {objective: 1%, depends_on: [k, {any: [x, y]}]}\n", writing.stream);
    assert_int_equal(fclose(writing.stream), 0);
    slacalc_result *exact = evaluate_within(writing.text, 0, 0, NULL);
    slacalc_result *result = evaluate_within(writing.text, BUDGET, 0, NULL);
    expect_interval(service_named(result, "s"), &service_named(exact, "s")->availability, 1);
    expect_interval(service_named(result, "k"), &service_named(exact, "k")->availability, 1);
    slacalc_result_free(exact);
    slacalc_result_free(result);
    free(writing.text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(k_of_many_different_ones),
        cmocka_unit_test(k_of_many_that_hardly_differ),
        cmocka_unit_test(very_many_replicas),
        cmocka_unit_test(k_of_many_alike_are_replicas),
        cmocka_unit_test(very_many_hours),
        cmocka_unit_test(work_for_some_of_the_hours),
        cmocka_unit_test(orders_of_before_the_first_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
