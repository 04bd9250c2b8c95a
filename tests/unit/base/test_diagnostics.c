/* Places in the input, and what a person is shown of them. */
#include "base/diagnostics.h"
#include "near.h"
#include "runs.h"

#include "generator.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* A list of problems with its sources. */
struct fixture {
    struct arena arena;
    struct sources sources;
    slacalc_diagnostics *problems;
};

static void open_fixture(struct fixture *f) {
    arena_init(&f->arena, NULL);
    sources_init(&f->sources, &f->arena);
    f->problems = slacalc_diagnostics_new();
    diagnostics_bind(f->problems, &f->sources);
}

static void close_fixture(struct fixture *f) {
    slacalc_diagnostics_free(f->problems);
    arena_free(&f->arena);
}

static uint32_t add_source(struct fixture *f, const char *name, const char *text) {
    return sources_add(&f->sources, name, text_of(text));
}

static void add_dots(struct fixture *f, size_t count) {
    char *text = arena_alloc(&f->arena, count + 1, 1);
    memset(text, '.', count);
    add_source(f, "m", text);
}

static struct position at(uint32_t source, size_t offset, size_t length) {
    return (struct position){(uint32_t)offset, (uint16_t)source, (uint16_t)length};
}

/* To be freed. */
static char *printed(const struct fixture *f, bool color) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    assert_true(slacalc_diagnostics_print(f->problems, stream, color));
    fclose(stream);
    return text;
}

static void assert_printed(const struct fixture *f, const char *want) {
    char *got = printed(f, false);
    assert_string_equal(got, want);
    free(got);
}

/* What one error at `offset` of `text` prints. */
static void assert_excerpt(const char *text, size_t offset, size_t length, const char *want) {
    struct fixture f;
    open_fixture(&f);
    diagnose(f.problems, SLACALC_ERROR, at(add_source(&f, "m", text), offset, length), "x");
    assert_printed(&f, want);
    close_fixture(&f);
}

/* ---- Places ---- */

