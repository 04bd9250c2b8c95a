/* P(at least k of n): against enumeration in 113 bits, and its extremes against closed forms. */
#include "engine/graph/k_of_n.h"
#include "engine/graph/k_of_n_bounds.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 9 };

/* The promised accuracy; many roundings in plain double where there is no long double. */
static double accuracy(void) {
    return has_long_double() ? 1e-13 : 1e-9;
}

static size_t draw_levels(struct generator *random, struct level *levels) {
    size_t n = 1 + generator_draw(random, FEW);
    for (size_t i = 0; i < n; i++) {
        levels[i] = generator_draw(random, 12) == 0 ? (struct level){1, 0} : gates_draw_level(random);
        if (generator_draw(random, 3) == 0)
            levels[i] = (struct level){levels[i].down, levels[i].up};
    }
    for (size_t i = 1; i < n && n % 4 == 0; i++)
        levels[i] = levels[0]; /* alike */
    return n;
}

/* P(at least k of the levels), one of them left out; SIZE_MAX: none. */
static struct ratio enumerate(const struct level *levels, size_t n, size_t k, size_t left_out) {
    struct ratio ratio = {0, 0};
    for (size_t state = 0; state < (size_t)1 << n; state++) {
        quad weight = 1;
        size_t ups = 0;
        if (left_out < n && state >> left_out & 1)
            continue;
        for (size_t i = 0; i < n; i++) {
            ups += state >> i & 1;
            if (i != left_out)
                weight *= (quad)(state >> i & 1 ? levels[i].up : levels[i].down);
        }
        *(ups >= k ? &ratio.up : &ratio.down) += weight;
    }
    return ratio;
}

static void assert_level(struct level got, struct ratio want, double relative) {
    assert_near(got.up, want.up, relative);
    assert_near(got.down, want.down, relative);
}

/* ---- Independent events ---- */

static void different_levels_agree_with_enumeration(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct level levels[FEW];
        size_t n = draw_levels(&random, levels);
        long double *row = malloc((n + 1) * sizeof *row);
        for (size_t k = 1; k <= n; k++)
            assert_level(k_of_n_independent(levels, n, k, row), enumerate(levels, n, k, SIZE_MAX), accuracy());
        free(row);
    }
}

static void replicas_agree_with_enumeration(void **state) {
    (void)state;
    static const long double downs[] = {0.5L, 0.1L, 0.999L, 1e-3L, 1e-9L, 1 - 1e-9L, 1e-300L};
    for (size_t d = 0; d < sizeof downs / sizeof *downs; d++) {
        struct level levels[FEW];
        for (size_t i = 0; i < FEW; i++)
            levels[i] = (struct level){1 - downs[d], downs[d]};
        for (uint32_t n = 1; n <= FEW; n++)
            for (uint32_t k = 1; k <= n; k++)
                if (has_long_double() || downs[d] > 1e-30L)
                    assert_level(k_of_n_replicas(levels[0], n, k), enumerate(levels, n, k, SIZE_MAX), accuracy());
    }
}

/* All tails of a binomial distribution: terms by their ratios from the largest one, divided by their sum. */
static void assert_binomial(long double down, uint32_t n, const uint32_t *ks, size_t count) {
    struct level level = {1 - down, down};
    quad odds = (quad)level.up / (quad)level.down, all = 0;
    uint32_t mode = (uint32_t)((long double)n * level.up);
    quad *term = calloc((size_t)n + 1, sizeof *term);
    term[mode] = 1;
    for (uint32_t i = mode; i < n; i++)
        term[i + 1] = term[i] * (quad)(n - i) / (quad)(i + 1) * odds;
    for (uint32_t i = mode; i > 0; i--)
        term[i - 1] = term[i] * (quad)i / (quad)(n - i + 1) / odds;
    for (uint32_t i = 0; i <= n; i++)
        all += term[i];
    for (size_t i = 0; i < count; i++) {
        struct ratio want = {0, 0};
        for (uint32_t j = 0; j < ks[i]; j++)
            want.down += term[j] / all;
        for (uint32_t j = n + 1; j-- > ks[i];)
            want.up += term[j] / all;
        struct level got = k_of_n_replicas(level, n, ks[i]);
        double relative = has_long_double() ? 1e-12 : 1e-7;
        if ((double)want.up > 1e-290)
            assert_near(got.up, want.up, relative);
        if ((double)want.down > 1e-290)
            assert_near(got.down, want.down, relative);
    }
    free(term);
}

