/* Longest paths through random diagrams against all assignments of their variables. */
#include "engine/bounds/coupling_paths.h"
#include "generator.h"
#include "near.h"
#include "runs.h"

#include <math.h>

enum { VARIABLES = 7, STATES = 1 << VARIABLES, FUNCTIONS = 12 };

/* A random monotone function, seen from one of its ends. */
struct example {
    struct arena arena;
    struct bdd bdd;
    struct coupled variables[VARIABLES];
    long double weight;
    bool forced[VARIABLES];
    const bool *forced_by_slice[1];
    struct coupling coupling;
    struct paths paths;
    long double prices[VARIABLES + 1]; /* by row: sums of them are exact */
};

static void draw_example(struct example *e, struct generator *random, enum coupling_goal goal, bool forces) {
    uint32_t functions[FUNCTIONS];
    *e = (struct example){.weight = 1};
    arena_init(&e->arena, NULL);
    e->bdd = bdd_new(&e->arena, 100000);
    for (uint32_t v = 0; v < VARIABLES; v++) {
        functions[v] = bdd_variable(&e->bdd, v);
        e->variables[v].budget = 0.01L * (long double)(1 + generator_draw(random, 9));
        e->forced[v] = forces && generator_draw(random, 4) == 0;
    }
    for (size_t i = VARIABLES; i < FUNCTIONS; i++) {
        uint32_t f = functions[generator_draw(random, i)], g = functions[generator_draw(random, i)];
        functions[i] = generator_draw(random, 2) == 0 ? bdd_and(&e->bdd, f, g) : bdd_or(&e->bdd, f, g);
    }
    e->forced_by_slice[0] = e->forced;
    e->coupling = (struct coupling){.bdd = &e->bdd,
                                    .root = functions[FUNCTIONS - 1],
                                    .goal = goal,
                                    .variables = e->variables,
                                    .slice_count = 1,
                                    .weights = &e->weight,
                                    .forced = forces ? e->forced_by_slice : NULL};
    e->paths = paths_new(&e->coupling, &e->arena);
    for (size_t row = 0; row < e->paths.rows; row++)
        e->prices[row] = row == 0 ? 0 : 0.0625L * (long double)generator_draw(random, 12);
}

/* What one assignment's way through the diagram is worth, and which variables it pays for; -INFINITY where it leaves a
 * forced variable idle. */
static long double worth_of(const struct example *e, size_t paid, const long double *prices, size_t *paid_for) {
    uint32_t node = e->coupling.root;
    long double worth = 0;
    *paid_for = 0;
    while (node > BDD_TRUE) {
        uint32_t variable = e->bdd.nodes[node].variable;
        bool pays = paid >> variable & 1, down = pays == (e->coupling.goal == MOST_DOWN);
        if (e->forced[variable] && !pays)
            return -INFINITY;
        if (pays && !e->forced[variable]) {
            *paid_for |= (size_t)1 << variable;
            worth -= prices[variable];
        }
        node = down ? e->bdd.nodes[node].low : e->bdd.nodes[node].high;
    }
    return worth + (node == (e->coupling.goal == MOST_DOWN ? BDD_FALSE : BDD_TRUE));
}

static void prices_by_variable(const struct example *e, long double *prices) {
    for (size_t row = 1; row < e->paths.rows; row++)
        prices[e->paths.rank_of[row]] = e->prices[row];
}

/* The longest path that pays for any of the variables in `through`; for none of them where it is 0. */
static long double longest_by_hand(const struct example *e, size_t through) {
    long double prices[VARIABLES] = {0}, longest = -INFINITY;
    prices_by_variable(e, prices);
    for (size_t paid = 0; paid < STATES; paid++) {
        size_t paid_for;
        long double worth = worth_of(e, paid, prices, &paid_for);
        if (through == 0 || (paid_for & through) != 0)
            longest = fmaxl(longest, worth);
    }
    return longest;
}

/* The path that was traced last costs and yields what it should. */
static void assert_traced(const struct example *e, long double gain, long double worth) {
    long double price = 0;
    assert_int_equal(e->paths.column[0], 0);
    for (size_t i = 1; i < e->paths.column_length; i++)
        price += e->prices[e->paths.column[i]];
    assert_near(gain - price, worth, 1e-12);
}

