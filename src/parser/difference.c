/* What a model changes in an older one: keys that figures depend on, and components that come and go. */
#include "base/memory_stream.h"
#include "base/numerals.h"
#include "model/merge.h"
#include "model/own_level.h"
#include "model/places.h"
#include "parser/canonical.h"
#include "parser/component.h"
#include "parser/hours.h"
#include "parser/value_print.h"
#include "parser/zone.h"
#include "parser/zone_rule.h"

#include <stdlib.h>
#include <string.h>

/* Of a component, in the order in which changes are shown. Behind them stand the places of its replicas and what it
 * needs. When its promises hold is several keys. */
static const enum attribute_key keys[] = {KEY_SLO,   KEY_MEASURED,    KEY_MTBF,     KEY_MTTR,   KEY_SLA,
                                          KEY_OLA,   KEY_OBJECTIVE,   KEY_REPLICAS, KEY_QUORUM, KEY_BETA,
                                          KEY_HOURS, KEY_MAINTENANCE, KEY_TIMEZONE};

enum {
    FIRST_NUMBER = 7,
    BETA = 9,
    FIRST_TIME = 10,
    ZONE = 12,
    KEYS = sizeof keys / sizeof *keys,
    ACROSS = KEYS,
    DEPENDS_ON,
    ALL_KEYS
};

struct comparing {
    struct slacalc_model *model;
    const struct slacalc_model *old;
    struct difference *difference;
    struct older *older; /* by component of the merged model */
    struct arena *arena; /* of the merged model */
    struct memory_stream *stream;
    struct arena scratch;
};

/* One component in both models. */
struct both {
    uint32_t component; /* of the merged model */
    const struct attribute *old[KEYS], *new[KEYS];
    bool differs[ALL_KEYS];
    uint8_t group[ALL_KEYS]; /* the first of the keys that change together with it */
};

/* ---- Texts ---- */

static const char *take_text(const struct comparing *comparing, size_t from) {
    fflush(comparing->stream->file);
    return text_copy(comparing->arena, (struct text){comparing->stream->text + from, comparing->stream->length - from});
}

static struct value_stream values_of(struct comparing *comparing) {
    return (struct value_stream){comparing->difference->merged, comparing->stream->file, &comparing->scratch};
}

/* What depends_on says. */
static uint32_t needs_in(const struct comparing *comparing, uint32_t component, bool is_old) {
    const struct slacalc_model *merged = comparing->difference->merged;
    return places_pass(merged,
                       is_old ? comparing->older[component].requirements : merged->components[component].requirements);
}

static uint32_t places_in(const struct comparing *comparing, uint32_t component, bool is_old) {
    return is_old ? comparing->older[component].across : comparing->difference->merged->components[component].across;
}

static bool is_number(size_t key) {
    return key >= FIRST_NUMBER && key < BETA;
}

/* The values of the keys of a group, one behind the other. */
static struct written_value print_values(struct comparing *comparing, const struct both *both, size_t group,
                                         bool is_old) {
    const struct attribute *const *attributes = is_old ? both->old : both->new;
    const struct value_stream values = values_of(comparing);
    struct written_value written = {0};
    size_t from = comparing->stream->length, count = 0;
    bool is_there = false;
    for (size_t k = group; k < ALL_KEYS; k++) {
        if (!both->differs[k] || both->group[k] != group)
            continue;
        uint32_t needs = k == DEPENDS_ON ? needs_in(comparing, both->component, is_old)
                         : k == ACROSS   ? places_in(comparing, both->component, is_old)
                                         : NO_INDEX;
        bool has = k >= KEYS ? needs != NO_INDEX : attributes[k] != NULL;
        if (count++ > 0)
            fputs(", ", values.file);
        if (!has && is_number(k))
            fputc('1', values.file);
        else if (!has)
            fputc('-', values.file);
        else if (k == ACROSS)
            print_requirement(&values, needs);
        else if (k == DEPENDS_ON)
            print_requirements(&values, needs);
        else
            print_attribute(&values, attributes[k]);
        if (has && k < FIRST_NUMBER && keys[k] != KEY_MTBF && keys[k] != KEY_MTTR) {
            written.is_level = true;
            written.level = attributes[k]->level;
        }
        is_there |= has || is_number(k);
    }
    written.is_level &= count == 1;
    const char *text = take_text(comparing, from);
    written.text = is_there ? text : NULL;
    return written;
}

