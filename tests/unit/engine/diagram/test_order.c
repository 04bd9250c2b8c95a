/* However outages overlap: the worst is never above what independence gives, the best never below. */
#include "drawn.h"
#include "near.h"
#include "runs.h"

static void order_model(uint64_t seed) {
    struct generator generator = {.state = seed}, sizes = {.state = seed + 1};
    generator.elements = 2 + generator_draw(&sizes, ORACLE_ELEMENTS - 1);
    generator.hours = generator_draw(&sizes, 3) * 30;
    slacalc_options options = slacalc_options_default();
    if (generator_draw(&sizes, 10) == 0)
        options.max_nodes = 1 + generator_draw(&sizes, 20);
    struct drawn drawn;
    drawn_init(&drawn, generator, options, generator_draw(&sizes, 5) == 0);
    for (size_t i = 0; drawn.result != NULL && i < slacalc_result_service_count(drawn.result); i++)
        drawn_expect_order(&drawn, slacalc_result_service(drawn.result, i));
    drawn_finish(&drawn);
}

static void bounds_stand_around_independence(void **state) {
    (void)state;
    runs_each(2000, order_model);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(bounds_stand_around_independence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
