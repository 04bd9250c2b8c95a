/* Memory by lifetime: zeroed, aligned, grown in place or moved, given up at one place. */
#include "base/arena.h"
#include "near.h"

#include <malloc.h>
#include <string.h>

enum { SMALL = 100, LARGE = 20000 };

static void assert_zeroed(const unsigned char *room, size_t count) {
    for (size_t i = 0; i < count; i++)
        assert_int_equal(room[i], 0);
}

static void memory_is_zeroed_aligned_and_apart(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    unsigned char *rooms[400];
    for (size_t i = 0; i < 400; i++) {
        rooms[i] = arena_alloc(&arena, i * i % 977, i % 29 + 1);
        assert_non_null(rooms[i]);
        assert_int_equal((uintptr_t)rooms[i] % _Alignof(max_align_t), 0);
        assert_zeroed(rooms[i], i * i % 977 * (i % 29 + 1));
        memset(rooms[i], (int)i & 0xff, i * i % 977 * (i % 29 + 1));
    }
    for (size_t i = 0; i < 400; i++)
        for (size_t at = 0; at < i * i % 977 * (i % 29 + 1); at++)
            assert_int_equal(rooms[i][at], i & 0xff);
    arena_free(&arena);
}

/* Grows one array from one item to many, with another one beside it. */
static void growing_keeps_what_was_there_and_zeroes_the_rest(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    unsigned *grown = NULL, *other = NULL;
    size_t old = 0;
    for (size_t count = 1; count < 200000; count = count * 3 / 2 + 1) {
        grown = arena_grow(&arena, grown, old, count, sizeof *grown);
        other = arena_grow(&arena, other, old, count, sizeof *other);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(grown[i], i < old ? i + 1 : 0);
            assert_int_equal(other[i], i < old ? 7 * i : 0);
            grown[i] = (unsigned)i + 1;
            other[i] = (unsigned)(7 * i);
        }
        old = count;
    }
    arena_free(&arena);
}

static void reserving_makes_room_for_one_more(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    size_t capacity = 0, moves = 0, *items = NULL;
    for (size_t count = 0; count < 100000; count++) {
        size_t before = capacity;
        items = arena_reserve(&arena, items, count, &capacity, sizeof *items);
        assert_true(capacity > count);
        assert_true(capacity == before || capacity >= 2 * before);
        moves += capacity != before;
        items[count] = count * count;
    }
    assert_true(moves < 20);
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(items[i], i * i);
    arena_free(&arena);
}

/* In every order; what is left must stay intact and be freed in the end. */
static void releasing_gives_large_arrays_back(void **state) {
    (void)state;
    for (size_t order = 0; order < 6; order++) {
        struct arena arena;
        arena_init(&arena, NULL);
        char *rooms[3], *small = arena_alloc(&arena, SMALL, 1), *kept = arena_alloc(&arena, SMALL, 1);
        for (size_t i = 0; i < 3; i++) {
            rooms[i] = arena_alloc(&arena, LARGE, 1);
            memset(rooms[i], 'a' + (int)i, LARGE);
        }
        size_t first = order % 3, second = (first + 1 + order / 3) % 3, last = 3 - first - second;
        arena_release(&arena, small, SMALL, 1);
        arena_release(&arena, NULL, LARGE, 1);
        arena_release(&arena, rooms[first], LARGE, 1);
        rooms[last] = arena_grow(&arena, rooms[last], LARGE, 4 * LARGE, 1);
        arena_release(&arena, rooms[second], LARGE, 1);
        rooms[last] = arena_grow(&arena, rooms[last], 4 * LARGE, 9 * LARGE, 1);
        for (size_t i = 0; i < LARGE; i++)
            assert_int_equal(rooms[last][i], 'a' + (int)last);
        assert_zeroed((unsigned char *)rooms[last] + LARGE, 8 * LARGE);
        assert_zeroed((unsigned char *)kept, SMALL);
        arena_free(&arena);
    }
}

static void an_arena_may_be_used_again_after_it_was_freed(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    arena_free(&arena);
    for (size_t round = 0; round < 3; round++) {
        assert_zeroed(arena_alloc(&arena, LARGE, 1), LARGE);
        memset(arena_alloc(&arena, SMALL, 1), 1, SMALL);
        arena_free(&arena);
        arena_free(&arena);
    }
}

