#include "engine/against/mixtures.h"

#include "base/bits.h"
#include "engine/against/family.h"
#include "engine/evaluate.h"

#include <math.h>
#include <string.h>

enum { ALONE_MAX = 100 }; /* changes whose effects are looked for one by one */

struct mixtures {
    const struct mixing *mixing;
    struct effects effects;
    size_t *reach_counts; /* by service: how many changes reach it */
    const struct setting_of_key **settings;
    struct family *family;       /* of mixtures that differ in levels alone; NULL: each is evaluated for itself */
    uint32_t *selected, *places; /* the services of one mixture, as components and as indices */
    double *down;                /* room for what they come to */
};

static struct reached find_reached(const struct mixing *mixing) {
    uint32_t *services = arena_alloc(mixing->arena, mixing->service_count, sizeof *services);
    for (size_t s = 0; s < mixing->service_count; s++)
        services[s] = mixing->services[s].component;
    const struct reaching reaching = {.difference = mixing->difference,
                                      .changes = mixing->changes,
                                      .change_count = mixing->change_count,
                                      .services = services,
                                      .service_count = mixing->service_count,
                                      .deadline = mixing->deadline};
    return reached_by(&reaching, mixing->arena);
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

/* Leaves those services selected that the family does not know. */
static size_t ask_family(const struct mixtures *mixtures, size_t setting_count, size_t selected_count, double *down) {
    const struct mixture mixture = {mixtures->settings, setting_count, mixtures->selected, selected_count};
    size_t left = 0;
    family_value(mixtures->family, &mixture, mixtures->down);
    for (size_t i = 0; i < selected_count; i++)
        if (mixtures->down[i] >= 0) {
            down[mixtures->places[i]] = mixtures->down[i];
        } else {
            mixtures->selected[left] = mixtures->selected[i];
            mixtures->places[left++] = mixtures->places[i];
        }
    return left;
}

/* Sets `down` of the chosen services, by service; NAN where the mixture is no model or an interval. */
static void evaluate(const struct mixtures *mixtures, size_t setting_count, size_t selected_count, double *down) {
    if (mixtures->family)
        selected_count = ask_family(mixtures, setting_count, selected_count, down);
    if (selected_count == 0)
        return;
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

/* ---- Families ---- */

/* Of a value: it may leave everything but levels as it is. */
static bool is_of_value(const struct mixtures *mixtures, size_t change) {
    const struct difference *difference = mixtures->mixing->difference;
    const struct change *changed = &difference->changes[mixtures->mixing->changes[change]];
    for (uint32_t s = 0; s < changed->setting_count; s++)
        if (difference->settings[changed->first_setting + s].kind != SETS_VALUE)
            return false;
    return true;
}

/* For the services that were selected. */
static struct family *open_family(const struct mixtures *mixtures, size_t selected_count) {
    const struct mixing *mixing = mixtures->mixing;
    return selected_count == 0 ? NULL
                               : family_new(mixing->difference->merged, mixtures->selected, selected_count,
                                            mixing->options, mixing->deadline, mixing->arena);
}

static void close_family(struct mixtures *mixtures) {
    if (mixtures->family)
        family_free(mixtures->family);
    mixtures->family = NULL;
}

static void select_service(const struct mixtures *mixtures, size_t service, size_t *count) {
    mixtures->selected[*count] = mixtures->mixing->services[service].component;
    mixtures->places[(*count)++] = (uint32_t)service;
}

/* ---- One change alone ---- */

/* `down` is room, by service. */
static void find_alone(struct mixtures *mixtures, size_t change, struct family *of_values, double *down) {
    const struct mixed_service *services = mixtures->mixing->services;
    const struct effects *effects = &mixtures->effects;
    size_t first = effects->reached.starts[change], end = effects->reached.starts[change + 1], count = 0;
    mixtures->family = is_of_value(mixtures, change) ? of_values : NULL;
    for (size_t i = first; i < end; i++) {
        uint32_t service = effects->reached.services[i];
        down[service] = services[service].after;
        if (mixtures->reach_counts[service] > 1)
            select_service(mixtures, service, &count);
    }
    if (count > 0)
        evaluate(mixtures, settings_without(mixtures, 0, change), count, down);
    for (size_t i = first; i < end; i++)
        effects->alone[i] = down[effects->reached.services[i]] - services[effects->reached.services[i]].before;
}

/* The services that several changes reach, and one of them with a value. */
static struct family *family_of_values(const struct mixtures *mixtures) {
    const struct mixing *mixing = mixtures->mixing;
    const struct reached *reached = &mixtures->effects.reached;
    bool *is_member = arena_alloc(mixing->arena, mixing->service_count, sizeof *is_member);
    size_t count = 0;
    for (size_t change = 0; change < reached->known; change++)
        for (size_t i = reached->starts[change], end = reached->starts[change + 1]; i < end; i++)
            is_member[reached->services[i]] = is_member[reached->services[i]] || is_of_value(mixtures, change);
    for (size_t s = 0; s < mixing->service_count; s++)
        if (is_member[s] && mixtures->reach_counts[s] > 1)
            select_service(mixtures, s, &count);
    return open_family(mixtures, count);
}

static void count_reaching(struct mixtures *mixtures) {
    const struct reached *reached = &mixtures->effects.reached;
    mixtures->reach_counts =
        arena_alloc(mixtures->mixing->arena, mixtures->mixing->service_count, sizeof *mixtures->reach_counts);
    for (size_t i = 0; i < reached->starts[reached->known]; i++)
        mixtures->reach_counts[reached->services[i]]++;
}

static void find_each_alone(struct mixtures *mixtures) {
    const struct mixing *mixing = mixtures->mixing;
    double *down = arena_alloc(mixing->arena, mixing->service_count, sizeof *down);
    count_reaching(mixtures);
    struct family *of_values = family_of_values(mixtures);
    for (size_t i = 0; i < mixing->change_count; i++)
        if (!deadline_is_over(mixing->deadline))
            find_alone(mixtures, i, of_values, down);
    mixtures->family = of_values;
    close_family(mixtures);
}

/* ---- Few changes: each mixture of them ---- */

/* By service: the changes that reach it. */
static size_t *masks_of(const struct mixtures *mixtures) {
    const struct reached *reached = &mixtures->effects.reached;
    size_t *masks = arena_alloc(mixtures->mixing->arena, mixtures->mixing->service_count, sizeof *masks);
    for (size_t change = 0; change < reached->known; change++)
        for (size_t i = reached->starts[change]; i < reached->starts[change + 1]; i++)
            masks[reached->services[i]] |= (size_t)1 << change;
    return masks;
}

/* Of all orders in which `all` changes can be made, the share in which certain `made` ones come first and then a
 * certain other one: made! (all - made - 1)! / all!. */
static double weight_of(size_t made, size_t all) {
    double weight = 1.0 / (double)all;
    for (size_t i = 1; i <= made; i++)
        weight *= (double)i / (double)(all - i);
    return weight;
}

/* The share of one change, `own`, in the difference of a service that those of `mask` reach; `down` is by mask.
 * Shapley, "A value for n-person games", Contributions to the Theory of Games II, 1953. */
static double share_of(size_t own, size_t mask, const double *down) {
    size_t all = bits_count(mask);
    double share = 0;
    for (size_t made = mask ^ own;; made = (made - 1) & (mask ^ own)) {
        share += weight_of(bits_count(made), all) * (down[made | own] - down[made]);
        if (made == 0)
            return share;
    }
}

/* `down` is by mask and service, and `of_service` room by mask. */
static void share_out(const struct mixtures *mixtures, const size_t *reaching, const double *down, double *of_service) {
    const struct effects *effects = &mixtures->effects;
    size_t services = mixtures->mixing->service_count, changes = mixtures->mixing->change_count;
    size_t next[SLACALC_SHARED_CHANGES];
    memcpy(next, effects->reached.starts, changes * sizeof *next);
    for (size_t s = 0; s < services; s++) {
        for (size_t mask = 0; mask < (size_t)1 << changes; mask++)
            of_service[mask] = down[mask * services + s];
        for (size_t i = 0; i < changes; i++) {
            size_t own = (size_t)1 << i;
            if (!(reaching[s] & own))
                continue;
            effects->share[next[i]] = share_of(own, reaching[s], of_service);
            effects->alone[next[i]++] = of_service[own] - of_service[0];
        }
    }
}

/* Of all mixtures: by mask and service. */
struct all_mixtures {
    const size_t *reaching; /* by service: the mask of the changes that reach it */
    double *down;
};

/* A mixture is evaluated only for services that each of its changes reaches: to others it is the same as a smaller one.
 */
static void value_mixture(const struct mixtures *mixtures, const struct all_mixtures *all, size_t mask) {
    const struct mixing *mixing = mixtures->mixing;
    double *down = &all->down[mask * mixing->service_count];
    size_t count = 0;
    for (size_t s = 0; s < mixing->service_count; s++) {
        bool is_end = mask == 0 || mask == all->reaching[s];
        down[s] = !is_end ? NAN : mask == 0 ? mixing->services[s].before : mixing->services[s].after;
        if (!is_end && (mask & ~all->reaching[s]) == 0)
            select_service(mixtures, s, &count);
    }
    if (count > 0 && !deadline_is_over(mixing->deadline))
        evaluate(mixtures, settings_without(mixtures, mask, SIZE_MAX), count, down);
}

/* The next larger one of those that are within `of`; 0 behind the last one. */
static size_t next_mask(size_t mask, size_t of) {
    return (mask - of) & of;
}

/* All mixtures in which the changes of needs are these. The services that all of them reach, and one of a value too,
 * are asked for in several of them. */
static void value_family(struct mixtures *mixtures, const struct all_mixtures *all, size_t of_needs, size_t of_values) {
    const struct mixing *mixing = mixtures->mixing;
    size_t count = 0;
    for (size_t s = 0; s < mixing->service_count; s++) {
        size_t reaching = all->reaching[s];
        if ((of_needs & ~reaching) == 0 && (reaching & of_values) != 0 && bits_count(reaching) > 1)
            select_service(mixtures, s, &count);
    }
    mixtures->family = open_family(mixtures, count);
    size_t mask = 0;
    do {
        value_mixture(mixtures, all, of_needs | mask);
        mask = next_mask(mask, of_values);
    } while (mask != 0);
    close_family(mixtures);
}

static void find_shares(struct mixtures *mixtures) {
    const struct mixing *mixing = mixtures->mixing;
    size_t services = mixing->service_count, masks = (size_t)1 << mixing->change_count, all_values = 0;
    double *of_service = arena_alloc(mixing->arena, masks, sizeof *of_service);
    const struct all_mixtures all = {.reaching = masks_of(mixtures),
                                     .down = arena_alloc(mixing->arena, services * masks, sizeof *all.down)};
    for (size_t i = 0; i < mixing->change_count; i++)
        all_values |= (size_t)is_of_value(mixtures, i) << i;
    size_t of_needs = 0, all_needs = (masks - 1) & ~all_values;
    do {
        value_family(mixtures, &all, of_needs, all_values);
        of_needs = next_mask(of_needs, all_needs);
    } while (of_needs != 0);
    share_out(mixtures, all.reaching, all.down, of_service);
}

/* ---- */

static void find_effects(struct mixtures *mixtures) {
    size_t known = mixtures->effects.reached.known;
    if (known < mixtures->mixing->change_count || known > ALONE_MAX)
        return;
    if (known <= SLACALC_SHARED_CHANGES)
        find_shares(mixtures);
    else
        find_each_alone(mixtures);
}

struct effects effects_of(const struct mixing *mixing) {
    const struct reached reached = find_reached(mixing);
    size_t count = reached.starts[reached.known];
    struct mixtures mixtures = {
        .mixing = mixing,
        .effects = {.reached = reached,
                    .alone = arena_alloc(mixing->arena, count, sizeof(double)),
                    .share = arena_alloc(mixing->arena, count, sizeof(double))},
        .settings = arena_alloc(mixing->arena, mixing->difference->setting_count, sizeof(void *)),
        .selected = arena_alloc(mixing->arena, mixing->service_count, sizeof *mixtures.selected),
        .places = arena_alloc(mixing->arena, mixing->service_count, sizeof *mixtures.places),
        .down = arena_alloc(mixing->arena, mixing->service_count, sizeof *mixtures.down)};
    for (size_t i = 0; i < count; i++)
        mixtures.effects.alone[i] = mixtures.effects.share[i] = NAN;
    find_effects(&mixtures);
    return mixtures.effects;
}
