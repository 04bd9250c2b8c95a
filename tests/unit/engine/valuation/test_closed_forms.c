/* Structures whose availability has a formula, up to large ones. */
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include <stdio.h>
#include <stdlib.h>

/* A model's text while it is written. */
struct page {
    FILE *out;
    char *text;
    size_t length;
};

static void page_open(struct page *page) {
    page->text = NULL;
    page->out = open_memstream(&page->text, &page->length);
    assert_non_null(page->out);
    fputs("components:\n", page->out);
}

static slacalc_result *page_evaluate(struct page *page) {
    assert_int_equal(fclose(page->out), 0);
    slacalc_result *result = evaluate_plain(page->text);
    free(page->text);
    return result;
}

static double accuracy(void) {
    return has_long_double() ? 1e-12 : 1e-9;
}

static void assert_component(const slacalc_result *result, const char *name, quad up, quad down) {
    const slacalc_component *component = component_named(result, name);
    assert_non_null(component);
    assert_true(component->availability.exact);
    assert_near(component->availability.value.up, up, accuracy());
    assert_near(component->availability.value.down, down, accuracy());
}

/* Valgrind takes fifty times as long. */
static size_t large(size_t count) {
    return has_long_double() ? count : count / 20;
}

/* The service 's' of the text. */
static void assert_service(const char *text, quad up, quad down) {
    slacalc_result *result = evaluate_plain(text);
    assert_component(result, "s", up, down);
    slacalc_result_free(result);
}

static quad power(quad base, size_t exponent) {
    quad result = 1;
    for (; exponent > 0; exponent /= 2) {
        result *= exponent % 2 == 1 ? base : 1;
        base *= base;
    }
    return result;
}

static void write_references(FILE *out, const char *name, size_t count) {
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%s%zu", i == 0 ? "" : ", ", name, i);
}

/* 1,000 components c0... whose levels differ; returns the product of what `side` picks. */
static void write_different(FILE *out, quad *all_up, quad *all_down) {
    *all_up = *all_down = 1;
    for (size_t i = 0; i < 1000; i++) {
        struct ratio level = ratio_of(999000 + i, 6);
        fprintf(out, "  c%zu: 99.9%03zu%%\n", i, i);
        *all_up *= level.up;
        *all_down *= level.down;
    }
}

static void series_multiply_what_is_up(void **state) {
    (void)state;
    struct page page;
    quad all_up, all_down;
    page_open(&page);
    write_different(page.out, &all_up, &all_down);
    fputs("  s: {depends_on: [", page.out);
    write_references(page.out, "c", 1000);
    fputs("]}\n", page.out);
    slacalc_result *result = page_evaluate(&page);
    assert_component(result, "s", all_up, 1 - all_up);
    slacalc_result_free(result);
}

/* 80 of them: the product of a thousand is no double. */
static void parallel_multiplies_what_is_down(void **state) {
    (void)state;
    struct page page;
    quad all_up, all_down, down = 1;
    page_open(&page);
    write_different(page.out, &all_up, &all_down);
    fputs("  s: {depends_on: {any: [", page.out);
    write_references(page.out, "c", 80);
    fputs("]}}\n", page.out);
    for (unsigned i = 0; i < 80; i++)
        down *= ratio_of(999000 + i, 6).down;
    slacalc_result *result = page_evaluate(&page);
    assert_component(result, "s", 1 - down, down);
    slacalc_result_free(result);
}

static void many_nines_stay_exact(void **state) {
    (void)state;
    quad tiny = ratio_of(999999999, 9).down, tinier = ratio_of(999999999999, 12).down;
    assert_service("components: {a: 99.9999999%, b: 99.9999999%, s: {depends_on: {any: [a, b]}}}", 1 - tiny * tiny,
                   tiny * tiny);
    assert_service("components: {a: 99.9999999%, b: 99.9999999%, s: {depends_on: [a, b]}}", power(1 - tiny, 2),
                   2 * tiny - tiny * tiny);
    assert_service("components: {s: {slo: 99.9999999999%, replicas: 5}}", 1 - power(tinier, 5), power(tinier, 5));
    assert_service("components: {s: {slo: 0.0000000001%, replicas: 5, quorum: 5}}", power(tinier, 5),
                   1 - power(tinier, 5));
}

