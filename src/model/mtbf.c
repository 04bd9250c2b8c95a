#include "model/mtbf.h"

/* What fails once in `mtbf` of work on average, and then takes `mttr`, is up for so much of every cycle of both. */
struct level level_of_mtbf(const struct slacalc_model *model, uint32_t component, const struct attribute *mtbf) {
    long double up = mtbf->seconds, down = model_attribute(model, component, KEY_MTTR)->seconds;
    return (struct level){up / (up + down), down / (up + down)};
}
