#include "drawn.h"

#include "evaluate.h"
#include "near.h"
#include "writer.h"

#include <stdlib.h>
#include <string.h>

void drawn_init(struct drawn *drawn, struct generator generator, slacalc_options options, bool every) {
    uint64_t seed = generator.state;
    generator_model(&generator, &drawn->model);
    for (size_t c = 0; every && c < drawn->model.component_count; c++)
        drawn->model.selected[c] = c;
    if (every)
        drawn->model.selected_count = drawn->model.component_count;
    drawn->text = writer_text(&generator, &drawn->model);
    options.basis = (slacalc_basis)generator_draw(&generator, SLACALC_BASES);
    drawn->trial = (struct trial){.seed = seed, .model = &drawn->model, .text = drawn->text, .basis = options.basis};
    drawn->result = evaluate_text(drawn->text, &drawn->model, &options, NULL);
    expect(&drawn->trial, drawn->result != NULL, "it is not evaluated");
}

void drawn_finish(struct drawn *drawn) {
    slacalc_result_free(drawn->result);
    free(drawn->text);
    if (drawn->trial.failures > 0)
        fail_msg("repeat with SLACALC_SEED=%llu", (unsigned long long)drawn->trial.seed);
}

void drawn_with_needs(uint64_t seed, void (*look)(struct drawn *drawn, const slacalc_service *service)) {
    slacalc_options options = slacalc_options_default();
    struct generator generator = {.state = seed, .hours = seed % 3 == 0 ? 30 : 0, .elements = 3 + seed % 7};
    struct drawn drawn;
    options.need = true;
    drawn_init(&drawn, generator, options, false);
    for (size_t i = 0; drawn.result && i < slacalc_result_service_count(drawn.result); i++)
        look(&drawn, slacalc_result_service(drawn.result, i));
    drawn_finish(&drawn);
}

size_t drawn_component(const struct drawn *drawn, size_t row) {
    const char *name = slacalc_result_component(drawn->result, row)->name;
    size_t component = 0;
    while (strcmp(drawn->model.components[component].name, name) != 0)
        component++;
    return component;
}

/* Not above, but for rounding: of the figure itself, or of the other side of it. */
static bool at_most(double small, double large, double slack) {
    return small <= large * (1 + 1e-9) + slack;
}

void drawn_expect_order(struct drawn *drawn, const slacalc_service *service) {
    const char *name = slacalc_result_component(drawn->result, service->component)->name;
    const slacalc_estimate *independent = &service->availability;
    bool downs = at_most(service->best.down, independent->low.down, 0) &&
                 at_most(independent->high.down, service->worst.down, 0);
    bool ups =
        at_most(service->worst.up, independent->high.up, 1e-9) && at_most(independent->low.up, service->best.up, 1e-9);
    expect(&drawn->trial, downs, "order of %s: down best %.17g, independent %.17g, worst %.17g", name,
           service->best.down, independent->value.down, service->worst.down);
    expect(&drawn->trial, ups, "order of %s: up worst %.17g, independent %.17g, best %.17g", name, service->worst.up,
           independent->value.up, service->best.up);
    bool sums = is_near(service->worst.up + service->worst.down, 1, 1e-14) &&
                is_near(service->best.up + service->best.down, 1, 1e-14);
    expect(&drawn->trial, sums, "bounds of %s do not add up to 1", name);
}
