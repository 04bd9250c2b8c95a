#include "engine/log/known_shares.h"

#include "base/text.h"
#include "engine/valuation/budget.h"

#include <string.h>

enum { KEPT_BYTES = 64 << 20 }; /* of keys, beyond which no more are kept */

struct known_share {
    struct text key; /* the graph, written one way */
    struct level level;
    bool is_exact;
};

struct known_shares {
    struct known_share *shares;
    size_t count, capacity, bytes;
    struct text_map by_key;
    struct arena *arena;
};

static struct text key_at(const void *owner, uint32_t index) {
    return ((const struct known_shares *)owner)->shares[index].key;
}

struct known_shares *known_shares_new(struct arena *arena) {
    struct known_shares *known = arena_alloc(arena, 1, sizeof *known);
    known->arena = arena;
    text_map_init(&known->by_key, arena, key_at, known);
    return known;
}

/* Gates, arguments and levels in their order, which is that of the live graph: equal states write the same. */
static struct text key_of(const struct graph *graph, uint32_t root, struct arena *arena) {
    size_t words = 1 + 4 * graph->gate_count + graph->argument_count, at = 0;
    size_t length = words * sizeof(uint32_t) + graph->leaf_count * 2 * sizeof(double);
    uint32_t *key = arena_alloc(arena, length, 1);
    key[at++] = root;
    for (size_t gate = 0; gate < graph->gate_count; gate++) {
        const struct gate *self = &graph->gates[gate];
        const uint32_t written[] = {self->kind, self->first, self->count, self->at_least};
        memcpy(&key[at], written, sizeof written);
        at += 4;
    }
    if (graph->argument_count > 0)
        memcpy(&key[at], graph->arguments, graph->argument_count * sizeof *graph->arguments);
    char *levels = (char *)&key[words];
    for (size_t leaf = 0; leaf < graph->leaf_count; leaf++) {
        const double sides[] = {(double)graph->leaves[leaf].level.up, (double)graph->leaves[leaf].level.down};
        memcpy(levels + leaf * sizeof sides, sides, sizeof sides);
    }
    return (struct text){(const char *)key, length};
}

static struct known_share find_share(const struct graph *graph, uint32_t root, size_t max_nodes,
                                     struct deadline *deadline, struct arena *scratch) {
    const struct valuing valuing = {.graph = graph,
                                    .roots = &root,
                                    .root_count = 1,
                                    .counted_roots = 1,
                                    .max_nodes = max_nodes,
                                    .deadline = deadline};
    const struct valuation valuation = valuation_of(&valuing, scratch, scratch);
    return (struct known_share){.level = valuation.values.low[root], .is_exact = valuation.values.exact[root]};
}

struct level known_share(struct known_shares *known, const struct graph *graph, uint32_t root, size_t max_nodes,
                         struct deadline *deadline, bool *is_exact, struct arena *scratch) {
    struct text key = key_of(graph, root, scratch);
    uint32_t index = text_map_find(&known->by_key, key);
    if (index != NO_INDEX) {
        *is_exact = known->shares[index].is_exact;
        return known->shares[index].level;
    }
    struct known_share share = find_share(graph, root, max_nodes, deadline, scratch);
    *is_exact = share.is_exact;
    if (known->bytes + key.length > KEPT_BYTES)
        return share.level;
    known->bytes += key.length;
    share.key = (struct text){arena_copy(known->arena, key.at, key.length, 1), key.length};
    ARENA_APPEND(known->arena, known->shares, known->count, known->capacity, share);
    text_map_add(&known->by_key, share.key, (uint32_t)known->count - 1);
    return share.level;
}
