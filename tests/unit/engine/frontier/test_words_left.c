/* Words of states are looked at up to a limit, by rules, by passes, and where states are moved; past it, all that is
 * left out is counted as lost. */
#include "engine/frontier/pass.h"
#include "gates.h"
#include "near.h"

#include <stdint.h>

enum { WIDTH = 40, ROWS = 6 };

/* A whole graph as one group, its leaves the variables. */
struct sample {
    struct gates gates;
    struct frontier_sources sources;
    struct frontier_plan plan;
    struct step_order order;
    struct frontier_pass pass;
};

/* Each gate of a row needs one of two neighbours of the row before; the last gate needs all of the last row. */
static void add_rows(struct gates *gates) {
    uint32_t row[WIDTH], before[WIDTH];
    for (size_t i = 0; i < WIDTH; i++)
        before[i] = gates_leaf(gates, 0.25L);
    for (size_t n = 0; n < ROWS; n++) {
        for (size_t i = 0; i < WIDTH; i++) {
            uint32_t both[] = {before[i], before[(i + 1) % WIDTH]};
            row[i] = gates_two(gates, n % 2 == 0 ? GATE_ANY : GATE_ALL, both[0], both[1]);
        }
        for (size_t i = 0; i < WIDTH; i++)
            before[i] = row[i];
    }
    gates_add(gates, GATE_ANY, before, WIDTH, 0);
}

static void sample_open(struct sample *sample) {
    *sample = (struct sample){0};
    gates_init(&sample->gates);
    add_rows(&sample->gates);
    struct graph *graph = &sample->gates.graph;
    struct arena *arena = &sample->gates.arena;
    size_t count = graph->gate_count, swept_count = 0;
    uint32_t *swept = arena_alloc(arena, count, sizeof *swept);
    bool *is_swept = arena_alloc(arena, count, sizeof *is_swept), *is_wanted = arena_alloc(arena, count, 1);
    for (uint32_t g = 0; g < count; g++) {
        is_swept[g] = graph->gates[g].kind > GATE_LEAF;
        if (is_swept[g])
            swept[swept_count++] = g;
    }
    is_wanted[count - 1] = true;
    sample->sources = (struct frontier_sources){.graph = graph,
                                                .is_module = arena_alloc(arena, count, sizeof(bool)),
                                                .is_swept = is_swept,
                                                .is_wanted = is_wanted,
                                                .uses = arena_alloc(arena, count, sizeof(uint32_t)),
                                                .step_of = indices_none(arena, count),
                                                .read_by = arena_alloc(arena, count, sizeof(uint32_t))};
    sample->plan = frontier_plan_new(&sample->sources, swept, swept_count, false, arena);
    sample->order = step_order_new(&sample->plan, STEPS_BY_LEVEL, arena);
    frontier_pass_init(&sample->pass, arena);
    sample->pass.found = arena_alloc(arena, sample->plan.step_count, sizeof *sample->pass.found);
    sample->pass.values = arena_alloc(arena, count, sizeof *sample->pass.values);
}

static struct frontier_rules rules_within(struct sample *sample, size_t *words) {
    return frontier_rules_new(&sample->sources, &sample->plan, &sample->order, words, NULL, &sample->gates.arena);
}

static void rules_are_made_while_words_are_left(void **state) {
    (void)state;
    struct sample sample;
    sample_open(&sample);
    size_t plenty = SIZE_MAX, few = 1600, before = few;
    struct frontier_rules all = rules_within(&sample, &plenty), some = rules_within(&sample, &few);
    assert_true(all.candidate_count > some.candidate_count);
    assert_true(plenty < SIZE_MAX);
    assert_true(few < before && few >= before - before / 16);
    gates_free(&sample.gates);
}

/* The probability that the last step found, and lost. */
static struct frontier_found run_within(struct sample *sample, long double threshold, size_t words) {
    struct frontier_pass *pass = &sample->pass;
    size_t plenty = SIZE_MAX;
    struct frontier_rules rules = rules_within(sample, &plenty);
    for (uint32_t g = 0; g < sample->gates.graph.gate_count; g++)
        pass->values[g] = (struct level){0.75L, 0.25L};
    pass->plan = &sample->plan;
    pass->order = &sample->order;
    pass->rules = &rules;
    pass->threshold = threshold;
    pass->max_states = 1000;
    pass->work = SIZE_MAX;
    pass->words_left = words;
    frontier_pass_run(pass);
    return pass->found[sample->order.steps[sample->plan.step_count - 1]];
}

/* With states that are moved, and with none. */
static void a_pass_ends_where_no_words_are_left(void **state) {
    (void)state;
    static const long double thresholds[] = {0, 1e-3L};
    struct sample sample;
    sample_open(&sample);
    for (size_t i = 0; i < sizeof thresholds / sizeof *thresholds; i++) {
        struct frontier_found found = run_within(&sample, thresholds[i], SIZE_MAX / 2);
        assert_true(found.lost.low < 1 && sample.pass.work > 0);
        size_t used = SIZE_MAX / 2 - sample.pass.words_left;
        assert_true(used > 1000);
        found = run_within(&sample, thresholds[i], used / 2);
        assert_true(found.lost.low == 1 && found.lost.high == 1);
        assert_int_equal(sample.pass.work, 0);
        assert_int_equal(sample.pass.words_left, 0);
    }
    gates_free(&sample.gates);
}

static void what_cannot_be_moved_is_lost(void **state) {
    (void)state;
    struct arena arena;
    struct memory_guard guard;
    arena_init(&arena, &guard);
    for (int plenty = 0; plenty < 2; plenty++) {
        struct frontier_states states = {.arena = &arena};
        struct frontier_stand_ins stand_ins = {0};
        struct frontier_mass lost = {0};
        const uint64_t likely = 7, unlikely = 3;
        size_t words = plenty ? 1000 : 0;
        frontier_states_clear(&states, 1);
        frontier_states_add(&states, &likely, (struct frontier_mass){0.75L, 0.75L}, SIZE_MAX);
        frontier_states_add(&states, &unlikely, (struct frontier_mass){0.125L, 0.125L}, SIZE_MAX);
        assert_true(frontier_move_to_stand_ins(&stand_ins, &states, 0.5L, &words, NULL, &lost));
        assert_true(lost.low == 0.125L); /* no other has fewer bits up */
        assert_true(lost.high == (plenty ? 0 : 0.125L));
        assert_true(states.mass[0].high == (plenty ? 0.875L : 0.75L));
        assert_true(states.mass[1].low == 0 && states.mass[1].high == 0);
        assert_true(words < 1000);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_made_while_words_are_left),
        cmocka_unit_test(a_pass_ends_where_no_words_are_left),
        cmocka_unit_test(what_cannot_be_moved_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
