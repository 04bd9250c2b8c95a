#include "engine/bounds/coupling_paths.h"

#include <math.h>
#include <stdlib.h>

/* ---- The diagram ---- */

/* Gives the nodes below the root their places; a node has a larger index than its children. */
static uint32_t *place_nodes(struct paths *paths, struct arena *scratch) {
    const struct bdd *bdd = paths->coupling->bdd;
    size_t last = paths->coupling->root > BDD_TRUE ? paths->coupling->root : BDD_TRUE;
    uint32_t *place = arena_alloc(scratch, last + 1, sizeof *place);
    place[BDD_FALSE] = place[BDD_TRUE] = place[last] = 1;
    for (size_t i = last; i > BDD_TRUE; i--)
        if (place[i] != 0)
            place[bdd->nodes[i].low] = place[bdd->nodes[i].high] = 1;
    for (size_t i = 0; i <= last; i++)
        place[i] = place[i] != 0 ? (uint32_t)paths->node_count++ : NO_INDEX;
    paths->root = place[paths->coupling->root];
    return place;
}

static void list_turns(struct paths *paths, const uint32_t *place) {
    const struct bdd *bdd = paths->coupling->bdd;
    bool pays_low = paths->coupling->goal == MOST_DOWN;
    for (size_t i = BDD_TRUE + 1; i <= paths->coupling->root; i++) {
        if (place[i] == NO_INDEX)
            continue;
        struct diagram_node node = bdd->nodes[i];
        uint32_t low = place[node.low], high = place[node.high];
        paths->turns[place[i]] = (struct turn){pays_low ? low : high, pays_low ? high : low, node.variable, NO_INDEX};
    }
}

static void number_rows(struct paths *paths, struct arena *scratch) {
    uint32_t ranks = 0;
    for (size_t i = BDD_TRUE + 1; i < paths->node_count; i++)
        ranks = paths->turns[i].rank >= ranks ? paths->turns[i].rank + 1 : ranks;
    uint32_t *row_of = indices_none(scratch, ranks);
    paths->rank_of = arena_alloc(scratch, paths->coupling->slice_count + ranks, sizeof *paths->rank_of);
    paths->rows = paths->coupling->slice_count;
    for (size_t i = BDD_TRUE + 1; i < paths->node_count; i++) {
        struct turn *turn = &paths->turns[i];
        if (paths->coupling->variables[turn->rank].is_switch)
            continue;
        if (row_of[turn->rank] == NO_INDEX) {
            paths->rank_of[paths->rows] = turn->rank;
            row_of[turn->rank] = (uint32_t)paths->rows++;
        }
        turn->row = row_of[turn->rank];
    }
}

struct paths paths_new(const struct coupling *coupling, struct arena *scratch) {
    struct paths paths = {.coupling = coupling};
    uint32_t *place = place_nodes(&paths, scratch);
    paths.turns = arena_alloc(scratch, paths.node_count, sizeof *paths.turns);
    list_turns(&paths, place);
    number_rows(&paths, scratch);
    paths.values = arena_alloc(scratch, paths.node_count, sizeof *paths.values);
    paths.ways = arena_alloc(scratch, paths.node_count, sizeof *paths.ways);
    paths.passages = arena_alloc(scratch, paths.rows, sizeof *paths.passages);
    paths.column = arena_alloc(scratch, paths.rows, sizeof *paths.column);
    return paths;
}

bool paths_meet_switch(const struct paths *paths) {
    for (size_t i = BDD_TRUE + 1; i < paths->node_count; i++)
        if (paths->turns[i].row == NO_INDEX)
            return true;
    return false;
}

/* ---- Up ---- */

static long double average(const struct paths *paths, const struct turn *turn) {
    struct level level = paths->coupling->variables[turn->rank].level;
    long double paid = paths->values[turn->paid], idle = paths->values[turn->idle];
    return paths->coupling->goal == MOST_DOWN ? level.down * paid + level.up * idle
                                              : level.up * paid + level.down * idle;
}

/* By rank; NULL where none is forced. */
static const bool *forced_in(const struct paths *paths, size_t slice) {
    return paths->coupling->forced ? paths->coupling->forced[slice] : NULL;
}

long double paths_longest(struct paths *paths, size_t slice, const long double *prices) {
    const bool *forced = forced_in(paths, slice);
    long double *values = paths->values;
    values[BDD_FALSE] = paths->coupling->goal == MOST_DOWN;
    values[BDD_TRUE] = paths->coupling->goal == MOST_UP;
    for (size_t i = BDD_TRUE + 1; i < paths->node_count; i++) {
        struct turn turn = paths->turns[i];
        if (turn.row == NO_INDEX) {
            values[i] = average(paths, &turn);
        } else if (forced && forced[turn.rank]) {
            values[i] = values[turn.paid];
        } else {
            long double paid = values[turn.paid] - prices[turn.row], idle = values[turn.idle];
            values[i] = paid > idle ? paid : idle;
        }
    }
    return values[paths->root];
}

