#include "engine/log/live_parts.h"

#include "engine/graph/k_of_n.h"

static struct level level_of_loss(double loss) {
    return (struct level){1 - (long double)loss, loss};
}

static double loss_of_replica(const struct live_part *part, uint32_t replica) {
    double own = part->replicas ? part->replicas[replica] : 0;
    return own > part->loss ? own : part->loss;
}

void live_part_lose(struct live_parts *parts, uint32_t component, uint32_t replica, double loss) {
    struct live_part *part = &parts->items[component];
    if (replica == NO_INDEX) {
        part->loss = loss;
        return;
    }
    if (!part->replicas)
        part->replicas = arena_alloc(parts->arena, part->replica_count, sizeof *part->replicas);
    part->troubled += (loss > 0) - (uint32_t)(part->replicas[replica] > 0);
    part->replicas[replica] = loss;
}

struct level quorum_level(struct level *levels, uint32_t count, uint32_t at_least, long double *row) {
    uint32_t up = 0, between = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct level level = levels[i];
        up += level.down <= 0;
        if (level.down > 0 && level.up > 0)
            levels[between++] = level;
    }
    if (up >= at_least)
        return (struct level){1, 0};
    if (up + between < at_least)
        return (struct level){0, 1};
    return k_of_n_independent(levels, between, at_least - up, row);
}

/* A quorum of replicas that stand nowhere in particular. */
static struct level level_of_replicas(struct live_parts *parts, const struct live_part *part) {
    if (!part->replicas)
        return k_of_n_replicas(level_of_loss(part->loss), part->replica_count, part->quorum);
    ARENA_PROVIDE(parts->arena, parts->levels, part->replica_count, parts->level_capacity);
    ARENA_PROVIDE(parts->arena, parts->row, (size_t)part->replica_count + 1, parts->row_capacity);
    for (uint32_t i = 0; i < part->replica_count; i++)
        parts->levels[i] = level_of_loss(loss_of_replica(part, i));
    return quorum_level(parts->levels, part->replica_count, part->quorum, parts->row);
}

struct level live_part_level(struct live_parts *parts, uint32_t component) {
    const struct live_part *part = &parts->items[component];
    return part->replica_count == 1 ? level_of_loss(part->loss) : level_of_replicas(parts, part);
}

struct level live_part_replica(const struct live_parts *parts, uint32_t component, uint32_t replica) {
    return level_of_loss(loss_of_replica(&parts->items[component], replica));
}

void live_part_apply(struct live_parts *parts, uint32_t component) {
    const struct live_part *part = &parts->items[component];
    const uint32_t *leaves = &parts->leaves[part->first_leaf];
    if (part->leaf_count == 1)
        live_set(parts->live, leaves[0], live_part_level(parts, component));
    for (uint32_t i = 0; part->leaf_count > 1 && i < part->leaf_count; i++)
        live_set(parts->live, leaves[i], live_part_replica(parts, component, i));
}

static void list_leaves(struct live_parts *parts, size_t component_count) {
    const struct graph *graph = parts->live->graph;
    uint32_t *next = arena_alloc(parts->arena, component_count, sizeof *next), total = 0;
    for (size_t i = 0; i < graph->leaf_count; i++)
        if (graph->leaves[i].component != NO_INDEX)
            parts->items[graph->leaves[i].component].leaf_count++;
    for (size_t c = 0; c < component_count; c++) {
        next[c] = parts->items[c].first_leaf = total;
        total += parts->items[c].leaf_count;
    }
    parts->leaves = arena_alloc(parts->arena, total, sizeof *parts->leaves);
    for (uint32_t gate = 0; gate < graph->gate_count; gate++) {
        if (graph->gates[gate].kind != GATE_LEAF)
            continue;
        uint32_t component = graph->leaves[graph->gates[gate].first].component;
        if (component != NO_INDEX)
            parts->leaves[next[component]++] = gate;
    }
}

struct live_parts live_parts_apart(const struct slacalc_model *model, struct arena *arena) {
    struct live_parts parts = {.items = arena_alloc(arena, model->component_count, sizeof *parts.items),
                               .arena = arena};
    for (uint32_t c = 0; c < model->component_count; c++) {
        parts.items[c].replica_count = model_number(model, c, KEY_REPLICAS);
        parts.items[c].quorum = model_number(model, c, KEY_QUORUM);
    }
    return parts;
}

struct live_parts live_parts_of(const struct slacalc_model *model, struct live *live, struct arena *arena) {
    size_t count = model->component_count;
    struct live_parts parts = {.live = live,
                               .items = arena_alloc(arena, count, sizeof *parts.items),
                               .since = arena_alloc(arena, count, sizeof *parts.since),
                               .arena = arena};
    list_leaves(&parts, count);
    for (uint32_t c = 0; c < count; c++) {
        parts.items[c].replica_count = model_number(model, c, KEY_REPLICAS);
        parts.items[c].quorum = model_number(model, c, KEY_QUORUM);
        if (!model->components[c].down || !live_part_is_needed(&parts, c))
            continue;
        parts.since[c] = INT64_MIN;
        live_part_lose(&parts, c, NO_INDEX, 1);
        live_part_apply(&parts, c);
    }
    live_settle(live);
    return parts;
}
