#include "engine/against/mixtures.h"

#include "base/bits.h"
#include "engine/against/reach.h"
#include "engine/evaluate.h"

#include <math.h>

enum { ALONE_MAX = 100 }; /* changes whose effects are looked for one by one */

struct mixtures {
    const struct mixing *mixing;
    struct effects effects;
    const struct setting_of_key **settings;
    uint32_t *selected, *places; /* the services of one mixture, as components and as indices */
};

static size_t place_of(const struct mixtures *mixtures, size_t change, size_t service) {
    return change * mixtures->mixing->service_count + service;
}

static void find_reach(struct mixtures *mixtures) {
    const struct mixing *mixing = mixtures->mixing;
    const struct needs reach = reach_of(mixing->difference, mixing->arena);
    struct needs_search search = needs_search_new(&reach, NULL, mixing->arena);
    for (size_t i = 0; i < mixing->change_count; i++) {
        needs_search_from(&search, mixing->difference->changes[mixing->changes[i]].component, NEEDS_REQUIRED);
        for (size_t s = 0; s < mixing->service_count; s++)
            mixtures->effects.reaches[place_of(mixtures, i, s)] =
                needs_search_met(&search, mixing->services[s].component);
    }
}

/* Puts the old values of all changes into the settings, but for those of the mask and for `only`: these are made. */
static size_t settings_without(const struct mixtures *mixtures, size_t mask, size_t only) {
    const struct difference *difference = mixtures->mixing->difference;
    size_t count = 0;
    for (size_t i = 0; i < mixtures->mixing->change_count; i++) {
        const struct change *change = &difference->changes[mixtures->mixing->changes[i]];
        if (i == only || (i < SLACALC_SHARED_CHANGES && mask >> i & 1))
            continue;
        for (uint32_t s = 0; s < change->setting_count; s++)
            mixtures->settings[count++] = &difference->settings[change->first_setting + s];
    }
    return count;
}

/* Sets `down` of the chosen services, by service; NAN where the mixture is no model or an interval. */
static void evaluate(const struct mixtures *mixtures, size_t setting_count, size_t selected_count, double *down) {
    struct slacalc_model *variant = variant_of(mixtures->mixing->difference->merged, mixtures->settings, setting_count,
                                               mixtures->selected, selected_count);
    slacalc_options options = options_until(mixtures->mixing->deadline, *mixtures->mixing->options);
    slacalc_result *result = evaluate_variant(variant, availabilities_of, &options, mixtures->mixing->problems,
                                              mixtures->mixing->arena->guard);
    for (size_t i = 0; i < selected_count; i++) {
        const slacalc_service *service = result ? slacalc_result_service(result, i) : NULL;
        down[mixtures->places[i]] = service && service->availability.exact ? service->availability.value.down : NAN;
    }
    slacalc_result_free(result);
}

static void select_service(const struct mixtures *mixtures, size_t service, size_t *count) {
    mixtures->selected[*count] = mixtures->mixing->services[service].component;
    mixtures->places[(*count)++] = (uint32_t)service;
}

/* ---- One change alone ---- */

static bool is_only_change(const struct mixtures *mixtures, size_t change, size_t service) {
    for (size_t i = 0; i < mixtures->mixing->change_count; i++)
        if (i != change && mixtures->effects.reaches[place_of(mixtures, i, service)])
            return false;
    return true;
}

static void find_alone(const struct mixtures *mixtures, size_t change, double *down) {
    const struct mixing *mixing = mixtures->mixing;
    size_t count = 0;
    for (size_t s = 0; s < mixing->service_count; s++) {
        down[s] = mixing->services[s].after;
        if (mixtures->effects.reaches[place_of(mixtures, change, s)] && !is_only_change(mixtures, change, s))
            select_service(mixtures, s, &count);
    }
    if (count > 0)
        evaluate(mixtures, settings_without(mixtures, 0, change), count, down);
    for (size_t s = 0; s < mixing->service_count; s++)
        mixtures->effects.alone[place_of(mixtures, change, s)] = down[s] - mixing->services[s].before;
}

/* ---- Few changes: each mixture of them ---- */

static size_t mask_of(const struct mixtures *mixtures, size_t service) {
    size_t mask = 0;
    for (size_t i = 0; i < mixtures->mixing->change_count; i++)
        mask |= (size_t)mixtures->effects.reaches[place_of(mixtures, i, service)] << i;
    return mask;
}

