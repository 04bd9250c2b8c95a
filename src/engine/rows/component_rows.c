#include "engine/rows/component_rows.h"

#include "engine/graph/interval.h"
#include "engine/rows/as_of.h"
#include "engine/rows/needed_tied.h"
#include "model/ages.h"
#include "model/common_cause.h"
#include "model/own_level.h"
#include "model/repair.h"

/* The state of making the rows of requirements, and of listing the components that they name. */
struct naming {
    struct row_maker *maker;
    uint32_t *named_by; /* by component: 1 + the component that named it last */
    size_t requirement_capacity;
    const struct common_groups *groups; /* that have a common cause */
    uint32_t *counted_by; /* by component: 1 + the requirement that counted it last as a member of its group */
};

/* ---- Requirements: chains are copied in their order, parts before what stands beside ---- */

static slacalc_requirement requirement_row(const struct row_maker *maker, uint32_t index) {
    const struct slacalc_model *model = maker->figures->model;
    const struct requirement *requirement = &model->requirements[index];
    slacalc_requirement row = {.kind = requirement->kind,
                               .component = SLACALC_NONE,
                               .part = SLACALC_NONE,
                               .next = SLACALC_NONE,
                               .tolerates_s = requirement_tolerates(model, index),
                               .takes_s = requirement_takes(model, index)};
    if (requirement->kind == SLACALC_NEED_COMPONENT)
        row.component = maker->row_of[requirement->component];
    if (requirement->kind == SLACALC_NEED_AT_LEAST)
        row.at_least = requirement->at_least;
    if (requirement->kind == SLACALC_NEED_FAILOVER || requirement->kind == SLACALC_NEED_TRAFFIC)
        row.level = level_row(model->levels[requirement->level]);
    return row;
}

/* The group that the requirement is of: of which it names all members, and nothing else; NULL where it is of none. */
static const struct common_group *group_of(struct naming *naming, uint32_t index) {
    const struct requirement *requirements = naming->maker->figures->model->requirements;
    uint32_t group = NO_INDEX, count = 0;
    for (uint32_t r = requirements[index].part; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[r].kind != SLACALC_NEED_COMPONENT)
            return NULL;
        uint32_t component = requirements[r].component, other = naming->groups->of_component[component];
        if (other == NO_INDEX || (group != NO_INDEX && other != group))
            return NULL;
        group = other;
        count += naming->counted_by[component] != index + 1;
        naming->counted_by[component] = index + 1;
    }
    return group != NO_INDEX && naming->groups->groups[group].count == count ? &naming->groups->groups[group] : NULL;
}

static void note_common_cause(struct naming *naming, uint32_t index, slacalc_requirement *row) {
    const struct common_group *group = may_have_common_cause(row->kind) ? group_of(naming, index) : NULL;
    if (!group)
        return;
    row->beta = (double)group->beta.up;
    row->beta_is_assumed = group->is_assumed;
}

static size_t copy_chain(struct naming *naming, uint32_t first) {
    const struct requirement *requirements = naming->maker->figures->model->requirements;
    struct slacalc_result *result = naming->maker->result;
    size_t head = SLACALC_NONE, last = SLACALC_NONE;
    for (uint32_t r = first; r != NO_INDEX; r = requirements[r].next) {
        size_t row = result->requirement_count++;
        ARENA_RESERVE(&result->arena, result->requirements, row, naming->requirement_capacity);
        result->requirements[row] = requirement_row(naming->maker, r);
        if (naming->groups->count > 0)
            note_common_cause(naming, r, &result->requirements[row]);
        if (requirements[r].kind != SLACALC_NEED_COMPONENT) {
            size_t part = copy_chain(naming, requirements[r].part);
            result->requirements[row].part = part;
        }
        if (last == SLACALC_NONE)
            head = row;
        else
            result->requirements[last].next = row;
        last = row;
    }
    return head;
}

/* Lists what the component names, once where it is named several times. */
static void list_names(struct naming *naming, uint32_t component, slacalc_component *row) {
    const struct needs *needs = &naming->maker->figures->scope->needs;
    uint32_t first = needs->starts[component], end = needs->starts[component + 1];
    if (first == end)
        return;
    size_t *names = arena_alloc(&naming->maker->result->arena, end - first, sizeof *names);
    row->depends_on = names;
    for (uint32_t i = first; i < end; i++) {
        uint32_t named = needs->items[i].component;
        if (naming->named_by[named] == component + 1)
            continue;
        naming->named_by[named] = component + 1;
        names[row->depends_on_count++] = naming->maker->row_of[named];
    }
}

