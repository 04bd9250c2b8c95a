#include "repaired.h"

#include "evaluate.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

quad repaired_chance(const struct repaired *repaired, size_t up) {
    const struct oracle_outages *outages = &repaired->outages;
    quad chance = outages->part[up];
    for (size_t e = 0; e < outages->count; e++)
        chance *= up >> e & 1 ? 1 - outages->down[e] : outages->down[e];
    return chance;
}

/* What the cause of a group leaves of the chance of being down, it leaves of the failures that lead there. */
quad repaired_rate(const struct repaired *repaired, size_t up, size_t element) {
    const struct oracle_outages *outages = &repaired->outages;
    quad down = outages->down[element], mttr_s = (quad)repaired->mttr_s[element];
    if (!(up >> element & 1))
        return 1 / mttr_s;
    return down / (1 - down) / mttr_s * outages->part[up & ~((size_t)1 << element)] / outages->part[up];
}

static double mttr_of(const struct drawn *drawn, const slacalc_result *result, size_t component) {
    return component_named(result, drawn->model.components[component].name)->mttr_s;
}

/* The cause of a group is restored as fast as the fastest of its members. */
static void find_times(struct repaired *repaired, const slacalc_result *result) {
    const struct oracle_outages *outages = &repaired->outages;
    for (size_t e = 0; e < outages->count; e++) {
        double mttr_s = outages->group[e] != 0 ? INFINITY : mttr_of(repaired->drawn, result, outages->component[e]);
        for (size_t c = 0; c < ORACLE_COMPONENTS; c++)
            if (outages->group[e] >> c & 1)
                mttr_s = fmin(mttr_s, mttr_of(repaired->drawn, result, c));
        repaired->mttr_s[e] = mttr_s;
    }
}

static void look_at(struct drawn *drawn, const slacalc_result *result, const slacalc_service *service, size_t limit,
                    void (*look)(struct repaired *repaired)) {
    struct repaired repaired = {
        .drawn = drawn, .service = service, .name = slacalc_result_component(result, service->component)->name};
    size_t component = 0;
    while (strcmp(drawn->model.components[component].name, repaired.name) != 0)
        component++;
    if (!oracle_outages_by_causes(&drawn->model, drawn->trial.basis, component, limit, &repaired.outages))
        return;
    find_times(&repaired, result);
    look(&repaired);
    free(repaired.outages.loss);
}

void repaired_each(struct generator generator, slacalc_options options, size_t limit,
                   void (*look)(struct repaired *repaired)) {
    struct drawn drawn;
    drawn_init(&drawn, generator, options, true);
    options.basis = drawn.trial.basis;
    if (!oracle_any_whole(&drawn.model, drawn.trial.basis)) {
        char *text = malloc(strlen(drawn.text) + 40);
        assert(text != NULL);
        strcpy(stpcpy(text, "mttr: 90m\n"), drawn.text);
        slacalc_result *result = evaluate_text(text, &drawn.model, &options, NULL);
        expect(&drawn.trial, result != NULL, "it is not evaluated with a time to restore");
        for (size_t i = 0; result && i < slacalc_result_service_count(result); i++)
            look_at(&drawn, result, slacalc_result_service(result, i), limit, look);
        slacalc_result_free(result);
        free(text);
    }
    drawn_finish(&drawn);
}