static void assert_place(struct fixture *f, uint32_t source, size_t offset, size_t line, size_t column) {
    struct sources view = sources_view(&f->sources, f->sources.arena);
    struct position where = at(source, offset, 1);
    struct place place = sources_locate(&f->sources, where);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    place = sources_locate(&view, where);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void lines_end_at_lf_cr_and_both(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    uint32_t source = add_source(&f, "m", "ab\ncd\r\nef\rgh\n\n");
    static const size_t places[][3] = {{0, 1, 1}, {1, 1, 2}, {2, 1, 3},  {3, 2, 1},  {5, 2, 3},
                                       {7, 3, 1}, {9, 3, 3}, {10, 4, 1}, {13, 5, 1}, {14, 6, 1}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        assert_place(&f, source, places[i][0], places[i][1], places[i][2]);
    close_fixture(&f);
}

static void columns_are_counted_in_characters(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    uint32_t source = add_source(&f, "m", "\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80z\n\xc3\xa9y");
    assert_place(&f, source, 0, 1, 1);
    assert_place(&f, source, 2, 1, 2);
    assert_place(&f, source, 5, 1, 3);
    assert_place(&f, source, 9, 1, 4);
    assert_place(&f, source, 11, 2, 1);
    assert_place(&f, source, 13, 2, 2);
    close_fixture(&f);
}

/* Columns of long lines are counted from marks within them. */
static void columns_of_a_long_line_count_characters(void **state) {
    enum { LINE = 20000, SHORT = 3001, LONG_STARTS = SHORT + 1 };
    (void)state;
    struct fixture f;
    open_fixture(&f);
    char *text = malloc(LONG_STARTS + 2 * LINE + 1);
    memset(text, 'a', SHORT);
    text[SHORT] = '\n';
    for (size_t i = 0; i < LINE; i++)
        memcpy(text + LONG_STARTS + 2 * i, "\xc3\xa9", 2);
    text[LONG_STARTS + 2 * LINE] = '\0';
    uint32_t source = add_source(&f, "m", text);
    assert_place(&f, source, SHORT, 1, SHORT + 1);
    for (size_t i = 0; i <= LINE; i += i % 1000 == 7 ? 993 : 1)
        assert_place(&f, source, LONG_STARTS + 2 * i, 2, i + 1);
    free(text);
    close_fixture(&f);
}

static void a_whole_source_has_no_line(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    uint32_t source = add_source(&f, "m", "");
    struct place whole = sources_locate(&f.sources, position_of_source(source));
    struct place none = sources_locate(&f.sources, nowhere);
    assert_true(whole.line == 0 && whole.column == 0 && none.line == 0 && none.column == 0);
    assert_place(&f, source, 0, 1, 1);
    close_fixture(&f);
}

/* Characters and line ends, counted one by one from the beginning. */
static struct place counted(const char *text, size_t offset) {
    struct place place = {1, 1};
    for (size_t i = 0; i < offset; i++)
        if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
            place = (struct place){place.line + 1, 1};
        else
            place.column += (text[i] & 0xc0) != 0x80;
    return place;
}

/* Back and forth, and from one source to another. */
static void places_agree_with_a_count(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct generator random = {.state = runs_seed()};
    char texts[3][400];
    for (size_t i = 0; i < 3; i++) {
        for (size_t b = 0; b < 399; b++)
            texts[i][b] = "ab\r\n\xc3\xa9"[generator_draw(&random, 6)];
        texts[i][399] = '\0';
        add_source(&f, "m", texts[i]);
    }
    for (size_t i = 0; i < 3000; i++) {
        size_t source = (size_t)generator_draw(&random, 3), offset = (size_t)generator_draw(&random, 400);
        struct place place = counted(texts[source], offset);
        assert_place(&f, (uint32_t)source, offset, place.line, place.column);
    }
    close_fixture(&f);
}

/* ---- Excerpts ---- */

static void the_source_line_is_shown_with_a_caret(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    uint32_t source = add_source(&f, "model.yaml", "a: 1\n    depends_on: [databse]\nb: 2\n");
    struct nearest nearest = nearest_to(text_of("databse"));
    nearest_offer(&nearest, text_of("database"));
    diagnose_nearest(f.problems, at(source, 22, 7), &nearest, "unknown component '%s'", "databse");
    assert_printed(&f, "model.yaml:2:18: error: unknown component 'databse' (did you mean 'database'?)\n"
                       "    2 |     depends_on: [databse]\n"
                       "      |                  ^~~~~~~\n");
    close_fixture(&f);
}

static void nothing_near_is_not_offered(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct nearest nearest = nearest_to(text_of("x"));
    diagnose_nearest(f.problems, nowhere, &nearest, "unknown key '%s'", "x");
    assert_printed(&f, "slacalc: error: unknown key 'x'\n");
    close_fixture(&f);
}

static void the_underline_stays_within_the_line(void **state) {
    (void)state;
    assert_excerpt("ab\ncd", 1, 0, "m:1:2: error: x\n    1 | ab\n      |  ^\n");
    assert_excerpt("ab\ncd", 1, 1, "m:1:2: error: x\n    1 | ab\n      |  ^\n");
    assert_excerpt("ab\ncd", 0, 5, "m:1:1: error: x\n    1 | ab\n      | ^~\n");
    assert_excerpt("ab\ncd", 2, 9, "m:1:3: error: x\n    1 | ab\n      |   ^\n");
    assert_excerpt("ab\ncd", 5, 1, "m:2:3: error: x\n    2 | cd\n      |   ^\n");
    assert_excerpt("ab\r\ncd", 5, 9, "m:2:2: error: x\n    2 | cd\n      |  ^\n");
    assert_excerpt("", 0, 1, "m:1:1: error: x\n    1 | \n      | ^\n");
}

/* A terminal gives some characters two columns and some none; a tab would move everything behind it. */
static void carets_stand_below_their_characters(void **state) {
    (void)state;
    assert_excerpt("\tkey:\tv", 6, 1, "m:1:7: error: x\n    1 |  key: v\n      |       ^\n");
    assert_excerpt("\t\tv\t", 0, 4, "m:1:1: error: x\n    1 |   v \n      | ^~~~\n");
    assert_excerpt("\xc3\xa9 = v", 5, 1, "m:1:5: error: x\n    1 | \xc3\xa9 = v\n      |     ^\n");
    assert_excerpt("\xe6\x97\xa5\xe6\x9c\xac: v", 8, 1,
                   "m:1:5: error: x\n    1 | \xe6\x97\xa5\xe6\x9c\xac: v\n      |       ^\n");
    assert_excerpt("a: \xe6\x97\xa5\xe6\x9c\xac", 3, 6,
                   "m:1:4: error: x\n    1 | a: \xe6\x97\xa5\xe6\x9c\xac\n      |    ^~~~\n");
    assert_excerpt("e\xcc\x81: v", 5, 1, "m:1:5: error: x\n    1 | e\xcc\x81: v\n      |    ^\n");
    assert_excerpt("\xf0\x9f\x98\x80 v", 5, 1, "m:1:3: error: x\n    1 | \xf0\x9f\x98\x80 v\n      |    ^\n");
}

static void control_characters_are_shown_escaped(void **state) {
    (void)state;
    assert_excerpt("\x1b[31m v", 6, 1, "m:1:7: error: x\n    1 | \\x1b[31m v\n      |          ^\n");
    assert_excerpt("\x7f\xc2\x9b v", 4, 1, "m:1:4: error: x\n    1 | \\x7f\\x9b v\n      |          ^\n");
    assert_excerpt("\xe2\x80\xae v", 0, 3, "m:1:1: error: x\n    1 | \\u202e v\n      | ^~~~~~\n");
    assert_excerpt("\xff\xc3 v", 3, 1, "m:1:4: error: x\n    1 | \\xff\\xc3 v\n      |          ^\n");
    assert_excerpt("v\xe6\x97", 0, 1, "m:1:1: error: x\n    1 | v\\xe6\\x97\n      | ^\n");
    assert_excerpt("v\xed\xbb\xbf", 0, 1, "m:1:1: error: x\n    1 | v\\xed\\xbb\\xbf\n      | ^\n");
    assert_excerpt("v\xe0\x82\x9b", 0, 1, "m:1:1: error: x\n    1 | v\\xe0\\x82\\x9b\n      | ^\n");
    struct fixture f;
    open_fixture(&f);
    diagnose(f.problems, SLACALC_WARNING, position_of_source(add_source(&f, "a\x1b[2Jb", "")), "key '%s'", "\a\n\x9b");
    assert_printed(&f, "a\\x1b[2Jb: warning: key '\\x07\\x0a\\x9b'\n");
    close_fixture(&f);
}

/* Where the caret is, there is the marker, wherever it stands in a line however long. */
static void a_long_line_is_cut_around_the_place(void **state) {
    (void)state;
    struct generator random = {.state = runs_seed()};
    for (size_t i = 0; i < 500; i++) {
        size_t length = 1 + generator_draw(&random, i < 250 ? 250 : 5000), place = generator_draw(&random, length);
        char *text = malloc(length + 3);
        memset(text, '.', length);
        if (i % 2 == 0)
            for (size_t c = 0; c + 1 < length; c += 2)
                memcpy(text + c, "\xc3\xa9", 2);
        if ((text[place] & 0xc0) == 0x80)
            place--;
        size_t rest = (unsigned char)text[place] == 0xc3 ? place + 2 : place + 1;
        text[place] = '#';
        memmove(text + place + 1, text + rest, length - rest);
        length -= rest - place - 1;
        memcpy(text + length, "\nz", 3);
        struct fixture f;
        open_fixture(&f);
        diagnose(f.problems, SLACALC_ERROR, at(add_source(&f, "m", text), place, 1), "x");
        char *got = printed(&f, false), *shown = strstr(got, " | "), *carets = strstr(shown + 1, " | ");
        size_t marker = 0, before = 0;
        for (char *c = shown; *c != '#'; c++)
            marker += (*c & 0xc0) != 0x80;
        before = strcspn(carets, "^");
        assert_int_equal(marker, before);
        assert_true(marker < 170);
        assert_true(strcspn(shown, "\n") <= (length <= 160 ? length + 3 : 140));
        assert_true((length > 160) == (strstr(shown, "...") != NULL && i % 2 == 0) || i % 2 == 1);
        free(got);
        free(text);
        close_fixture(&f);
    }
}

static void a_message_of_any_length_is_kept(void **state) {
    (void)state;
    enum { LONG = 100000 };
    struct fixture f;
    open_fixture(&f);
    char *name = malloc(LONG + 1);
    memset(name, 'n', LONG);
    name[LONG] = '\0';
    diagnose(f.problems, SLACALC_ERROR, position_of_source(add_source(&f, name, "")), "'%s'", name);
    slacalc_diagnostic entry;
    assert_true(slacalc_diagnostics_get(f.problems, 0, &entry));
    assert_int_equal(strlen(entry.message), LONG + 2);
    assert_string_equal(entry.file, name);
    free(name);
    close_fixture(&f);
}

static void colour_marks_severities_and_carets(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    diagnose(f.problems, SLACALC_WARNING, at(add_source(&f, "m", "ab"), 0, 2), "x");
    char *got = printed(&f, true);
    assert_string_equal(got, "m:1:1: \033[1;35mwarning:\033[0m x\n    1 | ab\n      | \033[1;32m^~\033[0m\n");
    free(got);
    close_fixture(&f);
}

static void a_failed_write_is_told(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    diagnose(f.problems, SLACALC_ERROR, nowhere, "x");
    FILE *full = fopen("/dev/full", "w");
    assert_false(slacalc_diagnostics_print(f.problems, full, false));
    fclose(full);
    close_fixture(&f);
}

/* ---- The list ---- */

static void texts_outlive_the_sources(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    char text[] = "abc", name[] = "name", message[] = "message";
    diagnose(f.problems, SLACALC_ERROR, at(add_source(&f, name, text), 1, 1), "%s", message);
    memset(text, '#', 3);
    memset(name, '#', 4);
    memset(message, '#', 7);
    arena_free(&f.arena);
    assert_printed(&f, "name:1:2: error: message\n    1 | abc\n      |  ^\n");
    close_fixture(&f);
}

static void entries_are_counted_and_handed_out(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    slacalc_diagnostic entry;
    assert_false(slacalc_diagnostics_get(f.problems, 0, &entry));
    assert_printed(&f, "");
    diagnose(f.problems, SLACALC_WARNING, nowhere, "warning");
    diagnose(f.problems, SLACALC_ERROR, at(add_source(&f, "m", "ab"), 1, 1), "error");
    diagnose(f.problems, SLACALC_NOTE, position_of_source(0), "note");
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 1);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_WARNING), 1);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_NOTE), 1);
    assert_true(slacalc_diagnostics_get(f.problems, 0, &entry));
    assert_true(entry.severity == SLACALC_WARNING && entry.file == NULL && entry.line == 0 && entry.column == 0);
    assert_true(slacalc_diagnostics_get(f.problems, 1, &entry));
    assert_true(entry.severity == SLACALC_ERROR && entry.line == 1 && entry.column == 2);
    assert_string_equal(entry.file, "m");
    assert_string_equal(entry.message, "error");
    assert_true(slacalc_diagnostics_get(f.problems, 2, &entry));
    assert_true(entry.severity == SLACALC_NOTE && entry.line == 0 && entry.column == 0);
    assert_string_equal(entry.file, "m");
    assert_false(slacalc_diagnostics_get(f.problems, 3, &entry));
    close_fixture(&f);
}