/* Copies the needs between components as needs between their rows. */
static void copy_needs(struct row_maker *maker) {
    const struct needs *needs = &maker->figures->scope->needs;
    struct arena *arena = &maker->result->arena;
    struct needs *rows = &maker->result->needs;
    uint32_t count = 0;
    rows->component_count = maker->result->component_count;
    rows->starts = arena_alloc(arena, rows->component_count + 1, sizeof *rows->starts);
    for (uint32_t c = 0; c < needs->component_count; c++) {
        if (maker->row_of[c] == NO_INDEX)
            continue;
        for (uint32_t n = needs->starts[c]; n < needs->starts[c + 1]; n++)
            ARENA_APPEND(arena, rows->items, count, rows->capacity,
                         (struct need){maker->row_of[needs->items[n].component], needs->items[n].optional});
        rows->starts[maker->row_of[c] + 1] = count;
    }
}

/* ---- Components ---- */

static const char *attribute_text(struct row_maker *maker, uint32_t component, enum attribute_key key) {
    const struct attribute *attribute = model_attribute(maker->figures->model, component, key);
    return attribute ? text_copy(&maker->result->arena, attribute->text) : NULL;
}

static const struct {
    slacalc_stated_kind kind;
    enum attribute_key key;
} stated_keys[] = {
    {SLACALC_STATED_SLA, KEY_SLA}, {SLACALC_STATED_OLA, KEY_OLA},           {SLACALC_STATED_OBJECTIVE, KEY_OBJECTIVE},
    {SLACALC_STATED_SLO, KEY_SLO}, {SLACALC_STATED_MEASURED, KEY_MEASURED}, {SLACALC_STATED_MTBF, KEY_MTBF}};

enum { STATED_KEYS = sizeof stated_keys / sizeof *stated_keys };

static void state_figures(struct row_maker *maker, uint32_t component, slacalc_component *row) {
    const struct slacalc_model *model = maker->figures->model;
    const struct attribute *found[STATED_KEYS];
    size_t count = 0;
    for (size_t i = 0; i < STATED_KEYS; i++)
        count += (found[i] = model_attribute(model, component, stated_keys[i].key)) != NULL;
    if (count == 0)
        return;
    slacalc_stated *next = arena_alloc(&maker->result->arena, count, sizeof *next);
    row->stated = next;
    row->stated_count = count;
    for (size_t i = 0; i < STATED_KEYS; i++) {
        if (!found[i])
            continue;
        bool repair = stated_keys[i].key == KEY_MTBF;
        struct level level = repair ? level_of_mtbf(model, component, found[i]) : found[i]->level;
        *next++ = (slacalc_stated){.kind = stated_keys[i].kind,
                                   .level = level_row(level),
                                   .file = maker->files[found[i]->where.source],
                                   .line = sources_locate(&maker->places, found[i]->where).line};
    }
}

static void copy_hours(struct row_maker *maker, uint32_t component, slacalc_component *row) {
    const struct slacalc_model *model = maker->figures->model;
    uint32_t index = model->components[component].hours;
    if (index == NO_INDEX)
        return;
    const struct hours *hours = &model->hours[index];
    row->hours = text_copy(&maker->result->arena, hours->hours);
    row->maintenance = text_copy(&maker->result->arena, hours->maintenance);
    row->timezone = text_copy(&maker->result->arena, model->zones[hours->zone].name);
}

static struct interval compound(const struct figures *figures, uint32_t component) {
    bool timed = figures->timed->services && timetable_concerns(&figures->timed->timetable, component);
    if (timed)
        return figures->timed->components[component];
    uint32_t gate = figures->graph->of_component[component];
    struct interval interval = valuation_interval(figures->valuation, gate);
    if (figures->asked && figures->graph->judged[component] == gate)
        interval = interval_narrowest(interval, figures->asked[component]);
    uint32_t bounded = figures->bounds_graph->of_component[component];
    return interval_within(interval, level_from_row(figures->bounds->worst[bounded]),
                           level_from_row(figures->bounds->best[bounded]));
}

static void copy_fee(struct row_maker *maker, uint32_t component, slacalc_component *row) {
    const struct attribute *fee = model_attribute(maker->figures->model, component, KEY_FEE);
    if (!fee)
        return;
    row->fee = fee->fee->amount;
    row->currency = text_copy(&maker->result->arena, fee->fee->currency);
}

static void copy_credits(struct row_maker *maker, uint32_t component, slacalc_component *row) {
    const struct attribute *credits = model_attribute(maker->figures->model, component, KEY_CREDITS);
    const struct attribute *cap = model_attribute(maker->figures->model, component, KEY_CREDIT_CAP);
    if (cap)
        row->credit_cap = level_row(cap->level);
    if (!credits)
        return;
    slacalc_credit *rows = arena_alloc(&maker->result->arena, credits->credits.count, sizeof *rows);
    for (size_t i = 0; i < credits->credits.count; i++) {
        const struct credit *tier = &credits->credits.tiers[i];
        rows[i] = (slacalc_credit){level_row(tier->below), level_row(tier->part)};
    }
    row->credits = rows;
    row->credit_count = credits->credits.count;
}

static void copy_beta(const struct slacalc_model *model, uint32_t component, slacalc_component *row) {
    row->beta = (double)replica_beta(model, component, NULL).up;
    row->beta_is_assumed = row->beta > 0 && !model_attribute(model, component, KEY_BETA);
}

