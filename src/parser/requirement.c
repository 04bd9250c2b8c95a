#include "parser/requirement.h"

#include "base/shown.h"
#include "parser/imports.h"

enum part {
    PART_ALL,
    PART_ANY,
    PART_AT_LEAST,
    PART_OF,
    PART_NEEDS,
    PART_TRAFFIC,
    PART_OPTIONAL,
    PART_SPLIT,
    PART_FAILOVER,
    PART_BETA,
    PART_TOLERATES,
    PARTS
};

static const char *const part_names[PARTS] = {"all",      "any",   "at_least", "of",   "needs",    "traffic",
                                              "optional", "split", "failover", "beta", "tolerates"};

enum form { FORM_ALL, FORM_ANY, FORM_AT_LEAST, FORM_TRAFFIC, FORM_OPTIONAL, FORM_SPLIT, FORM_BESIDE };

/* The parts that make up one form of requirement; a beta stands beside some forms. */
static const unsigned char form_of[PARTS] = {FORM_ALL,     FORM_ANY,     FORM_AT_LEAST, FORM_AT_LEAST,
                                             FORM_TRAFFIC, FORM_TRAFFIC, FORM_OPTIONAL, FORM_SPLIT,
                                             FORM_ANY,     FORM_BESIDE,  FORM_TRAFFIC};

/* Parts that come only together; PARTS where a part stands alone. */
static const unsigned char partner_of[PARTS] = {PARTS, PARTS, PART_OF,  PART_AT_LEAST, PART_TRAFFIC, PART_NEEDS,
                                                PARTS, PARTS, PART_ANY, PARTS,         PART_NEEDS};

/* A requirement that is written as a map. */
struct parts {
    struct entry entries[PARTS];
    bool present[PARTS];
};

static uint32_t read_requirement(struct reader *reader, uint32_t node, bool all_needed);

uint32_t requirement_new(struct slacalc_model *model, slacalc_requirement_kind kind, struct position where) {
    model->requirements = arena_reserve(&model->arena, model->requirements, model->requirement_count,
                                        &model->requirement_capacity, sizeof *model->requirements);
    model->requirements[model->requirement_count] = (struct requirement){.where = where,
                                                                         .component = NO_INDEX,
                                                                         .level = NO_INDEX,
                                                                         .beta = NO_INDEX,
                                                                         .spans = NO_INDEX,
                                                                         .next = NO_INDEX,
                                                                         .kind = kind};
    return (uint32_t)model->requirement_count++;
}

void requirement_append(struct slacalc_model *model, uint32_t component, uint32_t first) {
    uint32_t last = model->components[component].requirements;
    while (last != NO_INDEX && model->requirements[last].next != NO_INDEX)
        last = model->requirements[last].next;
    if (last == NO_INDEX)
        model->components[component].requirements = first;
    else
        model->requirements[last].next = first;
}

static uint32_t add_requirement(struct reader *reader, slacalc_requirement_kind kind, uint32_t node) {
    return requirement_new(reader->model, kind, document_position(reader->document, node));
}

static uint32_t read_name(struct reader *reader, uint32_t node) {
    struct text name = document_text(reader->document, node);
    struct position where = document_position(reader->document, node);
    if (document_is_null(reader->document, node))
        diagnose_flaw(reader, where, "a requirement is missing here (write the name of a component)");
    else if (name.length == 0)
        diagnose_flaw(reader, where, "the name of a component is empty");
    else {
        uint32_t requirement = add_requirement(reader, SLACALC_NEED_COMPONENT, node);
        reader->model->requirements[requirement].name = name;
        return requirement;
    }
    return NO_INDEX;
}

/* Reads every item of a list into a chain. */
static uint32_t read_items(struct reader *reader, uint32_t list, bool all_needed) {
    const struct document *document = reader->document;
    uint32_t first = NO_INDEX, last = NO_INDEX;
    for (uint32_t item = document->nodes[list].first; item != NO_INDEX; item = document->nodes[item].next) {
        uint32_t requirement = read_requirement(reader, item, all_needed);
        if (requirement == NO_INDEX)
            continue;
        if (last == NO_INDEX)
            first = requirement;
        else
            reader->model->requirements[last].next = requirement;
        last = requirement;
    }
    return first;
}

