/* What is JSON, and that its tree is the one that libyaml's events give wherever libyaml can read it. */
#include "near.h"
#include "parser/json.h"
#include "problems.h"
#include "reading.h"

#include <stdlib.h>
#include <string.h>

static void assert_same_node(const struct document *one, const struct document *other, uint32_t index) {
    struct node a = one->nodes[index], b = other->nodes[index];
    struct position here = document_position(one, index), there = document_position(other, index);
    assert_true(a.kind == b.kind && a.next == b.next && a.length == b.length && a.plain == b.plain);
    assert_true(here.offset == there.offset && here.length == there.length);
    if (a.kind == NODE_SCALAR)
        assert_true(text_equal(document_text(one, index), document_text(other, index)));
    else
        assert_true(a.first == b.first);
    here = document_text_position(one, index), there = document_text_position(other, index);
    assert_true(here.offset == there.offset && here.length == there.length);
}

static void expect_same_tree(const char *text) {
    struct reading f, y;
    assert_true(json_is(text_of(text)));
    reading_open(&f, text_of(text), json_read);
    reading_open(&y, text_of(text), read_yaml);
    assert_true(f.good && y.good);
    assert_int_equal(f.document.node_count, y.document.node_count);
    for (uint32_t i = 0; i < f.document.node_count; i++)
        assert_same_node(&f.document, &y.document, i);
    assert_true(f.document.root_count == 1 && y.document.root_count == 1);
    assert_int_equal(f.document.roots[0], y.document.roots[0]);
    char *said = problems_text(f.problems), *by_libyaml = problems_text(y.problems);
    assert_string_equal(said, by_libyaml);
    free(by_libyaml);
    free(said);
    reading_close(&y);
    reading_close(&f);
}

static void trees_are_those_of_libyaml(void **state) {
    (void)state;
    expect_same_tree("{}");
    expect_same_tree(" [ ] \n");
    expect_same_tree("[[], {}, [{}]]");
    expect_same_tree("{\"a\": 1, \"b\": [true, false, null, \"null\", -1.5e+3, 0, 10]}");
    expect_same_tree("{\n  \"a\": {\"b\": {\"c\": [\"d\", \"\"]}},\n  \"é\": \"日本\"\n}\n");
    expect_same_tree("[\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\te\\u00e9\\u20ac\", \"plain\"]");
    expect_same_tree("{\"a\": 1, \"a\": 2, \"b\\u0061\": 3, \"ba\": 4}"); /* duplicate keys */
    expect_same_tree("[\"a\\u0000b\", 1]");
    expect_same_tree("{\"<<\": {\"a\": 1}, \"b\": 2}"); /* no merge key: it is quoted */
}

static void expect_first_text(const char *text, const char *want) {
    struct reading f;
    assert_true(json_is(text_of(text)));
    reading_open(&f, text_of(text), json_read);
    assert_true(f.good);
    struct text found = document_text(&f.document, 1);
    assert_true(found.length == strlen(want) && memcmp(found.at, want, found.length) == 0);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 0);
    reading_close(&f);
}

static void what_libyaml_cannot_read_is_read(void **state) {
    (void)state;
    expect_first_text("[\"\\ud83d\\uDE00\"]", "😀");
    expect_first_text("[\"\\uD800\\uDC00\\uDBFF\\uDFFF\"]", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
    expect_first_text("[\"\x7f\xc2\x80\xef\xbf\xbf\"]", "\x7f\xc2\x80\xef\xbf\xbf");
    expect_first_text("{\"key\"\n\t:\r\n\t1}", "key");
    char text[3010], key[3001];
    memset(key, 'k', 3000);
    key[3000] = '\0';
    snprintf(text, sizeof text, "{\"%s\": 1}", key);
    expect_first_text(text, key);
}

static void what_is_no_json_is_left_to_libyaml(void **state) {
    static const char *const texts[] = {"",
                                        " ",
                                        "1",
                                        "\"a\"",
                                        "components: {}",
                                        "{",
                                        "[",
                                        "}",
                                        "[}",
                                        "{]",
                                        "[]]",
                                        "[] []",
                                        "[1,]",
                                        "[,1]",
                                        "[1 2]",
                                        "{\"a\"}",
                                        "{\"a\":}",
                                        "{\"a\": 1,}",
                                        "{a: 1}",
                                        "{1: 1}",
                                        "{\"a\" 1}",
                                        "{\"a\": 1 \"b\": 2}",
                                        "[:1]",
                                        "['a']",
                                        "[\"a]",
                                        "[\"a\\\"]",
                                        "[\"\\x41\"]",
                                        "[\"\\u12\"]",
                                        "[\"\\u12g4\"]",
                                        "[\"\\ud83d\"]",
                                        "[\"\\ude00\"]",
                                        "[\"\\ud83d\\u0041\"]",
                                        "[\"\\ud83dx\"]",
                                        "[\"\n\"]",
                                        "[\"\t\"]",
                                        "[\"\xff\"]",
                                        "[\"\xed\xa0\x80\"]",
                                        "[01]",
                                        "[1.]",
                                        "[.5]",
                                        "[+1]",
                                        "[-]",
                                        "[1e]",
                                        "[1e+]",
                                        "[99.9%]",
                                        "[True]",
                                        "[nul]",
                                        "[nullx]",
                                        "[1] # comment",
                                        "--- []"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (json_is(text_of(texts[i])))
            fail_msg("taken for JSON: %s", texts[i]);
    assert_false(json_is((struct text){"[1]\0", 4}));
}

static void nesting_ends_where_that_of_yaml_does(void **state) {
    char text[2 * 257 + 1];
    (void)state;
    for (size_t levels = 256; levels <= 257; levels++) {
        memset(text, '[', levels);
        memset(text + levels, ']', levels);
        assert_int_equal(json_is((struct text){text, 2 * levels}), levels == 256);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_are_those_of_libyaml),
        cmocka_unit_test(what_libyaml_cannot_read_is_read),
        cmocka_unit_test(what_is_no_json_is_left_to_libyaml),
        cmocka_unit_test(nesting_ends_where_that_of_yaml_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