static const char *name_group(struct comparing *comparing, const struct both *both, size_t group) {
    const char *name = "";
    for (size_t k = group; k < ALL_KEYS; k++)
        if (both->differs[k] && both->group[k] == group)
            name = arena_printf(comparing->arena, "%s%s%s", name, *name ? ", " : "",
                                k == DEPENDS_ON ? "depends_on"
                                : k == ACROSS   ? "across"
                                                : component_key_name(keys[k]));
    return name;
}

/* ---- What differs ---- */

static const struct attribute *value_in(const struct slacalc_model *merged, uint32_t first, enum attribute_key key) {
    while (first != NO_INDEX && merged->attributes[first].key != key)
        first = merged->attributes[first].next;
    return first == NO_INDEX ? NULL : &merged->attributes[first];
}

/* One replica, and one that has to be up, is what a component has that says nothing. */
static bool is_other_number(const struct attribute *old, const struct attribute *new) {
    return (old ? old->number : 1) != (new ? new->number : 1);
}

static bool is_other_value(const struct slacalc_model *merged, const struct attribute *old,
                           const struct attribute *new) {
    return !old != !new || (old && !component_same_value(merged, old, new));
}

/* Whether the promises of a component hold at other minutes. */
static bool are_other_hours(const struct comparing *comparing, uint32_t component) {
    const struct slacalc_model *model = comparing->model, *old = comparing->difference->old;
    uint32_t of_new = model->components[component].hours;
    uint32_t of_old = old->components[comparing->older[component].component].hours;
    if (of_new == NO_INDEX || of_old == NO_INDEX)
        return of_new != of_old;
    const struct hours *a = &model->hours[of_new], *b = &old->hours[of_old];
    return a->count != b->count || !zone_same(&model->zones[a->zone], &old->zones[b->zone]) ||
           !stretches_same(&model->stretches[a->first], &old->stretches[b->first], a->count);
}

/* Its own, or that of its document, which both models need not write in the same place. */
static bool is_other_zone(const struct comparing *comparing, uint32_t component) {
    struct slacalc_model *merged = comparing->difference->merged;
    uint32_t old = comparing->older[component].zone, new = merged->components[component].zone;
    uint32_t utc = old == NO_INDEX || new == NO_INDEX ? zone_utc(merged) : NO_INDEX;
    return !zone_same(&merged->zones[old == NO_INDEX ? utc : old], &merged->zones[new == NO_INDEX ? utc : new]);
}

/* Whether both chains are written alike, which is told without the texts that tell all that means the same. Levels
 * stand at other places in both models: where there are some, the texts are compared. Recurses as deep as requirements
 * nest, which is limited. */
static bool are_written_alike(const struct slacalc_model *merged, uint32_t old, uint32_t new) {
    for (; old != NO_INDEX && new != NO_INDEX;
         old = merged->requirements[old].next, new = merged->requirements[new].next) {
        const struct requirement *a = &merged->requirements[old], *b = &merged->requirements[new];
        bool has_levels = a->kind == SLACALC_NEED_FAILOVER || a->kind == SLACALC_NEED_TRAFFIC;
        if (a->kind != b->kind || has_levels || a->spans != NO_INDEX || b->spans != NO_INDEX || a->beta != NO_INDEX ||
            b->beta != NO_INDEX || (a->kind == SLACALC_NEED_AT_LEAST && a->at_least != b->at_least))
            return false;
        if (a->kind == SLACALC_NEED_COMPONENT ? a->component != b->component
                                              : !are_written_alike(merged, a->part, b->part))
            return false;
    }
    return old == new;
}

