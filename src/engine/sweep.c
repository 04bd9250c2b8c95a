#include "engine/sweep.h"

#include "engine/sweep_pass.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* The gates that are connected without passing a module, when one of them has no diagram. */
struct sweep_group {
    struct span gates;      /* in sweep.members */
    struct sweep_plan plan; /* no steps until it is needed */
    struct sweep_order order;
    struct sweep_rules rules;
    long double width; /* relative, of the widest interval */
};

struct sweep {
    struct sweep_sources sources;
    const bool *is_unbuilt;
    bool *is_swept, *is_wanted; /* by gate */
    uint32_t *ending;           /* by gate: the group that is complete with it, plus one; 0: none */
    uint32_t *members;          /* gates of all groups, ascending in each */
    struct sweep_group *groups;
    size_t group_count;
    struct sweep_pass pass;
    size_t found_capacity;
    struct arena *arena;
};

/* States that the work of one node pays for, and nodes for which one state may be kept. */
enum { WORK_PER_NODE = 6, NODES_PER_STATE = 4 };

/* A pass is not begun that could not have so many states on the average. */
enum { LEAST_STATES = 4 };

/* Of the work that is left, for one coarse pass. */
enum { PILOT_SHARE = 32 };

static const size_t MAX_WORK = (size_t)1 << 40;

static const long double PILOT_THRESHOLD = 1e-7L, THRESHOLD_FACTOR = 1.0L / 32, LEAST_FACTOR = 0.25L, GOAL = 1e-7L;

/* ---- Groups ---- */

static bool connects(const struct sweep *s, uint32_t argument) {
    return !sweep_is_variable(&s->sources, argument);
}

static void find_swept(struct sweep *s) {
    const struct graph *graph = s->sources.graph;
    for (uint32_t g = (uint32_t)graph->gate_count; g-- > 0;) {
        const struct gate *gate = &graph->gates[g];
        s->is_swept[g] = s->is_swept[g] || s->is_unbuilt[g];
        for (size_t a = 0; s->is_swept[g] && a < gate->count; a++) {
            uint32_t argument = graph->arguments[gate->first + a];
            if (connects(s, argument))
                s->is_swept[argument] = true;
        }
    }
}

/* An interval is wanted of what is reported, and of what gates outside of the sweep are computed from. */
static void find_wanted(struct sweep *s, const struct modules *modules, const uint32_t *roots, size_t root_count) {
    const struct graph *graph = s->sources.graph;
    for (size_t i = 0; i < root_count; i++)
        s->is_wanted[roots[i]] = true;
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        for (size_t a = 0; modules->rank[g] != NO_INDEX && !s->is_swept[g] && a < gate->count; a++)
            s->is_wanted[graph->arguments[gate->first + a]] = true;
    }
    for (uint32_t g = 0; g < graph->gate_count; g++)
        s->is_wanted[g] = s->is_unbuilt[g] && (s->is_wanted[g] || s->sources.is_module[g]);
}

static uint32_t leader_of(uint32_t *leader, uint32_t gate) {
    while (leader[gate] != gate)
        gate = leader[gate] = leader[leader[gate]];
    return gate;
}

/* The leader of connected gates is the highest of them. */
static uint32_t *find_leaders(const struct sweep *s, const struct modules *modules) {
    const struct graph *graph = s->sources.graph;
    uint32_t *leader = arena_alloc(s->arena, graph->gate_count, sizeof *leader);
    for (uint32_t g = 0; g < graph->gate_count; g++) {
        const struct gate *gate = &graph->gates[g];
        leader[g] = g;
        for (size_t a = 0; modules->rank[g] != NO_INDEX && a < gate->count; a++) {
            uint32_t argument = graph->arguments[gate->first + a];
            if (connects(s, argument))
                leader[leader_of(leader, argument)] = g;
        }
    }
    return leader;
}

