#include "model/merge.h"

#include "model/attributes.h"

#include <string.h>

/* From where on what is of the older model stands in the arrays of the merged one. */
struct merging {
    struct difference *difference;
    const struct slacalc_model *old;
    struct slacalc_model *merged;
    uint32_t sources, attributes, requirements, levels, spans, stretches, zones;
};

static uint32_t shifted(uint32_t index, uint32_t by) {
    return index == NO_INDEX ? NO_INDEX : index + by;
}

static struct position moved(const struct merging *merging, struct position where) {
    if (where.source != NO_SOURCE)
        where.source = (uint16_t)(where.source + merging->sources);
    return where;
}

/* Makes room for the items of the older model behind those that are there, and copies them to it. */
static void *append(const struct merging *merging, void *items, size_t *count, size_t *capacity, const void *more,
                    size_t more_count, size_t size) {
    items = arena_provide(&merging->merged->arena, items, *count + more_count, capacity, size);
    if (more_count > 0)
        memcpy((char *)items + *count * size, more, more_count * size);
    *count += more_count;
    return items;
}

static void append_plain(struct merging *merging) {
    const struct slacalc_model *old = merging->old;
    struct slacalc_model *merged = merging->merged;
    merged->levels = arena_copy(&merged->arena, merged->levels, merged->level_count, sizeof *merged->levels);
    merged->level_capacity = merged->level_count;
    merged->levels = append(merging, merged->levels, &merged->level_count, &merged->level_capacity, old->levels,
                            old->level_count, sizeof *merged->levels);
    merged->spans = arena_copy(&merged->arena, merged->spans, merged->span_count, sizeof *merged->spans);
    merged->span_capacity = merged->span_count;
    merged->spans = append(merging, merged->spans, &merged->span_count, &merged->span_capacity, old->spans,
                           old->span_count, sizeof *merged->spans);
    merged->stretches = append(merging, merged->stretches, &merged->stretch_count, &merged->stretch_capacity,
                               old->stretches, old->stretch_count, sizeof *merged->stretches);
    merged->zones = append(merging, merged->zones, &merged->zone_count, &merged->zone_capacity, old->zones,
                           old->zone_count, sizeof *merged->zones);
}

static void append_sources(const struct merging *merging, const struct slacalc_model *model) {
    struct slacalc_model *merged = merging->merged;
    merged->sources = sources_view(&model->sources, &merged->arena);
    for (size_t i = 0; i < merging->old->sources.count; i++)
        sources_add(&merged->sources, merging->old->sources.items[i].name, merging->old->sources.items[i].text);
}

static void append_attributes(const struct merging *merging) {
    struct slacalc_model *merged = merging->merged;
    const struct slacalc_model *old = merging->old;
    merged->attributes = append(merging, merged->attributes, &merged->attribute_count, &merged->attribute_capacity,
                                old->attributes, old->attribute_count, sizeof *merged->attributes);
    for (size_t i = merging->attributes; i < merged->attribute_count; i++) {
        struct attribute *attribute = &merged->attributes[i];
        attribute->where = moved(merging, attribute->where);
        attribute->next = shifted(attribute->next, merging->attributes);
        if (attribute->key == KEY_HOURS || attribute->key == KEY_MAINTENANCE)
            attribute->ranges.first += merging->stretches;
        if (attribute->key == KEY_TIMEZONE)
            attribute->zone += merging->zones;
    }
}

static void append_requirements(const struct merging *merging) {
    struct slacalc_model *merged = merging->merged;
    const struct slacalc_model *old = merging->old;
    merged->requirements =
        arena_copy(&merged->arena, merged->requirements, merged->requirement_count, sizeof *merged->requirements);
    merged->requirement_capacity = merged->requirement_count;
    merged->requirements =
        append(merging, merged->requirements, &merged->requirement_count, &merged->requirement_capacity,
               old->requirements, old->requirement_count, sizeof *merged->requirements);
    for (size_t i = merging->requirements; i < merged->requirement_count; i++) {
        struct requirement *requirement = &merged->requirements[i];
        requirement->where = moved(merging, requirement->where);
        requirement->next = shifted(requirement->next, merging->requirements);
        if (requirement->kind != SLACALC_NEED_COMPONENT)
            requirement->part = shifted(requirement->part, merging->requirements);
        else if (requirement->component != NO_INDEX)
            requirement->component = merging->difference->component_of[requirement->component];
        if (requirement->kind == SLACALC_NEED_FAILOVER || requirement->kind == SLACALC_NEED_TRAFFIC)
            requirement->level += merging->levels;
        requirement->beta = shifted(requirement->beta, merging->levels);
        requirement->spans = shifted(requirement->spans, merging->spans);
    }
}

