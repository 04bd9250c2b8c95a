#include "model/plan_option.h"

uint64_t plan_option_needs(const struct plan_option *option) {
    uint64_t needs = 0;
    for (size_t i = 0; i < option->needs_count; i++)
        needs |= (uint64_t)1 << option->needs[i].option;
    return needs;
}

static bool names(const struct plan_option *option, uint32_t other) {
    for (size_t i = 0; i < option->excludes_count; i++)
        if (option->excludes[i].option == other)
            return true;
    return false;
}

static bool set_same_key(const struct plan_option *a, const struct plan_option *b) {
    for (size_t i = 0; i < a->setting_count; i++)
        for (size_t j = 0; j < b->setting_count; j++)
            if (setting_has_same_key(&a->settings[i].set, &b->settings[j].set))
                return true;
    return false;
}

bool plan_options_exclude(const struct plan_option *options, uint32_t one, uint32_t other) {
    const struct plan_option *a = &options[one], *b = &options[other];
    return names(a, other) || names(b, one) || (one != other && set_same_key(a, b));
}
