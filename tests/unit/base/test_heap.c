/* Heaps in arrays. */
#include "near.h"

#include "base/heap.h"

enum { COUNT = 200 };

static bool is_less(const unsigned *one, const unsigned *other) {
    return *one < *other;
}

/* All numbers below COUNT, each once, in an order without a pattern: 83 has no factor in common with COUNT. */
static unsigned nth_number(unsigned n) {
    return n * 83 % COUNT;
}

static void assert_rising(unsigned *heap, size_t count) {
    for (unsigned expected = 0; expected < COUNT; expected++) {
        assert_int_equal(count, COUNT - expected);
        assert_int_equal(heap[0], expected);
        HEAP_DROP_FIRST(heap, count, is_less);
    }
    assert_int_equal(count, 0);
}

static void what_is_put_in_comes_out_in_order(void **state) {
    (void)state;
    unsigned heap[COUNT];
    size_t count = 0;
    for (unsigned n = 0; n < COUNT; n++) {
        unsigned number = nth_number(n);
        HEAP_PUT(heap, count, number, is_less);
    }
    assert_rising(heap, count);
}

static void an_array_becomes_a_heap_from_its_end(void **state) {
    (void)state;
    unsigned heap[COUNT];
    for (unsigned n = 0; n < COUNT; n++)
        heap[n] = nth_number(n);
    for (size_t i = COUNT / 2; i-- > 0;) {
        unsigned sinking = heap[i];
        HEAP_SINK(heap, COUNT, i, sinking, is_less);
    }
    assert_rising(heap, COUNT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_in_comes_out_in_order),
        cmocka_unit_test(an_array_becomes_a_heap_from_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
