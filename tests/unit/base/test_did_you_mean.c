/* The nearest of several words to a mistyped one. */
#include "base/did_you_mean.h"
#include "near.h"

#include <string.h>

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
        cmocka_unit_test(a_typing_mistake_finds_its_word),   cmocka_unit_test(what_is_too_far_away_is_not_offered),
        cmocka_unit_test(the_nearest_of_several_wins),       cmocka_unit_test(distance_is_counted_in_characters),
        cmocka_unit_test(long_texts_are_no_typing_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
