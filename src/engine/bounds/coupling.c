#include "engine/bounds/coupling.h"

#include "engine/bounds/coupling_paths.h"
#include "engine/bounds/linear_program.h"

#include <math.h>
#include <string.h>

/* What is left of a sum of small whole numbers over small whole numbers that should be 0. */
static const long double ROUNDING = 1e-12L;

/* The relative error of a sharp bound. */
static const long double SHARP = 1e-9L;

/* The program of a worst bound may stop where the bound lacks no more than this part of itself. */
static const long double CLOSE = 1e-13L;

enum { ROWS_MAX = 2500 }; /* of the program; its inverse has the square of it */

struct solver {
    const struct coupling *coupling;
    struct paths paths;
    struct packing packing;
    long double *budgets; /* by row, with what separates equal ones */
    long double *sought;  /* by row: the prices by which paths are looked for */
    long double *left;    /* by row: scratch, of the budget */
    bool *cover;          /* by row: the cheapest cover */
    long double covered;  /* what it costs; INFINITY where there is none */
    long double whole;    /* the weights of all slices */
    size_t rounds;
    size_t granted; /* work */
    bool averaged;  /* over switches */
    struct arena *scratch;
};

/* ---- The program ---- */

static void open_packing(struct solver *solver) {
    const struct coupling *coupling = solver->coupling;
    solver->budgets = arena_alloc(solver->scratch, solver->paths.rows, sizeof *solver->budgets);
    solver->sought = arena_alloc(solver->scratch, solver->paths.rows, sizeof *solver->sought);
    solver->left = arena_alloc(solver->scratch, solver->paths.rows, sizeof *solver->left);
    for (size_t row = 0; row < solver->paths.rows; row++) {
        const struct coupled *variable = &coupling->variables[solver->paths.rank_of[row]];
        solver->budgets[row] =
            row < coupling->slice_count ? coupling->weights[row] : variable->budget + variable->nudge;
    }
    solver->packing = packing_new(solver->scratch, solver->paths.rows, solver->budgets);
}

/* Two dual solutions are known beforehand, and one of them is often the best: to pay for the slices, or for a cover. */
static void find_cover(struct solver *solver) {
    solver->covered = INFINITY;
    solver->cover = arena_alloc(solver->scratch, solver->paths.rows, sizeof *solver->cover);
    if (!solver->averaged && !solver->coupling->forced && solver->coupling->slice_count == 1)
        solver->covered = paths_cheapest_cover(&solver->paths, solver->cover, solver->scratch);
}

/* ---- Columns ---- */

/* The work that a pass costs for each node: one that goes up, and one that goes up and down; and the work that a
 * pivot costs for each place of the inverse. */
enum { NODE_COST = 6, NODE_COST_OF_MANY = 21, PLACE_COST = 2 };

/* False where work runs out. */
static bool afford(const struct solver *solver, size_t cost) {
    if (*solver->coupling->work < cost || deadline_is_over(solver->coupling->deadline))
        return false;
    *solver->coupling->work -= cost;
    return true;
}

/* Budgets are often equal, and then prices are equal too, so that many paths are equally long. Of these, paths
 * through rows with much left are to be found, since the value grows most by them, and other paths each time. What
 * is added to the prices for that is too little to count. */
static void seek_by_other_prices(struct solver *solver) {
    enum { MANY = 1024 };
    static const long double FULL = 3; /* what is added to a row with nothing left, in units of what is drawn at most */
    const long double little = MANY * packing_tolerance();
    uint32_t round = (uint32_t)solver->rounds * 2246822519u;
    packing_left(&solver->packing, solver->left);
    for (size_t row = 0; row < solver->paths.rows; row++) {
        uint32_t mixed = ((uint32_t)(row + 1) * 2654435769u) ^ round;
        mixed = (mixed ^ mixed >> 15) * 2246822519u;
        long double drawn = (long double)((mixed ^ mixed >> 13) >> 8) / (1 << 24);
        solver->sought[row] =
            solver->packing.prices[row] + little * (drawn + FULL * (1 - solver->left[row] / solver->budgets[row]));
    }
}

static long double price_of_column(const struct solver *solver) {
    long double price = 0;
    for (size_t i = 0; i < solver->paths.column_length; i++)
        price += solver->packing.prices[solver->paths.column[i]];
    return price;
}