static void many_replicas_agree_with_the_binomial_distribution(void **state) {
    (void)state;
    assert_binomial(0.3L, 50, (uint32_t[]){1, 2, 20, 34, 35, 36, 49, 50}, 8);
    assert_binomial(0.001L, 1000, (uint32_t[]){1, 500, 990, 998, 999, 1000}, 6);
    assert_binomial(0.999L, 1000, (uint32_t[]){1, 2, 3, 12, 700, 1000}, 6);
    if (!has_long_double())
        return;
    assert_binomial(0.5L, 1000000, (uint32_t[]){1, 490000, 499999, 500000, 500001, 510000, 1000000}, 7);
    assert_binomial(1e-6L, 1000000, (uint32_t[]){1, 999980, 999998, 999999, 1000000}, 5);
    assert_binomial(0.01L, 1000000, (uint32_t[]){989000, 990000, 991000, 1000000}, 4);
}

/* ---- Extremes ---- */

static void extremes_are_those_of_boole_and_frechet(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    for (size_t i = 0, count = runs_models(2000); i < count; i++) {
        struct level levels[FEW], room[FEW];
        size_t n = draw_levels(&random, levels);
        quad ups = 0, downs = 0;
        long double least_up = 1, least_down = 1, most_up = 0, most_down = 0;
        for (size_t e = 0; e < n; e++) {
            ups += (quad)levels[e].up;
            downs += (quad)levels[e].down;
            least_up = levels[e].up < least_up ? levels[e].up : least_up;
            least_down = levels[e].down < least_down ? levels[e].down : least_down;
            most_up = levels[e].up > most_up ? levels[e].up : most_up;
            most_down = levels[e].down > most_down ? levels[e].down : most_down;
        }
        struct level all_best = k_of_n_best(levels, n, n, room), all_worst = k_of_n_worst(levels, n, n, room);
        struct level any_best = k_of_n_best(levels, n, 1, room), any_worst = k_of_n_worst(levels, n, 1, room);
        assert_level(all_best, (struct ratio){least_up, most_down}, 1e-15);
        assert_level(any_worst, (struct ratio){most_up, least_down}, 1e-15);
        assert_near(all_worst.down, downs > 1 ? 1 : downs, 1e-14);
        assert_near(any_best.up, ups > 1 ? 1 : ups, 1e-14);
        assert_true(fabsl(all_worst.up - (long double)(downs > 1 ? 0 : 1 - downs)) < 1e-15L);
        assert_true(fabsl(any_best.down - (long double)(ups > 1 ? 0 : 1 - ups)) < 1e-15L);
    }
}

/* At least k are up unless at least n-k+1 are down. */
static void extremes_are_each_others_complement(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    for (size_t i = 0, count = runs_models(1000); i < count; i++) {
        struct level levels[FEW], swapped[FEW], room[FEW];
        long double row[FEW + 1];
        size_t n = draw_levels(&random, levels);
        for (size_t e = 0; e < n; e++)
            swapped[n - 1 - e] = (struct level){levels[e].down, levels[e].up};
        for (size_t k = 1; k <= n; k++) {
            struct level worst = k_of_n_worst(levels, n, k, room), best = k_of_n_best(levels, n, k, room);
            struct level other = k_of_n_best(swapped, n, n - k + 1, room);
            assert_near(worst.down, other.up, 1e-14);
            assert_near(worst.up, other.down, 1e-14);
            struct level between = k_of_n_independent(levels, n, k, row);
            assert_true((double)between.down <= (double)worst.down * (1 + accuracy()));
            assert_true((double)between.down >= (double)best.down * (1 - accuracy()));
            assert_true((double)between.up <= (double)best.up * (1 + accuracy()));
        }
    }
}

