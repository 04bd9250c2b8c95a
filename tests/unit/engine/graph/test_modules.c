/* Independent modules, against their definition on random graphs. */
#include "engine/graph/modules.h"
#include "gates.h"
#include "near.h"
#include "runs.h"

#include <stdlib.h>
#include <string.h>

enum { GATES_MAX = 40 };

struct sample {
    struct gates gates;
    struct arena scratch;
    struct modules modules;
    uint32_t roots[GATES_MAX];
    size_t root_count;
};

static void sample_open(struct sample *sample) {
    gates_init(&sample->gates);
    arena_init(&sample->scratch, NULL);
}

static void sample_find(struct sample *sample) {
    sample->modules =
        modules_find(&sample->gates.graph, sample->roots, sample->root_count, &sample->gates.arena, &sample->scratch);
    arena_free(&sample->scratch);
}

static void sample_close(struct sample *sample) {
    gates_free(&sample->gates);
}

/* ---- The definitions, without any cleverness ---- */

/* Marks all that is reached from `gate` on ways that do not enter `avoided`. */
static void reach(const struct graph *graph, uint32_t gate, uint32_t avoided, bool *reached) {
    if (gate == avoided || reached[gate])
        return;
    reached[gate] = true;
    for (size_t i = 0; i < graph->gates[gate].count; i++)
        reach(graph, graph->arguments[graph->gates[gate].first + i], avoided, reached);
}

/* The same from all roots that no other root reaches: that a gate is a root too is no way to it. */
static void reach_from_tops(const struct sample *sample, uint32_t avoided, bool *reached) {
    for (size_t i = 0; i < sample->root_count; i++) {
        bool top = true;
        for (size_t j = 0; j < sample->root_count; j++) {
            bool below[GATES_MAX] = {false};
            reach(&sample->gates.graph, sample->roots[j], NO_INDEX, below);
            top = top && (sample->roots[i] == sample->roots[j] || !below[sample->roots[i]]);
        }
        if (top)
            reach(&sample->gates.graph, sample->roots[i], avoided, reached);
    }
}

static bool is_module(const struct sample *sample, uint32_t gate) {
    bool below[GATES_MAX] = {false}, otherwise[GATES_MAX] = {false};
    reach(&sample->gates.graph, gate, NO_INDEX, below);
    reach_from_tops(sample, gate, otherwise);
    for (uint32_t g = 0; g < sample->gates.graph.gate_count; g++)
        if (g != gate && below[g] && otherwise[g])
            return false;
    return true;
}

/* How many ways lead down from `gate` to each other gate, none through a module. */
static void count_ways(const struct sample *sample, uint32_t gate, size_t *ways) {
    const struct graph *graph = &sample->gates.graph;
    for (size_t i = 0; i < graph->gates[gate].count; i++) {
        uint32_t argument = graph->arguments[graph->gates[gate].first + i];
        ways[argument]++;
        if (!sample->modules.is_module[argument])
            count_ways(sample, argument, ways);
    }
}

static bool is_separate(const struct sample *sample, uint32_t gate) {
    size_t ways[GATES_MAX] = {0};
    count_ways(sample, gate, ways);
    for (size_t g = 0; g < sample->gates.graph.gate_count; g++)
        if (ways[g] > 1)
            return false;
    return true;
}

/* ---- Random graphs ---- */

static void assert_ranks(const struct sample *sample, const bool *reached) {
    const struct modules *modules = &sample->modules;
    size_t count = 0;
    for (uint32_t gate = 0; gate < sample->gates.graph.gate_count; gate++) {
        count += reached[gate];
        if (!reached[gate])
            assert_int_equal(modules->rank[gate], NO_INDEX);
        else
            assert_true(modules->rank[gate] < modules->reached && modules->by_rank[modules->rank[gate]] == gate);
    }
    assert_int_equal(modules->reached, count);
}

