/* The rows of the dependency tree of a result that is made by hand. */
#include "reporter/composing/tree.h"
#include "shop.h"

#include <stdio.h>
#include <stdlib.h>

/* Rows as "depth name" with a "^" where they are repeated. */
static void assert_tree(const struct fixture *fixture, size_t most_rows, size_t most_depth, const char *wanted) {
    struct memory_guard guard;
    struct arena arena;
    struct tree_builder builder;
    char shown[512] = "", *end = shown;
    arena_init(&arena, &guard);
    tree_builder_init(&builder, &fixture->result, 0, &arena);
    struct tree tree = tree_build(&builder, &fixture->service, most_rows, most_depth);
    for (size_t i = 0; i < tree.count; i++) {
        const struct tree_row *row = &tree.rows[i];
        const char *name = row->component == SLACALC_NONE ? "" : fixture->components[row->component].name;
        static const char *const marks[] = {"", "^", "(group)", "(deeper)", "(cut)"};
        end += sprintf(end, "%zu %s%s; ", row->depth, name, marks[row->kind]);
    }
    assert_string_equal(shown, wanted);
    tree_release(&tree);
    arena_free(&arena);
}

static void siblings_stand_by_the_downtime_they_cost(void **state) {
    (void)state;
    struct fixture *fixture = fixture_new();
    assert_tree(fixture, 100, 64, "0 shop; 1 web; 2 leaf; 1 leaf^; ");
    fixture->requirements[0] = need(SLACALC_NEED_COMPONENT, LEAF, SLACALC_NONE, 2);
    assert_tree(fixture, 100, 64, "0 shop; 1 leaf; 1 web; 2 leaf^; ");
    fixture->shares[1].share = 0.995;
    assert_tree(fixture, 100, 64, "0 shop; 1 web; 2 leaf; 1 leaf^; ");
    assert_tree(fixture, 2, 64, "0 shop; 1 web; 1 (cut); ");
    assert_tree(fixture, 100, 2, "0 shop; 1 web; 2 web(deeper); 1 leaf; ");
    free(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(siblings_stand_by_the_downtime_they_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
