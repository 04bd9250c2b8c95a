#include "engine/bounds/coupling.h"

#include "engine/bounds/coupling_paths.h"
#include "engine/bounds/linear_program.h"

#include <math.h>
#include <string.h>

/* What is left of a sum of small whole numbers over small whole numbers that should be 0. */
static const long double ROUNDING = 1e-12L;

/* The relative error of a sharp bound. */
static const long double SHARP = 1e-9L;

/* Of a worst bound: where its program may stop. */
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

static long double sum_of_weights(const struct coupling *coupling) {
    long double sum = 0;
    for (size_t t = 0; t < coupling->slice_count; t++)
        sum += coupling->weights[t];
    return sum;
}

static void open_packing(struct solver *s) {
    const struct coupling *c = s->coupling;
    s->budgets = arena_alloc(s->scratch, s->paths.rows, sizeof *s->budgets);
    s->sought = arena_alloc(s->scratch, s->paths.rows, sizeof *s->sought);
    s->left = arena_alloc(s->scratch, s->paths.rows, sizeof *s->left);
    for (size_t row = 0; row < s->paths.rows; row++) {
        const struct coupled *variable = &c->variables[s->paths.rank_of[row]];
        s->budgets[row] = row < c->slice_count ? c->weights[row] : variable->budget + variable->nudge;
    }
    s->packing = packing_new(s->scratch, s->paths.rows, s->budgets);
}

/* Two dual solutions are known beforehand, and one of them is often the best: to pay for the slices, or for a cover. */
static void find_cover(struct solver *s) {
    s->covered = INFINITY;
    s->cover = arena_alloc(s->scratch, s->paths.rows, sizeof *s->cover);
    if (!s->averaged && !s->coupling->forced && s->coupling->slice_count == 1)
        s->covered = paths_cheapest_cover(&s->paths, s->cover, s->scratch);
}

/* ---- Columns ---- */

/* What passes cost a node, one up and one up and down, and pivots a place of the inverse. */
enum { NODE_COST = 6, NODE_COST_OF_MANY = 21, PLACE_COST = 2 };

/* False where work runs out. */
static bool afford(const struct solver *s, size_t cost) {
    if (*s->coupling->work < cost || deadline_is_over(s->coupling->deadline))
        return false;
    *s->coupling->work -= cost;
    return true;
}

/* Budgets are often equal, and so are prices then: of the many paths that are equally long, those through rows with
 * much left are to be found, which come far, and other ones each time. What is added is too little to count. */
static void seek_by_other_prices(struct solver *s) {
    enum { MANY = 1024 };
    static const long double FULL = 3; /* what is added to a row with nothing left, in units of what is drawn at most */
    const long double little = MANY * packing_tolerance();
    uint32_t round = (uint32_t)s->rounds * 2246822519u;
    packing_left(&s->packing, s->left);
    for (size_t row = 0; row < s->paths.rows; row++) {
        uint32_t mixed = ((uint32_t)(row + 1) * 2654435769u) ^ round;
        mixed = (mixed ^ mixed >> 15) * 2246822519u;
        long double drawn = (long double)((mixed ^ mixed >> 13) >> 8) / (1 << 24);
        s->sought[row] = s->packing.prices[row] + little * (drawn + FULL * (1 - s->left[row] / s->budgets[row]));
    }
}

static long double price_of_column(const struct solver *s) {
    long double price = 0;
    for (size_t i = 0; i < s->paths.column_length; i++)
        price += s->packing.prices[s->paths.column[i]];
    return price;
}

enum outcome { NOTHING_FOUND, FOUND, GIVEN_UP };

static enum outcome enter_column(struct solver *s, long double gain) {
    size_t before = s->packing.changes;
    bool entered = packing_enter(&s->packing, s->paths.column, s->paths.column_length, gain);
    return entered && afford(s, PLACE_COST * (s->packing.changes - before)) ? FOUND : GIVEN_UP;
}

/* Lets in, of the longest paths through each row, those that still lack much when their turn comes. Each goes on from
 * its row as is best by the prices of then, so that it keeps off what others filled before. */
static enum outcome enter_many(struct solver *s, size_t slice, long double tolerance) {
    static const long double MUCH = 0.2L;
    enum outcome outcome = NOTHING_FOUND;
    if (!afford(s, NODE_COST_OF_MANY * s->paths.node_count))
        return GIVEN_UP;
    s->rounds++;
    seek_by_other_prices(s);
    long double paid = s->packing.prices[slice], lacking = paths_longest(&s->paths, slice, s->sought) - paid;
    if (lacking <= tolerance)
        return NOTHING_FOUND;
    paths_through_rows(&s->paths, slice, s->sought, paid + tolerance);
    for (size_t i = 0; i < s->paths.passage_count; i++) {
        long double gain = paths_trace_passage(&s->paths, slice, s->sought, s->paths.passages[i].node);
        if (gain - price_of_column(s) <= fmaxl(MUCH * lacking, tolerance))
            continue;
        outcome = enter_column(s, gain);
        if (outcome == GIVEN_UP)
            break;
        seek_by_other_prices(s);
    }
    return outcome;
}

static enum outcome enter_longest(struct solver *s, size_t slice, long double tolerance) {
    if (!afford(s, NODE_COST * s->paths.node_count))
        return GIVEN_UP;
    if (paths_longest(&s->paths, slice, s->packing.prices) - s->packing.prices[slice] <= tolerance)
        return NOTHING_FOUND;
    return enter_column(s, paths_trace(&s->paths, slice, s->packing.prices));
}