/* Reads the list behind a key, which has to have an item. */
static uint32_t read_list(struct reader *reader, const struct entry *entry, bool all_needed) {
    const struct document *document = reader->document;
    unsigned kind = document->nodes[entry->value].kind;
    struct position where = document_position(document, entry->value);
    if (document_is_null(document, entry->value))
        diagnose_flaw(reader, entry->where, "'%.*s' has no value", TEXT_ARGS(entry->key));
    else if (kind != NODE_LIST)
        diagnose_flaw(reader, where, "'%.*s' must be a list of requirements, not %s", TEXT_ARGS(entry->key),
                      node_kind_name(document, entry->value));
    else if (document->nodes[entry->value].length == 0)
        diagnose_flaw(reader, where, "'%.*s' is empty (name at least one requirement)", TEXT_ARGS(entry->key));
    else
        return read_items(reader, entry->value, all_needed);
    return NO_INDEX;
}

static void read_count(struct reader *reader, const struct parts *parts, uint32_t requirement) {
    const struct entry *entry = &parts->entries[PART_AT_LEAST];
    const struct node *list = &reader->document->nodes[parts->entries[PART_OF].value];
    struct written written;
    uint32_t at_least = 0;
    if (!fields_scalar(reader, entry, "a whole number", &written))
        return;
    if (!quantity_whole(&reader->quantities, written, "at_least", 1, UINT32_MAX - 1, &at_least))
        reader->flawed = true;
    else if (list->kind == NODE_LIST && list->length > 0 && at_least > list->length)
        diagnose_flaw(reader, written.where, "at_least: %lu of %lu can never be met (write 1 to %lu)",
                      (unsigned long)at_least, (unsigned long)list->length, (unsigned long)list->length);
    reader->model->requirements[requirement].at_least = at_least;
}

typedef bool quantity_function(struct quantities *quantities, struct written written, struct level *level);

/* Returns the index of the level; NO_INDEX where it is wrong. */
static uint32_t read_level(struct reader *reader, const struct entry *entry, const char *form,
                           quantity_function *quantity) {
    struct slacalc_model *model = reader->model;
    struct written written;
    struct level level;
    if (!fields_scalar(reader, entry, form, &written))
        return NO_INDEX;
    if (!quantity(&reader->quantities, written, &level)) {
        reader->flawed = true;
        return NO_INDEX;
    }
    ARENA_APPEND(&model->arena, model->levels, model->level_count, model->level_capacity, level);
    return (uint32_t)model->level_count - 1;
}

/* ---- Maps ---- */

/* Shorter words are near to too many others. */
enum { NEAR_MIN = 3 };

static void report_unknown_part(struct reader *reader, const struct entry *entry) {
    struct nearest nearest = nearest_to(entry->key);
    nearest.any_case = true;
    for (size_t i = 0; i < PARTS; i++)
        nearest_offer(&nearest, text_of(part_names[i]));
    reader->flawed = true;
    if (!nearest.best.at || entry->key.length < NEAR_MIN) {
        diagnose(reader->problems, SLACALC_ERROR, entry->where,
                 "unknown key '" SHOWN "' of a requirement (there are all, any, any with failover, at_least with of, "
                 "needs with traffic, split, optional; k of n is {at_least: 2, of: [a, b, c]})",
                 SHOWN_ARGS(entry->key));
        return;
    }
    diagnose_nearest(reader->problems, entry->where, &nearest, "unknown key '" SHOWN "' of a requirement",
                     SHOWN_ARGS(entry->key));
}

static enum part find_part(struct text key) {
    enum part part = 0;
    while (part < PARTS && !text_is(key, part_names[part]))
        part++;
    return part;
}

/* Returns false where a key is in the way of understanding the rest. */
static bool collect_parts(struct reader *reader, uint32_t map, struct parts *parts) {
    uint32_t cursor = reader->document->nodes[map].first;
    struct entry entry;
    bool good = true;
    while (fields_next(reader, &cursor, &entry)) {
        enum part part = find_part(entry.key);
        if (fields_is_broken(reader, entry.value))
            reader->flawed = true;
        else if (part == PARTS)
            report_unknown_part(reader, &entry);
        else {
            parts->entries[part] = entry;
            parts->present[part] = true;
            continue;
        }
        good = false;
    }
    return good;
}