/* What is never down by itself takes no time to restore. */
static void copy_repair(const struct slacalc_model *model, uint32_t component, slacalc_component *row) {
    struct repair_time repair = repair_time_of(model, component);
    if (row->figure == SLACALC_FIGURE_NONE)
        return;
    row->mttr_s = (double)repair.seconds;
    row->mttr_is_assumed = repair.is_assumed;
}

static slacalc_component component_row(struct row_maker *maker, uint32_t component, struct own_level own) {
    const struct figures *figures = maker->figures;
    const struct slacalc_model *model = figures->model;
    const struct component *self = &model->components[component];
    return (slacalc_component){.name = text_copy(&maker->result->arena, self->name),
                               .owner = attribute_text(maker, component, KEY_OWNER),
                               .description = attribute_text(maker, component, KEY_DESCRIPTION),
                               .source = attribute_text(maker, component, KEY_SOURCE),
                               .as_of = attribute_text(maker, component, KEY_AS_OF),
                               .evidence = attribute_text(maker, component, KEY_EVIDENCE),
                               .condition = attribute_text(maker, component, KEY_CONDITION),
                               .claim_within = attribute_text(maker, component, KEY_CLAIM_WITHIN),
                               .file = maker->files[self->where.source],
                               .line = sources_locate(&maker->places, self->where).line,
                               .own = level_row(own.level),
                               .figure = own.figure,
                               .has_whole = own.is_whole,
                               .whole = own.whole ? level_row(*own.whole) : (slacalc_level){0, 0},
                               .checked = level_row(own.checked),
                               .checked_figure = own.checked_figure,
                               .replicas = model_number(model, component, KEY_REPLICAS),
                               .quorum = model_number(model, component, KEY_QUORUM),
                               .availability = estimate_of(compound(figures, component))};
}

void make_component_rows(struct row_maker *maker, bool with_requirements) {
    struct slacalc_result *result = maker->result;
    size_t count = maker->figures->model->component_count;
    const struct common_groups *groups = &maker->figures->graph->groups;
    struct naming naming = {
        .maker = maker, .named_by = arena_alloc(maker->figures->scratch, count, sizeof(uint32_t)), .groups = groups};
    if (groups->count > 0)
        naming.counted_by = arena_alloc(maker->figures->scratch, count, sizeof *naming.counted_by);
    result->components = arena_alloc(&result->arena, result->component_count, sizeof *result->components);
    for (uint32_t c = 0; c < count; c++) {
        if (maker->row_of[c] == NO_INDEX)
            continue;
        slacalc_component *row = &result->components[maker->row_of[c]];
        const struct own_level own = own_level_at(maker->figures->own, c);
        *row = component_row(maker, c, own);
        if (own.is_at_least) {
            result->inexact_parts++;
            result->inexact_part = result->inexact_part ? result->inexact_part : row->name;
        }
        as_of_judge(result, row);
        copy_credits(maker, c, row);
        copy_fee(maker, c, row);
        copy_beta(maker->figures->model, c, row);
        copy_repair(maker->figures->model, c, row);
        row->is_tied = is_tied(maker->figures, c);
        uint32_t requirements = with_requirements ? maker->figures->model->components[c].requirements : NO_INDEX;
        row->requirements = copy_chain(&naming, requirements);
        list_names(&naming, c, row);
        state_figures(maker, c, row);
        copy_hours(maker, c, row);
    }
    copy_needs(maker);
}

/* ---- Cycles ---- */

static slacalc_cycle cycle_row(struct row_maker *maker, const struct cycle *cycle) {
    const struct slacalc_model *model = maker->figures->model;
    struct arena *arena = &maker->result->arena;
    slacalc_cycle_edge *edges = arena_alloc(arena, cycle->edge_count, sizeof *edges);
    for (uint32_t i = 0; i < cycle->edge_count; i++) {
        const struct cycle_edge *edge = &model->cycle_edges[cycle->first_edge + i];
        const struct requirement *requirement = &model->requirements[edge->requirement];
        edges[i] = (slacalc_cycle_edge){
            .from = maker->row_of[edge->component],
            .to = maker->row_of[requirement->component],
            .file = maker->files[requirement->where.source],
            .line = sources_locate(&maker->places, requirement->where).line,
        };
    }
    return (slacalc_cycle){.component_count = cycle->count, .edges = edges, .edge_count = cycle->edge_count};
}

/* A service that needs one component of a cycle needs all of it. */
void make_cycle_rows(struct row_maker *maker) {
    const struct slacalc_model *model = maker->figures->model;
    struct slacalc_result *result = maker->result;
    result->cycles = arena_alloc(&result->arena, model->cycle_count, sizeof *result->cycles);
    for (size_t i = 0; i < model->cycle_count; i++)
        if (maker->figures->scope->needed[model->order[model->cycles[i].first]])
            result->cycles[result->cycle_count++] = cycle_row(maker, &model->cycles[i]);
}
