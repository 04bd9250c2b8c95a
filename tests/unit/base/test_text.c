/* Slices of text, and the map from them to indices. */
#include "base/text.h"
#include "near.h"

#include <stdio.h>
#include <string.h>

static void slices_compare_by_their_bytes(void **state) {
    (void)state;
    assert_true(text_equal(text_of("abc"), (struct text){"abcd", 3}));
    assert_false(text_equal(text_of("abc"), text_of("abd")));
    assert_false(text_equal(text_of("abc"), text_of("ab")));
    assert_true(text_equal(text_of(""), text_of(NULL)));
    assert_true(text_is((struct text){"sla: 1", 3}, "sla"));
    assert_false(text_is((struct text){"sla\0x", 5}, "sla"));
    assert_null(text_of(NULL).at);
}

static void copies_are_terminated_and_own_their_bytes(void **state) {
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    char bytes[] = "zone-a: x";
    char *copy = text_copy(&arena, (struct text){bytes, 6});
    bytes[0] = 'Z';
    assert_string_equal(copy, "zone-a");
    assert_string_equal(text_copy(&arena, text_of("")), "");
    assert_null(text_copy(&arena, text_of(NULL)));
    arena_free(&arena);
}

/* ---- Map ---- */

static struct text tenth_key(const void *keys, uint32_t index) {
    return ((const struct text *)keys)[index / 10];
}

static void a_map_finds_what_was_added(void **state) {
    (void)state;
    struct arena arena;
    struct text_map map;
    arena_init(&arena, NULL);
    static const struct text keys[] = {{"", 0}, {"a", 1}, {"a\0b", 3}, {"a\0c", 3}, {"A", 1}, {"\xc3\xa9", 2}};
    text_map_init(&map, &arena, tenth_key, keys);
    assert_int_equal(text_map_find(&map, text_of("a")), NO_INDEX);
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal(text_map_add(&map, keys[i], 10 * i), NO_INDEX);
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal(text_map_add(&map, keys[i], 99), 10 * i);
    for (uint32_t i = 0; i < 6; i++)
        assert_int_equal(text_map_find(&map, keys[i]), 10 * i);
    assert_int_equal(text_map_find(&map, text_of("b")), NO_INDEX);
    assert_int_equal(text_map_find(&map, text_of("a\0d")), 10);
    arena_free(&arena);
}

enum { COUNT = 50000 };

static struct text key_at(const void *keys, uint32_t index) {
    return ((const struct text *)keys)[index];
}

static void a_map_grows(void **state) {
    (void)state;
    struct arena arena;
    struct text_map map;
    arena_init(&arena, NULL);
    struct text *keys = arena_alloc(&arena, 2 * COUNT, sizeof *keys);
    text_map_init(&map, &arena, key_at, keys);
    for (uint32_t i = 0; i < 2 * COUNT; i++) {
        char key[16];
        snprintf(key, sizeof key, "key-%u", i % COUNT);
        keys[i] = (struct text){text_copy(&arena, text_of(key)), strlen(key)};
        assert_int_equal(text_map_add(&map, keys[i], i), i < COUNT ? NO_INDEX : i - COUNT);
    }
    assert_int_equal(map.count, COUNT);
    for (uint32_t i = 0; i < 2 * COUNT; i++) {
        char key[16];
        snprintf(key, sizeof key, "key-%u", i);
        assert_int_equal(text_map_find(&map, text_of(key)), i < COUNT ? i : NO_INDEX);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_compare_by_their_bytes),
        cmocka_unit_test(copies_are_terminated_and_own_their_bytes),
        cmocka_unit_test(a_map_finds_what_was_added),
        cmocka_unit_test(a_map_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