static void number_groups(struct sweep *s, uint32_t *leader) {
    size_t gate_count = s->sources.graph->gate_count;
    for (uint32_t g = 0; g < gate_count; g++) {
        uint32_t *ending = &s->ending[leader_of(leader, g)];
        if (s->is_unbuilt[g] && *ending == 0)
            *ending = (uint32_t)++s->group_count;
    }
    s->groups = arena_alloc(s->arena, s->group_count, sizeof *s->groups);
    s->members = arena_alloc(s->arena, gate_count, sizeof *s->members);
    for (uint32_t g = 0; g < gate_count; g++)
        if (s->ending[leader_of(leader, g)] != 0 && s->sources.graph->gates[g].kind > GATE_LEAF)
            s->groups[s->ending[leader_of(leader, g)] - 1].gates.count++;
    uint32_t first = 0;
    for (size_t i = 0; i < s->group_count; i++) {
        s->groups[i].gates.first = first;
        first += s->groups[i].gates.count;
        s->groups[i].gates.count = 0;
    }
    for (uint32_t g = 0; g < gate_count; g++) {
        uint32_t group = s->ending[leader_of(leader, g)];
        if (group != 0 && s->sources.graph->gates[g].kind > GATE_LEAF) {
            struct span *gates = &s->groups[group - 1].gates;
            s->members[gates->first + gates->count++] = g;
        }
    }
}

static bool any_unbuilt(const struct graph *graph, const bool *is_unbuilt) {
    for (uint32_t g = 0; g < graph->gate_count; g++)
        if (is_unbuilt[g])
            return true;
    return false;
}

struct sweep *sweep_new(const struct graph *graph, const struct modules *modules, const bool *is_unbuilt,
                        const uint32_t *roots, size_t root_count, size_t max_nodes, struct deadline *deadline,
                        struct arena *arena) {
    if (!any_unbuilt(graph, is_unbuilt))
        return NULL;
    size_t count = graph->gate_count;
    struct sweep *s = arena_alloc(arena, 1, sizeof *s);
    s->arena = arena;
    s->is_unbuilt = is_unbuilt;
    s->is_swept = arena_alloc(arena, count, sizeof *s->is_swept);
    s->is_wanted = arena_alloc(arena, count, sizeof *s->is_wanted);
    s->ending = arena_alloc(arena, count, sizeof *s->ending);
    s->sources = (struct sweep_sources){.graph = graph,
                                        .is_module = modules->is_module,
                                        .is_swept = s->is_swept,
                                        .is_wanted = s->is_wanted,
                                        .uses = arena_alloc(arena, count, sizeof(uint32_t)),
                                        .step_of = arena_alloc(arena, count, sizeof(uint32_t)),
                                        .read_by = arena_alloc(arena, count, sizeof(uint32_t))};
    memset(s->sources.step_of, 0xff, count * sizeof *s->sources.step_of);
    find_swept(s);
    find_wanted(s, modules, roots, root_count);
    uint32_t *leader = find_leaders(s, modules);
    number_groups(s, leader);
    arena_release(arena, leader, count, sizeof *leader);
    sweep_pass_init(&s->pass, arena);
    s->pass.deadline = deadline;
    s->pass.values = arena_alloc(arena, count, sizeof *s->pass.values);
    s->pass.work = max_nodes < MAX_WORK / WORK_PER_NODE ? max_nodes * WORK_PER_NODE : MAX_WORK;
    s->pass.max_states = max_nodes / NODES_PER_STATE + 1;
    return s;
}

const uint32_t *sweep_gates(const struct sweep *sweep, uint32_t last, size_t *count) {
    *count = 0;
    if (sweep->ending[last] == 0)
        return NULL;
    struct span gates = sweep->groups[sweep->ending[last] - 1].gates;
    *count = gates.count;
    return sweep->members + gates.first;
}

/* ---- One pass ---- */

/* One run of a group: all passes, for the ends of the variables' intervals in turn. */
struct sweeping {
    struct sweep *sweep;
    struct sweep_group *group;
    const struct sweep_values *values;
    bool is_exact; /* all variables are */
};

/* Both ends of the interval, as the lower and upper ends of the variables lead to them. */
static void narrow(const struct sweeping *w, uint32_t gate, const struct sweep_found *found, bool high,
                   long double slack) {
    struct level *low = &w->values->low[gate], *top = &w->values->high[gate];
    if (!high || w->is_exact) {
        low->up = fmaxl(low->up, found->low.up * (1 - slack));
        low->down = fminl(low->down, (found->low.down + found->lost.low) * (1 + slack));
    }
    if (high || w->is_exact) {
        top->up = fminl(top->up, (found->high.up + found->lost.high) * (1 + slack));
        top->down = fmaxl(top->down, found->high.down * (1 - slack));
    }
}

