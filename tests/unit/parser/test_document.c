/* The located tree: what libyaml leaves to us, and where things stand. */
#include "near.h"
#include "problems.h"
#include "reading.h"

#include <stdlib.h>
#include <string.h>

/* A node as text: scalars in quotes, "~" for null, "!" for broken. */
static void write_node(FILE *out, const struct document *document, uint32_t index) {
    const struct node *node = &document->nodes[index];
    struct text text;
    switch (node->kind) {
    case NODE_SCALAR:
        text = document_text(document, index);
        if (document_is_null(document, index))
            fputc('~', out);
        else
            fprintf(out, "'%.*s'", TEXT_ARGS(text));
        return;
    case NODE_BROKEN:
        fputc('!', out);
        return;
    default:
        fputc(node->kind == NODE_LIST ? '[' : '{', out);
        for (uint32_t child = node->first; child != NO_INDEX; child = document->nodes[child].next) {
            if (child != node->first)
                fputc(' ', out);
            write_node(out, document, child);
        }
        fprintf(out, "%s%u", node->kind == NODE_LIST ? "]" : "}", (unsigned)node->length);
    }
}

/* To be freed. */
static char *tree_text(const struct document *document) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    for (size_t i = 0; i < document->root_count; i++) {
        fputs(i > 0 ? " --- " : "", out);
        write_node(out, document, document->roots[i]);
    }
    fclose(out);
    return text;
}

static void assert_tree(const char *text, const char *want) {
    struct reading f;
    reading_open(&f, text_of(text), read_yaml);
    char *said = problems_text(f.problems), *tree = tree_text(&f.document);
    assert_string_equal(said, "");
    assert_string_equal(tree, want);
    assert_true(f.good);
    free(said);
    free(tree);
    reading_close(&f);
}

static void assert_problems(const char *text, bool good, const char *want) {
    struct reading f;
    reading_open(&f, text_of(text), read_yaml);
    char *said = problems_text(f.problems);
    assert_string_equal(said, want);
    assert_int_equal(f.good, good);
    free(said);
    reading_close(&f);
}

static void trees(void **state) {
    (void)state;
    assert_tree("a", "'a'");
    assert_tree("{a: [b, 'c', \"d\"], e: }", "{'a' ['b' 'c' 'd']3 'e' ~}2");
    assert_tree("a:\n  - b\n  - c: d\n", "{'a' ['b' {'c' 'd'}1]2}1");
    assert_tree("[~, null, Null, NULL, '', '~', !!str null, nULL]", "[~ ~ ~ ~ '' '~' 'null' 'nULL']8");
    assert_tree("a: \"x\\ty\"\nb: >\n  folded\n  text\nc: two\n  lines",
                "{'a' 'x\ty' 'b' 'folded text\n' 'c' 'two lines'}3");
    assert_tree("{\"k\\u00e9\": 1, \"k\\u00e8\": 2}", "{'k\xc3\xa9' '1' 'k\xc3\xa8' '2'}2");
}

static void several_documents(void **state) {
    (void)state;
    assert_tree("a\n---\n---\nb\n---\n# nothing\n", "'a' --- 'b'");
    assert_tree("", "");
    assert_tree("# nothing\n", "");
}

static void aliases(void **state) {
    (void)state;
    assert_tree("{a: &x [1, 2], b: *x, c: *x}", "{'a' ['1' '2']2 'b' ['1' '2']2 'c' ['1' '2']2}3");
    assert_tree("[&x a, &x b, *x]", "['a' 'b' 'b']3");
    assert_tree("[&k a, {*k : b}]", "['a' {'a' 'b'}1]2");
    assert_tree("[&x {a: &x b}, *x]", "[{'a' 'b'}1 'b']2");
}

static void wrong_aliases(void **state) {
    (void)state;
    assert_problems("&a [*a]", true, "d:1:5: error: anchor 'a' contains itself\n");
    assert_problems("[&zone a, *zon]", true, "d:1:11: error: unknown anchor 'zon' (did you mean 'zone'?)\n");
    assert_problems("&a b\n---\n*a\n", true, "d:3:1: error: unknown anchor 'a'\n");
}

static void duplicate_keys(void **state) {
    (void)state;
    assert_problems("{a: 1, b: 2, a: 3}", true, "d:1:14: error: duplicate key 'a'\nd:1:2: note: first used here\n");
    assert_problems("{a: 1, \"\\x61\": 3}", true, "d:1:8: error: duplicate key 'a'\nd:1:2: note: first used here\n");
    assert_problems("{k0: , k1: , k2: , k3: , k4: , k5: , k6: , k7: , k8: , k9: , k10: , k11: , k12: , k13: , k14: , "
                    "k15: , k16: , k17: , k3: , k17: }",
                    true,
                    "d:1:118: error: duplicate key 'k3'\nd:1:20: note: first used here\n"
                    "d:1:124: error: duplicate key 'k17'\nd:1:111: note: first used here\n");
    assert_problems("{[a]: 1, {b: c}: 2}", true,
                    "d:1:2: error: a key must be text, not a list\nd:1:10: error: a key must be text, not a map\n");
}

