/* Decision diagrams against truth tables. */
#include "engine/diagram/bdd.h"
#include "generator.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

enum { VARIABLES = 12, STATES = 1 << VARIABLES, WORDS = STATES / 64, POOL = 60, MANY = 6 };

/* By state of all variables: whether the function is true. */
struct table {
    uint64_t words[WORDS];
};

/* Functions with their diagrams. */
struct pool {
    struct arena arena;
    struct bdd bdd;
    struct table tables[POOL];
    uint32_t nodes[POOL];
    size_t count;
};

/* ---- Truth tables ---- */

static struct table variable_table(size_t variable) {
    struct table table = {{0}};
    for (size_t state = 0; state < STATES; state++)
        table.words[state / 64] |= (uint64_t)(state >> variable & 1) << state % 64;
    return table;
}

static struct table at_least_table(const struct pool *pool, const size_t *chosen, size_t count, size_t k) {
    struct table table = {{0}};
    for (size_t state = 0; state < STATES; state++) {
        size_t ups = 0;
        for (size_t i = 0; i < count; i++)
            ups += pool->tables[chosen[i]].words[state / 64] >> state % 64 & 1;
        table.words[state / 64] |= (uint64_t)(ups >= k) << state % 64;
    }
    return table;
}

static bool same_table(const struct table *a, const struct table *b) {
    return memcmp(a, b, sizeof *a) == 0;
}

static struct table table_of(const struct bdd *bdd, uint32_t function) {
    struct table table = {{0}};
    for (size_t state = 0; state < STATES; state++) {
        uint32_t node = function;
        while (node > BDD_TRUE)
            node = state >> bdd->nodes[node].variable & 1 ? bdd->nodes[node].high : bdd->nodes[node].low;
        table.words[state / 64] |= (uint64_t)node << state % 64;
    }
    return table;
}

/* ---- Pools of random monotone functions ---- */

static void pool_open(struct pool *pool, size_t max_nodes) {
    arena_init(&pool->arena, NULL);
    pool->bdd = bdd_new(&pool->arena, max_nodes);
    pool->count = 0;
}

static void pool_close(struct pool *pool) {
    arena_free(&pool->arena);
}

static void pool_add(struct pool *pool, struct table table, uint32_t node) {
    pool->tables[pool->count] = table;
    pool->nodes[pool->count++] = node;
}

static void add_variables(struct pool *pool) {
    struct table never = {{0}}, always;
    memset(&always, 0xff, sizeof always);
    pool_add(pool, never, BDD_FALSE);
    pool_add(pool, always, BDD_TRUE);
    for (uint32_t v = 0; v < VARIABLES; v++)
        pool_add(pool, variable_table(v), bdd_variable(&pool->bdd, v));
}

/* One random operation on what is in the pool; returns its diagram and sets `*table` to what it has to be. */
static uint32_t random_operation(struct pool *pool, struct generator *random, struct table *table) {
    size_t chosen[MANY], count = 2 + generator_draw(random, MANY - 1), kind = generator_draw(random, 5);
    uint32_t functions[2 * MANY + 2];
    count = kind < 2 ? 2 : count;
    for (size_t i = 0; i < count; i++) {
        chosen[i] = generator_draw(random, pool->count);
        functions[i] = pool->nodes[chosen[i]];
    }
    size_t k = kind < 4 ? (kind % 2 == 0 ? count : 1) : generator_draw(random, count + 2);
    *table = at_least_table(pool, chosen, count, k);
    switch (kind) {
    case 0:
        return bdd_and(&pool->bdd, functions[0], functions[1]);
    case 1:
        return bdd_or(&pool->bdd, functions[0], functions[1]);
    case 2:
        return bdd_all(&pool->bdd, functions, count);
    case 3:
        return bdd_any(&pool->bdd, functions, count);
    default:
        return bdd_at_least(&pool->bdd, functions, count, k);
    }
}

/* Each function that is built is the one asked for; in a full pool it takes the place of another one. */
static void fill_pool(struct pool *pool, struct generator *random, size_t operations) {
    for (size_t i = 0; i < operations; i++) {
        struct table want;
        uint32_t node = random_operation(pool, random, &want);
        if (node == BDD_SPENT)
            continue;
        struct table got = table_of(&pool->bdd, node);
        assert_true(same_table(&got, &want));
        if (pool->count == POOL) {
            size_t replaced = 2 + VARIABLES + generator_draw(random, POOL - 2 - VARIABLES);
            pool->tables[replaced] = want;
            pool->nodes[replaced] = node;
        } else {
            pool_add(pool, want, node);
        }
    }
}