/* Gives every component of the older model its place, which is a new one where no other has its name. */
static void place_components(const struct merging *merging) {
    struct difference *difference = merging->difference;
    struct slacalc_model *merged = merging->merged;
    const struct slacalc_model *old = merging->old;
    for (uint32_t c = 0; c < merged->component_count; c++)
        text_map_add(&merged->names, merged->components[c].name, c);
    difference->component_of = arena_alloc(&merged->arena, old->component_count, sizeof *difference->component_of);
    for (uint32_t c = 0; c < old->component_count; c++) {
        uint32_t place = text_map_find(&merged->names, old->components[c].name);
        if (place == NO_INDEX && !old->components[c].absent) {
            merged->components = arena_reserve(&merged->arena, merged->components, merged->component_count,
                                               &merged->component_capacity, sizeof *merged->components);
            place = (uint32_t)merged->component_count++;
            merged->components[place] = old->components[c];
            text_map_add(&merged->names, old->components[c].name, place);
        }
        difference->component_of[c] = place;
    }
}

/* What only the older model has is as that one says. */
static struct older *compare_components(const struct merging *merging, const struct slacalc_model *model) {
    struct difference *difference = merging->difference;
    struct slacalc_model *merged = merging->merged;
    const struct slacalc_model *old = merging->old;
    struct older *older = arena_alloc(&merged->arena, merged->component_count, sizeof *older);
    difference->is_new = arena_alloc(&merged->arena, merged->component_count, sizeof *difference->is_new);
    difference->is_old = arena_alloc(&merged->arena, merged->component_count, sizeof *difference->is_old);
    for (uint32_t c = 0; c < merged->component_count; c++) {
        older[c] = (struct older){NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX, NO_INDEX};
        difference->is_new[c] = c < model->component_count && !model->components[c].absent;
    }
    for (uint32_t c = 0; c < old->component_count; c++) {
        uint32_t place = difference->component_of[c];
        const struct component *self = &old->components[c];
        if (self->absent)
            continue;
        difference->is_old[place] = true;
        older[place] = (struct older){
            c, shifted(self->attributes, merging->attributes), shifted(self->requirements, merging->requirements),
            shifted(self->across, merging->requirements), shifted(self->zone, merging->zones)};
        if (difference->is_new[place])
            continue;
        merged->components[place] = *self;
        merged->components[place].where = moved(merging, self->where);
        merged->components[place].attributes = older[place].attributes;
        merged->components[place].requirements = older[place].requirements;
        merged->components[place].across = older[place].across;
        merged->components[place].zone = older[place].zone;
        merged->components[place].document_mttr = NO_INDEX; /* no level comes from it */
        merged->components[place].hours = NO_INDEX;
    }
    return older;
}

struct older *merge_older(struct difference *difference, const struct slacalc_model *model) {
    struct slacalc_model *merged = difference->merged;
    struct merging merging = {.difference = difference,
                              .old = difference->old,
                              .merged = merged,
                              .sources = (uint32_t)model->sources.count,
                              .attributes = (uint32_t)merged->attribute_count,
                              .requirements = (uint32_t)merged->requirement_count,
                              .levels = (uint32_t)merged->level_count,
                              .spans = (uint32_t)merged->span_count,
                              .stretches = (uint32_t)merged->stretch_count,
                              .zones = (uint32_t)merged->zone_count};
    append_sources(&merging, model);
    append_plain(&merging);
    append_attributes(&merging);
    place_components(&merging);
    append_requirements(&merging);
    struct older *older = compare_components(&merging, model);
    /* What the vendors gave is among the values by now, and cycles may come about that neither model has. */
    for (uint32_t c = 0; c < merged->component_count; c++)
        component_take_away(merged, c, KEY_USES);
    merged->stated |= merging.old->stated;
    merged->stated &= ~(UINT32_C(1) << KEY_USES);
    merged->has_places |= merging.old->has_places;
    merged->has_beta |= merging.old->has_beta;
    merged->has_groups |= merging.old->has_groups;
    merged->has_mttr |= merging.old->has_mttr;
    merged->together = true;
    return older;
}
