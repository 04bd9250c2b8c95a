/* Decision diagrams with a moving order against truth tables. */
#include "engine/sifted.h"
#include "generator.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

enum { VARIABLES = 10, STATES = 1 << VARIABLES, POOL = 40 };

/* Functions with what they are in each state of all variables. */
struct pool {
    struct arena arena;
    struct sifted sifted;
    struct level levels[VARIABLES];
    bool truth[POOL][STATES];
    uint32_t functions[POOL];
    size_t count;
};

static void pool_open(struct pool *pool) {
    uint64_t all[1] = {STATES - 1};
    arena_init(&pool->arena, NULL);
    pool->sifted = sifted_new(VARIABLES, UINT64_MAX, NULL, &pool->arena);
    pool->count = 0;
    sifted_relate(&pool->sifted, all);
}

static void add(struct pool *pool, uint32_t function) {
    pool->functions[pool->count++] = sifted_keep(&pool->sifted, function);
}

static void fill(struct pool *pool, struct generator *random) {
    for (uint32_t variable = 0; variable < VARIABLES; variable++) {
        long double down = (long double)(1 + generator_draw(random, 60)) / 100;
        pool->levels[variable] = (struct level){1 - down, down};
        for (size_t state = 0; state < STATES; state++)
            pool->truth[variable][state] = state >> variable & 1;
        add(pool, sifted_variable(&pool->sifted, variable));
    }
    while (pool->count < POOL) {
        size_t f = generator_draw(random, pool->count), g = generator_draw(random, pool->count);
        bool any = generator_draw(random, 2);
        for (size_t state = 0; state < STATES; state++)
            pool->truth[pool->count][state] =
                any ? pool->truth[f][state] || pool->truth[g][state] : pool->truth[f][state] && pool->truth[g][state];
        add(pool, sifted_combine(&pool->sifted, any ? OR : AND, pool->functions[f], pool->functions[g], SIZE_MAX));
    }
}

static bool value(const struct sifted *s, uint32_t node, size_t state) {
    while (node > BDD_TRUE) {
        uint32_t next = state >> s->nodes[node].variable & 1 ? s->nodes[node].high : s->nodes[node].low;
        if (next > BDD_TRUE)
            assert_true(s->level_of[s->nodes[next].variable] > s->level_of[s->nodes[node].variable]);
        node = next;
    }
    return node == BDD_TRUE;
}

static void assert_functions(const struct pool *pool) {
    for (size_t i = 0; i < pool->count; i++)
        for (size_t state = 0; state < STATES; state++)
            assert_true(value(&pool->sifted, pool->functions[i], state) == pool->truth[i][state]);
}

/* By state: the probability of it. */
static long double mass(const struct pool *pool, size_t state) {
    long double product = 1;
    for (size_t variable = 0; variable < VARIABLES; variable++)
        product *= state >> variable & 1 ? pool->levels[variable].down : pool->levels[variable].up;
    return product;
}

static long double probability(const struct pool *pool, uint32_t function) {
    long double sum = 0;
    for (size_t state = 0; state < STATES; state++)
        sum += value(&pool->sifted, function, state) ? mass(pool, state) : 0;
    return sum;
}

static void functions_are_what_they_are_in_every_order(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    for (size_t run = 0; run < runs_models(30); run++) {
        struct pool pool;
        pool_open(&pool);
        fill(&pool, &random);
        assert_functions(&pool);
        sifted_collect(&pool.sifted);
        size_t before = pool.sifted.live;
        pool.sifted.reorder_at = 0;
        sifted_reorder(&pool.sifted);
        assert_true(pool.sifted.live <= before);
        assert_functions(&pool);
        for (size_t i = VARIABLES; i < POOL; i++) /* one function has one node, in whatever way it is made again */
            assert_int_equal(sifted_combine(&pool.sifted, OR, pool.functions[i], pool.functions[i], SIZE_MAX),
                             pool.functions[i]);
        arena_free(&pool.arena);
    }
}

static void what_nothing_keeps_is_freed(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    struct pool pool;
    pool_open(&pool);
    fill(&pool, &random);
    for (size_t i = 0; i < POOL; i++)
        sifted_drop(&pool.sifted, pool.functions[i]);
    sifted_collect(&pool.sifted);
    assert_int_equal(pool.sifted.live, 2);
    assert_int_equal(sifted_variable(&pool.sifted, 3) > BDD_TRUE, true);
    arena_free(&pool.arena);
}

/* Any of x(i) and y(i) together: 2^n nodes with all x first, 2 n with each y behind its x. */
static void a_bad_order_becomes_a_good_one(void **state) {
    (void)state;
    struct pool pool;
    pool_open(&pool);
    struct sifted *s = &pool.sifted;
    uint32_t any = BDD_FALSE;
    enum { PAIRS = VARIABLES / 2 };
    for (uint32_t i = 0; i < PAIRS; i++) {
        uint32_t both = sifted_combine(s, AND, sifted_variable(s, i), sifted_variable(s, i + PAIRS), SIZE_MAX);
        any = sifted_combine(s, OR, any, both, SIZE_MAX);
    }
    sifted_keep(s, any);
    sifted_walk(s, any);
    assert_int_equal(s->walked_count, 2 * ((1 << PAIRS) - 1));
    s->reorder_at = 0;
    sifted_reorder(s);
    sifted_walk(s, any);
    assert_int_equal(s->walked_count, 2 * PAIRS);
    assert_int_equal(s->reorder_at, SIFTED_FIRST_REORDER);
    arena_free(&pool.arena);
}

