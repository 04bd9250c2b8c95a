#include "engine/log/live.h"

#include "base/heap.h"

/* ---- The heap ---- */

static bool is_lower(const uint32_t *one, const uint32_t *other) {
    return *one < *other;
}

static uint32_t take_least(struct live *live) {
    uint32_t least = live->queue[0];
    HEAP_DROP_FIRST(live->queue, live->queue_count, is_lower);
    live->is_queued[least] = false;
    return least;
}

static void enqueue(struct live *live, uint32_t gate) {
    if (live->is_queued[gate])
        return;
    live->is_queued[gate] = true;
    HEAP_PUT(live->queue, live->queue_count, gate, is_lower);
}

/* ---- States ---- */

static enum live_state state_of_level(struct level level) {
    return level.down <= 0 ? LIVE_UP : level.up <= 0 ? LIVE_DOWN : LIVE_PART;
}

static enum live_state state_of_gate(const struct live *live, uint32_t index) {
    const struct gate *gate = &live->graph->gates[index];
    uint32_t down = live->down[index], part = live->part[index], up = gate->count - down - part;
    switch (gate->kind) {
    case GATE_DOWN:
        return LIVE_DOWN;
    case GATE_UP:
        return LIVE_UP;
    case GATE_LEAF:
        return state_of_level(live->levels[index]);
    case GATE_ALL:
        return down > 0 ? LIVE_DOWN : part > 0 ? LIVE_PART : LIVE_UP;
    case GATE_ANY:
        return up > 0 ? LIVE_UP : part > 0 ? LIVE_PART : LIVE_DOWN;
    case GATE_AT_LEAST:
        break;
    }
    return up >= gate->at_least ? LIVE_UP : up + part < gate->at_least ? LIVE_DOWN : LIVE_PART;
}

/* Puts the place into the slot, and what is there into its own. */
static void move_to_slot(struct live *live, uint32_t place, uint32_t to) {
    uint32_t from = live->slots[place], other = live->place_at[to];
    live->place_at[from] = other;
    live->slots[other] = from;
    live->place_at[to] = place;
    live->slots[place] = to;
}

static void count_argument(struct live *live, uint32_t gate, enum live_state state, bool leaves) {
    uint32_t *count = state == LIVE_DOWN ? &live->down[gate] : &live->part[gate];
    *count = leaves ? *count - 1 : *count + 1;
}

/* Tells a gate that the argument at `place` has changed. */
static void tell_reader(struct live *live, uint32_t gate, uint32_t place, enum live_state before,
                        enum live_state after) {
    uint32_t first = live->graph->gates[gate].first;
    if (before == LIVE_UP)
        move_to_slot(live, place, first + live_not_up(live, gate));
    else
        count_argument(live, gate, before, true);
    if (after != LIVE_UP)
        count_argument(live, gate, after, false);
    else
        move_to_slot(live, place, first + live_not_up(live, gate));
}

/* The gate is looked at: those that read it are told, and looked at in their turn where it makes a difference. */
static void look_at(struct live *live, uint32_t gate) {
    enum live_state before = live->states[gate], after = state_of_gate(live, gate);
    if (before == after && after != LIVE_PART)
        return;
    live->touched[live->touched_count++] = gate;
    live->states[gate] = (unsigned char)after;
    for (uint32_t i = live->reader_start[gate]; i < live->reader_start[gate + 1]; i++) {
        if (before != after)
            tell_reader(live, live->reader_gates[i], live->reader_places[i], before, after);
        enqueue(live, live->reader_gates[i]);
    }
}

void live_settle(struct live *live) {
    live->touched_count = 0;
    while (live->queue_count > 0)
        look_at(live, take_least(live));
}

void live_set(struct live *live, uint32_t gate, struct level level) {
    if (live->levels[gate].up == level.up && live->levels[gate].down == level.down)
        return;
    live->levels[gate] = level;
    enqueue(live, gate);
}

/* ---- Making it ---- */

static void list_readers(struct live *live, struct arena *arena) {
    const struct graph *graph = live->graph;
    size_t count = graph->gate_count;
    live->reader_start = arena_alloc(arena, count + 2, sizeof *live->reader_start);
    live->reader_places = arena_alloc(arena, graph->argument_count, sizeof *live->reader_places);
    live->reader_gates = arena_alloc(arena, graph->argument_count, sizeof *live->reader_gates);
    for (size_t place = 0; place < graph->argument_count; place++)
        live->reader_start[graph->arguments[place] + 2]++;
    for (size_t gate = 2; gate < count + 2; gate++)
        live->reader_start[gate] += live->reader_start[gate - 1];
    for (uint32_t gate = 0; gate < count; gate++)
        for (uint32_t i = 0; graph->gates[gate].kind > GATE_LEAF && i < graph->gates[gate].count; i++) {
            uint32_t place = graph->gates[gate].first + i, at = live->reader_start[graph->arguments[place] + 1]++;
            live->reader_places[at] = place;
            live->reader_gates[at] = gate;
        }
}

struct live live_new(const struct graph *graph, struct arena *arena) {
    size_t count = graph->gate_count;
    struct live live = {.graph = graph,
                        .states = arena_alloc(arena, count, sizeof *live.states),
                        .down = arena_alloc(arena, count, sizeof *live.down),
                        .part = arena_alloc(arena, count, sizeof *live.part),
                        .levels = arena_alloc(arena, count, sizeof *live.levels),
                        .place_at = arena_alloc(arena, graph->argument_count, sizeof *live.place_at),
                        .slots = arena_alloc(arena, graph->argument_count, sizeof *live.slots),
                        .queue = arena_alloc(arena, count, sizeof *live.queue),
                        .is_queued = arena_alloc(arena, count, sizeof *live.is_queued),
                        .touched = arena_alloc(arena, count, sizeof *live.touched)};
    list_readers(&live, arena);
    for (uint32_t place = 0; place < graph->argument_count; place++)
        live.place_at[place] = live.slots[place] = place;
    for (uint32_t gate = 0; gate < count; gate++) {
        const struct gate *self = &graph->gates[gate];
        live.states[gate] = LIVE_UP;
        if (self->kind != GATE_LEAF)
            continue;
        bool is_chance = graph->leaves[self->first].component == NO_INDEX;
        live.levels[gate] = is_chance ? graph->leaves[self->first].level : (struct level){1, 0};
        enqueue(&live, gate);
    }
    live_settle(&live);
    return live;
}