static void report_two_forms(struct reader *reader, const struct parts *parts, enum part a, enum part b) {
    bool in_order = parts->entries[a].where.offset < parts->entries[b].where.offset;
    enum part first = in_order ? a : b, second = in_order ? b : a;
    diagnose_flaw(reader, parts->entries[second].where, "'%s' and '%s' stand in one requirement (write two)",
                  part_names[first], part_names[second]);
}

/* Exactly one form, whole. */
static bool check_parts(struct reader *reader, uint32_t map, const struct parts *parts) {
    enum part first = PARTS;
    for (enum part part = 0; part < PARTS; part++) {
        if (!parts->present[part] || form_of[part] == FORM_BESIDE)
            continue;
        if (first != PARTS && form_of[part] != form_of[first] && part != PART_FAILOVER) {
            report_two_forms(reader, parts, first, part);
            return false;
        }
        bool is_tolerated = part == PART_NEEDS && parts->present[PART_TOLERATES];
        if (partner_of[part] != PARTS && !parts->present[partner_of[part]] && !is_tolerated) {
            const char *name = part_names[part], *partner = part_names[partner_of[part]];
            diagnose_flaw(reader, parts->entries[part].where,
                          "'%s' without '%s' (give both in one map: {%s: ..., %s: ...})", name, partner, name, partner);
            return false;
        }
        first = first == PARTS ? part : first;
    }
    if (parts->present[PART_BETA] &&
        (first == PARTS || (form_of[first] != FORM_ANY && form_of[first] != FORM_AT_LEAST)))
        diagnose_flaw(
            reader, parts->entries[PART_BETA].where,
            "'beta' stands beside 'any' or 'at_least', over components that one cause may take down together");
    else if (first == PARTS)
        diagnose_flaw(reader, document_position(reader->document, map),
                      "a requirement is empty (write the name of a component)");
    else
        return true;
    return false;
}

static uint32_t read_gate(struct reader *reader, uint32_t map, slacalc_requirement_kind kind, const struct entry *list,
                          bool all_needed) {
    uint32_t requirement = add_requirement(reader, kind, map);
    uint32_t part = read_list(reader, list, all_needed);
    reader->model->requirements[requirement].part = part;
    return requirement;
}

static uint32_t read_single(struct reader *reader, uint32_t map, slacalc_requirement_kind kind, uint32_t node) {
    uint32_t requirement = add_requirement(reader, kind, map);
    uint32_t part = read_requirement(reader, node, false);
    reader->model->requirements[requirement].part = part;
    return requirement;
}

/* ---- split: [{needs: a, traffic: 60%}, {needs: b, traffic: 40%}] ---- */

/* Of shares that are ratios, such as 1/3. */
static const long double SHARE_ROUNDING = 1e-15L;

static void check_shares(struct reader *reader, const struct entry *split, uint32_t first) {
    const struct slacalc_model *model = reader->model;
    long double sum = 0;
    for (uint32_t way = first; way != NO_INDEX; way = model->requirements[way].next) {
        if (model->requirements[way].kind != SLACALC_NEED_TRAFFIC) {
            diagnose_flaw(reader, model->requirements[way].where,
                          "a way of 'split' states its share of the requests: {needs: ..., traffic: 50%%}");
            return;
        }
        if (model->requirements[way].level == NO_INDEX)
            return;
        sum += model->levels[model->requirements[way].level].up;
    }
    if (sum < 1 - SHARE_ROUNDING || sum > 1 + SHARE_ROUNDING)
        diagnose_flaw(reader, split->where, "the shares of 'split' add up to %.15Lg%%, not to 100%%", 100 * sum);
}

static uint32_t read_split(struct reader *reader, uint32_t map, const struct entry *split) {
    bool flawed = reader->flawed;
    reader->flawed = false;
    uint32_t requirement = read_gate(reader, map, SLACALC_NEED_SPLIT, split, false);
    if (!reader->flawed)
        check_shares(reader, split, reader->model->requirements[requirement].part);
    reader->flawed |= flawed;
    return requirement;
}

/* ---- beta: 5% ---- */

/* A common cause is a share of the best member's own unavailability, so that each one is a component. */
static void read_beta(struct reader *reader, const struct entry *beta, uint32_t group) {
    struct slacalc_model *model = reader->model;
    uint32_t level = read_level(reader, beta, "a share", quantity_beta);
    model->requirements[group].beta = level;
    model->has_beta = model->has_groups = true;
    for (uint32_t part = model->requirements[group].part; part != NO_INDEX; part = model->requirements[part].next)
        if (model->requirements[part].kind != SLACALC_NEED_COMPONENT)
            diagnose_flaw(reader, model->requirements[part].where,
                          "a member of a group with 'beta' must be the name of a component (make this one of its own)");
}

