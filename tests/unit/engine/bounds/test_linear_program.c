/* The programs of sharp bounds where the answer is known by hand. That their bounds are right is tested by test_sharp.
 */
#include "engine/bounds/linear_program.h"
#include "near.h"

/* Each two of three rows of 1: half of each column is the best, which takes pivots other than 1. */
static void columns_are_taken_in_part(void **state) {
    (void)state;
    enum { ROWS = 3 };
    static const long double right[ROWS] = {1, 1, 1};
    static const uint32_t columns[ROWS][2] = {{0, 1}, {1, 2}, {0, 2}};
    long double left[ROWS];
    struct arena arena;
    arena_init(&arena, NULL);
    struct packing packing = packing_new(&arena, ROWS, right);
    for (size_t c = 0; c < ROWS; c++)
        assert_true(packing_enter(&packing, columns[c], 2, 1));
    packing_left(&packing, left);
    for (size_t r = 0; r < ROWS; r++) {
        assert_near(packing.prices[r], 0.5, 1e-15);
        assert_near(packing.weights[r], 0.5, 1e-15);
        assert_near(left[r], 0, 0);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_taken_in_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