static void keep(const struct sweeping *w, bool high, long double slack) {
    const struct sweep *s = w->sweep;
    for (size_t i = 0; i < w->group->plan.step_count; i++) {
        uint32_t gate = w->group->plan.steps[i].gate;
        const struct sweep_found *found = &s->pass.found[i];
        if (w->group->plan.steps[i].is_variable || !s->is_unbuilt[gate] || w->values->is_exact[gate])
            continue;
        if (!found->is_complete || !w->is_exact) {
            narrow(w, gate, found, high, slack);
            continue;
        }
        w->values->low[gate] = w->values->high[gate] = found->low;
        w->values->is_exact[gate] = true;
    }
}

static void set_variables(const struct sweeping *w, bool high) {
    const struct sweep *s = w->sweep;
    const struct sweep_plan *plan = &w->group->plan;
    const struct level *values = high ? w->values->high : w->values->low;
    for (size_t i = 0; i < plan->inner_count; i++) {
        const struct gate *gate = &plan->graph->gates[plan->inner[i]];
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = plan->graph->arguments[gate->first + a];
            s->pass.values[argument] = values[argument];
        }
    }
}

/* The widest of the wanted intervals of unavailability, relative to its upper end. */
static long double width_of(const struct sweeping *w) {
    long double widest = 0;
    for (size_t i = 0; i < w->group->plan.step_count; i++) {
        uint32_t gate = w->group->plan.steps[i].gate;
        if (w->group->plan.steps[i].is_variable || !w->sweep->is_wanted[gate] || w->values->is_exact[gate])
            continue;
        long double most = w->values->low[gate].down, least = w->values->high[gate].down;
        long double width = most > 0 ? (most - least) / most : 0;
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void open_passes(const struct sweeping *w) {
    struct sweep_pass *pass = &w->sweep->pass;
    pass->plan = &w->group->plan;
    pass->order = &w->group->order;
    pass->rules = &w->group->rules;
    sweep_pass_forget(pass);
}

/* Uses up to `work` of what is left, and returns how much of it was not needed. */
static size_t run_pass(const struct sweeping *w, long double threshold, size_t work) {
    struct sweep_pass *pass = &w->sweep->pass;
    size_t others = pass->work - work;
    pass->work = work;
    pass->threshold = threshold;
    for (int high = 0; high < (w->is_exact ? 1 : 2); high++) {
        size_t before = pass->work;
        set_variables(w, high);
        sweep_pass_run(pass);
        keep(w, high, 2 * (long double)(before - pass->work + pass->plan->step_count) * LDBL_EPSILON);
    }
    size_t left = pass->work;
    pass->work += others;
    return left;
}

/* ---- Plans ---- */

/* How a group may be swept. */
struct manner {
    bool split;
    enum sweep_ordering ordering;
};

static void open_manner(struct sweeping *w, struct manner manner) {
    struct sweep *s = w->sweep;
    struct sweep_group *group = w->group;
    uint32_t *swept = arena_alloc(s->arena, group->gates.count, sizeof *swept);
    size_t count = 0;
    for (size_t i = 0; i < group->gates.count; i++)
        if (s->is_swept[s->members[group->gates.first + i]])
            swept[count++] = s->members[group->gates.first + i];
    group->plan = sweep_plan_new(&s->sources, swept, count, manner.split, s->arena);
    group->order = sweep_order_new(&group->plan, manner.ordering, s->arena);
    arena_release(s->arena, swept, group->gates.count, sizeof *swept);
    if (group->plan.step_count > s->found_capacity) {
        s->found_capacity = group->plan.step_count;
        s->pass.found = arena_alloc(s->arena, s->found_capacity, sizeof *s->pass.found);
    }
}

static void make_rules(struct sweeping *w) {
    w->group->rules = sweep_rules_new(&w->sweep->sources, &w->group->plan, &w->group->order, w->sweep->arena);
}

static void close_manner(struct sweep *s, struct sweep_group *group) {
    sweep_rules_release(&group->plan, &group->rules, s->arena);
    sweep_order_release(&group->plan, &group->order, s->arena);
    sweep_plan_release(&group->plan, s->arena);
}

static struct manner nth_manner(int n) {
    return (struct manner){n / SWEEP_ORDERINGS, (enum sweep_ordering)(n % SWEEP_ORDERINGS)};
}

bool sweep_is_narrow(struct sweep *sweep, double states) {
    for (size_t i = 0; i < sweep->group_count; i++) {
        struct sweeping w = {.sweep = sweep, .group = &sweep->groups[i]};
        double least = INFINITY;
        for (int n = 0; n < 2 * SWEEP_ORDERINGS && least > states; n++) {
            open_manner(&w, nth_manner(n));
            least = fmin(least, w.group->order.states);
            close_manner(sweep, w.group);
        }
        if (least > states)
            return false;
    }
    return true;
}

/* How much a coarse pass leaves open, and how much work it takes for that. */
static long double try_manner(struct sweeping *w, size_t work) {
    make_rules(w);
    open_passes(w);
    size_t left = run_pass(w, PILOT_THRESHOLD, work);
    uint32_t last = w->group->order.steps[w->group->plan.step_count - 1];
    const struct sweep_found *found = &w->sweep->pass.found[last];
    return (found->low.down + found->lost.low - found->high.down) * (long double)(work - left);
}

/* The manner with the fewest possible states; where these are too many, the one that does best in a coarse pass. */
static void choose_manner(struct sweeping *w) {
    struct sweep *s = w->sweep;
    struct manner best = {0};
    size_t half = s->pass.work / 2, pilot = s->pass.work / PILOT_SHARE;
    long double least = INFINITY;
    for (int i = 0; i < 2 * SWEEP_ORDERINGS; i++) {
        struct manner manner = nth_manner(i);
        open_manner(w, manner);
        /* What is surely exact counts as less than any coarse pass comes to, and makes these needless. */
        long double cost = w->group->order.states - (double)half;
        if (cost > 0)
            cost = least > 0 ? try_manner(w, pilot) : INFINITY;
        if (cost < least) {
            least = cost;
            best = manner;
        }
        close_manner(s, w->group);
    }
    open_manner(w, best);
    make_rules(w);
}

/* ---- All passes ---- */

static bool variables_exact(const struct sweeping *w) {
    const struct sweep *s = w->sweep;
    const struct graph *graph = s->sources.graph;
    for (uint32_t i = 0; i < w->group->gates.count; i++) {
        const struct gate *gate = &graph->gates[s->members[w->group->gates.first + i]];
        for (size_t a = 0; a < gate->count; a++) {
            uint32_t argument = graph->arguments[gate->first + a];
            if (sweep_is_variable(&s->sources, argument) && !w->values->is_exact[argument])
                return false;
        }
    }
    return true;
}

/* Half of the work that is left may be used, so that other groups and later values find some. Where the next pass would
 * not fit, going by how the work grew, its threshold falls less. */
static void run_passes(struct sweeping *w) {
    size_t left = w->sweep->pass.work / 2, before = 0, least = w->group->plan.step_count * LEAST_STATES;
    long double threshold = w->group->order.states <= (double)left ? 0 : PILOT_THRESHOLD;
    w->group->width = width_of(w);
    open_passes(w);
    while (w->group->width > GOAL && left > least && !deadline_is_over(w->sweep->pass.deadline)) {
        size_t rest = run_pass(w, threshold, left), used = left - rest;
        left = rest;
        w->group->width = width_of(w);
        long double growth = before > 0 ? (long double)used / (long double)before : 2;
        long double room = (long double)left / (long double)used, factor = THRESHOLD_FACTOR;
        growth = growth < 1.1L ? 1.1L : growth;
        if (room < growth)
            factor = powl(factor, logl(room) / logl(growth));
        if (threshold == 0 || used < before || room < 1 || factor > LEAST_FACTOR)
            return;
        before = used;
        threshold *= factor;
    }
}

void sweep_run(struct sweep *sweep, uint32_t last, const struct sweep_values *values) {
    struct sweeping w = {.sweep = sweep, .group = &sweep->groups[sweep->ending[last] - 1], .values = values};
    if (sweep->pass.work < 2 || deadline_is_over(sweep->pass.deadline))
        return;
    w.is_exact = variables_exact(&w);
    if (w.group->plan.step_count == 0)
        choose_manner(&w);
    run_passes(&w);
}

long double sweep_width(const struct sweep *sweep) {
    long double widest = 0;
    for (size_t i = 0; i < sweep->group_count; i++)
        widest = fmaxl(widest, sweep->groups[i].width);
    return widest;
}

void sweep_release(struct sweep *sweep) {
    sweep_states_release(&sweep->pass.states);
    sweep_states_release(&sweep->pass.next);
    for (size_t i = 0; i < sweep->group_count; i++)
        close_manner(sweep, &sweep->groups[i]);
}
