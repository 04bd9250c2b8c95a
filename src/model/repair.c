#include "model/repair.h"

/* What fails once in `mtbf` of work on average, and then takes `mttr`, is up for so much of every cycle of both. */
struct level level_of_mtbf(const struct slacalc_model *model, uint32_t component, const struct attribute *mtbf) {
    long double up = mtbf->seconds, down = model_attribute(model, component, KEY_MTTR)->seconds;
    return (struct level){up / (up + down), down / (up + down)};
}

struct repair_time repair_time_of(const struct slacalc_model *model, uint32_t component) {
    const struct attribute *own = model_attribute(model, component, KEY_MTTR);
    uint32_t of_document = model->components[component].document_mttr;
    if (own)
        return (struct repair_time){own->seconds, false};
    if (model->assumed_mttr_s > 0)
        return (struct repair_time){model->assumed_mttr_s, true};
    return (struct repair_time){of_document == NO_INDEX ? 0 : model->document_mttrs[of_document], false};
}