static void assert_messages(const struct fixture *f, const char *want) {
    char got[256] = "";
    slacalc_diagnostic entry;
    for (size_t i = 0; slacalc_diagnostics_get(f->problems, i, &entry); i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i > 0 ? " " : "", entry.message);
    assert_string_equal(got, want);
}

static void entries_are_sorted_with_their_notes_behind_them(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    add_source(&f, "first", "abcdefgh");
    add_source(&f, "second", "abcdefgh");
    diagnose(f.problems, SLACALC_ERROR, nowhere, "nowhere");
    diagnose(f.problems, SLACALC_ERROR, at(1, 2, 1), "second-2");
    diagnose(f.problems, SLACALC_NOTE, at(0, 0, 1), "note-a");
    diagnose(f.problems, SLACALC_NOTE, nowhere, "note-b");
    diagnose(f.problems, SLACALC_ERROR, position_of_source(0), "first-whole");
    diagnose(f.problems, SLACALC_WARNING, at(0, 7, 1), "first-7");
    diagnose(f.problems, SLACALC_NOTE, at(0, 1, 1), "note-c");
    diagnose(f.problems, SLACALC_ERROR, at(0, 3, 1), "first-3");
    diagnose(f.problems, SLACALC_ERROR, at(0, 3, 4), "first-3-again");
    diagnose(f.problems, SLACALC_NOTE, at(0, 0, 1), "note-d");
    static const char sorted[] =
        "first-3 first-3-again note-d first-7 note-c first-whole second-2 note-a note-b nowhere";
    for (size_t round = 0; round < 2; round++) {
        diagnostics_sort(f.problems);
        assert_messages(&f, sorted);
    }
    close_fixture(&f);
}

