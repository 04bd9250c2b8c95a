#include "engine/frontier/frontier.h"

#include <math.h>
#include <string.h>

struct frontier {
    struct frontier_means means;
    bool *is_swept, *is_wanted; /* by gate */
    uint32_t *ending;           /* by gate: the group that is complete with it, plus one; 0: none */
    struct frontier_group *groups;
    size_t group_count;
};

/* States that the work of one node pays for, and nodes for which one state may be kept. */
enum { WORK_PER_NODE = 8, NODES_PER_STATE = 4 };

static const size_t MAX_WORK = (size_t)1 << 40;

/* ---- Groups ---- */

static bool connects(const struct frontier *frontier, uint32_t argument) {
    return !frontier_is_variable(&frontier->means.sources, argument);
}

static void find_swept(struct frontier *frontier) {
    const struct graph *graph = frontier->means.sources.graph;
    for (uint32_t g = (uint32_t)graph->gate_count; g-- > 0;) {
        const struct gate *gate = &graph->gates[g];
        frontier->is_swept[g] = frontier->is_swept[g] || frontier->means.is_unbuilt[g];
        for (size_t a = 0; frontier->is_swept[g] && a < gate->count; a++) {
            uint32_t argument = graph->arguments[gate->first + a];
            if (connects(frontier, argument))
                frontier->is_swept[argument] = true;
        }
    }
}

/* An interval is wanted of what is reported, and of what gates outside of the sweep are computed from. */
static void find_wanted(struct frontier *frontier, const struct modules *modules, const uint32_t *roots,
                        size_t root_count) {
    const struct graph *graph = frontier->means.sources.graph;
    for (size_t i = 0; i < root_count; i++)
        frontier->is_wanted[roots[i]] = true;
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        for (size_t a = 0; modules->rank[g] != NO_INDEX && !frontier->is_swept[g] && a < gate->count; a++)
            frontier->is_wanted[graph->arguments[gate->first + a]] = true;
    }
    for (uint32_t g = 0; g < graph->gate_count; g++)
        frontier->is_wanted[g] =
            frontier->means.is_unbuilt[g] && (frontier->is_wanted[g] || frontier->means.sources.is_module[g]);
}

static uint32_t leader_of(uint32_t *leader, uint32_t gate) {
    while (leader[gate] != gate)
        gate = leader[gate] = leader[leader[gate]];
    return gate;
}

/* The leader of connected gates is the highest of them. */
static uint32_t *find_leaders(const struct frontier *frontier, const struct modules *modules) {
    const struct graph *graph = frontier->means.sources.graph;
    uint32_t *leader = arena_alloc(frontier->means.arena, graph->gate_count, sizeof *leader);
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        leader[g] = g;
        for (size_t a = 0; modules->rank[g] != NO_INDEX && a < gate->count; a++) {
            uint32_t argument = graph->arguments[gate->first + a];
            if (connects(frontier, argument))
                leader[leader_of(leader, argument)] = g;
        }
    }
    return leader;
}

static void number_groups(struct frontier *frontier, uint32_t *leader) {
    size_t gate_count = frontier->means.sources.graph->gate_count;
    for (uint32_t g = 0; g < gate_count; g++) {
        uint32_t *ending = &frontier->ending[leader_of(leader, g)];
        if (frontier->means.is_unbuilt[g] && *ending == 0)
            *ending = (uint32_t)++frontier->group_count;
    }
    frontier->groups = arena_alloc(frontier->means.arena, frontier->group_count, sizeof *frontier->groups);
    for (uint32_t g = 0; g < gate_count; g++) {
        uint32_t number = frontier->ending[leader_of(leader, g)];
        if (number == 0 || frontier->means.sources.graph->gates[g].kind <= GATE_LEAF)
            continue;
        struct frontier_group *group = &frontier->groups[number - 1];
        ARENA_APPEND(frontier->means.arena, group->gates, group->gate_count, group->gate_capacity, g);
    }
}