static void two_of_three_is_the_cubic(void **state) {
    (void)state;
    struct ratio p = ratio_of(99, 2);
    quad up = p.up * p.up * (3 - 2 * p.up), down = p.down * p.down * (3 - 2 * p.down);
    assert_service("components: {s: {slo: 99%, replicas: 3, quorum: 2}}", up, down);
    assert_service("components: {a: 99%, b: 99%, c: 99%, s: {depends_on: [{at_least: 2, of: [a, b, c]}]}}", up, down);
    assert_service("components: {a: 99%, b: 99%, c: 99%,"
                   " s: {depends_on: {any: [{all: [a, b]}, {all: [b, c]}, {all: [a, c]}]}}}",
                   up, down);
}

/* P(at least `k` of the elements are up), one element after the other. */
static struct ratio k_of_n(const struct ratio *levels, size_t count, size_t k) {
    quad *exactly = calloc(count + 2, sizeof *exactly);
    assert_non_null(exactly);
    exactly[0] = 1;
    for (size_t i = 0; i < count; i++) {
        for (size_t up = i + 1; up > 0; up--)
            exactly[up] = exactly[up] * levels[i].down + exactly[up - 1] * levels[i].up;
        exactly[0] *= levels[i].down;
    }
    struct ratio sum = {0, 0};
    for (size_t up = 0; up <= count; up++)
        *(up >= k ? &sum.up : &sum.down) += exactly[up];
    free(exactly);
    return sum;
}

static void assert_replicas(unsigned level, size_t replicas, size_t quorum) {
    struct ratio levels[500];
    for (size_t i = 0; i < replicas; i++)
        levels[i] = ratio_of(level, 4);
    struct ratio want = k_of_n(levels, replicas, quorum);
    char text[128];
    snprintf(text, sizeof text, "components: {s: {slo: %u.%02u%%, replicas: %zu, quorum: %zu}}", level / 100,
             level % 100, replicas, quorum);
    assert_service(text, want.up, want.down);
}

static void replicas_are_binomial(void **state) {
    (void)state;
    assert_replicas(5000, 500, 250);
    assert_replicas(5200, 500, 250);
    assert_replicas(9990, 500, 490);
    assert_replicas(9000, 500, 250);
    assert_replicas(1000, 500, 250);
    assert_replicas(9999, 7, 4);
}

/* Unequal levels, from 0.01 % to 99.99 %. */
static void at_least_counts_unequal_levels(void **state) {
    (void)state;
    for (size_t k = 1; k <= 40; k += 3) {
        struct ratio levels[40];
        struct page page;
        page_open(&page);
        for (unsigned i = 0; i < 40; i++) {
            unsigned units = i == 0 ? 1 : 9999 - (i % 20) * (i % 20) * 20;
            levels[i] = ratio_of(units, 4);
            fprintf(page.out, "  c%u: %u.%02u%%\n", i, units / 100, units % 100);
        }
        fprintf(page.out, "  s: {depends_on: {at_least: %zu, of: [", k);
        write_references(page.out, "c", 40);
        fputs("]}}\n", page.out);
        struct ratio want = k_of_n(levels, 40, k);
        slacalc_result *result = page_evaluate(&page);
        assert_component(result, "s", want.up, want.down);
        slacalc_result_free(result);
    }
}

static quad either(quad a, quad b) {
    return a + b - a * b;
}

/* Factored on the element in the middle. */
static void the_bridge_is_factored(void **state) {
    (void)state;
    quad a = ratio_of(90, 2).up, b = ratio_of(85, 2).up, c = ratio_of(80, 2).up, d = ratio_of(95, 2).up,
         e = ratio_of(70, 2).up;
    quad up = c * either(a, b) * either(d, e) + (1 - c) * either(a * d, b * e);
    assert_service("components: {a: 90%, b: 85%, c: 80%, d: 95%, e: 70%, s: {depends_on:"
                   " {any: [{all: [a, d]}, {all: [b, e]}, {all: [a, c, e]}, {all: [b, c, d]}]}}}",
                   up, 1 - up);
}

