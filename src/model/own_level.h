/* The level that a component has by itself, of all the figures that are given for it. */
#ifndef MODEL_OWN_LEVEL_H
#define MODEL_OWN_LEVEL_H

#include "model/model.h"

/* A component's own level and where it comes from. */
struct own_level {
    struct level level;           /* of one replica */
    slacalc_figure figure;        /* what was taken */
    enum attribute_key taken_key; /* of a figure from an attribute: that promise is not checked against itself */
    bool has_taken_key;
};

/* The level of an mtbf with its mttr, which the component has too. */
struct level repair_level(const struct slacalc_model *model, uint32_t component, const struct attribute *time_between);

/* The figure that counts by that basis; without any the component is up by itself. */
struct own_level own_level_of(const struct slacalc_model *model, uint32_t component, slacalc_basis basis);

/* Whether the component's promise of that kind (KEY_SLA, KEY_OLA, KEY_OBJECTIVE) is to be checked; NULL where not. */
const struct attribute *promise_to_check(const struct slacalc_model *model, uint32_t component, enum attribute_key key,
                                         const struct own_level *own);

#endif
