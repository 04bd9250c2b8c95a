#include "engine/rows/event_rows.h"

#include "engine/hours/week.h"

#include <math.h>
#include <stdlib.h>

/* Marks the chain of requirements and all of their parts as the component's. */
static void state_chain(const struct slacalc_model *model, uint32_t first, uint32_t component, uint32_t *stated_by) {
    for (uint32_t r = first; r != NO_INDEX; r = model->requirements[r].next) {
        stated_by[r] = component;
        if (model->requirements[r].kind != SLACALC_NEED_COMPONENT)
            state_chain(model, model->requirements[r].part, component, stated_by);
    }
}

struct event_maker event_maker_new(struct row_maker *rows) {
    const struct figures *figures = rows->figures;
    const struct slacalc_model *model = figures->model;
    struct event_maker maker = {.rows = rows};
    if (!rows->result->why && !rows->result->need)
        return maker;
    maker.stated_by = indices_none(figures->scratch, model->requirement_count);
    for (uint32_t c = 0; c < model->component_count; c++)
        if (figures->scope->needed[c])
            state_chain(model, model->components[c].requirements, c, maker.stated_by);
    return maker;
}

/* ---- Events ---- */

static const slacalc_event_kind kind_of_chance[] = {[CHANCE_SWITCH] = SLACALC_EVENT_SWITCH,
                                                    [CHANCE_SHARE] = SLACALC_EVENT_TRAFFIC,
                                                    [CHANCE_WAY] = SLACALC_EVENT_WAY,
                                                    [CHANCE_LATER_WAY] = SLACALC_EVENT_LATER_WAY};

static slacalc_event requirement_event(const struct event_maker *maker, const struct leaf *leaf) {
    const struct slacalc_model *model = maker->rows->figures->model;
    const struct requirement *self = &model->requirements[leaf->requirement];
    slacalc_event event = {.kind = kind_of_chance[leaf->chance],
                           .probability = (double)leaf->level.down,
                           .component = maker->rows->row_of[maker->stated_by[leaf->requirement]],
                           .part = SLACALC_NONE};
    const struct requirement *part = leaf->chance == CHANCE_SWITCH ? self : &model->requirements[self->part];
    if (part->kind == SLACALC_NEED_COMPONENT)
        event.part = maker->rows->row_of[part->component];
    row_maker_locate(maker->rows, self->where, &event.file, &event.line, &event.column);
    return event;
}

slacalc_event event_row(const struct event_maker *maker, uint32_t gate) {
    const struct graph *graph = maker->rows->figures->graph;
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    if (leaf->component == NO_INDEX)
        return requirement_event(maker, leaf);
    slacalc_event event = {.kind = leaf->replicas > 1 ? SLACALC_EVENT_REPLICAS : SLACALC_EVENT_COMPONENT,
                           .probability = (double)maker->rows->figures->valuation->values.low[gate].down,
                           .component = maker->rows->row_of[leaf->component],
                           .part = SLACALC_NONE};
    row_maker_locate(maker->rows, maker->rows->figures->model->components[leaf->component].where, &event.file,
                     &event.line, &event.column);
    return event;
}

int event_order(const slacalc_event *a, const slacalc_event *b) {
    if (a->component != b->component)
        return a->component < b->component ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* ---- What they mean ---- */

/* What the figures of an event are computed from. */
struct worth {
    struct level chance; /* of the event */
    double birnbaum;
    struct level if_up, if_down; /* of the service */
};

static slacalc_importance importance_row(slacalc_event event, const struct worth *worth, double down) {
    double chance = (double)worth->chance.down, without = (double)worth->if_up.down, sure = (double)worth->if_down.down;
    return (slacalc_importance){.event = event,
                                .level = level_row(worth->chance),
                                .birnbaum = worth->birnbaum,
                                .criticality = fmin(worth->birnbaum * chance / down, 1),
                                .diagnostic = fmin(chance * sure / down, 1),
                                .raw = sure / down,
                                .rrw = without > 0 ? down / without : INFINITY,
                                .if_down = level_row(worth->if_down),
                                .if_perfect = level_row(worth->if_up)};
}

static int by_criticality(const void *left, const void *right) {
    const slacalc_importance *a = left, *b = right;
    double one = rounded_share(a->criticality), other = rounded_share(b->criticality);
    if (one != other)
        return one > other ? -1 : 1;
    return event_order(&a->event, &b->event);
}

/* Whether the leaf is a way of a split. The ways exclude each other, so nobody can say what one of them is worth unless
 * it is known which other one the requests would go. */
static bool is_way(const struct graph *graph, uint32_t gate) {
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    return leaf->component == NO_INDEX && (leaf->chance == CHANCE_WAY || leaf->chance == CHANCE_LATER_WAY);
}

static slacalc_importance *open_rows(const struct event_maker *maker, slacalc_service *service, size_t most) {
    slacalc_importance *rows = arena_alloc(&maker->rows->result->arena, most, sizeof *rows);
    service->importance = rows;
    return rows;
}

static void add_untimed(const struct event_maker *maker, slacalc_service *service, const struct importance *importance,
                        double down) {
    slacalc_importance *rows = open_rows(maker, service, importance->event_count);
    for (size_t i = 0; i < importance->event_count; i++) {
        const struct event *event = &importance->events[i];
        struct worth worth = {importance->valuation->values.low[event->gate], event->birnbaum, event->if_up,
                              event->if_down};
        if (worth.chance.down > 0 && !is_way(maker->rows->figures->graph, event->gate))
            rows[service->importance_count++] = importance_row(event_row(maker, event->gate), &worth, down);
    }
    qsort(rows, service->importance_count, sizeof *rows, by_criticality);
}

/* The hours that a component leaves uncovered, as an event: it is sure within these hours, and never happens outside.
 */
static slacalc_importance hours_row(const struct event_maker *maker, const struct timed_event *event, double promised,
                                    double down) {
    long double chance = event->uncovered / (long double)promised;
    struct worth worth = {.chance = {1 - chance, chance},
                          .birnbaum = event->saved / (double)chance,
                          .if_up = event->if_covered,
                          .if_down = event->while_uncovered};
    slacalc_event row = event_row(maker, event->gate);
    row.kind = SLACALC_EVENT_HOURS;
    row.probability = (double)chance;
    return importance_row(row, &worth, down);
}

static void add_timed(const struct event_maker *maker, slacalc_service *service, const struct timed_service *timed,
                      double down) {
    const struct graph *graph = maker->rows->figures->graph;
    slacalc_importance *rows = open_rows(maker, service, 2 * timed->event_count);
    for (size_t i = 0; i < timed->event_count; i++) {
        const struct timed_event *event = &timed->events[i];
        struct worth worth = {leaf_level(graph, &graph->gates[event->gate]), event->birnbaum, event->if_up,
                              event->if_down};
        if (worth.chance.down > 0 && !is_way(graph, event->gate))
            rows[service->importance_count++] = importance_row(event_row(maker, event->gate), &worth, down);
        if (event->uncovered > 0)
            rows[service->importance_count++] = hours_row(maker, event, timed->slices.promised, down);
    }
    qsort(rows, service->importance_count, sizeof *rows, by_criticality);
}

void add_importance(const struct event_maker *maker, slacalc_service *service, size_t index,
                    const struct importance *importance) {
    const struct timed_service *timed = timed_service_at(maker->rows->figures->timed, index);
    double down = service->availability.value.down;
    if (down <= 0)
        return;
    if (timed)
        add_timed(maker, service, timed, down);
    else
        add_untimed(maker, service, importance, down);
}
