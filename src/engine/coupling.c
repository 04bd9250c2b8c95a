#include "engine/coupling.h"

#include "engine/packing.h"

#include <math.h>
#include <string.h>

/* What is left of a sum of small whole numbers over small whole numbers that should be 0. */
static const long double ROUNDING = 1e-12L;

/* The relative error of a sharp bound. */
static const long double SHARP = 1e-9L;

enum { ROWS_MAX = 2500 }; /* of the program; its inverse has the square of it */

/* A node with the places of its branches. */
struct turn {
    uint32_t paid; /* the branch that costs something: down where downs are wanted */
    uint32_t idle;
    uint32_t rank;
    uint32_t row; /* NO_INDEX: a switch */
};

struct solver {
    const struct coupling *coupling;
    struct packing packing;
    uint32_t *nodes; /* below the root, children first */
    size_t node_count;
    uint32_t *place;     /* by node below the root: its index in nodes and values; by constant too */
    struct turn *turns;  /* by place: the node as the longest path sees it */
    long double *values; /* by place: what the rest of the longest path is worth */
    uint32_t *row_of;    /* by rank: its row; NO_INDEX where the diagram does not test it */
    size_t rows;         /* slices first, then outages */
    uint32_t *column;    /* rows of the path that was found */
    size_t column_length;
    struct arena *scratch;
};

/* ---- The diagram ---- */

/* Collects the nodes below the root; a node has a larger index than its children. */
static void collect_nodes(struct solver *s) {
    const struct bdd *bdd = s->coupling->bdd;
    size_t last = s->coupling->root > BDD_TRUE ? s->coupling->root : BDD_TRUE;
    s->place = arena_alloc(s->scratch, last + 1, sizeof *s->place);
    s->place[BDD_FALSE] = s->place[BDD_TRUE] = s->place[last] = 1;
    for (size_t i = last; i > BDD_TRUE; i--)
        if (s->place[i] != 0)
            s->place[bdd->nodes[i].low] = s->place[bdd->nodes[i].high] = 1;
    for (size_t i = 0; i <= last; i++)
        s->node_count += s->place[i];
    s->nodes = arena_alloc(s->scratch, s->node_count, sizeof *s->nodes);
    s->node_count = 0;
    for (size_t i = 0; i <= last; i++) {
        if (s->place[i] == 0)
            continue;
        s->place[i] = (uint32_t)s->node_count;
        s->nodes[s->node_count++] = (uint32_t)i;
    }
}

static void open_turns(struct solver *s) {
    const struct bdd *bdd = s->coupling->bdd;
    s->values = arena_alloc(s->scratch, s->node_count, sizeof *s->values);
    s->turns = arena_alloc(s->scratch, s->node_count, sizeof *s->turns);
    for (size_t i = 2; i < s->node_count; i++) {
        struct bdd_node node = bdd->nodes[s->nodes[i]];
        uint32_t low = s->place[node.low], high = s->place[node.high];
        bool pays_low = s->coupling->goal == MOST_DOWN;
        s->turns[i] =
            (struct turn){pays_low ? low : high, pays_low ? high : low, node.variable, s->row_of[node.variable]};
    }
}

static void number_rows(struct solver *s) {
    const struct coupling *c = s->coupling;
    uint32_t ranks = 0;
    for (size_t i = 2; i < s->node_count; i++) {
        uint32_t rank = c->bdd->nodes[s->nodes[i]].variable;
        ranks = rank >= ranks ? rank + 1 : ranks;
    }
    s->row_of = arena_alloc(s->scratch, ranks, sizeof *s->row_of);
    memset(s->row_of, 0xff, ranks * sizeof *s->row_of);
    s->rows = c->slice_count;
    for (size_t i = 2; i < s->node_count; i++) {
        uint32_t rank = c->bdd->nodes[s->nodes[i]].variable;
        if (!c->variables[rank].is_switch && s->row_of[rank] == NO_INDEX)
            s->row_of[rank] = (uint32_t)s->rows++;
    }
    s->column = arena_alloc(s->scratch, s->rows, sizeof *s->column);
}

static void open_packing(struct solver *s) {
    const struct coupling *c = s->coupling;
    long double *right = arena_alloc(s->scratch, s->rows, sizeof *right);
    for (size_t t = 0; t < c->slice_count; t++)
        right[t] = c->weights[t];
    for (size_t i = 2; i < s->node_count; i++) {
        uint32_t rank = c->bdd->nodes[s->nodes[i]].variable;
        if (s->row_of[rank] != NO_INDEX)
            right[s->row_of[rank]] = c->variables[rank].budget + c->variables[rank].nudge;
    }
    s->packing = packing_new(s->scratch, s->rows, right);
}

/* ---- The longest path ---- */

static long double average(const struct solver *s, const struct turn *turn) {
    struct level level = s->coupling->variables[turn->rank].level;
    long double paid = s->values[turn->paid], idle = s->values[turn->idle];
    return s->coupling->goal == MOST_DOWN ? level.down * paid + level.up * idle : level.up * paid + level.down * idle;
}

/* By rank; NULL where none is forced. */
static const bool *forced_in(const struct solver *s, size_t slice) {
    return s->coupling->forced ? s->coupling->forced[slice] : NULL;
}

static long double longest_path(struct solver *s, size_t slice) {
    const bool *forced = forced_in(s, slice);
    const long double *prices = s->packing.prices;
    long double *values = s->values;
    values[s->place[BDD_FALSE]] = s->coupling->goal == MOST_DOWN;
    values[s->place[BDD_TRUE]] = s->coupling->goal == MOST_UP;
    for (size_t i = 2; i < s->node_count; i++) {
        struct turn turn = s->turns[i];
        if (turn.row == NO_INDEX) {
            values[i] = average(s, &turn);
        } else if (forced && forced[turn.rank]) {
            values[i] = values[turn.paid];
        } else {
            long double paid = values[turn.paid] - prices[turn.row], idle = values[turn.idle];
            values[i] = paid > idle ? paid : idle;
        }
    }
    return values[s->place[s->coupling->root]];
}

