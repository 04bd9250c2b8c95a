/* A change that could be made to a model, and what it costs. */
#ifndef MODEL_PLAN_OPTION_H
#define MODEL_PLAN_OPTION_H

#include "model/variant.h"

/* A model that has one more is wrong. */
enum { PLAN_OPTIONS_MAX = 64 };

/* A key that the option sets. The component is known from slacalc_model_check on. */
struct option_setting {
    struct setting_of_key set;
    struct text component;
    struct position where;
};

/* Another option that it names; the index is known from slacalc_model_check on. */
struct option_name {
    struct text name;
    struct position where;
    uint32_t option;
};

struct plan_option {
    struct text name;
    struct position where;
    struct text written; /* cost as written; absent where it says nothing */
    struct position cost_where;
    double cost;
    struct text currency; /* absent where there is none */
    double per_s;         /* the cost is for so long; 0: once */
    struct option_setting *settings;
    size_t setting_count;
    struct option_name *needs, *excludes;
    size_t needs_count, excludes_count;
};

/* The options that it needs by itself, as bits by index. */
uint64_t plan_option_needs(const struct plan_option *option);

/* Whether two options cannot be taken together: one excludes the other, or both set the same key. */
bool plan_options_exclude(const struct plan_option *options, uint32_t one, uint32_t other);

#endif