enum outcome { NOTHING_FOUND, FOUND, GIVEN_UP };

static enum outcome enter_column(struct solver *solver, long double gain) {
    size_t before = solver->packing.changes;
    bool entered = packing_enter(&solver->packing, solver->paths.column, solver->paths.column_length, gain);
    return entered && afford(solver, PLACE_COST * (solver->packing.changes - before)) ? FOUND : GIVEN_UP;
}

/* Lets in those of the longest paths through each row that still gain much when their turn comes. From its row on,
 * each path goes as is best by the prices at that time, so that it keeps off rows that others have filled. */
static enum outcome enter_many(struct solver *solver, size_t slice, long double tolerance) {
    static const long double MUCH = 0.2L;
    enum outcome outcome = NOTHING_FOUND;
    if (!afford(solver, NODE_COST_OF_MANY * solver->paths.node_count))
        return GIVEN_UP;
    solver->rounds++;
    seek_by_other_prices(solver);
    long double paid = solver->packing.prices[slice],
                lacking = paths_longest(&solver->paths, slice, solver->sought) - paid;
    if (lacking <= tolerance)
        return NOTHING_FOUND;
    paths_through_rows(&solver->paths, slice, solver->sought, paid + tolerance);
    for (size_t i = 0; i < solver->paths.passage_count; i++) {
        long double gain = paths_trace_passage(&solver->paths, slice, solver->sought, solver->paths.passages[i].node);
        if (gain - price_of_column(solver) <= fmaxl(MUCH * lacking, tolerance))
            continue;
        outcome = enter_column(solver, gain);
        if (outcome == GIVEN_UP)
            break;
        seek_by_other_prices(solver);
    }
    return outcome;
}

static enum outcome enter_longest(struct solver *solver, size_t slice, long double tolerance) {
    if (!afford(solver, NODE_COST * solver->paths.node_count))
        return GIVEN_UP;
    if (paths_longest(&solver->paths, slice, solver->packing.prices) - solver->packing.prices[slice] <= tolerance)
        return NOTHING_FOUND;
    return enter_column(solver, paths_trace(&solver->paths, slice, solver->packing.prices));
}

static long double value_reached(const struct solver *solver) {
    long double value = 0;
    for (size_t row = 0; row < solver->paths.rows; row++)
        value += solver->packing.prices[row] * solver->budgets[row];
    return value;
}

/* How much a bound may lack and still keep its digits. The digits of a best bound are in its complement, so it may
 * lack nothing. */
static long double close_to(const struct solver *solver, long double value) {
    return solver->coupling->goal == MOST_DOWN && !solver->averaged ? CLOSE * value : 0;
}

/* Whether the value comes to a cost that is known beforehand. */
static bool is_known(const struct solver *solver, long double value) {
    return !solver->averaged && fminl(solver->covered, solver->whole) - value <= close_to(solver, value);
}

/* The value grows by less and less. A program that has used much of its work and, going by how far it came, will not
 * be done is given up early. */
static bool is_hopeless(const struct solver *solver, long double value) {
    static const long double MUCH = 0.1L;
    long double done = value / fminl(solver->covered, solver->whole);
    long double used = (long double)(solver->granted - *solver->coupling->work) / (long double)solver->granted;
    return used > MUCH && used > done * done;
}

/* Lets violated constraints in until there is none, or what is known beforehand is reached; false where work ran out
 * before. */
static bool generate(struct solver *solver) {
    for (bool violated = true; violated;) {
        violated = false;
        for (size_t t = 0; t < solver->coupling->slice_count; t++) {
            long double value = value_reached(solver), tolerance = fmaxl(packing_tolerance(), close_to(solver, value));
            if (is_known(solver, value))
                return true;
            if (is_hopeless(solver, value))
                return false;
            enum outcome outcome = enter_many(solver, t, tolerance);
            if (outcome == NOTHING_FOUND)
                outcome = enter_longest(solver, t, tolerance);
            if (outcome == GIVEN_UP)
                return false;
            violated = violated || outcome == FOUND;
        }
    }
    return true;
}

/* ---- The answer ---- */

