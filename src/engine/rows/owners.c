#include "engine/rows/owners.h"

#include "base/date.h"
#include "engine/rows/downtime.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"

#include <stdlib.h>
#include <string.h>

struct owned {
    const char *owner;
    size_t component;
};

/* By name; what has no owner comes last. */
static int compare_names(const char *left, const char *right) {
    if (!left || !right)
        return (left == NULL) - (right == NULL);
    return strcmp(left, right);
}

static int by_owner(const void *left, const void *right) {
    const struct owned *a = left, *b = right;
    int order = compare_names(a->owner, b->owner);
    return order != 0 ? order : (a->component > b->component) - (a->component < b->component);
}

/* Makes a row for each owner of a component. */
static void find_owners(struct owners *owners, const slacalc_result *result, struct arena *arena) {
    size_t components = slacalc_result_component_count(result);
    struct owned *owned = arena_alloc(arena, components, sizeof *owned);
    owners->rows = arena_alloc(arena, components, sizeof *owners->rows);
    owners->of_component = arena_alloc(arena, components, sizeof *owners->of_component);
    for (size_t i = 0; i < components; i++)
        owned[i] = (struct owned){slacalc_result_component(result, i)->owner, i};
    qsort(owned, components, sizeof *owned, by_owner);
    for (size_t i = 0; i < components; i++) {
        if (i == 0 || compare_names(owned[i].owner, owned[i - 1].owner) != 0)
            owners->rows[owners->count++] = (struct owner){.name = owned[i].owner, .largest = SLACALC_NONE};
        owners->rows[owners->count - 1].components++;
        owners->of_component[owned[i].component] = owners->count - 1;
    }
}

static void add_service(struct owners *owners, const slacalc_result *result, const slacalc_service *service,
                        double *caused) {
    struct owner *owner = &owners->rows[owners->of_component[service->component]];
    double downtime_s = service->downtime_year_s * (slacalc_result_period_s(result) / YEAR_S);
    owner->services++;
    owner->gaps += service->gap_count;
    owner->downtime_s += downtime_s;
    owners->downtime_s += downtime_s;
    owner->unkept += unkept_of(result, service);
    for (size_t i = 0; i < service->promise_count; i++)
        owner->verdicts[service->promises[i].verdict]++;
    for (size_t i = 0; i < service->share_count; i++)
        caused[service->shares[i].component] += share_in_all(&service->shares[i]) * downtime_s;
    if (service->share_count == 0 && downtime_s > 0) {
        owners->unexplained_s += downtime_s;
        owners->unexplained++;
    }
}

static void add_caused(struct owners *owners, const double *caused, size_t components) {
    for (size_t i = 0; i < components; i++) {
        struct owner *owner = &owners->rows[owners->of_component[i]];
        owner->caused_s += caused[i];
        if (caused[i] <= owner->largest_s)
            continue;
        owner->largest = i;
        owner->largest_s = caused[i];
    }
}

struct ranked {
    struct owner owner;
    size_t before; /* its row in the order of names */
};

static int worst_first(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    if (a->owner.unkept != b->owner.unkept)
        return a->owner.unkept > b->owner.unkept ? -1 : 1;
    if (a->owner.caused_s != b->owner.caused_s)
        return a->owner.caused_s > b->owner.caused_s ? -1 : 1;
    return (a->before > b->before) - (a->before < b->before);
}

static void sort_owners(struct owners *owners, size_t components, struct arena *arena) {
    struct ranked *ranked = arena_alloc(arena, owners->count, sizeof *ranked);
    size_t *places = arena_alloc(arena, owners->count, sizeof *places);
    for (size_t i = 0; i < owners->count; i++)
        ranked[i] = (struct ranked){owners->rows[i], i};
    qsort(ranked, owners->count, sizeof *ranked, worst_first);
    for (size_t i = 0; i < owners->count; i++) {
        owners->rows[i] = ranked[i].owner;
        places[ranked[i].before] = i;
    }
    for (size_t i = 0; i < components; i++)
        owners->of_component[i] = places[owners->of_component[i]];
}

struct owners owners_of(const slacalc_result *result, struct arena *arena) {
    size_t components = slacalc_result_component_count(result);
    struct owners owners = {0};
    double *caused = arena_alloc(arena, components, sizeof *caused);
    find_owners(&owners, result, arena);
    for (size_t i = 0; i < slacalc_result_service_count(result); i++)
        add_service(&owners, result, slacalc_result_service(result, i), caused);
    add_caused(&owners, caused, components);
    sort_owners(&owners, components, arena);
    return owners;
}