/* Of all orders in which `all` changes can be made, the share in which certain `made` ones come first and then a
 * certain other one: made! (all - made - 1)! / all!. */
static double weight_of(size_t made, size_t all) {
    double weight = 1.0 / (double)all;
    for (size_t i = 1; i <= made; i++)
        weight *= (double)i / (double)(all - i);
    return weight;
}

/* Shares the difference of one service out among the changes that reach it; `down` is by mask. Shapley, "A value for
 * n-person games", Contributions to the Theory of Games II, 1953. */
static void share_out(const struct mixtures *mixtures, size_t service, const double *down) {
    size_t mask = mask_of(mixtures, service), all = bits_count(mask);
    for (size_t i = 0; i < mixtures->mixing->change_count; i++) {
        size_t own = (size_t)1 << i;
        double share = 0;
        if (!(mask & own))
            continue;
        for (size_t made = mask ^ own;; made = (made - 1) & (mask ^ own)) {
            share += weight_of(bits_count(made), all) * (down[made | own] - down[made]);
            if (made == 0)
                break;
        }
        mixtures->effects.share[place_of(mixtures, i, service)] = share;
        mixtures->effects.alone[place_of(mixtures, i, service)] = down[own] - down[0];
    }
}

/* A mixture is evaluated only for services that each of its changes reaches: to others it is the same as a smaller one.
 */
static void find_shares(struct mixtures *mixtures) {
    const struct mixing *mixing = mixtures->mixing;
    size_t services = mixing->service_count, masks = (size_t)1 << mixing->change_count;
    double *down = arena_alloc(mixing->arena, services * masks, sizeof *down);
    double *of_service = arena_alloc(mixing->arena, masks, sizeof *of_service);
    size_t *reaching = arena_alloc(mixing->arena, services, sizeof *reaching);
    for (size_t s = 0; s < services; s++)
        reaching[s] = mask_of(mixtures, s);
    for (size_t mask = 0; mask < masks; mask++) {
        size_t count = 0;
        for (size_t s = 0; s < services; s++) {
            bool is_end = mask == 0 || mask == reaching[s];
            down[mask * services + s] = !is_end     ? NAN
                                        : mask == 0 ? mixing->services[s].before
                                                    : mixing->services[s].after;
            if (!is_end && (mask & ~reaching[s]) == 0)
                select_service(mixtures, s, &count);
        }
        if (count > 0 && !deadline_is_over(mixing->deadline))
            evaluate(mixtures, settings_without(mixtures, mask, SIZE_MAX), count, &down[mask * services]);
    }
    for (size_t s = 0; s < services; s++) {
        for (size_t mask = 0; mask < masks; mask++)
            of_service[mask] = down[mask * services + s];
        share_out(mixtures, s, of_service);
    }
}

/* ---- */

static void find_effects(struct mixtures *mixtures) {
    const struct mixing *mixing = mixtures->mixing;
    find_reach(mixtures);
    if (mixing->change_count <= SLACALC_SHARED_CHANGES) {
        find_shares(mixtures);
        return;
    }
    double *down = arena_alloc(mixing->arena, mixing->service_count, sizeof *down);
    for (size_t i = 0; i < mixing->change_count && mixing->change_count <= ALONE_MAX; i++)
        if (!deadline_is_over(mixing->deadline))
            find_alone(mixtures, i, down);
}

struct effects effects_of(const struct mixing *mixing) {
    size_t cells = mixing->change_count * mixing->service_count;
    struct mixtures mixtures = {
        .mixing = mixing,
        .effects = {.reaches = arena_alloc(mixing->arena, cells, sizeof(bool)),
                    .alone = arena_alloc(mixing->arena, cells, sizeof(double)),
                    .share = arena_alloc(mixing->arena, cells, sizeof(double))},
        .settings = arena_alloc(mixing->arena, mixing->difference->setting_count, sizeof(void *)),
        .selected = arena_alloc(mixing->arena, mixing->service_count, sizeof *mixtures.selected),
        .places = arena_alloc(mixing->arena, mixing->service_count, sizeof *mixtures.places)};
    for (size_t i = 0; i < cells; i++)
        mixtures.effects.alone[i] = mixtures.effects.share[i] = NAN;
    find_effects(&mixtures);
    return mixtures.effects;
}