/* Where states are long and have much to be looked at for, so that they cost more than is usual, work ends earlier; but
 * not where all of it takes a second only, unless there is so little work that even a second is out of proportion. */
static size_t words_within(size_t work) {
    enum { WORDS_PER_WORK = 8, WORDS_AT_MOST_PER_WORK = 1 << 13, WORDS_A_SECOND = 1 << 28 };
    if (work < WORDS_A_SECOND / WORDS_AT_MOST_PER_WORK)
        return work * WORDS_AT_MOST_PER_WORK;
    return work < WORDS_A_SECOND / WORDS_PER_WORK ? WORDS_A_SECOND : work * WORDS_PER_WORK;
}

struct frontier *frontier_new(const struct graph *graph, const struct modules *modules, const bool *is_unbuilt,
                              const uint32_t *roots, size_t root_count, size_t max_nodes, struct deadline *deadline,
                              struct arena *parent) {
    size_t count = graph->gate_count;
    if (!memchr(is_unbuilt, 1, count))
        return NULL;
    struct arena *arena = arena_open(parent);
    struct frontier *frontier = arena_alloc(arena, 1, sizeof *frontier);
    frontier->means.arena = arena;
    frontier->means.is_unbuilt = is_unbuilt;
    frontier->is_swept = arena_alloc(arena, count, sizeof *frontier->is_swept);
    frontier->is_wanted = arena_alloc(arena, count, sizeof *frontier->is_wanted);
    frontier->ending = arena_alloc(arena, count, sizeof *frontier->ending);
    frontier->means.sources = (struct frontier_sources){.graph = graph,
                                                        .is_module = modules->is_module,
                                                        .is_swept = frontier->is_swept,
                                                        .is_wanted = frontier->is_wanted,
                                                        .uses = arena_alloc(arena, count, sizeof(uint32_t)),
                                                        .step_of = indices_none(arena, count),
                                                        .read_by = arena_alloc(arena, count, sizeof(uint32_t))};
    find_swept(frontier);
    find_wanted(frontier, modules, roots, root_count);
    uint32_t *leader = find_leaders(frontier, modules);
    number_groups(frontier, leader);
    frontier_pass_init(&frontier->means.pass, arena);
    frontier->means.pass.deadline = deadline;
    frontier->means.pass.values = arena_alloc(arena, count, sizeof *frontier->means.pass.values);
    frontier->means.pass.work = max_nodes < MAX_WORK / WORK_PER_NODE ? max_nodes * WORK_PER_NODE : MAX_WORK;
    frontier->means.pass.words_left = words_within(frontier->means.pass.work);
    frontier->means.pass.max_states = max_nodes / NODES_PER_STATE + 1;
    return frontier;
}

size_t frontier_gates(const struct frontier *frontier, uint32_t last) {
    return frontier->ending[last] > 0 ? frontier->groups[frontier->ending[last] - 1].gate_count : 0;
}

/* ---- Runs ---- */

bool frontier_is_narrow(struct frontier *frontier, double states) {
    for (size_t i = 0; i < frontier->group_count; i++)
        if (!frontier_group_is_narrow(&frontier->groups[i], &frontier->means, states))
            return false;
    return true;
}

void frontier_run(struct frontier *frontier, uint32_t last, const struct intervals *values) {
    frontier_group_run(&frontier->groups[frontier->ending[last] - 1], &frontier->means, values);
}

long double frontier_width(const struct frontier *frontier) {
    long double widest = 0;
    for (size_t i = 0; i < frontier->group_count; i++)
        widest = fmaxl(widest, frontier->groups[i].width);
    return widest;
}

size_t frontier_work_left(const struct frontier *frontier) {
    return frontier->means.pass.work;
}

void frontier_release(struct frontier *frontier) {
    arena_close(frontier->means.arena);
}
