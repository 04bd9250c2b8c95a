/* Sorting of indices, both ways. */
#include "near.h"

#include "base/indices.h"

static void both_ways(void **state) {
    (void)state;
    uint32_t indices[] = {3, UINT32_MAX, 0, 3, 2147483648u};
    const uint32_t up[] = {0, 3, 3, 2147483648u, UINT32_MAX}, down[] = {UINT32_MAX, 2147483648u, 3, 3, 0};
    indices_sort(indices, 5);
    assert_memory_equal(indices, up, sizeof up);
    indices_sort_down(indices, 5);
    assert_memory_equal(indices, down, sizeof down);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