static bool are_other_needs(struct comparing *comparing, uint32_t component) {
    const struct slacalc_model *merged = comparing->difference->merged;
    if (are_written_alike(merged, needs_in(comparing, component, true), needs_in(comparing, component, false)))
        return false;
    struct arena *scratch = arena_open(&comparing->scratch);
    const struct canonical_needs old = canonical_needs(merged, needs_in(comparing, component, true), scratch);
    const struct canonical_needs new = canonical_needs(merged, needs_in(comparing, component, false), scratch);
    bool are_other = old.count != new.count;
    for (size_t i = 0; i < old.count && !are_other; i++)
        are_other = strcmp(old.items[i], new.items[i]) != 0;
    arena_close(scratch);
    return are_other;
}

static bool are_other_places(struct comparing *comparing, uint32_t component) {
    const struct slacalc_model *merged = comparing->difference->merged;
    uint32_t old = places_in(comparing, component, true), new = places_in(comparing, component, false);
    if (old == NO_INDEX || new == NO_INDEX)
        return old != new;
    struct arena *scratch = arena_open(&comparing->scratch);
    bool are_other = strcmp(canonical_text(merged, old, scratch), canonical_text(merged, new, scratch)) != 0;
    arena_close(scratch);
    return are_other;
}

static bool find_differing(struct comparing *comparing, struct both *both) {
    const struct slacalc_model *merged = comparing->difference->merged;
    const struct older *older = &comparing->older[both->component];
    uint32_t attributes = merged->components[both->component].attributes;
    bool are_other = are_other_hours(comparing, both->component), any = false;
    for (size_t k = 0; k < KEYS; k++) {
        both->old[k] = value_in(merged, older->attributes, keys[k]);
        both->new[k] = value_in(merged, attributes, keys[k]);
        if (k == ZONE)
            both->differs[k] = are_other && is_other_zone(comparing, both->component);
        else if (is_number(k))
            both->differs[k] = is_other_number(both->old[k], both->new[k]);
        else
            both->differs[k] = (k < FIRST_TIME || are_other) && is_other_value(merged, both->old[k], both->new[k]);
    }
    both->differs[ACROSS] = are_other_places(comparing, both->component);
    both->differs[DEPENDS_ON] = are_other_needs(comparing, both->component);
    for (size_t k = 0; k < ALL_KEYS; k++) {
        both->group[k] = (uint8_t)k;
        any |= both->differs[k];
    }
    return any;
}

/* ---- What changes together ---- */

static void join_groups(struct both *both, size_t one, size_t other) {
    if (!both->differs[one] || !both->differs[other] || both->group[one] == both->group[other])
        return;
    uint8_t kept = both->group[one], gone = both->group[other];
    if (kept > gone) {
        kept = both->group[other];
        gone = both->group[one];
    }
    for (size_t k = 0; k < ALL_KEYS; k++)
        if (both->group[k] == gone)
            both->group[k] = kept;
}

static bool comes_or_goes(const struct both *both, size_t key) {
    return !both->old[key] != !both->new[key];
}

static size_t place_of(enum attribute_key key) {
    size_t k = 0;
    while (keys[k] != key)
        k++;
    return k;
}

/* Whether every mixture leaves the component a figure or a need. */
static bool keeps_a_level(const struct comparing *comparing, const struct both *both) {
    const struct difference *difference = comparing->difference;
    for (size_t k = 0; k < FIRST_NUMBER; k++)
        if (both->old[k] && both->new[k])
            return true;
    return needs_something(comparing->model, both->component) &&
           needs_something(difference->old, comparing->older[both->component].component);
}

/* The smaller one of both sides, or the larger one. */
static uint32_t number_of_both(const struct both *both, enum attribute_key key, bool is_larger) {
    size_t k = place_of(key);
    uint32_t old = both->old[k] ? both->old[k]->number : 1, new = both->new[k] ? both->new[k]->number : 1;
    return (old < new) == is_larger ? new : old;
}

/* Of a component without a figure of its own on both sides, some mixture with places has only figures that speak of the
 * whole. */