static void the_same_message_at_the_same_place_is_kept_once(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    add_source(&f, "m", "abcdefgh");
    for (size_t i = 0; i < 3; i++) {
        diagnose(f.problems, SLACALC_ERROR, at(0, 2, 1), "a");
        diagnose(f.problems, SLACALC_NOTE, at(0, 0, 1), "first-here");
        diagnose(f.problems, SLACALC_ERROR, at(0, 2, 1), "b");
        diagnose(f.problems, SLACALC_ERROR, at(0, 3, 1), "a");
    }
    assert_messages(&f, "a first-here b a");
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 3);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_NOTE), 1);
    close_fixture(&f);
}

/* As an alias repeats all errors of what it stands for. */
static void a_long_run_that_is_repeated_is_kept_once(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    add_dots(&f, 300);
    for (size_t round = 0; round < 3; round++)
        for (size_t i = 0; i < 300; i++)
            diagnose(f.problems, SLACALC_ERROR, at(0, i, 1), "x");
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 300);
    close_fixture(&f);
}

/* Reports `count` errors, each with a note, and warnings. */
static void report_many(struct fixture *f, size_t count) {
    open_fixture(f);
    for (size_t i = 0; i < count; i++) {
        diagnose(f->problems, SLACALC_ERROR, nowhere, "error %zu", i);
        diagnose(f->problems, SLACALC_NOTE, nowhere, "note %zu", i);
        diagnose(f->problems, SLACALC_WARNING, nowhere, "warning %zu", i);
    }
}