static void merge_keys(void **state) {
    (void)state;
    assert_tree("[&x {a: 1, b: 2}, {b: 3, <<: *x}]", "[{'a' '1' 'b' '2'}2 {'b' '3' 'a' '1'}2]2");
    assert_tree("[&x {a: 1}, &y {a: 2, b: 3}, {<<: [*x, *y]}]", "[{'a' '1'}1 {'a' '2' 'b' '3'}2 {'a' '1' 'b' '3'}2]3");
    assert_tree("[&x {a: 1}, &y {<<: *x, b: 2}, {<<: *y, c: 3}]",
                "[{'a' '1'}1 {'b' '2' 'a' '1'}2 {'c' '3' 'b' '2' 'a' '1'}3]3");
    assert_tree("{<<: {a: 1}, b: 2}", "{'b' '2' 'a' '1'}2");
    assert_tree("{<<: []}", "{}0");
    assert_tree("{'<<': a}", "{'<<' 'a'}1");
    assert_tree("[<<]", "['<<']1");
}

static void wrong_merge_keys(void **state) {
    (void)state;
    assert_problems("{<<: 7}", true, "d:1:2: error: '<<' takes a map or a list of maps, not text\n");
    assert_problems("{<<: }", true, "d:1:2: error: '<<' takes a map or a list of maps, not nothing\n");
    assert_problems("{<<: [{a: 1}, [b]]}", true,
                    "d:1:2: error: '<<' takes a map or a list of maps, not a list with a list\n");
    assert_problems("{<<: {a: 1}, <<: {b: 1}}", true,
                    "d:1:14: error: duplicate key '<<'\nd:1:2: note: first used here\n");
    assert_problems("{<<: *x}", true, "d:1:6: error: unknown anchor 'x'\n");
}

static void syntax(void **state) {
    (void)state;
    assert_problems("a: [1, 2\nb: 3\n", false, "d:2:2: error: expected ',' or ']'\nd:1:4: note: the '[' stands here\n");
    assert_problems("a: {b: 1\n", false, "d:2:1: error: expected ',' or '}'\nd:1:4: note: the '{' stands here\n");
    assert_problems("a: 'b\n", false, "d:2:1: error: the quote is never closed\nd:1:4: note: the quote opens here\n");
    assert_problems("a:\n\tb: 1\n", false, "d:2:1: error: a tab is not allowed here (YAML indents with blanks)\n");
    assert_problems("a: b: c\n", false,
                    "d:1:5: error: a ':' is not allowed here (put text that holds one in quotes; is the indentation "
                    "right?)\n");
    assert_problems("a: @b\n", false, "d:1:4: error: a value cannot begin with this character (put it in quotes)\n");
    assert_problems("a: 1\n b: 2\n", false,
                    "d:2:3: error: a ':' is not allowed here (put text that holds one in quotes; is the indentation "
                    "right?)\n");
    assert_problems("a: \"\\q\"\n", false,
                    "d:1:5: error: unknown escape in double quotes (write a backslash as \\\\)\n");
    assert_problems("a: \"b\\0c\"\n", true, "d:1:4: error: a text may not hold the character U+0000\n");
}

/* "[[[...", with `levels` brackets that are closed again. */
static char *nested(size_t levels) {
    char *text = malloc(2 * levels + 1);
    assert_non_null(text);
    memset(text, '[', levels);
    memset(text + levels, ']', levels);
    text[2 * levels] = '\0';
    return text;
}

static void nesting(void **state) {
    (void)state;
    char *text = nested(256);
    assert_problems(text, true, "");
    free(text);
    text = nested(100000);
    assert_problems(text, false, "d:1:257: error: nested deeper than 256 levels\n");
    free(text);
}

/* Each line nests the one before by an alias. */
static void nesting_through_aliases(void **state) {
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    fputs("- &x0 [a]\n", out);
    for (int i = 1; i < 300; i++)
        fprintf(out, "- &x%d [*x%d]\n", i, i - 1);
    fclose(out);
    assert_problems(text, false, "d:256:10: error: nested deeper than 256 levels through this alias\n");
    free(text);
}

static void endless_aliases(void **state) {
    (void)state;
    assert_problems("- &a [0,0,0,0,0,0,0,0,0,0]\n"
                    "- &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                    "- &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                    "- &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                    "- &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
                    "- &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n"
                    "- &g [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\n",
                    false, "d:7:10: error: aliases expand to more than 2500000 values\n");
}

static void assert_place(const struct reading *f, uint32_t node, uint32_t offset, uint16_t length) {
    struct position where = document_position(&f->document, node);
    assert_int_equal(where.offset, offset);
    assert_int_equal(where.length, length);
}

static uint32_t child_of(const struct reading *f, uint32_t node, size_t index) {
    uint32_t child = f->document.nodes[node].first;
    while (index-- > 0)
        child = f->document.nodes[child].next;
    return child;
}

