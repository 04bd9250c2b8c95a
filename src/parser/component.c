#include "parser/component.h"

#include "base/shown.h"
#include "parser/credits.h"
#include "parser/hours.h"
#include "parser/money.h"
#include "parser/requirement.h"
#include "parser/schedule.h"
#include "parser/zone.h"
#include "parser/zone_rule.h"

enum { REPLICAS_MAX = 1000000 };

enum form {
    FORM_LEVEL,
    FORM_BETA,
    FORM_DURATION,
    FORM_WHOLE,
    FORM_TEXT,
    FORM_DATE,
    FORM_ZONE,
    FORM_PART,
    FORM_FEE,
    FORM_RANGES,
    FORM_CREDITS,
    FORM_REQUIREMENTS,
    FORM_PLACES
};

struct known_key {
    const char *name;
    enum form form;
    enum attribute_key attribute; /* all forms but the last two */
};

static const struct known_key known_keys[] = {
    {"slo", FORM_LEVEL, KEY_SLO},
    {"depends_on", FORM_REQUIREMENTS, 0},
    {"sla", FORM_LEVEL, KEY_SLA},
    {"ola", FORM_LEVEL, KEY_OLA},
    {"objective", FORM_LEVEL, KEY_OBJECTIVE},
    {"measured", FORM_LEVEL, KEY_MEASURED},
    {"mtbf", FORM_DURATION, KEY_MTBF},
    {"mttr", FORM_DURATION, KEY_MTTR},
    {"replicas", FORM_WHOLE, KEY_REPLICAS},
    {"quorum", FORM_WHOLE, KEY_QUORUM},
    {"across", FORM_PLACES, 0},
    {"beta", FORM_BETA, KEY_BETA},
    {"owner", FORM_TEXT, KEY_OWNER},
    {"description", FORM_TEXT, KEY_DESCRIPTION},
    {"source", FORM_TEXT, KEY_SOURCE},
    {"as_of", FORM_DATE, KEY_AS_OF},
    {"hours", FORM_RANGES, KEY_HOURS},
    {"maintenance", FORM_RANGES, KEY_MAINTENANCE},
    {"timezone", FORM_ZONE, KEY_TIMEZONE},
    {"period", FORM_DURATION, KEY_PERIOD},
    {"uses", FORM_TEXT, KEY_USES},
    {"condition", FORM_TEXT, KEY_CONDITION},
    {"credits", FORM_CREDITS, KEY_CREDITS},
    {"credit_cap", FORM_PART, KEY_CREDIT_CAP},
    {"fee", FORM_FEE, KEY_FEE},
    {"claim_within", FORM_TEXT, KEY_CLAIM_WITHIN},
    {"evidence", FORM_TEXT, KEY_EVIDENCE},
};

enum { KNOWN_KEYS = sizeof known_keys / sizeof *known_keys };

static const char *const form_names[] = {"a level", "a share",     "a duration",        "a whole number",    "text",
                                         "a date",  "a time zone", "a part of the fee", "an amount of money"};

static bool has_value(const struct known_key *known) {
    return known->form < FORM_REQUIREMENTS;
}

static const struct known_key *find_key(struct text key) {
    for (size_t i = 0; i < KNOWN_KEYS; i++)
        if (text_is(key, known_keys[i].name))
            return &known_keys[i];
    return NULL;
}

bool component_knows_key(struct text key) {
    return find_key(key) != NULL;
}

bool component_key_of(struct text key, enum attribute_key *attribute) {
    const struct known_key *known = find_key(key);
    if (!known || !has_value(known))
        return false;
    *attribute = known->attribute;
    return true;
}

const char *component_key_name(enum attribute_key attribute) {
    size_t i = 0;
    while (!has_value(&known_keys[i]) || known_keys[i].attribute != attribute)
        i++;
    return known_keys[i].name;
}

bool component_key_is_level(struct text key) {
    const struct known_key *known = find_key(key);
    return known && has_value(known) && (known->attribute <= KEY_MTBF || known->attribute == KEY_MTTR);
}

const struct attribute *component_value(const struct slacalc_model *model, uint32_t component, struct text key) {
    const struct known_key *known = find_key(key);
    return known && has_value(known) ? model_attribute(model, component, known->attribute) : NULL;
}

/* A model may have no stretches at all. */
static bool same_ranges(const struct slacalc_model *model, const struct ranges *a, const struct ranges *b) {
    return a->count == b->count &&
           (a->count == 0 || stretches_same(&model->stretches[a->first], &model->stretches[b->first], a->count));
}

bool component_same_value(const struct slacalc_model *model, const struct attribute *a, const struct attribute *b) {
    switch (a->key) {
    case KEY_MTBF:
    case KEY_MTTR:
    case KEY_PERIOD:
        return !(a->seconds < b->seconds) && !(a->seconds > b->seconds);
    case KEY_REPLICAS:
    case KEY_QUORUM:
        return a->number == b->number;
    case KEY_OWNER:
    case KEY_DESCRIPTION:
    case KEY_SOURCE:
    case KEY_AS_OF:
    case KEY_USES:
    case KEY_CONDITION:
    case KEY_CLAIM_WITHIN:
    case KEY_EVIDENCE:
        return text_equal(a->text, b->text);
    case KEY_HOURS:
    case KEY_MAINTENANCE:
        return same_ranges(model, &a->ranges, &b->ranges);
    case KEY_CREDITS:
        return credits_same(&a->credits, &b->credits);
    case KEY_FEE:
        return money_same(a->fee, b->fee);
    case KEY_TIMEZONE:
        return zone_same(&model->zones[a->zone], &model->zones[b->zone]);
    default:
        return !(a->level.down < b->level.down) && !(a->level.down > b->level.down);
    }
}

