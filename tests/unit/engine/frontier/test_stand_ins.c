/* Where a state is moved that is wider than a word. */
#include "engine/frontier/stand_ins.h"
#include "near.h"

enum { WORDS = 2, LIKELY = 4 };

/* Of the likely states, two have one bit up and two have three; the nearest one that may stand in on either side is not
 * the first in its row. */
static void the_nearest_state_on_either_side_stands_in(void **state) {
    (void)state;
    static const uint64_t likely[LIKELY][WORDS] = {{0, 1}, {1, 0}, {0, 7}, {7, 0}};
    static const uint64_t unlikely[WORDS] = {3, 0};
    struct arena arena;
    struct memory_guard guard;
    arena_init(&arena, &guard);
    struct frontier_states states = {.arena = &arena};
    struct frontier_stand_ins stand_ins = {0};
    struct frontier_mass lost = {0};
    size_t words_left = 1000;
    frontier_states_clear(&states, WORDS);
    for (size_t i = 0; i < LIKELY; i++) {
        long double mass = 0.25L - 0.03125L * (long double)i;
        frontier_states_add(&states, likely[i], (struct frontier_mass){mass, mass}, SIZE_MAX);
    }
    frontier_states_add(&states, unlikely, (struct frontier_mass){0.0625L, 0.0625L}, SIZE_MAX);
    assert_true(frontier_move_to_stand_ins(&stand_ins, &states, 0.125L, &words_left, NULL, &lost));
    assert_true(lost.low == 0 && lost.high == 0);
    assert_true(states.mass[1].low == 0.21875L + 0.0625L && states.mass[1].high == 0.21875L);
    assert_true(states.mass[3].high == 0.15625L + 0.0625L && states.mass[3].low == 0.15625L);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_nearest_state_on_either_side_stands_in)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
