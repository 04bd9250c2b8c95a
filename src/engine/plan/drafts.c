#include "engine/plan/drafts.h"

#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "model/needs.h"
#include "model/own_level.h"

#include <math.h>
#include <stdlib.h>

/* A component that a service needs of which a promise is not kept. */
struct suspect {
    uint32_t component;
    double share; /* of the downtime of these services, summed; 0 where it is not known */
};

struct drafting {
    const struct slacalc_model *model;
    const slacalc_result *as_is;
    double *shares; /* by component */
    struct suspect *suspects;
    size_t suspect_count;
    struct drafts drafts;
    struct arena *arena;
};

/* ---- Which components ---- */

/* By descending share, then as they stand in the model. */
static int by_share(const void *one, const void *other) {
    const struct suspect *a = one, *b = other;
    if (a->share > b->share || a->share < b->share)
        return a->share > b->share ? -1 : 1;
    return a->component < b->component ? -1 : 1;
}

static void find_suspects(struct drafting *drafting) {
    const struct needs needs = needs_of(drafting->model, drafting->arena);
    struct needs_search search = needs_search_new(&needs, NULL, drafting->arena);
    needs_search_begin(&search);
    for (size_t i = 0; i < slacalc_result_service_count(drafting->as_is); i++) {
        const slacalc_service *service = slacalc_result_service(drafting->as_is, i);
        if (unkept_of(drafting->as_is, service) == 0)
            continue;
        needs_search_meet(&search, drafting->as_is->component_of[service->component]);
        for (size_t s = 0; s < service->share_count; s++)
            drafting->shares[drafting->as_is->component_of[service->shares[s].component]] += service->shares[s].share;
    }
    needs_search_follow(&search, NEEDS_REQUIRED);
    drafting->suspects = arena_alloc(drafting->arena, search.count, sizeof *drafting->suspects);
    for (size_t i = 0; i < search.count; i++)
        drafting->suspects[drafting->suspect_count++] =
            (struct suspect){search.found[i], drafting->shares[search.found[i]]};
    if (drafting->suspect_count > 0)
        qsort(drafting->suspects, drafting->suspect_count, sizeof *drafting->suspects, by_share);
}

/* ---- Their changes ---- */

static void add_option(struct drafting *drafting, uint32_t component, struct attribute value, const char *written) {
    struct drafts *drafts = &drafting->drafts;
    if (drafts->count == DRAFTS_MAX) {
        drafts->left_out++;
        return;
    }
    struct option_setting *setting = arena_alloc(drafting->arena, 1, sizeof *setting);
    *setting = (struct option_setting){
        .set = {.component = component, .is_given = true, .key = value.key, .value = value, .requirements = NO_INDEX},
        .component = drafting->model->components[component].name};
    drafts->options[drafts->count++] =
        (struct plan_option){.name = text_of(written), .cost = 1, .settings = setting, .setting_count = 1};
}

static void add_replica(struct drafting *drafting, uint32_t component) {
    uint32_t replicas = model_number(drafting->model, component, KEY_REPLICAS) + 1;
    add_option(drafting, component, (struct attribute){.key = KEY_REPLICAS, .number = replicas},
               arena_printf(drafting->arena, "%.*s.replicas=%u", TEXT_ARGS(drafting->model->components[component].name),
                            (unsigned)replicas));
}

/* "99.9%" for 3. */
static const char *write_nines(int nines, struct arena *arena) {
    return nines == 1 ? "90%" : arena_printf(arena, "99%s%.*s%%", nines > 2 ? "." : "", nines - 2, "9999999999");
}

/* Takes an unavailability that is a power of ten but for rounding for that power. */
static void add_next_nine(struct drafting *drafting, uint32_t component, const struct own_level *own) {
    enum { NINES_MAX = 12 };
    static const char *const keys[] = {[KEY_SLO] = "slo",
                                       [KEY_MEASURED] = "measured",
                                       [KEY_SLA] = "sla",
                                       [KEY_OLA] = "ola",
                                       [KEY_OBJECTIVE] = "objective"};
    int nines = (int)floorl(-log10l(own->level.down) + 1e-9L) + 1;
    if (own->taken_key == KEY_MTBF || nines > NINES_MAX)
        return;
    struct attribute next = *model_attribute(drafting->model, component, own->taken_key);
    long double power = powl(10, nines);
    next.level = (struct level){(power - 1) / power, 1 / power};
    add_option(drafting, component, next,
               arena_printf(drafting->arena, "%.*s.%s=%s", TEXT_ARGS(drafting->model->components[component].name),
                            keys[own->taken_key], write_nines(nines, drafting->arena)));
}

static void add_changes(struct drafting *drafting, uint32_t component) {
    const struct own_level own = own_level_of(drafting->model, component, slacalc_result_basis(drafting->as_is));
    if (!own.has_taken_key || own.is_whole || own.level.down <= 0 || drafting->model->components[component].down)
        return;
    add_replica(drafting, component);
    add_next_nine(drafting, component, &own);
}

struct drafts drafts_of(const struct slacalc_model *model, const slacalc_result *as_is, struct arena *arena) {
    struct drafting drafting = {.model = model, .as_is = as_is, .arena = arena};
    drafting.shares = arena_alloc(arena, model->component_count, sizeof *drafting.shares);
    drafting.drafts.options = arena_alloc(arena, DRAFTS_MAX, sizeof *drafting.drafts.options);
    find_suspects(&drafting);
    for (size_t i = 0; i < drafting.suspect_count; i++)
        add_changes(&drafting, drafting.suspects[i].component);
    return drafting.drafts;
}