static void entries_past_the_limit_are_counted_only(void **state) {
    (void)state;
    struct fixture f;
    report_many(&f, 2000);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 2000);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_WARNING), 2000);
    slacalc_diagnostic entry;
    size_t kept = 0, kept_errors = 0;
    for (; slacalc_diagnostics_get(f.problems, kept, &entry); kept++)
        kept_errors += entry.severity == SLACALC_ERROR;
    assert_true(kept >= 1000 && kept < 1010);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_NOTE), kept_errors);
    char last[80], *got = printed(&f, false);
    snprintf(last, sizeof last, "\nslacalc: error: %zu more errors are not shown\n", 2000 - kept_errors);
    assert_string_equal(strstr(got, last), last);
    free(got);
    close_fixture(&f);
}

static void one_error_past_the_limit_is_one(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    for (size_t i = 0; i < 1001; i++)
        diagnose(f.problems, SLACALC_ERROR, nowhere, "error %zu", i);
    char *got = printed(&f, false);
    assert_non_null(strstr(got, "error 999\nslacalc: error: 1 more error is not shown\n"));
    free(got);
    close_fixture(&f);
}

/* The newest entries are still compared with what is reported again, by place and by message. */
static void past_the_limit_a_repeated_error_is_one(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    add_dots(&f, 1100);
    for (size_t i = 0; i < 1000; i++)
        diagnose(f.problems, SLACALC_ERROR, at(0, i, 1), "x");
    diagnose(f.problems, SLACALC_ERROR, at(0, 999, 1), "x");
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 1000);
    diagnose(f.problems, SLACALC_ERROR, at(0, 999, 1), "y");
    diagnose(f.problems, SLACALC_NOTE, nowhere, "of y");
    diagnose(f.problems, SLACALC_ERROR, at(0, 1000, 1), "x");
    diagnose(f.problems, SLACALC_NOTE, nowhere, "of x");
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 1002);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_NOTE), 0);
    close_fixture(&f);
}

