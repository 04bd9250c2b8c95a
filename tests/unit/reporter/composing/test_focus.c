/* Which rows of a tree are left. */
#include "evaluate.h"
#include "near.h"
#include "reporter/composing/focus.h"

#include <stdio.h>
#include <string.h>

/* The zone is needed by way of a, b and the host, and directly by the rack, which is one of two; web stands by itself
 * and is needed optionally by way of extra too. */
static const char model[] = "components:\n"
                            "  shop: {sla: 99%, depends_on: [a, {any: [rack, spare]}, {optional: extra}, d1, d2]}\n"
                            "  a: {depends_on: [b]}\n"
                            "  b: {slo: 99.9%, depends_on: [host]}\n"
                            "  host: {slo: 99.9%, depends_on: [zone]}\n"
                            "  rack: {slo: 99%, depends_on: [zone]}\n"
                            "  spare: {slo: 99%}\n"
                            "  zone: {slo: 98%}\n"
                            "  extra: {slo: 99%, depends_on: [web]}\n"
                            "  web: {slo: 99%}\n"
                            "  d1: {depends_on: [web2]}\n"
                            "  web2: {depends_on: [web]}\n"
                            "  d2: {slo: 99.99%}\n";

struct focused {
    slacalc_result *result;
    const slacalc_service *service;
    struct memory_guard guard;
    struct arena arena;
    struct tree_builder builder;
    struct wording wording;
};

static void focused_init(struct focused *focused) {
    slacalc_options options = slacalc_options_default();
    *focused = (struct focused){.result = evaluate_text(model, NULL, &options, NULL)};
    assert_non_null(focused->result);
    focused->service = slacalc_result_service(focused->result, 0);
    arena_init(&focused->arena, &focused->guard);
    tree_builder_init(&focused->builder, focused->result, 0, &focused->arena);
    focused->wording = (struct wording){.arena = &focused->arena, .unicode = true};
}

static void focused_finish(struct focused *focused) {
    arena_free(&focused->arena);
    slacalc_result_free(focused->result);
}

/* Rows as "depth name"; returns what is said of the rest. */
static const char *assert_rows(struct focused *focused, size_t most_rows, const char *wanted) {
    char shown[512] = "", *end = shown;
    struct tree tree = tree_build_focused(&focused->builder, focused->service, most_rows, TREE_MOST_DEPTH);
    for (size_t i = 0; i < tree.count; i++) {
        const struct tree_row *row = &tree.rows[i];
        bool group = row->kind == ROW_GROUP;
        end += sprintf(end, "%zu %s%s; ", row->depth,
                       group ? "group" : slacalc_result_component(focused->result, row->component)->name,
                       row->kind == ROW_REPEATED ? "^" : "");
        assert_true(i == 0 ? row->parent == SLACALC_NONE : tree.rows[row->parent].depth + 1 == row->depth);
    }
    struct left_out left = left_out_of(&tree, &focused->builder, focused->service);
    tree_release(&tree);
    assert_string_equal(shown, wanted);
    return statement_of_left_out(&focused->wording, focused->result, &left);
}

static void a_tree_that_fits_is_left_as_it_is(void **state) {
    (void)state;
    struct focused focused;
    focused_init(&focused);
    const char *rest =
        assert_rows(&focused, 25,
                    "0 shop; 1 a; 2 b; 3 host; 4 zone; 1 d1; 2 web2; 3 web; 1 group; 2 rack; 3 zone^; 2 spare; 1 d2; "
                    "1 extra; 2 web^; ");
    assert_null(rest);
    focused_finish(&focused);
}

/* The zone is reached by the rack, a shorter way than by the host; the web not by what is optional. */
static void the_largest_shares_are_kept_with_the_shortest_way(void **state) {
    (void)state;
    struct focused focused;
    focused_init(&focused);
    assert_string_equal(assert_rows(&focused, 4, "0 shop; 1 group; 2 rack; 3 zone; "),
                        "9 more parts, 37.3 % of the downtime, the largest web 30.6 %");
    assert_string_equal(assert_rows(&focused, 7, "0 shop; 1 group; 2 rack; 3 zone; 1 d1; 2 web2; 3 web; "),
                        "6 more parts, 6.7 % of the downtime, the largest b 3.0 %");
    /* Three rows are too few for the zone or for the web. */
    assert_non_null(assert_rows(&focused, 3, "0 shop; 1 a; 2 b; "));
    focused_finish(&focused);
}

static void shares_behind_the_first_are_counted(void **state) {
    (void)state;
    struct focused focused;
    focused_init(&focused);
    struct left_out left = shares_left_out(focused.service, 1);
    assert_int_equal(left.parts, focused.service->share_count - 1);
    assert_int_equal(left.largest, focused.service->shares[1].component);
    left = shares_left_out(focused.service, focused.service->share_count);
    assert_null(statement_of_left_out(&focused.wording, focused.result, &left));
    focused_finish(&focused);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_that_fits_is_left_as_it_is),
        cmocka_unit_test(the_largest_shares_are_kept_with_the_shortest_way),
        cmocka_unit_test(shares_behind_the_first_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