/* Down when two neighbours are: R(n) = p R(n-1) + q p R(n-2). */
static void consecutive_failures_follow_their_recurrence(void **state) {
    (void)state;
    enum { N = 200 };
    quad p = ratio_of(98, 2).up, before = 1, up = 1;
    struct page page;
    page_open(&page);
    for (size_t i = 0; i < N; i++)
        fprintf(page.out, "  c%zu: 98%%\n", i);
    fputs("  s:\n    depends_on:\n", page.out);
    for (size_t i = 0; i + 1 < N; i++) {
        fprintf(page.out, "      - any: [c%zu, c%zu]\n", i, i + 1);
        quad next = p * up + (1 - p) * p * before;
        before = up;
        up = next;
    }
    slacalc_result *result = page_evaluate(&page);
    assert_component(result, "s", up, 1 - up);
    slacalc_result_free(result);
}

static void failover_needs_its_switch(void **state) {
    (void)state;
    quad a = ratio_of(99, 2).down, b = ratio_of(98, 2).down, c = ratio_of(97, 2).down, s = ratio_of(95, 2).down;
    quad down = a * (s + (1 - s) * b) * (s + (1 - s) * c);
    assert_service("components: {a: 99%, b: 98%, c: 97%, s: {depends_on: [{any: [a, b, c], failover: 95%}]}}", 1 - down,
                   down);
    assert_service("components: {a: 99%, b: 98%, s: {depends_on: [{any: [a, b], failover: 100%}]}}", 1 - a * b, a * b);
    assert_service("components: {a: 99%, b: 98%, s: {depends_on: [{any: [a, b], failover: 0%}]}}", 1 - a, a);
}

/* Two requirements have a share each, even of the same component. */
static void traffic_loses_its_share(void **state) {
    (void)state;
    quad q = ratio_of(99, 2).down, both = 1 - (quad)4 / 5 * 7 / 10;
    assert_service("components: {a: 99%, s: {depends_on: [{needs: a, traffic: 20%}]}}", 1 - q / 5, q / 5);
    assert_service("components: {a: 99%, s: {depends_on: [{needs: a, traffic: 0.2}, {needs: a, traffic: 30%}]}}",
                   1 - q * both, q * both);
}

/* The mean of the ways, whatever they share; a way that no request goes counts for nothing. */
static void a_split_is_the_mean_of_its_ways(void **state) {
    (void)state;
    quad a = ratio_of(90, 2).down, b = ratio_of(80, 2).down, z = ratio_of(99, 2).down;
    assert_service("components: {a: 90%, b: 80%, s: {depends_on: [split: [{needs: a, traffic: 60%},"
                   " {needs: b, traffic: 40%}]]}}",
                   (quad)86 / 100, (quad)14 / 100);
    assert_service("components: {z: 99%, a: {slo: 90%, depends_on: [z]}, b: {slo: 80%, depends_on: [z]},"
                   " s: {depends_on: [z, split: [{needs: a, traffic: 1/3}, {needs: b, traffic: 1/3},"
                   " {needs: z, traffic: 0%}, {needs: {any: [a, b]}, traffic: 1/3}]]}}",
                   (1 - z) * (1 - (a + b + a * b) / 3), z + (1 - z) * (a + b + a * b) / 3);
    assert_service("components: {a: 90%, s: {depends_on: [split: [{needs: a, traffic: 100%}]]}}", 1 - a, a);
}

static void what_degrades_counts_only_undegraded(void **state) {
    (void)state;
    slacalc_result *result = evaluate_plain("components: {a: 99%, b: 98%, c: 97%,"
                                            " s: {depends_on: [a, {optional: b}, {needs: c, traffic: 20%}]}}");
    const slacalc_service *service = service_named(result, "s");
    quad a = ratio_of(99, 2).up, b = ratio_of(98, 2).up, c = ratio_of(97, 2).up;
    assert_near(service->availability.value.up, a * (1 - (1 - c) / 5), 1e-12);
    assert_near(service->undegraded.value.up, a * b * c, 1e-12);
    assert_near(service->undegraded.value.down, 1 - a * b * c, 1e-12);
    assert_int_equal(service->degraded_by_count, 1);
    assert_int_equal(service->degraded_by[0], 1);
    slacalc_result_free(result);
}