static long double value_reached(const struct solver *s) {
    long double value = 0;
    for (size_t row = 0; row < s->paths.rows; row++)
        value += s->packing.prices[row] * s->budgets[row];
    return value;
}

/* What a bound may lack and keep its digits: those of a best one are in its complement. */
static long double close_to(const struct solver *s, long double value) {
    return s->coupling->goal == MOST_DOWN && !s->averaged ? CLOSE * value : 0;
}

/* Whether the value comes to a cost that is known beforehand. */
static bool is_known(const struct solver *s, long double value) {
    return !s->averaged && fminl(s->covered, s->whole) - value <= close_to(s, value);
}

/* The value grows by less and less: a program that has used much and, going by how far it came, will not be done is
 * given up early. */
static bool is_hopeless(const struct solver *s, long double value) {
    static const long double MUCH = 0.1L;
    long double done = value / fminl(s->covered, s->whole);
    long double used = (long double)(s->granted - *s->coupling->work) / (long double)s->granted;
    return used > MUCH && used > done * done;
}

/* Lets violated constraints in until there is none, or what is known beforehand is reached; false where work ran out
 * before. */
static bool generate(struct solver *s) {
    for (bool violated = true; violated;) {
        violated = false;
        for (size_t t = 0; t < s->coupling->slice_count; t++) {
            long double value = value_reached(s), tolerance = fmaxl(packing_tolerance(), close_to(s, value));
            if (is_known(s, value))
                return true;
            if (is_hopeless(s, value))
                return false;
            enum outcome outcome = enter_many(s, t, tolerance);
            if (outcome == NOTHING_FOUND)
                outcome = enter_longest(s, t, tolerance);
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
static void allow_for_rounding(struct coupling_result *result) {
    const long double rounding = packing_tolerance();
    if (result->complement >= rounding / SHARP)
        return;
    result->complement = result->complement > rounding ? result->complement - rounding : 0;
    result->value = 1 - result->complement;
    result->is_sharp = false;
}

/* A dual solution's cost. With b = 1 - d, base + sum of b y is 1 - (sum of d y - (base + sum of y - 1)), and the inner
 * bracket is 0 or far from it. */
struct cost {
    long double value, excess, complement;
};

static void pay_for(const struct solver *s, struct cost *cost, size_t row, long double price) {
    const struct coupled *variable = &s->coupling->variables[s->paths.rank_of[row]];
    cost->value += price * variable->budget;
    cost->complement += price * variable->complement;
    cost->excess += price;
}

/* Each slice pays what its most violated constraint lacks: where work ran out, and where averaging leaves a trace below
 * the tolerance. */
static struct cost cost_of_prices(struct solver *s) {
    struct cost cost = {0};
    long double unseen = s->averaged ? 0 : packing_tolerance();
    for (size_t t = 0; t < s->coupling->slice_count; t++) {
        long double needed = paths_longest(&s->paths, t, s->packing.prices), paid = s->packing.prices[t];
        cost.value += s->coupling->weights[t] * (needed > paid + unseen ? needed : paid);
    }
    cost.excess = cost.value - 1;
    for (size_t row = s->coupling->slice_count; row < s->paths.rows; row++)
        pay_for(s, &cost, row, s->packing.prices[row]);
    return cost;
}

static struct cost cost_of_cover(const struct solver *s) {
    struct cost cost = {.excess = -1};
    for (size_t row = s->coupling->slice_count; row < s->paths.rows; row++)
        if (s->cover[row])
            pay_for(s, &cost, row, 1);
    return cost;
}

static struct coupling_result result_of(struct solver *s, bool complete) {
    static const long double LEAST_AVERAGE = 1e-11L; /* averaging leaves some 1e-18 of constraints that are met */
    const struct coupling *c = s->coupling;
    struct cost cost = cost_of_prices(s);
    if (s->covered <= cost.value)
        cost = cost_of_cover(s);
    if (cost.value > s->whole + (c->goal == MOST_UP ? ROUNDING : 0)) /* what rounding adds may hide a complement */
        cost = (struct cost){.value = s->whole, .excess = s->whole - 1};
    cost.complement -= fabsl(cost.excess) < ROUNDING && !s->averaged ? 0 : cost.excess;
    struct coupling_result result = {.value = cost.value, .complement = cost.complement, .is_sharp = complete};
    if (s->averaged && c->goal == MOST_UP && !c->forced) /* with hours there is no complement */
        allow_for_rounding(&result);
    if (s->averaged && c->goal == MOST_DOWN && result.value < LEAST_AVERAGE)
        result.is_sharp = false;
    return result;
}

long double coupling_nudge(uint32_t rank, long double size) {
    uint32_t mixed = (rank + 1) * 2654435769u;
    return size * 1e-13L * (1 + (long double)(mixed >> 8) / (1 << 24));
}

struct coupling_result coupling_solve(const struct coupling *coupling, struct arena *temporary) {
    struct solver s = {
        .coupling = coupling, .whole = sum_of_weights(coupling), .granted = *coupling->work, .scratch = temporary};
    struct coupling_result nothing_known = {.value = s.whole};
    if (!afford(&s, coupling->bdd->count))
        return nothing_known;
    s.paths = paths_new(coupling, temporary);
    if (s.paths.rows > ROWS_MAX)
        return nothing_known;
    s.averaged = paths_meet_switch(&s.paths);
    open_packing(&s);
    find_cover(&s);
    bool complete = generate(&s);
    return result_of(&s, complete);
}