static void assert_definitions(const struct sample *sample, uint64_t seed) {
    const struct modules *modules = &sample->modules;
    bool reached[GATES_MAX] = {false};
    reach_from_tops(sample, NO_INDEX, reached);
    assert_ranks(sample, reached);
    for (uint32_t gate = 0; gate < sample->gates.graph.gate_count; gate++) {
        bool module = reached[gate] && is_module(sample, gate), separate = reached[gate] && is_separate(sample, gate);
        if (modules->is_module[gate] != module || modules->is_separate[gate] != separate)
            fail_msg("gate %u: module %d, want %d; separate %d, want %d; repeat with SLACALC_SEED=%llu", gate,
                     modules->is_module[gate], module, modules->is_separate[gate], separate, (unsigned long long)seed);
    }
}

static void random_graphs_agree_with_the_definitions(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t count = runs_models(8000), modules = 0, separate = 0, shared = 0;
    for (size_t i = 0; i < count; i++) {
        struct sample sample = {.root_count = 0};
        struct generator random = {.state = seed + i};
        sample_open(&sample);
        gates_random(&sample.gates, &random, 2 + generator_draw(&random, 16), 1 + generator_draw(&random, 16));
        sample.root_count = gates_roots(&sample.gates, &random, sample.roots);
        sample_find(&sample);
        assert_definitions(&sample, seed + i);
        for (uint32_t gate = 0; gate < sample.gates.graph.gate_count; gate++) {
            bool inner = sample.gates.graph.gates[gate].count > 0 && sample.modules.rank[gate] != NO_INDEX;
            modules += inner && sample.modules.is_module[gate];
            separate += inner && sample.modules.is_separate[gate];
            shared += inner && !sample.modules.is_separate[gate];
        }
        sample_close(&sample);
    }
    assert_true(modules > count / 2 && separate > count / 2 && shared > count / 2);
}

/* ---- By hand ---- */

/* Two copies in one zone: together they are a module, each alone is none. */
static void a_shared_argument_makes_no_modules(void **state) {
    (void)state;
    struct sample sample;
    sample_open(&sample);
    struct gates *g = &sample.gates;
    uint32_t zone = gates_leaf(g, 0.1L), a = gates_leaf(g, 0.1L), b = gates_leaf(g, 0.1L), c = gates_leaf(g, 0.1L);
    uint32_t with_a = gates_two(g, GATE_ALL, zone, a), with_b = gates_two(g, GATE_ALL, zone, b);
    uint32_t pair = gates_two(g, GATE_ANY, with_a, with_b), top = gates_two(g, GATE_ALL, pair, c);
    sample.roots[0] = top;
    sample.root_count = 1;
    sample_find(&sample);
    const struct modules *m = &sample.modules;
    assert_true(m->is_module[zone] && m->is_module[a] && m->is_module[pair] && m->is_module[top]);
    assert_false(m->is_module[with_a] || m->is_module[with_b] || m->is_separate[pair]);
    assert_true(m->is_separate[with_a] && m->is_separate[with_b] && m->is_separate[top]);
    assert_int_equal(m->rank[top], 0);
    assert_false(m->is_module[GATE_UP]);
    sample_close(&sample);
}

static void no_roots_reach_nothing(void **state) {
    (void)state;
    struct sample sample = {.root_count = 0};
    sample_open(&sample);
    uint32_t leaf = gates_leaf(&sample.gates, 0.1L);
    sample_find(&sample);
    assert_int_equal(sample.modules.reached, 0);
    assert_false(sample.modules.is_module[leaf] || sample.modules.is_separate[leaf]);
    sample_close(&sample);
}

static void a_constant_or_a_leaf_may_be_a_root_more_than_once(void **state) {
    (void)state;
    struct sample sample;
    sample_open(&sample);
    uint32_t leaf = gates_leaf(&sample.gates, 0.1L);
    memcpy(sample.roots, (uint32_t[]){leaf, GATE_UP, leaf, GATE_DOWN, GATE_UP}, 5 * sizeof *sample.roots);
    sample.root_count = 5;
    sample_find(&sample);
    assert_int_equal(sample.modules.reached, 3);
    for (uint32_t gate = 0; gate <= leaf; gate++)
        assert_true(sample.modules.is_module[gate] && sample.modules.is_separate[gate]);
    sample_close(&sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shared_argument_makes_no_modules),
        cmocka_unit_test(no_roots_reach_nothing),
        cmocka_unit_test(a_constant_or_a_leaf_may_be_a_root_more_than_once),
        cmocka_unit_test(random_graphs_agree_with_the_definitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
