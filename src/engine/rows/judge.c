#include "engine/rows/judge.h"

#include "engine/rows/verdict.h"
#include "model/own_level.h"

static bool judge(struct level promised, struct interval availability, size_t *verdicts) {
    bool decided;
    verdicts[verdict_of(promised, availability, (struct level){0, 1}, (struct level){1, 0}, &decided)]++;
    return decided;
}

bool judge_promises(const struct slacalc_model *model, const struct scope *scope, slacalc_basis basis,
                    const struct interval *availabilities, size_t *verdicts, struct arena *scratch) {
    bool decided = true;
    uint32_t *service_of = arena_alloc(scratch, model->component_count, sizeof *service_of);
    for (uint32_t i = 0; i < scope->service_count; i++) {
        uint32_t component = scope->services[i];
        const struct own_level own = own_level_of(model, component, basis);
        const struct attribute *promises[SLACALC_REQUIRED];
        service_of[component] = i;
        promises_to_check(model, component, &own, promises);
        for (size_t kind = 0; kind < SLACALC_REQUIRED; kind++)
            if (promises[kind])
                decided &= judge(promises[kind]->level, availabilities[i], verdicts);
    }
    for (size_t i = 0; i < model->required_count; i++)
        decided &= judge(model->required[i].level, availabilities[service_of[model->required[i].component]], verdicts);
    return decided;
}