static bool keeps_own_figure(const struct both *both) {
    for (size_t k = 0; k < FIRST_NUMBER; k++)
        if (both->old[k] && both->new[k] && keys[k] < KEY_SLA)
            return true;
    return false;
}

/* What is said of several replicas is wrong of one. */
static void join_replicas(struct both *both) {
    size_t replicas = place_of(KEY_REPLICAS);
    uint32_t least = number_of_both(both, KEY_REPLICAS, false);
    if (number_of_both(both, KEY_QUORUM, true) > least)
        join_groups(both, replicas, place_of(KEY_QUORUM));
    if (least < 2) {
        join_groups(both, replicas, BETA);
        join_groups(both, replicas, ACROSS);
    }
    for (size_t k = 0; k < FIRST_NUMBER && !keeps_own_figure(both); k++)
        if (comes_or_goes(both, k))
            join_groups(both, k, ACROSS);
}

/* One of them without the other would make no model. */
static void join_keys(const struct comparing *comparing, struct both *both) {
    size_t mtbf = place_of(KEY_MTBF);
    if (comes_or_goes(both, mtbf))
        join_groups(both, mtbf, place_of(KEY_MTTR));
    join_replicas(both);
    for (size_t k = FIRST_TIME; k < KEYS; k++)
        for (size_t other = FIRST_TIME; other < k; other++)
            join_groups(both, other, k);
    if (keeps_a_level(comparing, both))
        return;
    for (size_t k = 0; k < FIRST_NUMBER; k++) {
        if (!comes_or_goes(both, k))
            continue;
        join_groups(both, k, ACROSS);
        join_groups(both, k, DEPENDS_ON);
        for (size_t other = 0; other < k; other++)
            if (comes_or_goes(both, other))
                join_groups(both, other, k);
    }
}

/* ---- Changes ---- */

static void add_setting(struct comparing *comparing, struct setting_of_key setting) {
    struct difference *difference = comparing->difference;
    difference->settings = arena_reserve(comparing->arena, difference->settings, difference->setting_count,
                                         &difference->setting_capacity, sizeof *difference->settings);
    difference->settings[difference->setting_count++] = setting;
}

static void bring_back(struct comparing *comparing, const struct both *both, size_t k) {
    struct setting_of_key setting = {.component = both->component};
    if (k == ACROSS) {
        setting.kind = SETS_ACROSS;
        setting.requirements = places_in(comparing, both->component, true);
    } else if (k == DEPENDS_ON) {
        setting.kind = SETS_DEPENDS_ON;
        setting.requirements = needs_in(comparing, both->component, true);
    } else {
        setting.key = keys[k];
        setting.is_given = both->old[k] != NULL;
        setting.value = both->old[k] ? *both->old[k] : (struct attribute){.key = keys[k]};
    }
    add_setting(comparing, setting);
}

/* The clocks are those of a document where the component names none. */
static void bring_zone_back(struct comparing *comparing, uint32_t component) {
    uint32_t zone = comparing->older[component].zone;
    struct attribute value = {.where = nowhere,
                              .key = KEY_TIMEZONE,
                              .zone = zone == NO_INDEX ? zone_utc(comparing->difference->merged) : zone};
    add_setting(comparing,
                (struct setting_of_key){.component = component, .is_given = true, .key = KEY_TIMEZONE, .value = value});
}

static struct change *add_change(struct comparing *comparing) {
    struct difference *difference = comparing->difference;
    difference->changes = arena_reserve(comparing->arena, difference->changes, difference->change_count,
                                        &difference->change_capacity, sizeof *difference->changes);
    struct change *change = &difference->changes[difference->change_count++];
    *change = (struct change){.first_setting = (uint32_t)difference->setting_count};
    return change;
}

/* The first requirement that the older model has not. */
static struct position place_of_needs(struct comparing *comparing, uint32_t component) {
    const struct slacalc_model *merged = comparing->difference->merged;
    struct arena *scratch = arena_open(&comparing->scratch);
    const struct canonical_needs old = canonical_needs(merged, needs_in(comparing, component, true), scratch);
    uint32_t first = needs_in(comparing, component, false), found = first;
    while (found != NO_INDEX && canonical_has(&old, merged, found, scratch))
        found = merged->requirements[found].next;
    arena_close(scratch);
    found = found == NO_INDEX ? first : found;
    return found == NO_INDEX ? merged->components[component].where : merged->requirements[found].where;
}