/* Bytes that the program has from malloc; 0 where that is another one, as under sanitizers, which tell of leaks. */
static size_t bytes_in_use(void) {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* malloc goes on to count a few small pieces that were freed. */
static void assert_all_given_back(size_t before) {
    assert_true(bytes_in_use() < before + 10 * SMALL);
}

static struct arena *open_filled(struct arena *parent) {
    struct arena *child = arena_open(parent);
    assert_zeroed(arena_alloc(child, LARGE, 1), LARGE);
    memset(arena_alloc(child, SMALL, 1), 1, SMALL);
    return child;
}

/* In every order; what others hold stays intact. */
static void closing_a_child_gives_all_of_it_back(void **state) {
    (void)state;
    for (size_t order = 0; order < 6; order++) {
        struct arena arena;
        arena_init(&arena, NULL);
        char *kept = arena_alloc(&arena, SMALL, 1);
        size_t before = bytes_in_use();
        struct arena *children[3];
        for (size_t i = 0; i < 3; i++)
            children[i] = open_filled(&arena);
        size_t first = order % 3, second = (first + 1 + order / 3) % 3, last = 3 - first - second;
        char *room = arena_alloc(children[last], LARGE, 1);
        memset(room, 'a', LARGE);
        arena_close(children[first]);
        arena_close(children[second]);
        for (size_t i = 0; i < LARGE; i++)
            assert_int_equal(room[i], 'a');
        arena_close(children[last]);
        assert_all_given_back(before);
        assert_zeroed((unsigned char *)kept, SMALL);
        arena_free(&arena);
    }
}

static void a_child_is_freed_with_its_parent_at_the_latest(void **state) {
    (void)state;
    struct arena arena;
    size_t before = bytes_in_use();
    arena_init(&arena, NULL);
    for (size_t round = 0; round < 2; round++) {
        open_filled(open_filled(&arena));
        open_filled(&arena);
        arena_free(&arena);
        assert_all_given_back(before);
    }
}

/* A product of sizes that wraps around would be a small one. */
static void sizes_that_overflow_count_as_exhausted_memory(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    char *items = arena_alloc(&arena, LARGE, 1);
    items[LARGE - 1] = 'z';
    assert_null(arena_alloc(&arena, SIZE_MAX / 2 + 2, 2));
    assert_null(arena_alloc(&arena, 3, SIZE_MAX / 3 + 1));
    assert_null(arena_alloc(&arena, SIZE_MAX, 1));
    assert_null(arena_alloc(&arena, SIZE_MAX / 4, 1));
    assert_null(arena_grow(&arena, items, LARGE, SIZE_MAX / 2 + 2, 2));
    assert_null(arena_grow(&arena, items, LARGE, SIZE_MAX, 1));
    assert_null(arena_grow(&arena, items, LARGE, SIZE_MAX / 4, 1));
    size_t capacity = SIZE_MAX / 4 * 3;
    assert_null(arena_reserve(&arena, NULL, capacity, &capacity, 8));
    assert_int_equal(capacity, SIZE_MAX / 4 * 3);
    assert_int_equal(items[LARGE - 1], 'z');
    arena_free(&arena);
}

/* ---- Guards ---- */

struct phase {
    struct arena arena;
    struct memory_guard *guard;
    size_t steps;
    enum { SUCCEED, ASK_TOO_MUCH, GROW_TOO_MUCH, ASK_CHILD_TOO_MUCH, GIVE_UP } ending;
};

static void run_phase(void *context) {
    struct phase *phase = context;
    char *room = arena_alloc(&phase->arena, LARGE, 1);
    phase->steps++;
    if (phase->ending == ASK_TOO_MUCH)
        arena_alloc(&phase->arena, SIZE_MAX / 2, 4);
    if (phase->ending == GROW_TOO_MUCH)
        arena_grow(&phase->arena, room, LARGE, SIZE_MAX, 1);
    if (phase->ending == ASK_CHILD_TOO_MUCH)
        arena_alloc(arena_open(&phase->arena), SIZE_MAX / 2, 4);
    if (phase->ending == GIVE_UP)
        memory_exhausted(phase->guard);
    phase->steps++;
}

static void a_guarded_phase_is_given_up_at_one_place(void **state) {
    (void)state;
    struct memory_guard guard;
    struct phase phase = {.guard = &guard};
    arena_init(&phase.arena, &guard);
    assert_true(memory_attempt(&guard, run_phase, &phase));
    assert_int_equal(phase.steps, 2);
    for (phase.ending = ASK_TOO_MUCH; phase.ending <= GIVE_UP; phase.ending++) {
        phase.steps = 0;
        assert_false(memory_attempt(&guard, run_phase, &phase));
        assert_int_equal(phase.steps, 1);
    }
    phase.ending = SUCCEED;
    assert_true(memory_attempt(&guard, run_phase, &phase));
    arena_free(&phase.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(growing_keeps_what_was_there_and_zeroes_the_rest),
        cmocka_unit_test(reserving_makes_room_for_one_more),
        cmocka_unit_test(releasing_gives_large_arrays_back),
        cmocka_unit_test(an_arena_may_be_used_again_after_it_was_freed),
        cmocka_unit_test(closing_a_child_gives_all_of_it_back),
        cmocka_unit_test(a_child_is_freed_with_its_parent_at_the_latest),
        cmocka_unit_test(sizes_that_overflow_count_as_exhausted_memory),
        cmocka_unit_test(a_guarded_phase_is_given_up_at_one_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