/* Ordered, reduced, unique, and monotone: where the variable is true the function is true no less often. */
static void assert_well_formed(const struct bdd *bdd) {
    assert_true(bdd->count <= bdd->limit);
    for (uint32_t i = BDD_TRUE + 1; i < bdd->count; i++) {
        const struct diagram_node *node = &bdd->nodes[i];
        assert_true(node->low != node->high && node->low < i && node->high < i);
        assert_true(node->variable < bdd->nodes[node->low].variable);
        assert_true(node->variable < bdd->nodes[node->high].variable);
    }
}

static void assert_canonical(const struct pool *pool) {
    for (size_t i = 0; i < pool->count; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(same_table(&pool->tables[i], &pool->tables[j]) == (pool->nodes[i] == pool->nodes[j]));
}

static void random_functions_agree_with_truth_tables(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    print_message("SLACALC_SEED=%llu\n", (unsigned long long)seed);
    for (size_t round = 0, rounds = runs_models(50); round < rounds; round++) {
        struct generator random = {.state = seed + round};
        struct pool pool;
        pool_open(&pool, 1000000);
        add_variables(&pool);
        fill_pool(&pool, &random, 150);
        assert_int_equal(pool.count, POOL);
        assert_well_formed(&pool.bdd);
        assert_canonical(&pool);
        pool_close(&pool);
    }
}

/* ---- Canonicity ---- */

/* (a or b) and (c or d), multiplied out. */
static void equal_functions_are_one_node(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    struct bdd bdd = bdd_new(&arena, 1000);
    uint32_t v[4];
    for (uint32_t i = 0; i < 4; i++)
        v[i] = bdd_variable(&bdd, i);
    uint32_t factors = bdd_and(&bdd, bdd_or(&bdd, v[0], v[1]), bdd_or(&bdd, v[2], v[3]));
    uint32_t sum = bdd_or(&bdd, bdd_and(&bdd, v[3], v[1]), bdd_and(&bdd, v[0], v[2]));
    sum = bdd_or(&bdd, sum, bdd_or(&bdd, bdd_and(&bdd, v[3], v[0]), bdd_and(&bdd, v[2], v[1])));
    assert_int_equal(factors, sum);
    assert_int_equal(bdd_and(&bdd, factors, v[0]), bdd_and(&bdd, v[0], factors));
    assert_int_equal(bdd_variable(&bdd, 2), v[2]);
    static const uint32_t places[] = {3, 0, 2, 1};
    for (size_t k = 0; k <= 5; k++) {
        uint32_t mixed[4 + 6], ordered[4 + 6], same[4];
        for (size_t i = 0; i < 4; i++) {
            mixed[i] = v[places[i]];
            ordered[i] = same[i] = v[i];
        }
        uint32_t function = bdd_at_least(&bdd, ordered, 4, k);
        assert_int_equal(bdd_at_least(&bdd, mixed, 4, k), function);
        if (k == 0 || k == 5)
            assert_int_equal(function, k == 0 ? BDD_TRUE : BDD_FALSE);
        if (k == 1 || k == 4)
            assert_int_equal(function, k == 1 ? bdd_any(&bdd, same, 4) : bdd_all(&bdd, same, 4));
    }
    uint32_t twice[3 + 3] = {v[1], v[0], v[1]};
    assert_int_equal(bdd_at_least(&bdd, twice, 3, 2), v[1]);
    arena_free(&arena);
}

static void nothing_is_true_for_all_and_false_for_any(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    struct bdd bdd = bdd_new(&arena, 0);
    assert_int_equal(bdd_all(&bdd, NULL, 0), BDD_TRUE);
    assert_int_equal(bdd_any(&bdd, NULL, 0), BDD_FALSE);
    assert_int_equal(bdd_and(&bdd, BDD_TRUE, BDD_FALSE), BDD_FALSE);
    assert_int_equal(bdd_or(&bdd, BDD_TRUE, BDD_FALSE), BDD_TRUE);
    assert_int_equal(bdd_variable(&bdd, 7), BDD_SPENT);
    arena_free(&arena);
}

/* One node for each number of ups that is still open at each variable: k (n - k + 1) of them. */
static void at_least_of_many_variables_is_small(void **state) {
    (void)state;
    enum { N = 300, K = 120 };
    struct arena arena;
    arena_init(&arena, NULL);
    struct bdd bdd = bdd_new(&arena, N + K * (N - K + 1));
    uint32_t variables[N + K + 1];
    for (uint32_t i = 0; i < N; i++)
        variables[(7 * i) % N] = bdd_variable(&bdd, i);
    uint32_t function = bdd_at_least(&bdd, variables, N, K);
    assert_int_not_equal(function, BDD_SPENT);
    for (size_t ups = K - 2; ups <= K + 2; ups++)
        for (size_t from = 0; from <= N - ups; from += 17) {
            uint32_t node = function;
            while (node > BDD_TRUE) {
                const struct diagram_node *n = &bdd.nodes[node];
                node = n->variable >= from && n->variable < from + ups ? n->high : n->low;
            }
            assert_int_equal(node, ups >= K);
        }
    assert_well_formed(&bdd);
    arena_free(&arena);
}

/* ---- Budget ---- */

static void a_spent_budget_is_said_and_does_no_harm(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    for (size_t round = 0, rounds = runs_models(50); round < rounds; round++) {
        struct generator random = {.state = seed + round};
        struct pool pool;
        size_t max_nodes = VARIABLES + generator_draw(&random, 200);
        pool_open(&pool, max_nodes);
        add_variables(&pool);
        fill_pool(&pool, &random, 100);
        assert_well_formed(&pool.bdd);
        assert_true(pool.bdd.count <= max_nodes + 2);
        assert_canonical(&pool);
        for (size_t i = 0; i < pool.count; i++) {
            struct table table = table_of(&pool.bdd, pool.nodes[i]);
            assert_true(same_table(&table, &pool.tables[i]));
        }
        pool_close(&pool);
    }
}

static void a_spent_argument_spends_the_result(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    struct bdd bdd = bdd_new(&arena, 100);
    uint32_t v = bdd_variable(&bdd, 0);
    assert_int_equal(bdd_and(&bdd, v, BDD_SPENT), BDD_SPENT);
    assert_int_equal(bdd_or(&bdd, BDD_SPENT, BDD_TRUE), BDD_SPENT);
    assert_int_equal(bdd_all(&bdd, (uint32_t[]){BDD_FALSE, BDD_SPENT}, 2), BDD_SPENT);
    assert_int_equal(bdd_any(&bdd, (uint32_t[]){BDD_SPENT}, 1), BDD_SPENT);
    assert_int_equal(bdd_at_least(&bdd, (uint32_t[6]){v, BDD_SPENT, v}, 3, 2), BDD_SPENT);
    arena_free(&arena);
}

/* A conjunction of n pairs (a or b) whose partners stand far apart in the order has 2^n nodes. */
static uint32_t far_apart(struct bdd *bdd, uint32_t pairs) {
    uint32_t function = BDD_TRUE;
    for (uint32_t i = 0; i < pairs; i++)
        function = bdd_and(bdd, function, bdd_or(bdd, bdd_variable(bdd, i), bdd_variable(bdd, pairs + i)));
    return function;
}

static void an_exploding_function_stops_at_the_budget(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    struct bdd bdd = bdd_new(&arena, 20000);
    assert_int_equal(far_apart(&bdd, 60), BDD_SPENT);
    assert_true(bdd.count <= 20002);
    assert_well_formed(&bdd);
    arena_free(&arena);
}

/* ---- Collection ---- */

static void assert_all_right(const struct pool *pool) {
    for (size_t i = 0; i < pool->count; i++) {
        struct table table = table_of(&pool->bdd, pool->nodes[i]);
        assert_true(same_table(&table, &pool->tables[i]));
    }
}

/* Every node that is left is one that a function in the pool tests. */
static void assert_no_garbage(const struct pool *pool) {
    bool *needed = calloc(pool->bdd.count, sizeof *needed);
    for (size_t i = 0; i < pool->count; i++)
        needed[pool->nodes[i]] = true;
    for (size_t i = pool->bdd.count; i-- > BDD_TRUE + 1;) {
        assert_true(needed[i]);
        needed[pool->bdd.nodes[i].low] = needed[pool->bdd.nodes[i].high] = true;
    }
    free(needed);
}

/* What is needed stays what it was; what is made again is right again. */
static void a_collection_keeps_functions_and_nothing_else(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    for (size_t round = 0, rounds = runs_models(50); round < rounds; round++) {
        struct generator random = {.state = seed + round};
        struct pool pool;
        pool_open(&pool, 1000000);
        add_variables(&pool);
        for (size_t again = 0; again < 4; again++) {
            fill_pool(&pool, &random, 40);
            bdd_collect(&pool.bdd, pool.nodes, pool.count);
            assert_well_formed(&pool.bdd);
            assert_canonical(&pool);
            assert_all_right(&pool);
            assert_no_garbage(&pool);
        }
        pool_close(&pool);
    }
}

/* As many collections as possible, while functions are folded: those that are kept are renumbered behind the back of
 * whoever keeps them. */
static void operations_collect_in_between(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t collections = 0;
    for (size_t round = 0, rounds = runs_models(50); round < rounds; round++) {
        struct generator random = {.state = seed + round};
        struct pool pool;
        pool_open(&pool, 1000000);
        add_variables(&pool);
        pool.bdd.kept = pool.nodes;
        for (size_t i = 0; i < 100; i++) {
            pool.bdd.kept_count = pool.count;
            pool.bdd.collect_at = 0;
            fill_pool(&pool, &random, 1);
            collections += pool.bdd.collect_at > 0;
        }
        assert_well_formed(&pool.bdd);
        assert_canonical(&pool);
        assert_all_right(&pool);
        pool_close(&pool);
    }
    assert_true(collections > 0);
}

/* Notes of nodes move with them, in both arrays where there are two; those of nodes that have none yet are not waited
 * for. */
static void notes_move_along(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    for (size_t round = 0, rounds = runs_models(50); round < rounds; round++) {
        struct generator random = {.state = seed + round};
        struct pool pool;
        pool_open(&pool, 1000000);
        add_variables(&pool);
        fill_pool(&pool, &random, 60);
        struct bdd_note *notes = calloc(pool.bdd.count, sizeof *notes),
                        *others = calloc(pool.bdd.count, sizeof *others);
        uint32_t *nodes_before = calloc(pool.count, sizeof *nodes_before);
        size_t noted = generator_draw(&random, pool.bdd.count + 1);
        for (size_t i = 0; i < noted; i++)
            notes[i].up = others[i].down = (double)i;
        pool.bdd.notes[0] = notes;
        pool.bdd.notes[1] = round % 2 == 0 ? notes : others;
        pool.bdd.noted = noted;
        for (size_t i = 0; i < pool.count; i++)
            nodes_before[i] = pool.nodes[i];
        bdd_collect(&pool.bdd, pool.nodes, pool.count);
        for (size_t i = 0; i < pool.count; i++) {
            assert_int_equal(pool.nodes[i] < pool.bdd.noted, nodes_before[i] < noted);
            if (nodes_before[i] >= noted)
                continue;
            assert_near(notes[pool.nodes[i]].up, (quad)nodes_before[i], 0);
            if (round % 2 == 1)
                assert_near(others[pool.nodes[i]].down, (quad)nodes_before[i], 0);
        }
        free(others);
        free(nodes_before);
        free(notes);
        pool_close(&pool);
    }
}

static void a_collection_frees_the_budget(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    struct bdd bdd = bdd_new(&arena, 3000);
    uint32_t kept = far_apart(&bdd, 4);
    bdd_collect(&bdd, &kept, 1);
    size_t count = bdd.count;
    assert_int_equal(far_apart(&bdd, 60), BDD_SPENT);
    bdd_collect(&bdd, &kept, 1);
    assert_int_equal(bdd.count, count);
    assert_int_equal(far_apart(&bdd, 4), kept);
    assert_int_not_equal(far_apart(&bdd, 7), BDD_SPENT);
    arena_free(&arena);
}

/* With room for the result, but not beside what is needed no more. */
static void a_fold_within_a_small_budget_collects_and_goes_on(void **state) {
    (void)state;
    enum { PAIRS = 9, NODES = 1400 };
    struct arena arena;
    arena_init(&arena, NULL);
    for (int with_collection = 0; with_collection < 2; with_collection++) {
        struct bdd bdd = bdd_new(&arena, NODES);
        uint32_t pairs[PAIRS], kept = far_apart(&bdd, 8);
        assert_int_not_equal(kept, BDD_SPENT);
        kept = BDD_SPENT;
        bdd.kept = with_collection ? &kept : NULL;
        bdd.kept_count = 1;
        for (uint32_t i = 0; i < PAIRS; i++)
            pairs[i] = bdd_or(&bdd, bdd_variable(&bdd, i), bdd_variable(&bdd, PAIRS + i));
        assert_true((bdd_all(&bdd, pairs, PAIRS) != BDD_SPENT) == with_collection);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_functions_agree_with_truth_tables),
        cmocka_unit_test(equal_functions_are_one_node),
        cmocka_unit_test(nothing_is_true_for_all_and_false_for_any),
        cmocka_unit_test(at_least_of_many_variables_is_small),
        cmocka_unit_test(a_spent_budget_is_said_and_does_no_harm),
        cmocka_unit_test(a_spent_argument_spends_the_result),
        cmocka_unit_test(an_exploding_function_stops_at_the_budget),
        cmocka_unit_test(a_collection_keeps_functions_and_nothing_else),
        cmocka_unit_test(operations_collect_in_between),
        cmocka_unit_test(notes_move_along),
        cmocka_unit_test(a_collection_frees_the_budget),
        cmocka_unit_test(a_fold_within_a_small_budget_collects_and_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