/* Three events of 0.4: two at once for 0.6 in all, by three pairs of 0.2 each; and so on. */
static void extremes_of_equal_levels_are_known(void **state) {
    (void)state;
    struct level levels[5], room[5];
    for (size_t i = 0; i < 5; i++)
        levels[i] = (struct level){0.4L, 0.6L};
    assert_near(k_of_n_best(levels, 3, 2, room).up, 0.6, 1e-15);
    assert_near(k_of_n_best(levels, 5, 3, room).up, 2.0 / 3, 1e-15);
    assert_near(k_of_n_best(levels, 5, 2, room).up, 1, 1e-15);
    assert_near(k_of_n_worst(levels, 3, 2, room).down, 0.9, 1e-15);
    assert_near(k_of_n_worst(levels, 5, 1, room).down, 0.6, 1e-15);
    /* Both are down almost always, to the last digit of it: their ups decide. */
    struct level seldom[2] = {{1e-25L, 1}, {1e-30L, 1}}, exchanged[2] = {seldom[1], seldom[0]};
    assert_near(k_of_n_best(seldom, 2, 2, room).up, 1e-30, 1e-15);
    assert_near(k_of_n_best(exchanged, 2, 2, room).up, 1e-30, 1e-15);
    struct level uneven[3] = {{0.9L, 0.1L}, {0.05L, 0.95L}, {0.1L, 0.9L}};
    assert_near(k_of_n_best(uneven, 3, 2, room).up, 0.15, 1e-15);
}

/* ---- Derivatives ---- */

static void derivatives_agree_with_enumeration(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    for (size_t i = 0, count = runs_models(500); i < count; i++) {
        struct level levels[FEW];
        size_t n = draw_levels(&random, levels);
        for (size_t k = 1; k <= n; k++) {
            long double *row = malloc(k_of_n_given_room(n, k) * sizeof *row);
            struct k_of_n_given given[FEW];
            k_of_n_given_each(levels, n, k, given, row);
            for (size_t e = 0; e < n; e++) {
                struct ratio if_up = {0, 0}, if_down = {0, 0};
                quad want = 0;
                for (size_t set = 0; set < (size_t)1 << n; set++) {
                    size_t ups = (size_t)__builtin_popcountll(set);
                    quad weight = (set >> e & 1) == 0;
                    for (size_t o = 0; o < n; o++)
                        if (o != e)
                            weight *= (quad)(set >> o & 1 ? levels[o].up : levels[o].down);
                    want += ups == k - 1 ? weight : 0;
                    *(ups + 1 >= k ? &if_up.up : &if_up.down) += weight;
                    *(ups >= k ? &if_down.up : &if_down.down) += weight;
                }
                assert_near(given[e].pivotal, want, accuracy());
                assert_near(given[e].if_up.up, if_up.up, accuracy());
                assert_near(given[e].if_up.down, if_up.down, accuracy());
                assert_near(given[e].if_down.up, if_down.up, accuracy());
                assert_near(given[e].if_down.down, if_down.down, accuracy());
            }
            free(row);
        }
    }
}

/* Sizes that do not divide evenly, with just the room that was asked for. */
static void derivatives_of_many_events_add_up(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    for (size_t n = 1; n < 300; n += 1 + n / 9) {
        struct level *levels = malloc(n * sizeof *levels);
        struct k_of_n_given *given = malloc(n * sizeof *given);
        long double *exactly = malloc((n + 1) * sizeof *exactly);
        for (size_t i = 0; i < n; i++)
            levels[i] = gates_draw_level(&random);
        for (size_t k = 1; k <= n; k += 1 + k / 4) {
            long double *row = malloc(k_of_n_given_room(n, k) * sizeof *row), ways = 0;
            k_of_n_given_each(levels, n, k, given, row);
            struct level least = k_of_n_independent(levels, n, k, exactly);
            struct level more = k < n ? k_of_n_independent(levels, n, k + 1, exactly) : (struct level){0, 1};
            /* Each state with exactly k up is counted once for each of its k events that are up. */
            for (size_t i = 0; i < n; i++)
                ways += levels[i].up * given[i].pivotal;
            long double want = (long double)k * (least.up < 0.5L ? least.up - more.up : more.down - least.down);
            assert_true(fabsl(ways - want) <= (has_long_double() ? 1e-14L : 1e-11L) * (long double)n);
            free(row);
        }
        free(exactly);
        free(given);
        free(levels);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(different_levels_agree_with_enumeration),
        cmocka_unit_test(replicas_agree_with_enumeration),
        cmocka_unit_test(many_replicas_agree_with_the_binomial_distribution),
        cmocka_unit_test(extremes_are_those_of_boole_and_frechet),
        cmocka_unit_test(extremes_are_each_others_complement),
        cmocka_unit_test(extremes_of_equal_levels_are_known),
        cmocka_unit_test(derivatives_agree_with_enumeration),
        cmocka_unit_test(derivatives_of_many_events_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