static void assert_verdict(const char *text, slacalc_verdict want) {
    slacalc_result *result = evaluate_plain(text);
    const slacalc_service *service = service_named(result, "s");
    assert_non_null(service);
    assert_int_equal(service->promise_count, 1);
    assert_true(service->promises[0].decided);
    assert_int_equal(service->promises[0].verdict, want);
    assert_int_equal(slacalc_result_verdicts(result, want), 1);
    assert_int_equal(slacalc_result_kept(result), want == SLACALC_GUARANTEED || want == SLACALC_HOLDS);
    slacalc_result_free(result);
}

static void verdicts_hold_at_the_written_decimal(void **state) {
    (void)state;
    assert_verdict("components: {a: 99.9%, b: 99.9%, c: 99.9%, s: {depends_on: [a, b, c], sla: 99.7002999%}}",
                   SLACALC_HOLDS);
    assert_verdict("components: {a: 99.9%, b: 99.9%, c: 99.9%, s: {depends_on: [a, b, c], sla: 99.7003%}}",
                   SLACALC_BROKEN);
    assert_verdict("components: {a: 99.9%, b: 99.9%, c: 99.9%, s: {depends_on: [a, b, c], sla: 99.7%}}",
                   SLACALC_GUARANTEED);
    assert_verdict("components: {a: 99.9%, b: 99.9%, c: 99.9%, s: {depends_on: [a, b, c], sla: 99.9%}}",
                   SLACALC_BROKEN);
    assert_verdict("components: {a: 99.9%, b: 99.9%, c: 99.9%, s: {depends_on: [a, b, c], sla: 99.9001%}}",
                   SLACALC_IMPOSSIBLE);
}

static void a_promise_of_all_takes_certainty(void **state) {
    (void)state;
    assert_verdict("components: {a: 100%, s: {slo: 100%, depends_on: [a], sla: 100%}}", SLACALC_GUARANTEED);
    assert_verdict("components: {a: 99.9%, b: 99.9%, s: {depends_on: {any: [a, b]}, sla: 100%}}", SLACALC_BROKEN);
    assert_verdict("components: {a: 99.9999999999%, s: {depends_on: [a], sla: 100%}}", SLACALC_IMPOSSIBLE);
    assert_verdict("components: {a: 0%, s: {depends_on: [a], sla: 0%}}", SLACALC_GUARANTEED);
}

/* c0... of which each depends on the one before, 100,000 deep. */
static void a_long_chain_is_a_power(void **state) {
    (void)state;
    size_t count = large(100000), looked_at[] = {100, count / 2, count};
    quad level = ratio_of(99999, 5).up;
    struct page page;
    page_open(&page);
    fputs("  c0: 99.999%\n", page.out);
    for (size_t i = 1; i < count; i++)
        fprintf(page.out, "  c%zu: {slo: 99.999%%, depends_on: [c%zu]}\n", i, i - 1);
    slacalc_result *result = page_evaluate(&page);
    assert_int_equal(slacalc_result_service_count(result), 1);
    for (size_t i = 0; i < 3; i++) {
        char name[24];
        snprintf(name, sizeof name, "c%zu", looked_at[i] - 1);
        assert_component(result, name, power(level, looked_at[i]), 1 - power(level, looked_at[i]));
    }
    assert_near(slacalc_result_service(result, 0)->worst.down, (double)count * 1e-5, 1e-9);
    assert_near(slacalc_result_service(result, 0)->best.down, 1e-5, 1e-9);
    slacalc_result_free(result);
}

