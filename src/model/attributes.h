/* Values of a component's keys that come and go. */
#ifndef MODEL_ATTRIBUTES_H
#define MODEL_ATTRIBUTES_H

#include "model/model.h"

/* Sets one value of a component, in place of an earlier one. */
void component_store(struct slacalc_model *model, uint32_t component, const struct attribute *attribute);

/* Removes the value of a key, if it has one. */
void component_take_away(struct slacalc_model *model, uint32_t component, enum attribute_key key);

#endif