static void places(void **state) {
    struct reading f;
    (void)state;
    reading_open(&f, text_of("[\xc3\xa4, 'b', \"\\x63\", &d !!str d, &e [f], *d]"), read_yaml);
    uint32_t root = f.document.roots[0];
    assert_place(&f, root, 0, 1);
    assert_place(&f, child_of(&f, root, 0), 1, 2);
    assert_place(&f, child_of(&f, root, 1), 5, 3);
    assert_place(&f, child_of(&f, root, 2), 10, 6);
    assert_place(&f, child_of(&f, root, 3), 27, 1);
    assert_place(&f, child_of(&f, root, 4), 33, 1);
    assert_place(&f, child_of(&f, root, 5), 27, 1);
    assert_int_equal(document_text_position(&f.document, child_of(&f, root, 1)).offset, 6);
    reading_close(&f);
}

/* libyaml counts characters: stretches of ASCII between others, and a mark that lies before the one met last. */
static void places_among_characters_of_several_bytes(void **state) {
    static const char words[][24] = {"a", "\xc3\xa4", "some-longer-ascii", "\xe2\x82\xac\xf0\x9f\x98\x80", "zone a-b"};
    enum { ITEMS = 300, WORDS = sizeof words / sizeof *words };
    struct reading f;
    (void)state;
    char text[ITEMS * 64], *end = text;
    uint32_t keys[ITEMS];
    for (size_t i = 0; i < ITEMS; i++) {
        keys[i] = (uint32_t)(end - text);
        end += sprintf(end, "%s%zu: [%s]\n", words[i % WORDS], i, words[(i + 2) % WORDS]);
    }
    reading_open(&f, text_of(text), read_yaml);
    assert_int_equal(f.document.root_count, 1);
    uint32_t key = f.document.nodes[f.document.roots[0]].first;
    for (size_t i = 0; i < ITEMS; i++) {
        uint32_t list = f.document.nodes[key].next, item = child_of(&f, list, 0);
        size_t length = strcspn(text + keys[i], ":");
        assert_place(&f, key, keys[i], (uint16_t)length);
        assert_place(&f, list, keys[i] + (uint32_t)length + 2, 1);
        assert_place(&f, item, keys[i] + (uint32_t)length + 3, (uint16_t)strlen(words[(i + 2) % WORDS]));
        key = f.document.nodes[list].next;
    }
    reading_close(&f);
}

/* What stands before the text belongs to the place; nothing behind it does. */
static void places_of_values_with_a_head(void **state) {
    struct reading f;
    (void)state;
    reading_open(&f, text_of("a: &anchor"), read_yaml);
    assert_place(&f, child_of(&f, f.document.roots[0], 1), 3, 7);
    reading_close(&f);
    reading_open(&f, text_of("a: !'"), read_yaml);
    assert_place(&f, child_of(&f, f.document.roots[0], 1), 3, 2);
    reading_close(&f);
    reading_open(&f, text_of("a: |\n  b\n"), read_yaml);
    assert_place(&f, child_of(&f, f.document.roots[0], 1), 3, 6);
    reading_close(&f);
}

/* What is behind the sign of an assignment. */
static bool read_value(struct document *document, uint32_t source, struct text text, slacalc_diagnostics *problems) {
    return document_read(document, source, text, (uint32_t)strcspn(text.at, "=") + 1, problems);
}

static void places_in_a_part(void **state) {
    struct reading f;
    (void)state;
    reading_open(&f, text_of("web.slo=[a, \"b\"]"), read_value);
    uint32_t root = f.document.roots[0];
    assert_place(&f, root, 8, 1);
    assert_place(&f, child_of(&f, root, 1), 12, 3);
    reading_close(&f);
}

/* A text is not copied where it stands in the source as it is. */
static void texts_in_place(void **state) {
    struct reading f;
    (void)state;
    reading_open(&f, text_of("[a, 'b b', \"c\", \"\\x64\"]"), read_yaml);
    uint32_t root = f.document.roots[0];
    assert_ptr_equal(document_text(&f.document, child_of(&f, root, 0)).at, f.text.at + 1);
    assert_ptr_equal(document_text(&f.document, child_of(&f, root, 1)).at, f.text.at + 5);
    assert_ptr_equal(document_text(&f.document, child_of(&f, root, 2)).at, f.text.at + 12);
    assert_int_equal(f.document.copy_count, 1);
    assert_int_equal(sizeof(struct node), 16);
    reading_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees),
        cmocka_unit_test(several_documents),
        cmocka_unit_test(aliases),
        cmocka_unit_test(wrong_aliases),
        cmocka_unit_test(duplicate_keys),
        cmocka_unit_test(merge_keys),
        cmocka_unit_test(wrong_merge_keys),
        cmocka_unit_test(syntax),
        cmocka_unit_test(nesting),
        cmocka_unit_test(nesting_through_aliases),
        cmocka_unit_test(endless_aliases),
        cmocka_unit_test(places),
        cmocka_unit_test(places_among_characters_of_several_bytes),
        cmocka_unit_test(places_of_values_with_a_head),
        cmocka_unit_test(places_in_a_part),
        cmocka_unit_test(texts_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
