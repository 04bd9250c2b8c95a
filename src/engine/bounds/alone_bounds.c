#include "engine/bounds/alone_bounds.h"

#include "base/work.h"
#include "engine/graph/alone.h"
#include "engine/graph/interval.h"

/* Composes the bounds of the one service, with these bounds of the modules below as the levels of its leaves. */
static struct bounds compose_alone(struct alone *alone, const struct modules *modules, const slacalc_level *levels,
                                   struct arena *scratch) {
    for (size_t i = 0; i < alone->graph.leaf_count; i++)
        alone->graph.leaves[i].level = level_from_row(levels[alone->stands_for[i]]);
    return bounds_compose(&alone->graph, modules, scratch, scratch);
}

/* Each side is composed by itself, since it takes that side of the modules below. */
static void tighten(struct bounds *bounds, struct alone *alone, uint32_t root, struct arena *scratch) {
    const struct modules modules = modules_find(&alone->graph, &alone->root, 1, scratch, scratch);
    const struct bounds worst = compose_alone(alone, &modules, bounds->worst, scratch);
    const struct bounds best = compose_alone(alone, &modules, bounds->best, scratch);
    bounds_tighten(bounds, root, level_from_row(worst.worst[alone->root]), level_from_row(best.best[alone->root]));
}

void bounds_tighten_alone(struct bounds *bounds, const struct graph *graph, const struct modules *modules,
                          const uint32_t *roots, size_t root_count, size_t *work, struct deadline *deadline,
                          struct arena *parent) {
    /* For each gate and argument of the graph of one service, which is made, searched for modules, and composed twice.
     */
    enum { STEPS = 20 };
    struct arena *scratch = arena_open(parent);
    struct alone_room room = alone_room_new(graph, modules, scratch);
    bool goes_on = true;
    for (size_t i = 0; i < root_count && goes_on && !deadline_is_over(deadline); i++) {
        if (bounds->sharp[roots[i]] || graph->gates[roots[i]].kind <= GATE_LEAF)
            continue;
        struct arena *temporary = arena_open(scratch);
        struct alone alone = alone_of(&room, roots[i], temporary);
        goes_on = work_take(work, work_for(alone.graph.gate_count + alone.graph.argument_count, STEPS));
        if (goes_on)
            tighten(bounds, &alone, roots[i], temporary);
        arena_close(temporary);
    }
    arena_close(scratch);
}