static void add_group(struct comparing *comparing, const struct both *both, size_t group) {
    struct change *change = add_change(comparing);
    change->component = both->component;
    change->where = comparing->difference->merged->components[both->component].where;
    uint32_t places = places_in(comparing, both->component, false);
    for (size_t k = ALL_KEYS; k-- > group;) {
        if (!both->differs[k] || both->group[k] != group)
            continue;
        bring_back(comparing, both, k);
        if (k == DEPENDS_ON)
            change->where = place_of_needs(comparing, both->component);
        else if (k == ACROSS && places != NO_INDEX)
            change->where = comparing->difference->merged->requirements[places].where;
        else if (k < KEYS && both->new[k])
            change->where = both->new[k]->where;
    }
    if (group >= FIRST_TIME && group < KEYS)
        bring_zone_back(comparing, both->component);
    change->setting_count = (uint32_t)comparing->difference->setting_count - change->first_setting;
    change->key = name_group(comparing, both, group);
    change->old = print_values(comparing, both, group, true);
    change->new = print_values(comparing, both, group, false);
}

static void compare_component(struct comparing *comparing, uint32_t component) {
    struct difference *difference = comparing->difference;
    if (difference->is_new[component] && difference->is_old[component]) {
        struct both both = {.component = component};
        if (!find_differing(comparing, &both))
            return;
        join_keys(comparing, &both);
        for (size_t k = 0; k < ALL_KEYS; k++)
            if (both.differs[k] && both.group[k] == k)
                add_group(comparing, &both, k);
    } else if (difference->is_new[component] || difference->is_old[component]) {
        struct change *change = add_change(comparing);
        change->component = component;
        change->is_added = difference->is_new[component];
        change->where = difference->merged->components[component].where;
    }
}

static void compare_all(void *context) {
    struct comparing *comparing = context;
    comparing->difference = arena_alloc(comparing->arena, 1, sizeof *comparing->difference);
    *comparing->difference = (struct difference){.old = comparing->old, .merged = comparing->model->merged};
    comparing->model->difference = comparing->difference;
    comparing->older = merge_older(comparing->difference, comparing->model);
    for (uint32_t c = 0; c < comparing->difference->merged->component_count; c++)
        compare_component(comparing, c);
}

static bool compare_models(struct slacalc_model *model, const struct slacalc_model *old, struct memory_stream *stream) {
    struct slacalc_model *merged = model->merged = variant_new(model);
    if (!merged)
        return false;
    struct comparing comparing = {.model = model, .old = old, .arena = &merged->arena, .stream = stream};
    arena_init(&comparing.scratch, &merged->guard);
    bool good = memory_attempt(&merged->guard, compare_all, &comparing);
    arena_free(&comparing.scratch);
    return good;
}

bool slacalc_model_compare(slacalc_model *model, const slacalc_model *old, slacalc_diagnostics *problems) {
    struct memory_stream stream;
    struct numerals numerals;
    if (!model->checked || model->failed || !old->checked || old->failed || model->difference) {
        diagnose(problems, SLACALC_ERROR, nowhere, "models are compared once, after both were checked without errors");
        return false;
    }
    if (model->sources.count + old->sources.count > SOURCES_MAX) {
        diagnose(problems, SLACALC_ERROR, nowhere, "more than %d inputs", SOURCES_MAX);
        return false;
    }
    bool good = false;
    if (numerals_begin(&numerals)) {
        if (memory_stream_open(&stream, SIZE_MAX)) {
            good = compare_models(model, old, &stream);
            char *text = memory_stream_close(&stream);
            good &= text != NULL;
            free(text);
        }
        numerals_end(&numerals);
    }
    return good || model_out_of_memory(model, problems);
}
