/* What owners promise and cause. */
#include "engine/rows/owners.h"
#include "evaluate.h"
#include "near.h"

#include <string.h>

/* Two services of one owner, which rest on a part of another one and on one of nobody. */
static const char model[] = "period: 10d\n"
                            "components:\n"
                            "  shop: {slo: 99%, sla: 99%, owner: web, depends_on: [database]}\n"
                            "  search: {sla: 90%, owner: web, depends_on: [database, disk]}\n"
                            "  database: {slo: 98%, owner: data}\n"
                            "  disk: {slo: 99%}\n";

struct found {
    slacalc_result *result;
    struct owners owners;
    struct memory_guard guard;
    struct arena arena;
};

static void found_init(struct found *found, const slacalc_options *options) {
    found->result = evaluate_text(model, NULL, options, NULL);
    assert_non_null(found->result);
    arena_init(&found->arena, &found->guard);
    found->owners = owners_of(found->result, &found->arena);
}

static void found_finish(struct found *found) {
    arena_free(&found->arena);
    slacalc_result_free(found->result);
}

static void an_owner_has_promises_and_causes_downtime(void **state) {
    (void)state;
    const double period_s = 864000;
    slacalc_options options = slacalc_options_default();
    struct found found;
    found_init(&found, &options);
    const struct owner *web = &found.owners.rows[0], *data = &found.owners.rows[1], *nobody = &found.owners.rows[2];
    double shop_s = period_s * (1 - 0.99 * 0.98), search_s = period_s * (1 - 0.98 * 0.99);
    assert_int_equal(found.owners.count, 3);
    assert_string_equal(web->name, "web");
    assert_int_equal(web->services, 2);
    assert_int_equal(web->verdicts[SLACALC_BROKEN] + web->verdicts[SLACALC_IMPOSSIBLE], 1);
    assert_int_equal(web->unkept, 1);
    assert_true(fabs(web->downtime_s - shop_s - search_s) < 1e-6);
    /* The own level of the shop: 1 % of the time in which the database is up. */
    assert_true(fabs(web->caused_s - period_s * 0.01 * 0.98) < 1e-6);
    assert_string_equal(data->name, "data");
    assert_int_equal(data->services, 0);
    assert_true(fabs(data->caused_s - 2 * period_s * 0.02 * 0.99) < 1e-6);
    assert_string_equal(slacalc_result_component(found.result, data->largest)->name, "database");
    assert_null(nobody->name);
    assert_true(fabs(nobody->caused_s - period_s * 0.01 * 0.98) < 1e-6);
    assert_true(fabs(found.owners.downtime_s - shop_s - search_s) < 1e-6);
    assert_int_equal(found.owners.unexplained, 0);
    for (size_t i = 0; i < slacalc_result_component_count(found.result); i++) {
        const char *owner = slacalc_result_component(found.result, i)->owner;
        const char *name = found.owners.rows[found.owners.of_component[i]].name;
        assert_true(owner && name ? strcmp(owner, name) == 0 : owner == name);
    }
    found_finish(&found);
}

static void downtime_without_shares_is_nobodys(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    struct found found;
    options.shares = false;
    found_init(&found, &options);
    assert_int_equal(found.owners.unexplained, 2);
    assert_true(fabs(found.owners.unexplained_s - found.owners.downtime_s) < 1e-6);
    assert_true(found.owners.rows[0].caused_s <= 0);
    assert_true(found.owners.rows[0].largest == SLACALC_NONE);
    found_finish(&found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_owner_has_promises_and_causes_downtime),
        cmocka_unit_test(downtime_without_shares_is_nobodys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
