#include "engine/plan/prospects.h"

#include "engine/evaluate.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/verdict.h"

#include <math.h>

/* What is taken off the budget, in steps: for a set that is evaluated by itself, or for the diagrams of several sets,
 * it grows with the components of the model; for diagrams that are valued again, with their nodes. */
enum { STEPS_A_SET = 100, STEPS_A_COMPONENT = 10, STEPS_A_VALUE = 10, VALUED_A_STEP = 100 };

/* To look at all services once may take so many steps beyond a small budget: that is some tenths of a second. */
enum { MOST_OVERDRAWN = 500000 };

/* It is compared byte by byte, so it has no padding. */
struct key {
    uint64_t service, taken, rest;
};

struct known_standing {
    struct key key;
    struct standing standing;
};

static struct text key_of(const void *owner, uint32_t index) {
    const struct prospects *prospects = owner;
    return (struct text){(const char *)&prospects->known[index].key, sizeof(struct key)};
}

void prospects_open(struct prospects *prospects, struct arena *arena) {
    prospects->arena = arena;
    reach_open(&prospects->reach, &prospects->deadline, arena);
    text_map_init(&prospects->keys, arena, key_of, prospects);
}

bool prospects_are_over(struct prospects *prospects) {
    return prospects->steps_left == 0 || deadline_is_over(&prospects->deadline);
}

bool prospects_are_late(struct prospects *prospects) {
    bool is_overdrawn = prospects->steps_left == 0 && prospects->overdrawn > MOST_OVERDRAWN;
    return is_overdrawn || deadline_is_over(&prospects->deadline);
}

size_t prospects_set_aside(struct prospects *prospects) {
    enum { PART = 10 };
    size_t part = prospects->steps_left / PART, aside = prospects->steps_left - part;
    prospects->steps_left = part;
    return aside;
}

void prospects_spend(struct prospects *prospects, size_t steps) {
    if (steps > prospects->steps_left)
        prospects->overdrawn += steps - prospects->steps_left;
    prospects->steps_left -= steps < prospects->steps_left ? steps : prospects->steps_left;
}

static void spend_set(struct prospects *prospects) {
    prospects_spend(prospects, STEPS_A_SET + STEPS_A_COMPONENT * prospects->reach.model->component_count);
}

/* ---- A set by itself ---- */

/* The model with the structural options that are taken, and with each part in its best state. */
static struct slacalc_model *best_variant(const struct prospects *prospects, uint64_t taken, uint64_t rest,
                                          uint32_t selected) {
    const struct choices *choices = prospects->reach.choices;
    struct arena *scratch = arena_open(prospects->arena);
    const struct setting_of_key **settings =
        arena_alloc(scratch, choices->setting_count, sizeof(struct setting_of_key *));
    size_t count = choices_settings(choices, taken & prospects->reach.parts.structural, NO_INDEX, settings);
    for (size_t p = 0; p < prospects->reach.parts.count; p++) {
        const struct part *part = &prospects->reach.parts.items[p];
        const struct part_state *state = part_best(part, taken, rest);
        if (!state)
            state = &part->states[0];
        count += choices_settings(choices, state->set, part->component, settings + count);
    }
    struct slacalc_model *variant = choices_apply(prospects->reach.model, settings, count, &selected,
                                                  selected == NO_INDEX ? 0 : 1, prospects->arena->guard);
    arena_close(scratch);
    return variant;
}

slacalc_result *prospects_evaluate(const struct prospects *prospects, uint64_t set, const slacalc_options *options,
                                   slacalc_diagnostics *problems) {
    struct slacalc_model *variant = best_variant(prospects, set, 0, NO_INDEX);
    return evaluate_variant(variant, slacalc_evaluate, options, problems, prospects->arena->guard);
}

static struct standing evaluate(struct prospects *prospects, const struct reached *reached, uint64_t taken,
                                uint64_t rest) {
    struct slacalc_model *variant = best_variant(prospects, taken, rest, reached->component);
    slacalc_options options = options_until(&prospects->deadline, prospects->reach.evaluation);
    slacalc_result *result =
        evaluate_variant(variant, figures_of, &options, prospects->unread, prospects->arena->guard);
    struct standing standing = {.is_model = result != NULL};
    if (result && slacalc_result_service_count(result) > 0) {
        standing.broken = (uint32_t)unkept_count(result);
        standing.down = slacalc_result_service(result, 0)->availability.value.down;
    }
    slacalc_result_free(result);
    spend_set(prospects);
    return standing;
}

/* ---- What is known ---- */

/* The diagrams under these structural options; NULL where they do not show the service. The last ones are kept, as one
 * search after another asks for the same. */