static void a_long_list_is_a_power(void **state) {
    (void)state;
    size_t count = large(100000);
    quad level = ratio_of(99999, 5).up;
    struct page page;
    page_open(&page);
    for (size_t i = 1; i < count; i++)
        fprintf(page.out, "  c%zu: 99.999%%\n", i - 1);
    fputs("  s: {slo: 99.999%, depends_on: [", page.out);
    write_references(page.out, "c", count - 1);
    fputs("]}\n", page.out);
    slacalc_result *result = page_evaluate(&page);
    assert_component(result, "s", power(level, count), 1 - power(level, count));
    slacalc_result_free(result);
}

/* Any of them, each of which is seldom up. */
static void a_long_choice_is_a_power(void **state) {
    (void)state;
    size_t count = large(100000);
    quad all_down = power(ratio_of(1, 5).down, count);
    struct page page;
    page_open(&page);
    for (size_t i = 0; i < count; i++)
        fprintf(page.out, "  c%zu: 0.001%%\n", i);
    fputs("  s: {depends_on: {any: [", page.out);
    write_references(page.out, "c", count);
    fputs("]}}\n", page.out);
    slacalc_result *result = page_evaluate(&page);
    assert_component(result, "s", 1 - all_down, all_down);
    slacalc_result_free(result);
}

/* A binary tree in heap order, 131,071 components: even floors need both children, odd ones either. */
static void a_large_tree_follows_its_floors(void **state) {
    (void)state;
    struct ratio own = ratio_of(9999, 4), floors[17];
    size_t height = has_long_double() ? 17 : 12;
    struct page page;
    page_open(&page);
    for (size_t floor = 0, first = 1; floor < height; floor++, first *= 2)
        for (size_t i = first; i < 2 * first; i++)
            if (floor + 1 == height)
                fprintf(page.out, "  t%zu: 99.99%%\n", i);
            else
                fprintf(page.out, "  t%zu: {slo: 99.99%%, depends_on: {%s: [t%zu, t%zu]}}\n", i,
                        floor % 2 == 0 ? "all" : "any", 2 * i, 2 * i + 1);
    floors[height - 1] = own;
    for (size_t floor = height - 1; floor-- > 0;) {
        struct ratio below = floors[floor + 1];
        quad both_up = below.up * below.up, both_down = below.down * below.down;
        floors[floor].up = own.up * (floor % 2 == 0 ? both_up : 1 - both_down);
        floors[floor].down = own.down + own.up * (floor % 2 == 0 ? 2 * below.down - both_down : both_down);
    }
    slacalc_result *result = page_evaluate(&page);
    assert_component(result, "t1", floors[0].up, floors[0].down);
    assert_component(result, "t3", floors[1].up, floors[1].down);
    assert_component(result, "t300", floors[8].up, floors[8].down);
    slacalc_result_free(result);
}

/* Each of 50,000 services needs one zone, and either that one or one of two others again. */
static void many_services_share_few_zones(void **state) {
    (void)state;
    enum { ZONES = 50 };
    size_t services = large(50000);
    struct ratio zones[ZONES], own = ratio_of(9995, 4);
    struct page page;
    page_open(&page);
    for (unsigned z = 0; z < ZONES; z++) {
        zones[z] = ratio_of(9900 + z, 4);
        fprintf(page.out, "  z%u: 99.%02u%%\n", z, z);
    }
    for (size_t i = 0; i < services; i++)
        fprintf(page.out, "  s%zu: {slo: 99.95%%, depends_on: [{any: [z%zu, z%zu]}, z%zu, {any: [z%zu, z%zu]}]}\n", i,
                i % ZONES, (i + 1 + i % 7) % ZONES, (i + 11 + i % 13) % ZONES, i % ZONES, (i + 11 + i % 13) % ZONES);
    slacalc_result *result = page_evaluate(&page);
    assert_int_equal(slacalc_result_service_count(result), services);
    for (size_t i = 0; i < services; i += 97) {
        quad both = zones[i % ZONES].down * zones[(i + 1 + i % 7) % ZONES].down;
        struct ratio needed = zones[(i + 11 + i % 13) % ZONES];
        const slacalc_service *service = slacalc_result_service(result, i);
        assert_true(service->availability.exact);
        assert_near(service->availability.value.up, own.up * (1 - both) * needed.up, 1e-12);
        assert_near(service->availability.value.down, own.down + own.up * (both + (1 - both) * needed.down), 1e-12);
    }
    slacalc_result_free(result);
}