/* However many others were reported before, and whatever they said. */
static void each_model_has_its_own_entries(void **state) {
    (void)state;
    struct fixture f;
    struct sources other;
    open_fixture(&f);
    sources_init(&other, &f.arena);
    add_source(&f, "m", "ab");
    sources_add(&other, "m", text_of("ab"));
    diagnose(f.problems, SLACALC_ERROR, at(0, 1, 1), "second");
    assert_ptr_equal(diagnostics_bind(f.problems, &other), &f.sources);
    diagnose(f.problems, SLACALC_ERROR, at(0, 1, 1), "second");
    diagnose(f.problems, SLACALC_ERROR, at(0, 1, 1), "second");
    assert_ptr_equal(diagnostics_bind(f.problems, &f.sources), &other);
    diagnose(f.problems, SLACALC_ERROR, at(0, 1, 1), "second");
    diagnose(f.problems, SLACALC_ERROR, at(0, 0, 1), "first");
    diagnostics_bind(f.problems, NULL);
    diagnose(f.problems, SLACALC_ERROR, nowhere, "none");
    diagnostics_sort(f.problems);
    assert_messages(&f, "first second second none");
    assert_true(f.sources.reported.errors == 3 && other.reported.errors == 2);
    diagnostics_bind(f.problems, &f.sources);
    for (size_t i = 0; i < 1000; i++)
        diagnose(f.problems, SLACALC_ERROR, nowhere, "error %zu", i);
    diagnostics_bind(f.problems, &other);
    diagnose(f.problems, SLACALC_ERROR, at(0, 0, 1), "last");
    char *got = printed(&f, false);
    assert_non_null(
        strstr(got, "m:1:1: error: last\n    1 | ab\n      | ^\nslacalc: error: 2 more errors are not shown\n"));
    free(got);
    close_fixture(&f);
}

static void exhausted_memory_is_an_error_that_needs_none(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    diagnose(f.problems, SLACALC_WARNING, nowhere, "x");
    diagnose_out_of_memory(f.problems);
    diagnose_out_of_memory(f.problems);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 1);
    assert_printed(&f, "slacalc: warning: x\nslacalc: error: out of memory\n");
    slacalc_diagnostic entry;
    assert_true(slacalc_diagnostics_get(f.problems, 1, &entry));
    assert_true(entry.severity == SLACALC_ERROR && entry.file == NULL && entry.line == 0 && entry.column == 0);
    assert_string_equal(entry.message, "out of memory");
    assert_false(slacalc_diagnostics_get(f.problems, 2, &entry));
    close_fixture(&f);
}

static void exhausted_memory_stays_said_where_more_is_taken_back(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct diagnostics_mark mark = diagnostics_mark(f.problems);
    diagnose(f.problems, SLACALC_ERROR, nowhere, "x");
    diagnose_out_of_memory(f.problems);
    diagnostics_rewind(f.problems, &mark);
    assert_int_equal(slacalc_diagnostics_count(f.problems, SLACALC_ERROR), 1);
    assert_int_equal(diagnostics_exhausted(f.problems), 1);
    assert_printed(&f, "slacalc: error: out of memory\n");
    close_fixture(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_at_lf_cr_and_both),
        cmocka_unit_test(columns_are_counted_in_characters),
        cmocka_unit_test(columns_of_a_long_line_count_characters),
        cmocka_unit_test(a_whole_source_has_no_line),
        cmocka_unit_test(places_agree_with_a_count),
        cmocka_unit_test(the_source_line_is_shown_with_a_caret),
        cmocka_unit_test(nothing_near_is_not_offered),
        cmocka_unit_test(the_underline_stays_within_the_line),
        cmocka_unit_test(carets_stand_below_their_characters),
        cmocka_unit_test(control_characters_are_shown_escaped),
        cmocka_unit_test(a_long_line_is_cut_around_the_place),
        cmocka_unit_test(a_message_of_any_length_is_kept),
        cmocka_unit_test(colour_marks_severities_and_carets),
        cmocka_unit_test(a_failed_write_is_told),
        cmocka_unit_test(texts_outlive_the_sources),
        cmocka_unit_test(entries_are_counted_and_handed_out),
        cmocka_unit_test(entries_are_sorted_with_their_notes_behind_them),
        cmocka_unit_test(the_same_message_at_the_same_place_is_kept_once),
        cmocka_unit_test(a_long_run_that_is_repeated_is_kept_once),
        cmocka_unit_test(entries_past_the_limit_are_counted_only),
        cmocka_unit_test(one_error_past_the_limit_is_one),
        cmocka_unit_test(past_the_limit_a_repeated_error_is_one),
        cmocka_unit_test(each_model_has_its_own_entries),
        cmocka_unit_test(exhausted_memory_is_an_error_that_needs_none),
        cmocka_unit_test(exhausted_memory_stays_said_where_more_is_taken_back),
    };
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        fprintf(stderr, "the locale C.UTF-8 is missing\n");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