static void check_paths(struct example *e) {
    const long double least = -1.5L;
    long double longest = paths_longest(&e->paths, 0, e->prices);
    assert_near(longest, longest_by_hand(e, 0), 1e-12);
    assert_traced(e, paths_trace(&e->paths, 0, e->prices), longest);
    paths_through_rows(&e->paths, 0, e->prices, least);
    size_t reached = 0;
    for (size_t row = 1; row < e->paths.rows; row++)
        reached += longest_by_hand(e, (size_t)1 << e->paths.rank_of[row]) > least;
    assert_int_equal(e->paths.passage_count, reached);
    for (size_t i = 0; i < e->paths.passage_count; i++) {
        const struct passage *passage = &e->paths.passages[i];
        size_t variable = (size_t)1 << e->paths.turns[passage->node].rank;
        assert_near(passage->value, longest_by_hand(e, variable), 1e-12);
        assert_true(i == 0 || passage->value <= passage[-1].value);
        assert_traced(e, paths_trace_passage(&e->paths, 0, e->prices, passage->node), passage->value);
    }
}

/* From both ends; every third with forced variables if there may be any. */
static void check_examples(bool may_force, void (*check)(struct example *)) {
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t i = 0, count = runs_models(2000); i < count; i++) {
        struct generator random = {.state = seed + i};
        struct example e;
        draw_example(&e, &random, i % 2 == 0 ? MOST_DOWN : MOST_UP, may_force && i % 3 == 0);
        check(&e);
        arena_free(&e.arena);
    }
}

static void paths_are_the_longest_of_all_assignments(void **state) {
    (void)state;
    check_examples(true, check_paths);
}

static void check_longer_paths(struct example *e) {
    long double least = paths_longest(&e->paths, 0, e->prices) - 0.12L;
    size_t longer = 0;
    for (size_t row = 1; row < e->paths.rows; row++)
        longer += longest_by_hand(e, (size_t)1 << e->paths.rank_of[row]) > least;
    paths_through_rows(&e->paths, 0, e->prices, least);
    assert_int_equal(e->paths.passage_count, longer);
}

static void short_paths_are_left_out(void **state) {
    (void)state;
    check_examples(false, check_longer_paths);
}

/* Without the variables of a cover nobody gets to the wanted end, whatever is paid for the others. */
static bool covers(const struct example *e, size_t cover) {
    size_t paid_for;
    const long double prices[VARIABLES] = {0};
    return worth_of(e, (STATES - 1) & ~cover, prices, &paid_for) == 0;
}

static long double budget_of(const struct example *e, size_t variables) {
    long double sum = 0;
    for (size_t v = 0; v < VARIABLES; v++)
        sum += variables >> v & 1 ? e->variables[v].budget : 0;
    return sum;
}

static void check_cover(struct example *e) {
    bool is_in[VARIABLES + 1] = {false};
    size_t cover = 0;
    long double cheapest = INFINITY, cost = paths_cheapest_cover(&e->paths, is_in, &e->arena);
    for (size_t row = 1; row < e->paths.rows; row++)
        cover |= (size_t)is_in[row] << e->paths.rank_of[row];
    for (size_t set = 0; set < STATES; set++)
        if (covers(e, set))
            cheapest = fminl(cheapest, budget_of(e, set));
    assert_true(covers(e, cover));
    assert_near(cost, cheapest, 1e-12);
    assert_near(budget_of(e, cover), cheapest, 1e-12);
}

static void covers_are_the_cheapest_of_all_sets(void **state) {
    (void)state;
    check_examples(false, check_cover);
}

static void switches_have_no_row(void **state) {
    (void)state;
    struct generator random = {.state = 1};
    struct example e;
    draw_example(&e, &random, MOST_DOWN, false);
    assert_true(e.paths.rows > 1);
    assert_false(paths_meet_switch(&e.paths));
    uint32_t last = e.paths.rank_of[e.paths.rows - 1];
    size_t rows = e.paths.rows;
    e.variables[last].is_switch = true;
    e.paths = paths_new(&e.coupling, &e.arena);
    assert_int_equal(e.paths.rows, rows - 1);
    assert_true(paths_meet_switch(&e.paths));
    arena_free(&e.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_the_longest_of_all_assignments),
        cmocka_unit_test(short_paths_are_left_out),
        cmocka_unit_test(covers_are_the_cheapest_of_all_sets),
        cmocka_unit_test(switches_have_no_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
