/* The level of what is repaired each time it fails. */
#ifndef MODEL_MTBF_H
#define MODEL_MTBF_H

#include "model/model.h"

/* The level of an mtbf with its mttr, which the component has too. */
struct level level_of_mtbf(const struct slacalc_model *model, uint32_t component, const struct attribute *mtbf);

#endif