static void report_unknown_key(struct reader *reader, const struct entry *entry) {
    struct nearest nearest = nearest_to(entry->key);
    nearest.any_case = true;
    for (size_t i = 0; i < KNOWN_KEYS; i++)
        nearest_offer(&nearest, text_of(known_keys[i].name));
    reader->flawed = true;
    diagnose_nearest(reader->problems, entry->where, &nearest, "unknown key '" SHOWN "'", SHOWN_ARGS(entry->key));
}

/* ---- Attributes ---- */

static bool read_duration(struct reader *reader, const struct entry *entry, struct written written,
                          struct attribute *attribute) {
    if (!quantity_duration(&reader->quantities, written, &attribute->seconds))
        return false;
    reader->model->has_mttr |= attribute->key == KEY_MTTR;
    if (attribute->seconds > 0)
        return true;
    diagnose_flaw(reader, written.where, "'%.*s' must be longer than 0", TEXT_ARGS(entry->key));
    return false;
}

static bool read_value(struct reader *reader, const struct known_key *known, const struct entry *entry,
                       struct attribute *attribute) {
    struct written written;
    attribute->where = document_position(reader->document, entry->value);
    if (known->form == FORM_RANGES)
        return ranges_read(reader, entry, attribute);
    if (known->form == FORM_CREDITS)
        return credits_read(reader, entry, &attribute->credits);
    if (!fields_scalar(reader, entry, form_names[known->form], &written))
        return false;
    switch (known->form) {
    case FORM_LEVEL:
        return quantity_level(&reader->quantities, written, &attribute->level);
    case FORM_BETA:
        reader->model->has_beta = true;
        return quantity_beta(&reader->quantities, written, &attribute->level);
    case FORM_DURATION:
        return read_duration(reader, entry, written, attribute);
    case FORM_WHOLE:
        return quantity_whole(&reader->quantities, written, known->name, 1, REPLICAS_MAX, &attribute->number);
    case FORM_DATE:
        attribute->text = written.text;
        return quantity_date(&reader->quantities, written);
    case FORM_PART:
        return credits_read_part(reader, written, &attribute->level);
    case FORM_FEE:
        return credits_read_fee(reader, written, &attribute->fee);
    case FORM_ZONE:
        return zone_read(reader, written, &attribute->zone);
    default:
        attribute->text = written.text;
        return true;
    }
}

void component_read_key(struct reader *reader, uint32_t component, const struct entry *entry) {
    const struct known_key *known = find_key(entry->key);
    if (fields_is_broken(reader, entry->value))
        reader->flawed = true;
    else if (reader->overlay && text_is(entry->key, "not_depends_on"))
        cuts_read(reader, component, entry);
    else if (!known)
        report_unknown_key(reader, entry);
    else if (known->form == FORM_REQUIREMENTS && reader->overlay)
        requirement_append(reader->model, component, requirements_read(reader, entry));
    else if (known->form == FORM_REQUIREMENTS)
        reader->model->components[component].requirements = requirements_read(reader, entry);
    else if (known->form == FORM_PLACES)
        reader->model->components[component].across = places_read(reader, entry);
    else {
        struct attribute attribute = {.key = known->attribute};
        if (read_value(reader, known, entry, &attribute))
            component_store(reader->model, component, &attribute);
        else
            reader->flawed = true;
    }
}

/* ---- Components ---- */

uint32_t component_new(struct slacalc_model *model, struct text name, struct position where, uint32_t zone) {
    model->components = arena_reserve(&model->arena, model->components, model->component_count,
                                      &model->component_capacity, sizeof *model->components);
    model->components[model->component_count] = (struct component){.name = name,
                                                                   .where = where,
                                                                   .attributes = NO_INDEX,
                                                                   .requirements = NO_INDEX,
                                                                   .across = NO_INDEX,
                                                                   .hours = NO_INDEX,
                                                                   .zone = zone,
                                                                   .document_mttr = NO_INDEX};
    return (uint32_t)model->component_count++;
}

/* `name: 99.9%` is short for `name: {slo: 99.9%}`. */
static void read_short(struct reader *reader, uint32_t component, uint32_t value) {
    struct attribute attribute = {.key = KEY_SLO, .where = document_position(reader->document, value)};
    struct written written = {document_text(reader->document, value), document_text_position(reader->document, value)};
    if (quantity_level(&reader->quantities, written, &attribute.level))
        component_store(reader->model, component, &attribute);
    else
        reader->flawed = true;
}

void component_read(struct reader *reader, uint32_t component, const struct entry *entry) {
    const struct document *document = reader->document;
    const struct node *value = &document->nodes[entry->value];
    if (value->kind == NODE_BROKEN)
        reader->flawed = true;
    else if (value->kind == NODE_LIST)
        diagnose_flaw(reader, document_position(document, entry->value),
                      "component '" SHOWN "' must be a map or a level, not a list", SHOWN_ARGS(entry->key));
    else if (value->kind == NODE_SCALAR && !document_is_null(document, entry->value))
        read_short(reader, component, entry->value);
    else if (value->kind == NODE_MAP) {
        uint32_t cursor = value->first;
        struct entry key;
        while (fields_next(reader, &cursor, &key))
            if (!is_extension(key.key))
                component_read_key(reader, component, &key);
    }
}
