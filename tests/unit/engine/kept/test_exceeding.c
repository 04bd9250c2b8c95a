/* Modules in series: their sum, what part of it is lost, and where work or time ends. */
#include "near.h"

#include "engine/kept/exceeding.h"

struct fixture {
    struct arena arena;
    struct chain_room room;
    struct exceeding_effort effort;
};

static void open_fixture(struct fixture *fixture) {
    arena_init(&fixture->arena, NULL);
    fixture->room = chain_room_new(&fixture->arena);
    fixture->effort = (struct exceeding_effort){.room = &fixture->room, .work = 1000000};
}

static const double MONTH = 720; /* hours */

static struct series_module element(double level, double mttr, double part, size_t count) {
    return (struct series_module){
        .part = part, .times = {mttr * level / (1 - level), mttr}, .chain = NULL, .count = count};
}

static double chance_of(struct fixture *fixture, struct series_module *modules, size_t count, double allowed) {
    const struct series series = {.modules = modules, .count = count, .kind = SLACALC_KEPT_AT_LEAST};
    struct exceeding exceeding = exceeding_of(&series, MONTH, allowed, &fixture->effort);
    assert_true(exceeding.is_known && exceeding.is_settled);
    return exceeding.chance;
}

/* The exact figure of all states is 0.4098714106, 0.2633548708 and 0.08490155293; the sum is up to 1.001 times it. */
static void the_sum_of_three_elements_is_a_little_more_than_the_truth(void **state) {
    (void)state;
    static const double exact[][2] = {{0.001, 0.4098714106}, {0.002, 0.2633548708}, {0.005, 0.08490155293}};
    struct series_module modules[] = {element(0.999, 1, 1, 1), element(0.9995, 4, 1, 1),
                                      element(0.9998, 1 / 6.0, 1, 1)};
    struct fixture fixture;
    open_fixture(&fixture);
    for (size_t i = 0; i < 3; i++) {
        double chance = chance_of(&fixture, modules, 3, exact[i][0] * MONTH);
        assert_true(chance >= exact[i][1] && chance <= 1.001 * exact[i][1]);
    }
    arena_free(&fixture.arena);
}

static void alike_modules_are_raised_to_a_power(void **state) {
    (void)state;
    struct series_module each[] = {element(0.999, 1, 1, 1), element(0.999, 1, 1, 1), element(0.999, 1, 1, 1)};
    struct series_module all = element(0.999, 1, 1, 3);
    struct fixture fixture;
    open_fixture(&fixture);
    assert_near(chance_of(&fixture, &all, 1, 2), chance_of(&fixture, each, 3, 2), 1e-9);
    arena_free(&fixture.arena);
}

/* Half of the requests in an outage: as long as though it were allowed to last twice as long. */
static void a_part_of_the_requests_is_a_part_of_the_time(void **state) {
    (void)state;
    struct series_module half = element(0.999, 1, 0.5, 1), whole = element(0.999, 1, 1, 1);
    struct fixture fixture;
    open_fixture(&fixture);
    assert_near(chance_of(&fixture, &half, 1, 1), chance_of(&fixture, &whole, 1, 2), 1e-12);
    assert_near(chance_of(&fixture, &half, 1, MONTH / 2), 0, 0);
    arena_free(&fixture.arena);
}

/* More is allowed than is always lost, or less. */
static void what_is_always_lost_is_taken_off(void **state) {
    (void)state;
    struct series_module module = element(0.999, 1, 1, 1);
    const struct series series = {.modules = &module, .count = 1, .always = 0.01};
    struct fixture fixture;
    open_fixture(&fixture);
    assert_near(exceeding_of(&series, MONTH, 7.2 + 1, &fixture.effort).chance, chance_of(&fixture, &module, 1, 1),
                1e-9);
    assert_near(exceeding_of(&series, MONTH, 7, &fixture.effort).chance, 1, 0);
    arena_free(&fixture.arena);
}

/* One outage in 30,000 years: its deviation says that hundreds of terms are needed, the length of an outage that few
 * are. */
static void rare_outages_take_few_terms(void **state) {
    (void)state;
    struct series_module one = element(1 - 6e-10, 0.16, 1, 1), two = element(1 - 6e-10, 0.16, 1, 2);
    const struct series series = {.modules = &two, .count = 1};
    struct fixture fixture;
    open_fixture(&fixture);
    assert_true(exceeding_work(&series, MONTH, 0.6) < 50);
    assert_near(chance_of(&fixture, &two, 1, 0.6), 2 * chance_of(&fixture, &one, 1, 0.6), 1e-2);
    arena_free(&fixture.arena);
}

/* However far apart the figures are: a probability, and never less than what is known by other ways. */
static void extremes_stay_probabilities(void **state) {
    (void)state;
    static const double levels[] = {1e-9, 0.5, 0.999999, 1 - 1e-12}, times[] = {1e-6, 1, 1e6};
    static const double allowances[] = {0, 1e-9, 0.5, 0.999999999};
    struct fixture fixture;
    open_fixture(&fixture);
    for (size_t l = 0; l < 4; l++)
        for (size_t t = 0; t < 3; t++)
            for (size_t a = 0; a < 4; a++) {
                struct series_module modules[] = {element(levels[l], times[t], 1, 2), element(0.99, 1, 0.3, 1)};
                const struct series series = {.modules = modules, .count = 2};
                fixture.effort.work = 1000000;
                struct exceeding exceeding = exceeding_of(&series, MONTH, allowances[a] * MONTH, &fixture.effort);
                assert_true(exceeding.is_known);
                assert_true(exceeding.chance >= 0 && exceeding.chance <= 1);
            }
    arena_free(&fixture.arena);
}

static void nothing_is_said_where_work_or_time_is_over(void **state) {
    (void)state;
    struct series_module modules[] = {element(0.999, 1, 1, 1), element(0.9995, 4, 1, 1)};
    const struct series series = {.modules = modules, .count = 2};
    struct deadline over = {.is_set = true, .is_over = true};
    struct fixture fixture;
    open_fixture(&fixture);
    fixture.effort.work = 10;
    assert_false(exceeding_of(&series, MONTH, 1, &fixture.effort).is_known);
    fixture.effort.work = 1000000;
    fixture.effort.deadline = &over;
    assert_false(exceeding_of(&series, MONTH, 1, &fixture.effort).is_known);
    arena_free(&fixture.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sum_of_three_elements_is_a_little_more_than_the_truth),
        cmocka_unit_test(alike_modules_are_raised_to_a_power),
        cmocka_unit_test(a_part_of_the_requests_is_a_part_of_the_time),
        cmocka_unit_test(what_is_always_lost_is_taken_off),
        cmocka_unit_test(rare_outages_take_few_terms),
        cmocka_unit_test(extremes_stay_probabilities),
        cmocka_unit_test(nothing_is_said_where_work_or_time_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