/* Variables that no function has in common change places without any work on nodes. */
static void strangers_pass_each_other(void **state) {
    (void)state;
    struct pool pool;
    arena_init(&pool.arena, NULL);
    pool.sifted = sifted_new(VARIABLES, UINT64_MAX, NULL, &pool.arena);
    pool.count = 0;
    uint64_t even = 0x155, odd = 0x2aa;
    sifted_relate(&pool.sifted, &even);
    sifted_relate(&pool.sifted, &odd);
    for (uint32_t parity = 0; parity < 2; parity++) {
        uint32_t all = BDD_TRUE;
        for (uint32_t variable = parity; variable < VARIABLES; variable += 2)
            all = sifted_combine(&pool.sifted, parity ? AND : OR,
                                 parity            ? all
                                 : all == BDD_TRUE ? 0
                                                   : all,
                                 sifted_variable(&pool.sifted, variable), SIZE_MAX);
        for (size_t s = 0; s < STATES; s++)
            pool.truth[pool.count][s] = parity ? (s & odd) == odd : (s & even) != 0;
        add(&pool, all);
    }
    assert_functions(&pool);
    pool.sifted.reorder_at = 0;
    sifted_reorder(&pool.sifted);
    assert_functions(&pool);
    arena_free(&pool.arena);
}

static void probabilities_and_rounded_functions(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    size_t rounded_count = 0;
    for (size_t run = 0; run < runs_models(30); run++) {
        struct pool pool;
        pool_open(&pool);
        fill(&pool, &random);
        for (size_t i = 0; i < POOL; i++) {
            uint32_t exact = pool.functions[i];
            struct level found = sifted_level(&pool.sifted, exact, pool.levels);
            assert_near(found.down, probability(&pool, exact), 1e-12);
            assert_near(found.up, 1 - probability(&pool, exact), 1e-9);
            sifted_walk(&pool.sifted, exact);
            size_t size = pool.sifted.walked_count, room = size / 2 + 1;
            uint32_t rounded = sifted_rounded(&pool.sifted, exact, pool.levels, room);
            for (size_t s = 0; s < STATES; s++)
                assert_true(value(&pool.sifted, rounded, s) || !value(&pool.sifted, exact, s));
            sifted_walk(&pool.sifted, rounded);
            assert_true(pool.sifted.walked_count <= room);
            assert_true(size > room || rounded == exact);
            rounded_count += rounded != exact;
        }
        arena_free(&pool.arena);
    }
    assert_true(rounded_count > 0);
}

/* The least of two costs: of two nodes one can go, and the rarer one does. */
static void the_cheaper_node_is_replaced(void **state) {
    (void)state;
    struct pool pool;
    pool_open(&pool);
    struct sifted *s = &pool.sifted;
    static const long double down[3] = {0.01L, 0.1L, 0.2L};
    for (size_t i = 0; i < 3; i++)
        pool.levels[i] = (struct level){1 - down[i], down[i]};
    /* x and (y or z): the node of z costs 0.01 * 0.9 * 0.8, that of y 0.01 * 0.9 * 0.8 too, that of x 0.99 * 0.28. */
    uint32_t either = sifted_combine(s, OR, sifted_variable(s, 1), sifted_variable(s, 2), SIZE_MAX);
    uint32_t function = sifted_combine(s, AND, sifted_variable(s, 0), either, SIZE_MAX);
    uint32_t rounded = sifted_rounded(s, function, pool.levels, 2);
    assert_int_equal(rounded, sifted_variable(s, 0));
    assert_near(sifted_level(s, rounded, pool.levels).down, 0.01, 1e-15);
    arena_free(&pool.arena);
}

static void work_and_steps_end_an_operation(void **state) {
    (void)state;
    struct pool pool;
    pool_open(&pool);
    struct sifted *s = &pool.sifted;
    uint32_t x = sifted_variable(s, 0), y = sifted_variable(s, 1);
    assert_int_equal(sifted_combine(s, AND, x, y, 0), BDD_SPENT);
    assert_false(sifted_is_spent(s));
    assert_int_not_equal(sifted_combine(s, AND, x, y, 1), BDD_SPENT);
    s->max_work = s->work;
    assert_true(sifted_is_spent(s));
    assert_int_equal(sifted_combine(s, OR, x, y, SIZE_MAX), BDD_SPENT);
    arena_free(&pool.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions_are_what_they_are_in_every_order),
        cmocka_unit_test(what_nothing_keeps_is_freed),
        cmocka_unit_test(a_bad_order_becomes_a_good_one),
        cmocka_unit_test(strangers_pass_each_other),
        cmocka_unit_test(probabilities_and_rounded_functions),
        cmocka_unit_test(the_cheaper_node_is_replaced),
        cmocka_unit_test(work_and_steps_end_an_operation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
