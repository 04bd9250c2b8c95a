#include "engine/rows/event_rows.h"

#include "engine/graph/causes.h"
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

struct event_maker event_maker_new(struct row_maker *rows, bool with_events) {
    const struct figures *figures = rows->figures;
    const struct slacalc_model *model = figures->model;
    const struct for_good for_good = for_good_new(figures, rows->result->max_nodes);
    struct event_maker maker = {.rows = rows, .for_good = arena_copy(figures->scratch, &for_good, 1, sizeof for_good)};
    /* A failover, traffic and a split have a level. */
    if (!with_events || (model->level_count == 0 && figures->graph->groups.count == 0))
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

static slacalc_event cause_event(const struct event_maker *maker, const struct leaf *leaf) {
    const struct slacalc_model *model = maker->rows->figures->model;
    const bool *needed = maker->rows->figures->scope->needed;
    uint32_t member = model->requirements[leaf->requirement].part;
    while (!needed[model->requirements[member].component])
        member = model->requirements[member].next;
    uint32_t component = model->requirements[member].component, stated_by = maker->stated_by[leaf->requirement];
    slacalc_event event = {.kind = SLACALC_EVENT_COMMON,
                           .probability = (double)leaf->level.down,
                           .component = maker->rows->row_of[stated_by == NO_INDEX ? component : stated_by],
                           .part = maker->rows->row_of[component]};
    row_maker_locate(maker->rows, model->requirements[leaf->requirement].where, &event.file, &event.line,
                     &event.column);
    return event;
}

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

static slacalc_event_kind kind_of_leaf(const struct leaf *leaf, enum leaf_role role) {
    return role == ROLE_CAUSE                           ? SLACALC_EVENT_COMMON
           : leaf->replicas > 1 || role == ROLE_FURTHER ? SLACALC_EVENT_REPLICAS
                                                        : SLACALC_EVENT_COMPONENT;
}

slacalc_event chance_event(const struct event_maker *maker, const struct leaf *leaf) {
    return leaf->chance == CHANCE_CAUSE ? cause_event(maker, leaf) : requirement_event(maker, leaf);
}

slacalc_event component_event(const struct event_maker *maker, uint32_t component, slacalc_event_kind kind) {
    slacalc_event event = {.kind = kind, .component = maker->rows->row_of[component], .part = SLACALC_NONE};
    row_maker_locate(maker->rows, maker->rows->figures->model->components[component].where, &event.file, &event.line,
                     &event.column);
    return event;
}

/* Of one phase of an outage; NULL: of all. */
static void set_ages(slacalc_event *event, const struct phase *phase) {
    event->from_s = phase ? phase->begins_s : 0;
    event->until_s = phase ? phase->ends_s : 0;
}

slacalc_event event_row(const struct event_maker *maker, uint32_t gate) {
    const struct graph *graph = maker->rows->figures->graph;
    const struct leaf *leaf = &graph->leaves[graph->gates[gate].first];
    if (leaf->component == NO_INDEX) {
        slacalc_event chance = chance_event(maker, leaf);
        set_ages(&chance, leaf_phase(graph, leaf));
        return chance;
    }
    const struct tie *tie = leaf_tie(graph, leaf);
    slacalc_event event = component_event(maker, leaf->component, kind_of_leaf(leaf, tie->role));
    event.placed = tie->role == ROLE_FURTHER ? leaf->replicas : 0;
    event.probability = (double)maker->rows->figures->valuation->values.low[gate].down;
    set_ages(&event, leaf_phase(graph, leaf));
    return event;
}

int event_order(const slacalc_event *a, const slacalc_event *b) {
    if (a->component != b->component)
        return a->component < b->component ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return a->from_s < b->from_s ? -1 : a->from_s > b->from_s;
}

/* ---- What they mean ---- */

/* What the figures of an event are computed from. */
struct worth {
    uint32_t gate;
    struct level chance; /* of the event */
    double birnbaum;
    struct level if_up, if_down, while_down; /* of the service, as in struct event */
};

static slacalc_importance importance_row(slacalc_event event, const struct worth *worth, double down) {
    double chance = (double)worth->chance.down, without = (double)worth->if_up.down, sure = (double)worth->if_down.down;
    return (slacalc_importance){.event = event,
                                .level = level_row(worth->chance),
                                .birnbaum = worth->birnbaum,
                                .criticality = fmin(worth->birnbaum * chance / down, 1),
                                .diagnostic = fmin(chance * (double)worth->while_down.down / down, 1),
                                .raw = sure / down,
                                .rrw = without > 0 ? down / without : INFINITY,
                                .if_down = level_row(worth->if_down),
                                .if_perfect = level_row(worth->if_up)};
}

/* Of all phases that are read. */
static slacalc_event event_of(const struct event_maker *maker, const struct worth *worth) {
    slacalc_event event = event_row(maker, worth->gate);
    event.probability = (double)worth->chance.down;
    event.until_s = 0;
    return event;
}

static int by_criticality(const void *left, const void *right) {
    const slacalc_importance *a = left, *b = right;
    double one = rounded_share(a->criticality), other = rounded_share(b->criticality);
    if (one != other)
        return one > other ? -1 : 1;
    return event_order(&a->event, &b->event);
}

bool is_way(const struct leaf *leaf) {
    return leaf->chance == CHANCE_WAY || leaf->chance == CHANCE_LATER_WAY;
}

/* ---- Replicas across places: their events come to one ---- */

static enum leaf_role role_of(const struct event_maker *maker, uint32_t gate) {
    const struct graph *graph = maker->rows->figures->graph;
    return leaf_tie(graph, &graph->leaves[graph->gates[gate].first])->role;
}

/* The levels of the service where all replicas are down, which is where their common cause is, and where none ever is:
 * where neither the cause is nor the first of their leaves. */
static void set_extremes(struct worth *worth, struct level cause, const struct worth *of_cause,
                         const struct worth *of_first) {
    worth->if_down = of_cause->if_down;
    worth->while_down = of_cause->while_down;
    worth->if_up =
        (struct level){fminl(fmaxl(of_first->if_up.up - cause.down * of_cause->while_down.up, 0) / cause.up, 1),
                       fminl(fmaxl(of_first->if_up.down - cause.down * of_cause->while_down.down, 0) / cause.up, 1)};
    worth->birnbaum = (double)(worth->while_down.up < worth->if_up.down ? worth->if_up.up - worth->while_down.up
                                                                        : worth->while_down.down - worth->if_up.down);
}

static slacalc_importance across_row(const struct event_maker *maker, const struct worth *of_cause,
                                     const struct worth *of_first, double down) {
    const struct figures *figures = maker->rows->figures;
    const struct leaf *leaf = &figures->graph->leaves[figures->graph->gates[of_cause->gate].first];
    const struct phase *phase = leaf_phase(figures->graph, leaf);
    long double lasting = phase && !phase->is_switched ? leaf->level.down * phase->from : leaf->level.down;
    const struct own_level own = {.level = phase ? (struct level){1 - lasting, lasting} : leaf->level};
    struct worth worth = {.chance = replicas_level(figures->model, leaf->component, &own, NULL)};
    set_extremes(&worth, of_cause->chance, of_cause, of_first);
    slacalc_event event = event_row(maker, of_cause->gate);
    event.kind = SLACALC_EVENT_REPLICAS;
    event.probability = (double)worth.chance.down;
    event.until_s = 0;
    slacalc_importance row = importance_row(event, &worth, down);
    double by_cause = of_cause->birnbaum * (double)of_cause->chance.down;
    double by_others = of_first->birnbaum * (double)(of_first->chance.down / of_cause->chance.up);
    row.criticality = fmin((by_cause + by_others) / down, 1); /* as in event_share() */
    return row;
}

/* ---- All events of a service ---- */

static int by_gate(const void *left, const void *right) {
    const struct worth *a = left, *b = right;
    return a->gate < b->gate ? -1 : a->gate > b->gate;
}

/* Where the part is switched away from in some time, what is down for good is another thing than what has been down for
 * long. Where that is not known, the latter stands there, which is worse. */
static void settle_for_good(const struct event_maker *maker, size_t index, struct worth *worth) {
    if (!for_good_counts(maker->for_good, worth->gate))
        return;
    if (!for_good_is_down(maker->for_good, worth->gate))
        for_good_level(maker->for_good, index, worth->gate, (struct level){0, 1}, &worth->if_down);
    else if (for_good_level(maker->for_good, index, worth->gate, (struct level){1, 0}, &worth->if_up))
        worth->birnbaum = fmax((double)(worth->if_down.down - worth->if_up.down), 0);
}

static void add_rows(const struct event_maker *maker, slacalc_service *service, size_t index, slacalc_importance *rows,
                     struct worth *worths, size_t count, double down) {
    const struct graph *graph = maker->rows->figures->graph;
    if (graph->tie_count > 0) /* so that the first leaf across places follows that of the cause */
        qsort(worths, count, sizeof *worths, by_gate);
    for (size_t i = 0; i < count; i++) {
        enum leaf_role role = role_of(maker, worths[i].gate);
        settle_for_good(maker, index, &worths[i]);
        if (role == ROLE_CAUSE && i + 1 < count)
            rows[service->importance_count++] = across_row(maker, &worths[i], &worths[i + 1], down);
        else if (role == ROLE_REPLICAS && worths[i].chance.down > 0 &&
                 !is_way(&graph->leaves[graph->gates[worths[i].gate].first]))
            rows[service->importance_count++] = importance_row(event_of(maker, &worths[i]), &worths[i], down);
    }
    service->importance = rows;
    qsort(rows, service->importance_count, sizeof *rows, by_criticality);
}

static void add_untimed(const struct event_maker *maker, slacalc_service *service, size_t index,
                        const struct importance *importance, double down) {
    size_t count = importance->event_count;
    slacalc_importance *rows = arena_alloc(&maker->rows->result->arena, count, sizeof *rows);
    struct arena *scratch = arena_open(maker->rows->figures->scratch);
    struct worth *worths = arena_alloc(scratch, count, sizeof *worths);
    for (size_t i = 0; i < count; i++) {
        const struct event *event = &importance->events[i];
        worths[i] = (struct worth){event->gate,  event->chance,  event->birnbaum,
                                   event->if_up, event->if_down, event->while_down};
    }
    add_rows(maker, service, index, rows, worths, count, down);
    arena_close(scratch);
}

/* The hours that a component leaves uncovered, as an event: it is sure within these hours, and never happens outside.
 */
static slacalc_importance hours_row(const struct event_maker *maker, const struct timed_event *event, double promised,
                                    double down) {
    long double chance = event->uncovered / (long double)promised;
    struct worth worth = {.chance = {1 - chance, chance},
                          .birnbaum = event->saved / (double)chance,
                          .if_up = event->if_covered,
                          .if_down = event->while_uncovered,
                          .while_down = event->while_uncovered};
    slacalc_event row = event_row(maker, event->gate);
    row.kind = SLACALC_EVENT_HOURS;
    row.probability = (double)chance;
    return importance_row(row, &worth, down);
}

static void add_timed(const struct event_maker *maker, slacalc_service *service, size_t index,
                      const struct timed_service *timed, double down) {
    const struct graph *graph = maker->rows->figures->graph;
    size_t count = timed->event_count;
    slacalc_importance *rows = arena_alloc(&maker->rows->result->arena, 2 * count, sizeof *rows);
    struct arena *scratch = arena_open(maker->rows->figures->scratch);
    struct worth *worths = arena_alloc(scratch, count, sizeof *worths);
    for (size_t i = 0; i < count; i++) {
        const struct timed_event *event = &timed->events[i];
        worths[i] = (struct worth){event->gate,     phases_level(graph, event->gate),
                                   event->birnbaum, event->if_up,
                                   event->if_down,  event->while_down};
        if (event->uncovered > 0 && role_of(maker, event->gate) != ROLE_FURTHER)
            rows[service->importance_count++] = hours_row(maker, event, timed->slices.promised, down);
    }
    add_rows(maker, service, index, rows, worths, count, down);
    arena_close(scratch);
}

void add_importance(const struct event_maker *maker, slacalc_service *service, size_t index,
                    const struct importance *importance) {
    const struct timed_service *timed = timed_service_at(maker->rows->figures->timed, index);
    double down = service->availability.value.down;
    if (down <= 0)
        return;
    if (timed)
        add_timed(maker, service, index, timed, down);
    else
        add_untimed(maker, service, index, importance, down);
}