static struct lens *lens_for(struct prospects *prospects, uint32_t service, uint64_t structural) {
    struct lens **lenses = prospects->lenses;
    size_t at = 0;
    while (at < LENSES && lenses[at] && lens_structural(lenses[at]) != structural)
        at++;
    if (at == LENSES) {
        at = prospects->oldest_lens++ % LENSES;
        lens_free(lenses[at]);
        lenses[at] = NULL;
    }
    if (!lenses[at]) {
        lenses[at] = lens_of(&prospects->reach, structural, &prospects->deadline);
        spend_set(prospects);
    }
    return lens_shows(lenses[at], service) ? lenses[at] : NULL;
}

static bool has_dead_part(const struct prospects *prospects, uint64_t taken, uint64_t rest) {
    for (size_t p = 0; p < prospects->reach.parts.count; p++)
        if (!part_best(&prospects->reach.parts.items[p], taken, rest))
            return true;
    return false;
}

static struct standing find_standing(struct prospects *prospects, uint32_t service, uint64_t taken, uint64_t rest) {
    const struct reached *reached = &prospects->reach.services[service];
    if (has_dead_part(prospects, taken, rest))
        return (struct standing){.is_model = false};
    struct lens *lens =
        reached->is_bounded ? lens_for(prospects, service, taken & prospects->reach.parts.structural) : NULL;
    if (!lens)
        return evaluate(prospects, reached, taken, rest);
    struct standing standing = lens_standing(lens, service, taken, rest);
    prospects_spend(prospects, STEPS_A_VALUE + lens_work(lens) / VALUED_A_STEP);
    return standing;
}

/* Where the standing with that key is kept. Sets `*is_new` to whether it is not known yet. */
static struct standing *standing_of(struct prospects *prospects, const struct key *key, bool *is_new) {
    size_t index = prospects->known_count;
    ARENA_RESERVE(prospects->arena, prospects->known, index, prospects->known_capacity);
    uint32_t found = text_map_add(&prospects->keys, (struct text){(const char *)key, sizeof *key}, (uint32_t)index);
    *is_new = found == NO_INDEX;
    if (*is_new)
        prospects->known[prospects->known_count++] = (struct known_standing){.key = *key};
    return &prospects->known[*is_new ? index : found].standing;
}

void prospect_know(struct prospects *prospects, uint32_t service, struct standing standing) {
    bool is_new;
    *standing_of(prospects, &(struct key){.service = service}, &is_new) = standing;
}

struct standing prospect_under(struct prospects *prospects, uint32_t service, uint64_t taken, uint64_t rest) {
    const struct reached *reached = &prospects->reach.services[service];
    struct key key = {service, taken & reached->reached_by, rest & reached->reached_by & ~taken};
    if (key.rest & prospects->reach.parts.structural || (key.rest && !reached->is_bounded))
        return (struct standing){.is_model = true};
    bool is_new;
    struct standing *standing = standing_of(prospects, &key, &is_new);
    if (is_new)
        *standing = find_standing(prospects, service, key.taken, key.rest);
    return *standing;
}

bool prospect_only_improves(const struct prospects *prospects, uint32_t service) {
    const struct reached *reached = &prospects->reach.services[service];
    if (!reached->is_bounded || (reached->reached_by & prospects->reach.parts.structural))
        return false;
    for (size_t p = 0; p < prospects->reach.parts.count; p++) {
        const struct part *part = &prospects->reach.parts.items[p];
        if (!(part->touched_by & reached->reached_by))
            continue;
        if (part->component == reached->component || part_worst(part, 0, part->touched_by)->down > part->states[0].down)
            return false;
    }
    return true;
}

struct effort prospect_effort(struct prospects *prospects, uint32_t service, uint64_t taken, uint64_t rest,
                              double limit) {
    const struct reached *reached = &prospects->reach.services[service];
    struct lens *lens = NULL;
    taken &= reached->reached_by;
    rest &= reached->reached_by & ~taken;
    if (rest != 0 && reached->is_bounded && !(rest & prospects->reach.parts.structural))
        lens = lens_for(prospects, service, taken & prospects->reach.parts.structural);
    if (!lens || has_dead_part(prospects, taken, 0))
        return (struct effort){.options = rest};
    struct standing now = prospect_under(prospects, service, taken, 0);
    struct standing best = prospect_under(prospects, service, taken, rest);
    return lens_effort(lens, service, taken, rest, now.down,
                       isfinite(limit) ? limit : lens_limit(lens, service, best.down));
}

bool prospects_is_model(struct prospects *prospects, uint64_t set) {
    if (has_dead_part(prospects, set, 0))
        return false;
    if (!(set & prospects->reach.parts.structural))
        return true;
    struct slacalc_model *variant = best_variant(prospects, set, 0, NO_INDEX);
    bool is_model = !variant->failed;
    slacalc_model_free(variant);
    return is_model;
}