/* ---- Down ---- */

static void reach(struct paths *paths, uint32_t place, double value, uint32_t before) {
    if (value > paths->ways[place].value)
        paths->ways[place] = (struct way){value, before};
}

static int longest_first(const void *left, const void *right) {
    const struct passage *a = left, *b = right;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static void keep_longer(struct paths *paths, double least) {
    paths->passage_count = 0;
    for (size_t row = paths->coupling->slice_count; row < paths->rows; row++)
        if (paths->passages[row].value > least)
            paths->passages[paths->passage_count++] = paths->passages[row];
    if (paths->passage_count > 0)
        qsort(paths->passages, paths->passage_count, sizeof *paths->passages, longest_first);
}

static void open_ways(struct paths *paths) {
    for (size_t i = 0; i < paths->node_count; i++)
        paths->ways[i].value = -INFINITY;
    for (size_t row = 0; row < paths->rows; row++)
        paths->passages[row].value = -INFINITY;
    paths->ways[paths->root].value = 0;
}

void paths_through_rows(struct paths *paths, size_t slice, const long double *prices, long double least) {
    const bool *forced = forced_in(paths, slice);
    double limit = (double)least;
    open_ways(paths);
    for (uint32_t i = (uint32_t)paths->node_count; i-- > BDD_TRUE + 1;) {
        struct turn turn = paths->turns[i];
        double way = paths->ways[i].value;
        if (turn.row == NO_INDEX || way + (double)paths->values[i] <= limit) /* no path to this node is longer */
            continue;
        if (forced && forced[turn.rank]) {
            reach(paths, turn.paid, way, 2 * i);
            continue;
        }
        double paying = way - (double)prices[turn.row], value = paying + (double)paths->values[turn.paid];
        reach(paths, turn.paid, paying, 2 * i + 1);
        reach(paths, turn.idle, way, 2 * i);
        if (value > paths->passages[turn.row].value)
            paths->passages[turn.row] = (struct passage){value, i};
    }
    keep_longer(paths, limit);
}

/* ---- One path ---- */

static void pay(struct paths *paths, uint32_t row) {
    paths->column[paths->column_length++] = row;
}

/* Follows the longest path from here on; returns what it is worth at its end. */
static long double trace_from(struct paths *paths, size_t slice, const long double *prices, uint32_t at) {
    const bool *is_forced = forced_in(paths, slice);
    while (at > BDD_TRUE && paths->turns[at].row != NO_INDEX) {
        const struct turn *turn = &paths->turns[at];
        bool forced = is_forced && is_forced[turn->rank];
        bool pays = forced || paths->values[turn->paid] - prices[turn->row] > paths->values[turn->idle];
        if (pays && !forced)
            pay(paths, turn->row);
        at = pays ? turn->paid : turn->idle;
    }
    return paths->values[at];
}

long double paths_trace(struct paths *paths, size_t slice, const long double *prices) {
    paths->column_length = 0;
    pay(paths, (uint32_t)slice);
    return trace_from(paths, slice, prices, paths->root);
}

long double paths_trace_passage(struct paths *paths, size_t slice, const long double *prices, uint32_t node) {
    paths->column_length = 0;
    pay(paths, (uint32_t)slice);
    pay(paths, paths->turns[node].row);
    for (uint32_t at = node; at != paths->root; at = paths->ways[at].before / 2)
        if (paths->ways[at].before % 2 != 0)
            pay(paths, paths->turns[paths->ways[at].before / 2].row);
    return trace_from(paths, slice, prices, paths->turns[node].paid);
}

/* ---- Covers ---- */

/* A variable of the cover cannot take its paid branch, and costs its budget. So the cheapest way that does not lead
 * to the wanted end says which variables are in the cover. */
long double paths_cheapest_cover(const struct paths *paths, bool *is_in, struct arena *scratch) {
    long double *costs = arena_alloc(scratch, paths->node_count, sizeof *costs);
    const struct coupled *variables = paths->coupling->variables;
    costs[BDD_FALSE] = paths->coupling->goal == MOST_DOWN ? INFINITY : 0;
    costs[BDD_TRUE] = paths->coupling->goal == MOST_UP ? INFINITY : 0;
    for (size_t i = BDD_TRUE + 1; i < paths->node_count; i++) {
        struct turn turn = paths->turns[i];
        costs[i] = fminl(costs[turn.idle] + variables[turn.rank].budget, costs[turn.paid]);
    }
    for (uint32_t at = paths->root; at > BDD_TRUE;) {
        struct turn turn = paths->turns[at];
        is_in[turn.row] = costs[turn.paid] > costs[at];
        at = is_in[turn.row] ? turn.idle : turn.paid;
    }
    return costs[paths->root];
}