/* The terms of the binomial sum relative to one in the middle, so that none of them leaves the range of numbers. */
static void a_hundred_thousand_replicas_are_binomial(void **state) {
    (void)state;
    enum { N = 100000, QUORUM = 50000 };
    quad odds = ratio_of(501, 3).up / ratio_of(501, 3).down, term = 1;
    struct ratio sum = {0, 0};
    for (int k = QUORUM; k <= N; k++) {
        sum.up += term;
        term *= odds * (quad)(N - k) / (quad)(k + 1);
    }
    term = 1;
    for (int k = QUORUM; k > 0; k--) {
        term *= (quad)k / ((quad)(N - k + 1) * odds);
        sum.down += term;
    }
    quad all = sum.up + sum.down;
    assert_service("components: {s: {slo: 50.1%, replicas: 100000, quorum: 50000}}", sum.up / all, sum.down / all);
}

/* The members' own parts have to be known before the cause that is a share of them: x comes to what it promises. */
static void whole_figures_above_a_common_cause_count_as_they_are(void **state) {
    (void)state;
    static const char members[] = "components:\n  z: 99.9%\n  a: {slo: 99.5%, sla: 99%, depends_on: z}\n"
                                  "  b: {slo: 99.5%, sla: 99%, depends_on: z}\n";
    static const char *const above[] = {
        "  x: {sla: 98%, depends_on: [{any: [a, b], beta: 50%}]}\n  s: {slo: 100%, depends_on: x}\n",
        "  x: {sla: 98%, depends_on: [a, b]}\n  s: {slo: 100%, depends_on: [x, {any: [a, b], beta: 50%}]}\n",
        "  x: {sla: 98%, slo: 99.9%, depends_on: [{any: [a, b], beta: 50%}]}\n"
        "  y: {sla: 98%, slo: 99.9%, depends_on: a}\n"
        "  v: {sla: 95%, depends_on: [{any: [x, y], beta: 20%}]}\n  s: {slo: 100%, depends_on: v}\n"};
    static const double wanted[] = {0.02, 0.02, 0.05};
    slacalc_options options = slacalc_options_default();
    options.basis = SLACALC_BASIS_SLA;
    for (size_t i = 0; i < sizeof above / sizeof *above; i++) {
        char text[600];
        snprintf(text, sizeof text, "%s%s", members, above[i]);
        slacalc_result *result = evaluate_text(text, NULL, &options, NULL);
        assert_non_null(result);
        assert_near(component_named(result, i < 2 ? "x" : "v")->availability.value.down, wanted[i], 1e-14);
        slacalc_result_free(result);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_multiply_what_is_up),
        cmocka_unit_test(parallel_multiplies_what_is_down),
        cmocka_unit_test(many_nines_stay_exact),
        cmocka_unit_test(two_of_three_is_the_cubic),
        cmocka_unit_test(replicas_are_binomial),
        cmocka_unit_test(at_least_counts_unequal_levels),
        cmocka_unit_test(the_bridge_is_factored),
        cmocka_unit_test(consecutive_failures_follow_their_recurrence),
        cmocka_unit_test(failover_needs_its_switch),
        cmocka_unit_test(traffic_loses_its_share),
        cmocka_unit_test(a_split_is_the_mean_of_its_ways),
        cmocka_unit_test(what_degrades_counts_only_undegraded),
        cmocka_unit_test(verdicts_hold_at_the_written_decimal),
        cmocka_unit_test(a_promise_of_all_takes_certainty),
        cmocka_unit_test(a_long_chain_is_a_power),
        cmocka_unit_test(a_long_list_is_a_power),
        cmocka_unit_test(a_long_choice_is_a_power),
        cmocka_unit_test(a_large_tree_follows_its_floors),
        cmocka_unit_test(many_services_share_few_zones),
        cmocka_unit_test(a_hundred_thousand_replicas_are_binomial),
        cmocka_unit_test(whole_figures_above_a_common_cause_count_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
