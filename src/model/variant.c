#include "model/variant.h"

#include "model/attributes.h"

#include <stdlib.h>

bool setting_has_same_key(const struct setting_of_key *a, const struct setting_of_key *b) {
    return a->component == b->component && a->kind == b->kind && (a->kind != SETS_VALUE || a->key == b->key);
}

/* What a check changes or adds to is copied; all else is shared. */
static void copy(void *context) {
    struct slacalc_model *variant = context;
    struct arena *arena = &variant->arena;
    variant->components = arena_copy(arena, variant->components, variant->component_count, sizeof *variant->components);
    variant->attributes = arena_copy(arena, variant->attributes, variant->attribute_count, sizeof *variant->attributes);
    variant->stretches = arena_copy(arena, variant->stretches, variant->stretch_count, sizeof *variant->stretches);
    variant->zones = arena_copy(arena, variant->zones, variant->zone_count, sizeof *variant->zones);
    variant->component_capacity = variant->component_count;
    variant->attribute_capacity = variant->attribute_count;
    variant->stretch_capacity = variant->stretch_count;
    variant->zone_capacity = variant->zone_count;
    if (variant->has_places) {
        variant->requirements =
            arena_copy(arena, variant->requirements, variant->requirement_count, sizeof *variant->requirements);
        variant->requirement_capacity = variant->requirement_count;
    }
    for (uint32_t zone = 0; zone < variant->zone_count; zone++)
        text_map_add(&variant->zone_names, variant->zones[zone].name, zone);
    for (size_t c = 0; c < variant->component_count; c++) {
        variant->components[c].hours = NO_INDEX;
        variant->components[c].absent = false;
    }
}

struct slacalc_model *variant_new(const struct slacalc_model *model) {
    struct slacalc_model *variant = malloc(sizeof *variant);
    if (!variant)
        return NULL;
    *variant = *model;
    model_init(variant);
    variant->imports = NULL;
    variant->close_imports = NULL;
    variant->difference = NULL;
    variant->merged = NULL;
    variant->hours = NULL;
    variant->hours_count = variant->hours_capacity = 0;
    variant->seasons = NULL;
    variant->season_count = 0;
    variant->order = NULL;
    variant->cycles = NULL;
    variant->cycle_count = variant->cycle_capacity = 0;
    variant->cycle_edges = NULL;
    variant->cycle_edge_count = variant->cycle_edge_capacity = 0;
    variant->checked = false;
    if (memory_attempt(&variant->guard, copy, variant))
        return variant;
    slacalc_model_free(variant);
    return NULL;
}

static bool is_same_place(struct position a, struct position b) {
    return a.source == b.source && a.offset == b.offset;
}

/* Of the vendor that it no longer uses: that stands where the vendor is named. */
static void forget_vendor(struct slacalc_model *variant, uint32_t component) {
    const struct attribute *uses = model_attribute(variant, component, KEY_USES);
    if (!uses)
        return;
    uint32_t *link = &variant->components[component].attributes;
    while (*link != NO_INDEX) {
        if (is_same_place(variant->attributes[*link].where, uses->where))
            *link = variant->attributes[*link].next;
        else
            link = &variant->attributes[*link].next;
    }
}

void variant_set_needs(struct slacalc_model *variant, const struct setting_of_key *setting) {
    if (setting->kind == SETS_DEPENDS_ON)
        variant->components[setting->component].requirements = setting->requirements;
    if (setting->kind == SETS_ACROSS)
        variant->components[setting->component].across = setting->requirements;
}

void variant_set(struct slacalc_model *variant, const struct setting_of_key *setting) {
    variant_set_needs(variant, setting);
    if (setting->kind != SETS_VALUE)
        return;
    if (setting->key == KEY_USES)
        forget_vendor(variant, setting->component);
    if (setting->is_given)
        component_store(variant, setting->component, &setting->value);
    else
        component_take_away(variant, setting->component, setting->key);
}

struct setting_up {
    struct slacalc_model *variant;
    const struct slacalc_model *model;
    const struct setting_of_key *const *settings;
    size_t setting_count;
    const uint32_t *selected;
    size_t selected_count;
};

static bool is_selected(const struct slacalc_model *variant, uint32_t component) {
    for (size_t i = 0; i < variant->selected_count; i++)
        if (variant->selected[i] == component)
            return true;
    return false;
}

/* The promises from outside of the selected components. */
static void keep_required(struct slacalc_model *variant, const struct slacalc_model *model) {
    variant->required = arena_copy(&variant->arena, model->required, model->required_count, sizeof *model->required);
    variant->required_count = variant->required_capacity = 0;
    for (size_t i = 0; i < model->required_count; i++)
        if (is_selected(variant, model->required[i].component))
            variant->required[variant->required_count++] = model->required[i];
}

static void set_up(void *context) {
    const struct setting_up *up = context;
    struct slacalc_model *variant = up->variant;
    variant->sources = sources_view(&up->model->sources, &variant->arena);
    for (size_t i = 0; i < up->setting_count; i++)
        variant_set(variant, up->settings[i]);
    if (up->selected_count == 0)
        return;
    variant->selected = arena_copy(&variant->arena, up->selected, up->selected_count, sizeof *variant->selected);
    variant->selected_count = variant->selected_capacity = up->selected_count;
    keep_required(variant, up->model);
}

struct slacalc_model *variant_of(const struct slacalc_model *model, const struct setting_of_key *const *settings,
                                 size_t setting_count, const uint32_t *selected, size_t selected_count) {
    struct slacalc_model *variant = variant_new(model);
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    struct setting_up up = {variant, model, settings, setting_count, selected, selected_count};
    bool made = variant && problems && memory_attempt(&variant->guard, set_up, &up);
    if (made)
        model->recheck(variant, problems);
    slacalc_diagnostics_free(problems);
    bool is_exhausted = made && variant->incomplete; /* nothing else makes it so: its inputs were read */
    if (made && !is_exhausted)
        return variant;
    slacalc_model_free(variant);
    return NULL;
}