/* Follows the path that longest_path found; returns its gain and leaves its rows in column. */
static long double trace_path(struct solver *s, size_t slice) {
    const bool *is_forced = forced_in(s, slice);
    uint32_t at = s->place[s->coupling->root];
    s->column_length = 0;
    s->column[s->column_length++] = (uint32_t)slice;
    while (at > BDD_TRUE && s->turns[at].row != NO_INDEX) {
        const struct turn *turn = &s->turns[at];
        bool forced = is_forced && is_forced[turn->rank];
        bool pays = forced || s->values[turn->paid] - s->packing.prices[turn->row] > s->values[turn->idle];
        if (pays && !forced)
            s->column[s->column_length++] = turn->row;
        at = pays ? turn->paid : turn->idle;
    }
    return s->values[at];
}

/* A program takes a few rounds, or as many as it has rows and up to six times that: one that is not solved at once and
 * cannot get so far is given up early. */
static bool affordable(const struct solver *s, size_t round) {
    enum { PATIENCE = 16, NODE_COST = 4 };
    size_t cost = NODE_COST * s->node_count + s->rows * s->rows;
    if (*s->coupling->work < cost || deadline_is_over(s->coupling->deadline) ||
        (round == PATIENCE && *s->coupling->work / cost < s->rows))
        return false;
    *s->coupling->work -= cost;
    return true;
}

/* Lets violated constraints in until there is none; false where work ran out before. */
static bool generate(struct solver *s) {
    const long double tolerance = packing_tolerance();
    bool violated = true;
    for (size_t round = 0; violated; round++) {
        violated = false;
        for (size_t t = 0; t < s->coupling->slice_count; t++) {
            if (!affordable(s, round))
                return false;
            if (longest_path(s, t) - s->packing.prices[t] <= tolerance)
                continue;
            long double gain = trace_path(s, t);
            if (!packing_enter(&s->packing, s->column, s->column_length, gain))
                return false;
            violated = true;
        }
    }
    return true;
}

/* ---- The answer ---- */

/* Beside 1 a chance keeps no digits of its own, and a constraint that lacks less than the tolerance is not seen. Where
 * that may show in the digits that a sharp bound promises, it is only valid. */
static void allow_for_rounding(struct coupling_result *result) {
    const long double rounding = packing_tolerance();
    if (result->complement <= 0 || result->complement >= rounding / SHARP)
        return;
    result->complement = result->complement > rounding ? result->complement - rounding : 0;
    result->value = 1 - result->complement;
    result->is_sharp = false;
}

static bool is_averaged(const struct solver *s) {
    const struct coupling *c = s->coupling;
    for (size_t i = 2; i < s->node_count; i++)
        if (c->variables[c->bdd->nodes[s->nodes[i]].variable].is_switch)
            return true;
    return false;
}

/* What the prices cost with the budgets as they are. Where work ran out, and where averaging leaves a trace below the
 * tolerance, each slice pays what its most violated constraint lacks. With b = 1 - d the cost base + sum of b y is 1 -
 * (sum of d y - (base + sum of y - 1)), and the inner bracket is 0 or far from it. */
static struct coupling_result result_of(struct solver *s, bool complete) {
    const struct coupling *c = s->coupling;
    long double value = 0, excess = -1, complement = 0;
    bool averaged = is_averaged(s);
    for (size_t t = 0; t < c->slice_count; t++) {
        long double needed = complete && !averaged ? 0 : longest_path(s, t), paid = s->packing.prices[t];
        value += c->weights[t] * (paid > needed ? paid : needed);
    }
    excess += value;
    for (size_t i = 2; i < s->node_count; i++) {
        uint32_t rank = c->bdd->nodes[s->nodes[i]].variable, row = s->row_of[rank];
        if (row == NO_INDEX)
            continue;
        s->row_of[rank] = NO_INDEX; /* counted once, though many nodes test it */
        value += s->packing.prices[row] * c->variables[rank].budget;
        complement += s->packing.prices[row] * c->variables[rank].complement;
        excess += s->packing.prices[row];
    }
    complement -= fabsl(excess) < ROUNDING && !averaged ? 0 : excess;
    struct coupling_result result = {.value = value, .complement = complement, .is_sharp = complete};
    if (averaged && c->goal == MOST_UP && !c->forced) /* with hours there is no complement */
        allow_for_rounding(&result);
    return result;
}

long double coupling_nudge(uint32_t rank, long double size) {
    uint32_t mixed = (rank + 1) * 2654435769u;
    return size * 1e-13L * (1 + (long double)(mixed >> 8) / (1 << 24));
}

struct coupling_result coupling_solve(const struct coupling *coupling, struct arena *temporary) {
    struct solver s = {.coupling = coupling, .scratch = temporary};
    size_t cost = coupling->bdd->count;
    struct coupling_result nothing_known = {.value = 0, .complement = 0};
    for (size_t t = 0; t < coupling->slice_count; t++)
        nothing_known.value += coupling->weights[t];
    if (*coupling->work < cost || deadline_is_over(coupling->deadline))
        return nothing_known;
    *coupling->work -= cost;
    collect_nodes(&s);
    number_rows(&s);
    if (s.rows > ROWS_MAX)
        return nothing_known;
    open_turns(&s);
    open_packing(&s);
    bool complete = generate(&s);
    return result_of(&s, complete);
}
