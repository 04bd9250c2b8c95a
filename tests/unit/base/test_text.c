/* Slices of text, the map from them to indices, and the nearest of several words. */
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

/* ---- Nearest ---- */

static void assert_nearest(const char *word, const char *const *candidates, const char *best) {
    struct nearest nearest = nearest_to(text_of(word));
    for (; *candidates; candidates++)
        nearest_offer(&nearest, text_of(*candidates));
    if (!best != !nearest.best.at || (best && !text_is(nearest.best, best)))
        fail_msg("'%s': got '%.*s', want '%s'", word, TEXT_ARGS(nearest.best), best ? best : "nothing");
}

#define CANDIDATES(...)                                                                                                \
    (const char *const[]) {                                                                                            \
        __VA_ARGS__, NULL                                                                                              \
    }

static void a_typing_mistake_finds_its_word(void **state) {
    (void)state;
    const char *const *keys = CANDIDATES("slo", "sla", "ola", "measured", "mtbf", "mttr", "replicas", "quorum",
                                         "depends_on", "owner", "description", "source", "objective");
    assert_nearest("slos", keys, "slo");
    assert_nearest("measurd", keys, "measured");
    assert_nearest("mesaured", keys, "measured");
    assert_nearest("mtfb", keys, "mtbf");
    assert_nearest("replica", keys, "replicas");
    assert_nearest("dependson", keys, "depends_on");
    assert_nearest("depends-on", keys, "depends_on");
    assert_nearest("desciprton", keys, "description");
    assert_nearest("Owner", keys, "owner");
    assert_nearest("databse", CANDIDATES("database", "queue"), "database");
}

static void what_is_too_far_away_is_not_offered(void **state) {
    (void)state;
    assert_nearest("web", CANDIDATES("database", "zone", "wxy"), NULL);
    assert_nearest("a", CANDIDATES("b", "xy"), NULL);
    assert_nearest("", CANDIDATES("a", ""), NULL);
    assert_nearest("abcdef", CANDIDATES("abcxyz"), NULL);
    assert_nearest("abcdef", CANDIDATES("abcdxy"), "abcdxy");
    assert_nearest("availability", CANDIDATES("measurements"), NULL);
}

static void the_nearest_of_several_wins(void **state) {
    (void)state;
    assert_nearest("database-3", CANDIDATES("database-12", "database-30", "databases"), "database-30");
    assert_nearest("db-x", CANDIDATES("db-1", "db-2"), "db-1");
    assert_nearest("Broker", CANDIDATES("brokers", "broker", "broke"), "broker");
    assert_nearest("zone-A", CANDIDATES("zone-b", "zone-a"), "zone-a");
}

/* A letter outside of ASCII is one letter, however many bytes it takes. */
static void distance_is_counted_in_characters(void **state) {
    (void)state;
    assert_nearest("uber",
                   CANDIDATES("\xc3\xbc"
                              "ber"),
                   "\xc3\xbc"
                   "ber");
    assert_nearest("\xe6\x97\xa5\xe6\x9c\xac", CANDIDATES("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"),
                   "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e");
    assert_nearest("\xe6\x97\xa5\xe6\x9c\xac", CANDIDATES("\xe4\xb8\xad\xe5\x9b\xbd"), NULL);
}

static void long_texts_are_no_typing_mistakes(void **state) {
    (void)state;
    char word[201], candidate[201];
    memset(word, 'a', 200);
    memset(candidate, 'a', 200);
    word[200] = candidate[200] = '\0';
    candidate[3] = 'b';
    assert_nearest(word, CANDIDATES(candidate), NULL);
    word[64] = candidate[64] = '\0';
    assert_nearest(word, CANDIDATES(candidate), candidate);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_compare_by_their_bytes),
        cmocka_unit_test(copies_are_terminated_and_own_their_bytes),
        cmocka_unit_test(a_map_finds_what_was_added),
        cmocka_unit_test(a_map_grows),
        cmocka_unit_test(a_typing_mistake_finds_its_word),
        cmocka_unit_test(what_is_too_far_away_is_not_offered),
        cmocka_unit_test(the_nearest_of_several_wins),
        cmocka_unit_test(distance_is_counted_in_characters),
        cmocka_unit_test(long_texts_are_no_typing_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
