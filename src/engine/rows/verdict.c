#include "engine/rows/verdict.h"

#include "model/own_level.h"

bool keeps_promise(long double down, struct level promised) {
    return down <= promised.down * (1 + 1e-9L);
}

slacalc_verdict verdict_of(struct level promised, struct interval availability, struct level worst, struct level best,
                           bool *decided) {
    *decided = true;
    if (keeps_promise(worst.down, promised))
        return SLACALC_GUARANTEED;
    if (keeps_promise(availability.low.down, promised))
        return SLACALC_HOLDS;
    if (!keeps_promise(best.down, promised))
        return SLACALC_IMPOSSIBLE;
    *decided = !keeps_promise(availability.high.down, promised);
    return SLACALC_BROKEN;
}

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
