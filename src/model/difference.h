/*
 * What a model changes in an older one. All mixtures of both are variants of one model, which is the new one with the
 * components that only the old one has: these do nothing by themselves, only by the requirement that names them.
 */
#ifndef MODEL_DIFFERENCE_H
#define MODEL_DIFFERENCE_H

#include "model/model.h"
#include "model/variant.h"

/* A value as a model writes it. */
struct written_value {
    const char *text; /* NULL where there is none */
    bool is_level;
    struct level level;
};

/* Keys of one component that change together: one of them alone would make no model. */
struct change {
    uint32_t component;    /* of the merged model */
    const char *key;       /* NULL where the component itself is added or removed; "mtbf, mttr" */
    bool is_added;         /* without a key: the component; otherwise it is removed */
    struct position where; /* in the merged model's sources: of the new value, or else of the component */
    struct written_value old, new;
    uint32_t first_setting, setting_count; /* that bring the old values back */
};

struct difference {
    const struct slacalc_model *old;
    struct slacalc_model *merged;
    uint32_t *component_of; /* by component of the old model: in the merged one */
    bool *is_new;           /* by component of the merged model: the new model has it, and below: the old one */
    bool *is_old;
    struct setting_of_key *settings;
    size_t setting_count, setting_capacity;
    struct change *changes;
    size_t change_count, change_capacity;
};

#endif
