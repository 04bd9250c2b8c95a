#include "parser/vendor.h"

#include "base/shown.h"
#include "parser/component.h"
#include "parser/quantity.h"

#include <string.h>

static int compare(struct text text, const char *name) {
    size_t length = strlen(name), shorter = text.length < length ? text.length : length;
    int order = shorter > 0 ? memcmp(text.at, name, shorter) : 0;
    return order != 0 ? order : (text.length > length) - (text.length < length);
}

static const struct vendor *find(struct text name) {
    size_t low = 0, high = vendor_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(name, vendors[middle].name);
        if (order == 0)
            return &vendors[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static void report_unknown(const struct attribute *uses, slacalc_diagnostics *problems) {
    struct nearest nearest = nearest_to(uses->text);
    for (size_t i = 0; i < vendor_count; i++)
        nearest_offer(&nearest, text_of(vendors[i].name));
    diagnose_nearest(problems, uses->where, &nearest, "'" SHOWN "' is not in the vendor catalogue",
                     SHOWN_ARGS(uses->text));
}

static void take_over_text(struct slacalc_model *model, uint32_t component, enum attribute_key key,
                           struct position where, const char *text) {
    if (!model_attribute(model, component, key))
        component_store(model, component, &(struct attribute){.key = key, .where = where, .text = text_of(text)});
}

/* Source and date are those of the level: of another one they say nothing. */
static void take_over(struct slacalc_model *model, uint32_t component, const struct vendor *vendor,
                      struct position where, struct quantities *quantities) {
    struct attribute sla = {.key = KEY_SLA, .where = where};
    struct written written = {text_of(vendor->sla), where};
    take_over_text(model, component, KEY_DESCRIPTION, where, vendor->description);
    if (model_attribute(model, component, KEY_SLA) || !quantity_level(quantities, written, &sla.level))
        return;
    component_store(model, component, &sla);
    take_over_text(model, component, KEY_SOURCE, where, vendor->source);
    take_over_text(model, component, KEY_AS_OF, where, vendor->as_of);
}

void vendors_apply(struct slacalc_model *model, slacalc_diagnostics *problems) {
    struct quantities quantities;
    quantities_init(&quantities, problems, &model->arena);
    for (uint32_t i = 0; i < model->component_count && model->uses_vendors; i++) {
        const struct attribute *uses = model_attribute(model, i, KEY_USES);
        const struct vendor *vendor = uses ? find(uses->text) : NULL;
        if (vendor) {
            take_over(model, i, vendor, uses->where, &quantities);
        } else if (uses) {
            report_unknown(uses, problems);
            model->components[i].flawed = true;
        }
    }
}