/* ---- How long outages last ---- */

/* Adds what was read to what is known of the requirement: tolerances below one another add up. */
static void add_spans(struct slacalc_model *model, uint32_t requirement, struct spans more) {
    struct requirement *self = &model->requirements[requirement];
    if (self->spans == NO_INDEX) {
        self->spans = (uint32_t)model->span_count;
        ARENA_APPEND(&model->arena, model->spans, model->span_count, model->span_capacity, (struct spans){0});
    }
    model->spans[self->spans].tolerates_s += more.tolerates_s;
    model->spans[self->spans].takes_s += more.takes_s;
}

/* Returns 0 with an error where it is no duration above 0. */
static double read_span(struct reader *reader, const struct entry *entry, const char *instead) {
    struct written written;
    long double seconds;
    if (!fields_scalar(reader, entry, "a duration", &written))
        return 0;
    if (!quantity_duration(&reader->quantities, written, &seconds))
        reader->flawed = true;
    else if (seconds > 0)
        return (double)seconds;
    else
        diagnose_flaw(reader, written.where, "'%.*s' must be longer than 0 (%s)", TEXT_ARGS(entry->key), instead);
    return 0;
}

/* "99%", or {level: 99%, takes: 2m} */
static void read_failover(struct reader *reader, const struct entry *failover, uint32_t requirement) {
    const struct node *value = &reader->document->nodes[failover->value];
    struct entry level = *failover, takes, key;
    uint32_t cursor = value->first;
    if (value->kind != NODE_MAP) {
        level.value = read_level(reader, &level, "a level", quantity_level);
        reader->model->requirements[requirement].level = level.value;
        return;
    }
    while (fields_next(reader, &cursor, &key)) {
        struct nearest nearest = nearest_to(key.key);
        if (text_is(key.key, "level") || text_is(key.key, "takes"))
            continue;
        nearest_offer(&nearest, text_of("level"));
        nearest_offer(&nearest, text_of("takes"));
        reader->flawed = true;
        diagnose_nearest(reader->problems, key.where, &nearest, "unknown key '" SHOWN "' of 'failover'",
                         SHOWN_ARGS(key.key));
    }
    if (!fields_find(reader, failover->value, "level", &level) ||
        !fields_find(reader, failover->value, "takes", &takes)) {
        diagnose_flaw(reader, document_position(reader->document, failover->value),
                      "'failover' is a level, or a map of both {level: 99%%, takes: 2m}");
        return;
    }
    level.value = read_level(reader, &level, "a level", quantity_level);
    reader->model->requirements[requirement].level = level.value;
    double seconds = read_span(reader, &takes, "'failover: 99%' switches at once");
    if (seconds > 0)
        add_spans(reader->model, requirement, (struct spans){.takes_s = seconds});
}

/* any, any with failover, at_least. */
static uint32_t read_group(struct reader *reader, uint32_t map, const struct parts *parts) {
    const struct entry *entries = parts->entries;
    slacalc_requirement_kind kind = parts->present[PART_OF]         ? SLACALC_NEED_AT_LEAST
                                    : parts->present[PART_FAILOVER] ? SLACALC_NEED_FAILOVER
                                                                    : SLACALC_NEED_ANY;
    uint32_t requirement = read_gate(reader, map, kind, &entries[parts->present[PART_OF] ? PART_OF : PART_ANY], false);
    if (kind == SLACALC_NEED_AT_LEAST)
        read_count(reader, parts, requirement);
    if (kind == SLACALC_NEED_FAILOVER)
        read_failover(reader, &entries[PART_FAILOVER], requirement);
    if (parts->present[PART_BETA])
        read_beta(reader, &entries[PART_BETA], requirement);
    return requirement;
}

