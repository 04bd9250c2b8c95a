/* The options of a model as sets, which are bits by index: which may be taken together, and what they cost. */
#ifndef ENGINE_PLAN_CHOICES_H
#define ENGINE_PLAN_CHOICES_H

#include "base/arena.h"
#include "model/plan_option.h"
#include "model/variant.h"

struct choices {
    const struct plan_option *options;
    size_t count;
    size_t setting_count;           /* of all options */
    double costs[PLAN_OPTIONS_MAX]; /* of each, over the period */
    uint32_t dearest_first[PLAN_OPTIONS_MAX];
    uint64_t excluded[PLAN_OPTIONS_MAX], needed[PLAN_OPTIONS_MAX];
    uint64_t touching[PLAN_OPTIONS_MAX]; /* those that set something of the same component */
};

struct choices choices_of(const struct plan_option *options, size_t count, double period_s);

/* All options. */
uint64_t choices_all(const struct choices *choices);

double choices_cost(const struct choices *choices, uint64_t set);

/* All options that set something of a component that an option of the set touches too: the set itself is among them. */
uint64_t choices_touching(const struct choices *choices, uint64_t set);

/* Puts into `settings` what the options of the set change of that component, or, with NO_INDEX, of any. Returns how
 * many settings these are. */
size_t choices_settings(const struct choices *choices, uint64_t set, uint32_t component,
                        const struct setting_of_key **settings);

/* As variant_of; jumps to the guard when memory is exhausted. */
struct slacalc_model *choices_apply(const struct slacalc_model *model, const struct setting_of_key *const *settings,
                                    size_t count, const uint32_t *selected, size_t selected_count,
                                    struct memory_guard *guard);

/* Whether nothing in the set excludes another or lacks what it needs. */
bool choices_allow(const struct choices *choices, uint64_t set);

/* Compares two costs, as for qsort; they are equal where only rounding tells them apart. */
int cost_order(double one, double other);

/* Whether the first option in which the two sets differ is in `one`. */
bool stands_earlier(uint64_t one, uint64_t other);

#endif
