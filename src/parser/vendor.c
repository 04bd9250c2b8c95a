#include "parser/vendor.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "model/vendor.h"
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

/* ---- Names that are unknown ---- */

enum { NEAREST = 3 };

/* "aws/" of "aws/s3"; nothing where no name of the catalogue begins so. */
static struct text known_vendor(struct text word) {
    const char *slash = memchr(word.at, '/', word.length);
    struct text vendor = {word.at, slash ? (size_t)(slash - word.at) + 1 : 0};
    for (size_t i = 0; i < vendor_count; i++)
        if (text_begins(text_of(vendors[i].name), vendor))
            return vendor;
    return (struct text){word.at, 0};
}

static bool is_among(struct text name, const struct text *found, size_t count) {
    while (count > 0 && !text_equal(found[count - 1], name))
        count--;
    return count > 0;
}

/* The nearest name of the vendor, or of all where that is unknown too, that is none of those found; absent where none
 * is near enough. */
static struct text next_nearest(struct text word, const struct text *found, size_t count) {
    struct text vendor = known_vendor(word);
    struct nearest nearest = nearest_to((struct text){word.at + vendor.length, word.length - vendor.length});
    for (size_t i = 0; i < vendor_count; i++) {
        struct text name = text_of(vendors[i].name);
        if (text_begins(name, vendor) && !is_among(name, found, count))
            nearest_offer(&nearest, (struct text){name.at + vendor.length, name.length - vendor.length});
    }
    if (!nearest.best.at)
        return nearest.best;
    return (struct text){nearest.best.at - vendor.length, nearest.best.length + vendor.length};
}

/* Those that go on where the word ends, then those that are spelt much like it. Returns how many. */
static size_t find_nearest(struct text word, struct text *found) {
    size_t count = 0;
    for (size_t i = 0; i < vendor_count && count < NEAREST && known_vendor(word).length > 0; i++)
        if (text_begins(text_of(vendors[i].name), word))
            found[count++] = text_of(vendors[i].name);
    while (count < NEAREST && (found[count] = next_nearest(word, found, count)).at)
        count++;
    return count;
}

/* "aws/s3', 'aws/ses' or 'aws/sns": what stands between the outer quotation marks. */
static struct text list_of(struct arena *arena, const struct text *names, size_t count) {
    static const char comma[] = "', '", last[] = "' or '";
    size_t room = 0;
    for (size_t i = 0; i < count; i++)
        room += names[i].length + sizeof last;
    char *list = arena_alloc(arena, room + 1, 1), *end = list;
    for (size_t i = 0; i < count; i++) {
        end = stpcpy(end, i == 0 ? "" : i + 1 < count ? comma : last);
        end = mempcpy(end, names[i].at, names[i].length);
    }
    return (struct text){list, (size_t)(end - list)};
}

static void report_unknown(struct slacalc_model *model, const struct attribute *uses, slacalc_diagnostics *problems) {
    struct text found[NEAREST];
    size_t count = find_nearest(uses->text, found);
    if (count == 0) {
        diagnose_hint(problems, SLACALC_ERROR, uses->where, SLACALC_HINT_VENDORS, NULL,
                      "'" SHOWN "' is not in the vendor catalogue (%s lists what is)", SHOWN_ARGS(uses->text),
                      hint_name(model->hint_names, SLACALC_HINT_VENDORS));
        return;
    }
    struct nearest nearest = {.best = list_of(&model->arena, found, count)};
    diagnose_nearest(problems, uses->where, &nearest, "'" SHOWN "' is not in the vendor catalogue",
                     SHOWN_ARGS(uses->text));
}

/* ---- Taking over ---- */

static void take_over_text(struct slacalc_model *model, uint32_t component, enum attribute_key key,
                           struct position where, const char *text) {
    if (text && !model_attribute(model, component, key))
        component_store(model, component, &(struct attribute){.key = key, .where = where, .text = text_of(text)});
}

static void take_over_level(struct slacalc_model *model, uint32_t component, enum attribute_key key,
                            struct written written, struct quantities *quantities) {
    struct attribute attribute = {.key = key, .where = written.where};
    if (!model_attribute(model, component, key) && quantity_level(quantities, written, &attribute.level))
        component_store(model, component, &attribute);
}

static void take_over_credits(struct slacalc_model *model, uint32_t component, const struct vendor *vendor,
                              struct position where, struct quantities *quantities) {
    if (vendor->credit_count == 0 || model_attribute(model, component, KEY_CREDITS))
        return;
    struct credit *tiers = arena_alloc(&model->arena, vendor->credit_count, sizeof *tiers);
    for (size_t i = 0; i < vendor->credit_count; i++) {
        const struct vendor_credit *credit = &vendor->credits[i];
        if (!quantity_level(quantities, (struct written){text_of(credit->below), where}, &tiers[i].below) ||
            !quantity_share(quantities, (struct written){text_of(credit->part), where}, &tiers[i].part))
            return;
    }
    component_store(model, component,
                    &(struct attribute){.key = KEY_CREDITS, .where = where, .credits = {tiers, vendor->credit_count}});
}

/* All but the description are those of the level: of another one they say nothing. */
static void take_over(struct slacalc_model *model, uint32_t component, const struct vendor *vendor,
                      struct position where, struct quantities *quantities) {
    take_over_text(model, component, KEY_DESCRIPTION, where, vendor->description);
    if (model_attribute(model, component, KEY_SLA))
        return;
    take_over_level(model, component, KEY_SLA, (struct written){text_of(vendor->sla), where}, quantities);
    take_over_text(model, component, KEY_CONDITION, where, vendor->condition);
    take_over_credits(model, component, vendor, where, quantities);
    if (vendor->credit_cap)
        take_over_level(model, component, KEY_CREDIT_CAP, (struct written){text_of(vendor->credit_cap), where},
                        quantities);
    take_over_text(model, component, KEY_CLAIM_WITHIN, where, vendor->claim_within);
    take_over_text(model, component, KEY_SOURCE, where, vendor->source);
    take_over_text(model, component, KEY_AS_OF, where, vendor->as_of);
    take_over_text(model, component, KEY_EVIDENCE, where, vendor->evidence);
}

void vendors_apply(struct slacalc_model *model, slacalc_diagnostics *problems) {
    struct quantities quantities;
    quantities_init(&quantities, problems, &model->arena);
    for (uint32_t i = 0; i < model->component_count && model_states(model, KEY_USES); i++) {
        const struct attribute *uses = model_attribute(model, i, KEY_USES);
        const struct vendor *vendor = uses ? find(uses->text) : NULL;
        if (vendor) {
            take_over(model, i, vendor, uses->where, &quantities);
        } else if (uses) {
            report_unknown(model, uses, problems);
            model->components[i].flawed = true;
        }
    }
}