/* What stands behind 'needs', by a share of the traffic, tolerated, or both. */
static uint32_t read_needs(struct reader *reader, uint32_t map, const struct parts *parts) {
    const struct entry *entries = parts->entries;
    uint32_t requirement = NO_INDEX, part;
    if (parts->present[PART_TRAFFIC]) {
        requirement = read_single(reader, map, SLACALC_NEED_TRAFFIC, entries[PART_NEEDS].value);
        uint32_t level = read_level(reader, &entries[PART_TRAFFIC], "a level", quantity_share);
        reader->model->requirements[requirement].level = level;
        part = reader->model->requirements[requirement].part;
    } else {
        requirement = part = read_requirement(reader, entries[PART_NEEDS].value, false);
    }
    double seconds = parts->present[PART_TOLERATES]
                         ? read_span(reader, &entries[PART_TOLERATES], "leave it out where each outage is noticed")
                         : 0;
    if (seconds > 0 && part != NO_INDEX)
        add_spans(reader->model, part, (struct spans){.tolerates_s = seconds});
    return requirement;
}

static uint32_t read_map(struct reader *reader, uint32_t map, bool all_needed) {
    struct parts parts = {.present = {false}};
    const struct entry *entries = parts.entries;
    if (!collect_parts(reader, map, &parts) || !check_parts(reader, map, &parts))
        return NO_INDEX;
    if (parts.present[PART_ALL])
        return read_gate(reader, map, SLACALC_NEED_ALL, &entries[PART_ALL], all_needed);
    if (parts.present[PART_ANY] || parts.present[PART_OF])
        return read_group(reader, map, &parts);
    if (parts.present[PART_NEEDS])
        return read_needs(reader, map, &parts);
    if (parts.present[PART_SPLIT])
        return read_split(reader, map, &entries[PART_SPLIT]);
    if (!all_needed)
        diagnose_flaw(reader, entries[PART_OPTIONAL].where,
                      "'optional' may stand only directly in 'depends_on', or in an 'all' that stands there");
    return read_single(reader, map, SLACALC_NEED_OPTIONAL, entries[PART_OPTIONAL].value);
}

/* Recurses as deep as one document nests, which is limited. */
static uint32_t read_requirement(struct reader *reader, uint32_t node, bool all_needed) {
    switch (reader->document->nodes[node].kind) {
    case NODE_SCALAR:
        return read_name(reader, node);
    case NODE_MAP:
        return read_map(reader, node, all_needed);
    case NODE_LIST:
        diagnose_flaw(reader, document_position(reader->document, node),
                      "a requirement is a name or a map, not a list (write {all: [...]} or {any: [...]})");
        return NO_INDEX;
    default:
        reader->flawed = true;
        return NO_INDEX;
    }
}

uint32_t requirements_read(struct reader *reader, const struct entry *entry) {
    if (document_is_null(reader->document, entry->value))
        return NO_INDEX;
    if (reader->document->nodes[entry->value].kind == NODE_LIST)
        return read_items(reader, entry->value, true);
    return read_requirement(reader, entry->value, true);
}

/* ---- across: [zone-a, zone-b] ---- */

uint32_t places_read(struct reader *reader, const struct entry *entry) {
    uint32_t part = read_list(reader, entry, false);
    if (part == NO_INDEX)
        return NO_INDEX;
    uint32_t across = add_requirement(reader, SLACALC_NEED_ACROSS, entry->value);
    reader->model->requirements[across].part = part;
    reader->model->has_places = true;
    return across;
}

/* ---- not_depends_on: [name] ---- */

static void read_cut(struct reader *reader, uint32_t component, uint32_t node) {
    struct slacalc_model *model = reader->model;
    struct imports *imports = imports_of(model);
    const struct document *document = reader->document;
    if (fields_is_broken(reader, node) || document->nodes[node].kind != NODE_SCALAR) {
        diagnose_flaw(reader, document_position(document, node), "'not_depends_on' takes names of components, not %s",
                      node_kind_name(document, node));
        return;
    }
    imports->cuts =
        arena_reserve(&model->arena, imports->cuts, imports->cut_count, &imports->cut_capacity, sizeof *imports->cuts);
    imports->cuts[imports->cut_count++] = (struct cut){
        .component = component, .name = document_text(document, node), .where = document_position(document, node)};
}

void cuts_read(struct reader *reader, uint32_t component, const struct entry *entry) {
    const struct document *document = reader->document;
    if (document->nodes[entry->value].kind != NODE_LIST) {
        read_cut(reader, component, entry->value);
        return;
    }
    for (uint32_t item = document->nodes[entry->value].first; item != NO_INDEX; item = document->nodes[item].next)
        read_cut(reader, component, item);
}
