/* What a component needs, by which way, against the search of the oracle. */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "runs.h"

#include "model/needs.h"

struct read_model {
    slacalc_diagnostics *problems;
    slacalc_model *model;
    struct memory_guard guard;
    struct arena arena;
    struct needs needs;
};

static void read_init(struct read_model *read, const char *text) {
    read->problems = slacalc_diagnostics_new();
    read->model = checked_model(text, read->problems);
    assert_non_null(read->model);
    arena_init(&read->arena, &read->guard);
    read->needs = needs_of(read->model, &read->arena);
}

static void read_finish(struct read_model *read) {
    arena_free(&read->arena);
    slacalc_model_free(read->model);
    slacalc_diagnostics_free(read->problems);
}

static uint32_t index_of(const struct read_model *read, const char *name) {
    uint32_t component = 0;
    while (!text_is(read->model->components[component].name, name))
        component++;
    return component;
}

static bool has_found(const struct needs_search *search, uint32_t component) {
    size_t times = 0;
    for (size_t i = 0; i < search->count; i++)
        times += search->found[i] == component;
    assert_true(times <= 1);
    return times == 1;
}

static void expect_found(struct drawn *drawn, const struct read_model *read, const struct needs_search *search,
                         const bool *reached, const char *way) {
    for (size_t c = 0; c < drawn->model.component_count; c++) {
        const char *name = drawn->model.components[c].name;
        bool found = has_found(search, index_of(read, name));
        expect(&drawn->trial, found == reached[c], "%s is %s %s", name, found ? "found, but not" : "not found, but",
               way);
    }
}

static void compare(struct drawn *drawn) {
    struct read_model read;
    read_init(&read, drawn->text);
    struct needs_search search = needs_search_new(&read.needs, NULL, &read.arena);
    for (size_t c = 0; c < drawn->model.component_count; c++) {
        bool required[ORACLE_COMPONENTS] = {false}, needed[ORACLE_COMPONENTS] = {false};
        oracle_reach(&drawn->model, c, false, required);
        oracle_reach(&drawn->model, c, true, needed);
        needs_search_begin(&search);
        needs_search_meet(&search, index_of(&read, drawn->model.components[c].name));
        needs_search_follow(&search, NEEDS_REQUIRED);
        expect_found(drawn, &read, &search, required, "required");
        needs_search_follow(&search, NEEDS_ANY);
        expect_found(drawn, &read, &search, needed, "needed");
    }
    read_finish(&read);
}

static void random_models_agree(void **state) {
    (void)state;
    uint64_t seed = runs_seed();
    size_t count = runs_models(300);
    print_message("%zu models from SLACALC_SEED=%llu on\n", count, (unsigned long long)seed);
    for (size_t i = 0; i < count; i++) {
        struct drawn drawn;
        struct generator generator = {.state = seed + i, .elements = 2 + (seed + i) % (ORACLE_ELEMENTS - 1)};
        drawn_init(&drawn, generator, slacalc_options_default(), true);
        if (drawn.result != NULL)
            compare(&drawn);
        drawn_finish(&drawn);
    }
}

/* In their order, each with the optional requirement around it. */
static void needs_of_one_component(void **state) {
    (void)state;
    struct read_model read;
    read_init(&read, "components: {a: 99%, b: 99%, c: 99%, s: {depends_on: [{any: [a, b]},"
                     " {all: [{optional: {all: [c, a]}}]}, a]}}");
    static const char *const names[] = {"a", "b", "c", "a", "a"};
    uint32_t s = index_of(&read, "s");
    const struct need *needs = &read.needs.items[read.needs.starts[s]];
    assert_int_equal(read.needs.starts[s + 1] - read.needs.starts[s], 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(needs[i].component, index_of(&read, names[i]));
    assert_int_equal(needs[0].optional, NO_INDEX);
    assert_int_equal(needs[1].optional, NO_INDEX);
    assert_int_equal(read.model->requirements[needs[2].optional].kind, SLACALC_NEED_OPTIONAL);
    assert_int_equal(needs[3].optional, needs[2].optional);
    assert_int_equal(needs[4].optional, NO_INDEX);
    read_finish(&read);
}

/* A search may go on elsewhere than at what it comes to, or not at all. */
static void searches_go_on_at_the_entry(void **state) {
    (void)state;
    struct read_model read;
    read_init(&read,
              "components: {a: 99%, b: {depends_on: [a]}, c: {depends_on: [b]}, d: 99%, s: {depends_on: [c, d]}}");
    uint32_t a = index_of(&read, "a"), b = index_of(&read, "b"), c = index_of(&read, "c"), s = index_of(&read, "s");
    uint32_t entry[5];
    for (size_t i = 0; i < 5; i++)
        entry[i] = NO_INDEX;
    entry[s] = s;
    entry[c] = b;
    entry[a] = a;
    struct needs_search search = needs_search_new(&read.needs, entry, &read.arena);
    needs_search_begin(&search);
    needs_search_meet(&search, s);
    needs_search_follow(&search, NEEDS_ANY);
    assert_int_equal(search.count, 3);
    assert_true(has_found(&search, s) && has_found(&search, b) && has_found(&search, a));
    read_finish(&read);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(needs_of_one_component),
        cmocka_unit_test(searches_go_on_at_the_entry),
        cmocka_unit_test(random_models_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
