#include "engine/plan/choices.h"

#include <math.h>

/* Of options that cost the same, those that stand earlier come first. */
static void sort_by_cost(struct choices *choices) {
    for (uint32_t o = 0; o < choices->count; o++) {
        size_t at = o;
        for (; at > 0 && choices->costs[choices->dearest_first[at - 1]] < choices->costs[o]; at--)
            choices->dearest_first[at] = choices->dearest_first[at - 1];
        choices->dearest_first[at] = o;
    }
}

static bool touch_the_same(const struct plan_option *a, const struct plan_option *b) {
    for (size_t i = 0; i < a->setting_count; i++)
        for (size_t j = 0; j < b->setting_count; j++)
            if (a->settings[i].set.component == b->settings[j].set.component)
                return true;
    return false;
}

struct choices choices_of(const struct plan_option *options, size_t count, double period_s) {
    struct choices choices = {.options = options, .count = count};
    for (uint32_t o = 0; o < count; o++) {
        choices.costs[o] = options[o].cost * (options[o].per_s > 0 ? period_s / options[o].per_s : 1);
        choices.setting_count += options[o].setting_count;
        choices.needed[o] = plan_option_needs(&options[o]);
        for (uint32_t other = 0; other < count; other++) {
            choices.excluded[o] |= (uint64_t)plan_options_exclude(options, o, other) << other;
            choices.touching[o] |= (uint64_t)touch_the_same(&options[o], &options[other]) << other;
        }
    }
    sort_by_cost(&choices);
    return choices;
}

uint64_t choices_all(const struct choices *choices) {
    return choices->count == 64 ? ~(uint64_t)0 : ((uint64_t)1 << choices->count) - 1;
}

double choices_cost(const struct choices *choices, uint64_t set) {
    double cost = 0;
    for (size_t o = 0; o < choices->count; o++)
        cost += set >> o & 1 ? choices->costs[o] : 0;
    return cost;
}

uint64_t choices_touching(const struct choices *choices, uint64_t set) {
    uint64_t touching = 0;
    for (size_t o = 0; o < choices->count; o++)
        touching |= set >> o & 1 ? choices->touching[o] : 0;
    return touching;
}

size_t choices_settings(const struct choices *choices, uint64_t set, uint32_t component,
                        const struct setting_of_key **settings) {
    size_t count = 0;
    for (size_t o = 0; o < choices->count; o++)
        for (size_t s = 0; set >> o & 1 && s < choices->options[o].setting_count; s++) {
            const struct setting_of_key *setting = &choices->options[o].settings[s].set;
            if (component == NO_INDEX || setting->component == component)
                settings[count++] = setting;
        }
    return count;
}

struct slacalc_model *choices_apply(const struct slacalc_model *model, const struct setting_of_key *const *settings,
                                    size_t count, const uint32_t *selected, size_t selected_count,
                                    struct memory_guard *guard) {
    struct slacalc_model *variant = variant_of(model, settings, count, selected, selected_count);
    if (!variant)
        memory_exhausted(guard);
    return variant;
}

bool choices_allow(const struct choices *choices, uint64_t set) {
    for (size_t o = 0; o < choices->count; o++)
        if (set >> o & 1 && ((choices->needed[o] & ~set) || (choices->excluded[o] & set)))
            return false;
    return true;
}

int cost_order(double one, double other) {
    double slack = 1e-9 * (fabs(one) + fabs(other));
    return fabs(one - other) <= slack ? 0 : one < other ? -1 : 1;
}

bool stands_earlier(uint64_t one, uint64_t other) {
    uint64_t differing = one ^ other;
    return (one & differing & (~differing + 1)) != 0;
}