/* Beside 1 a chance keeps no digits of its own, and a constraint that lacks less than the tolerance is not seen. Where
 * that may show in the digits that a sharp bound promises, it is only valid. */
static void allow_for_rounding(struct coupling_result *result, long double whole) {
    const long double rounding = packing_tolerance();
    if (result->complement >= rounding / SHARP)
        return;
    result->complement = result->complement > rounding ? result->complement - rounding : 0;
    result->value = whole - result->complement;
    result->is_sharp = false;
}

/* A dual solution's cost. With b = c - d, where c is the whole, a ratio of small whole numbers as are prices and
 * weights, and with the whole time w, base + sum of b y is w - (sum of d y - (base + sum of c y - w)), and the inner
 * bracket is 0 or far from it. */
struct cost {
    long double value, excess, complement;
};

static void pay_for(const struct solver *solver, struct cost *cost, size_t row, long double price) {
    const struct coupled *variable = &solver->coupling->variables[solver->paths.rank_of[row]];
    cost->value += price * variable->budget;
    cost->complement += price * variable->complement;
    cost->excess += price * variable->whole;
}

/* Each slice pays what its most violated constraint lacks. There is something to pay where work ran out, or where
 * averaging leaves a trace below the tolerance. */
static struct cost cost_of_prices(struct solver *solver) {
    struct cost cost = {0};
    long double unseen = solver->averaged ? 0 : packing_tolerance();
    for (size_t t = 0; t < solver->coupling->slice_count; t++) {
        long double needed = paths_longest(&solver->paths, t, solver->packing.prices), paid = solver->packing.prices[t];
        cost.value += solver->coupling->weights[t] * (needed > paid + unseen ? needed : paid);
    }
    cost.excess = cost.value - solver->whole;
    for (size_t row = solver->coupling->slice_count; row < solver->paths.rows; row++)
        pay_for(solver, &cost, row, solver->packing.prices[row]);
    return cost;
}

static struct cost cost_of_cover(const struct solver *solver) {
    struct cost cost = {.excess = -solver->whole};
    for (size_t row = solver->coupling->slice_count; row < solver->paths.rows; row++)
        if (solver->cover[row])
            pay_for(solver, &cost, row, 1);
    return cost;
}

static struct coupling_result result_of(struct solver *solver, bool complete) {
    static const long double LEAST_AVERAGE = 1e-11L; /* averaging leaves some 1e-18 of constraints that are met */
    const struct coupling *coupling = solver->coupling;
    struct cost cost = cost_of_prices(solver);
    if (solver->covered <= cost.value)
        cost = cost_of_cover(solver);
    if (cost.value >
        solver->whole + (coupling->goal == MOST_UP ? ROUNDING : 0)) /* what rounding adds may hide a complement */
        cost = (struct cost){.value = solver->whole};
    cost.complement -= fabsl(cost.excess) < ROUNDING && !solver->averaged ? 0 : cost.excess;
    struct coupling_result result = {.value = cost.value, .complement = cost.complement, .is_sharp = complete};
    if (solver->averaged && coupling->goal == MOST_UP)
        allow_for_rounding(&result, solver->whole);
    if (solver->averaged && coupling->goal == MOST_DOWN && result.value < LEAST_AVERAGE)
        result.is_sharp = false;
    return result;
}

long double coupling_nudge(uint32_t rank, long double size) {
    uint32_t mixed = (rank + 1) * 2654435769u;
    return size * 1e-13L * (1 + (long double)(mixed >> 8) / (1 << 24));
}

struct coupling_result coupling_solve(const struct coupling *coupling, struct arena *temporary) {
    struct solver solver = {.coupling = coupling, .granted = *coupling->work, .scratch = temporary};
    for (size_t t = 0; t < coupling->slice_count; t++)
        solver.whole += coupling->weights[t];
    struct coupling_result nothing_known = {.value = solver.whole};
    if (!afford(&solver, coupling->bdd->count))
        return nothing_known;
    solver.paths = paths_new(coupling, temporary);
    if (solver.paths.rows > ROWS_MAX)
        return nothing_known;
    solver.averaged = paths_meet_switch(&solver.paths);
    open_packing(&solver);
    find_cover(&solver);
    bool complete = generate(&solver);
    return result_of(&solver, complete);
}
