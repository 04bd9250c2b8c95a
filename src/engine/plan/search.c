#include "engine/plan/search.h"

#include "base/bits.h"

#include <math.h>

/* So many services are looked at for one step of the budget. */
enum { SERVICES_A_STEP = 4 };

/* What is certain of one service whatever is decided of the open options. */
struct outlook {
    uint32_t broken;
    bool is_known; /* the effort is */
    struct effort effort;
};

/* Options that were taken and left; the others are open. */
struct node {
    uint64_t taken, rest;
    double cost;
    struct outlook *outlooks; /* by service of the aim */
};

struct search {
    struct prospects *prospects;
    const struct choices *choices;
    const struct aim *aim;
    struct outlook *outlooks; /* by depth and service */
    struct found found;
    bool is_among_equals; /* the best cost is known */
    double open_cost;     /* the least of what was not looked at; infinite while all was */
};

static uint32_t broken_of(const struct aim *aim, const struct standing *standing) {
    return isfinite(aim->limit) ? !(standing->down < aim->limit) : standing->broken;
}

/* ---- Better ---- */

static int by_number(uint64_t one, uint64_t other) {
    size_t a = bits_count(one), b = bits_count(other);
    return a < b ? -1 : a > b;
}

/* By what is broken, by cost, and by number. */
static int outcome_order(const struct outcome *a, const struct outcome *b) {
    if (a->broken != b->broken)
        return a->broken < b->broken ? -1 : 1;
    int order = cost_order(a->cost, b->cost);
    return order != 0 ? order : by_number(a->set, b->set);
}

static bool is_better(const struct outcome *a, const struct outcome *b) {
    int order = outcome_order(a, b);
    if (order != 0)
        return order < 0;
    if (fabs(a->down - b->down) > 1e-12 * (a->down + b->down))
        return a->down < b->down;
    return stands_earlier(a->set, b->set);
}

/* ---- Candidates ---- */

/* This is asked between services too, as there may be many and each may take its time. */
static bool is_late(const struct search *search) {
    return prospects_are_late(search->prospects);
}

static double down_of_first(const struct search *search, uint64_t taken, uint64_t rest) {
    if (search->aim->first == NO_INDEX)
        return 0;
    return prospect_under(search->prospects, search->aim->first, taken, rest).down;
}

/* Keeps the node's own set where it is the best so far. Returns whether everything else below the node can be better
 * only by what decides among equals: that is so where the set leaves a valid model and breaks no more than is certain.
 */
static bool try_set(struct search *search, const struct node *node, size_t certain) {
    struct outcome outcome = {.set = node->taken, .cost = node->cost};
    if (!choices_allow(search->choices, node->taken))
        return false;
    for (size_t i = 0; i < search->aim->service_count; i++) {
        struct standing standing = prospect_under(search->prospects, search->aim->services[i], node->taken, 0);
        if (!standing.is_model || is_late(search))
            return false;
        outcome.broken += broken_of(search->aim, &standing);
    }
    struct outcome *best = &search->found.best;
    if (search->found.is_there && outcome_order(&outcome, best) > 0)
        return outcome.broken <= certain;
    outcome.down = down_of_first(search, node->taken, 0);
    if (search->found.is_there && !is_better(&outcome, best))
        return outcome.broken <= certain;
    if (!prospects_is_model(search->prospects, node->taken))
        return false;
    *best = outcome;
    search->found.is_there = true;
    return outcome.broken <= certain;
}

/* ---- Bounds ---- */

/* Adds up what is certain to be broken below the node. Only services that an option in `changed` reaches may differ
 * from the node above; at the root, where nothing was looked at yet, all options count as changed. Returns false where
 * no set below the node leaves a valid model. When it is late, a service that was not looked at counts as though it
 * broke nothing. */
static bool look(struct search *search, struct node *node, uint64_t changed, size_t *broken) {
    const struct aim *aim = search->aim;
    for (size_t i = 0; i < aim->service_count; i++) {
        if (is_late(search))
            node->outlooks[i] = (struct outlook){.broken = 0};
        else if (changed & search->prospects->reach.services[aim->services[i]].reached_by) {
            struct standing standing = prospect_under(search->prospects, aim->services[i], node->taken, node->rest);
            if (!standing.is_model)
                return false;
            node->outlooks[i] = (struct outlook){.broken = broken_of(aim, &standing)};
        }
        *broken += node->outlooks[i].broken;
    }
    return true;
}

static struct effort effort_for(struct search *search, struct node *node, size_t index) {
    struct outlook *outlook = &node->outlooks[index];
    if (!outlook->is_known) {
        outlook->effort = prospect_effort(search->prospects, search->aim->services[index], node->taken, node->rest,
                                          search->aim->limit);
        outlook->is_known = true;
    }
    return outlook->effort;
}

/* What it takes, at the least, for all services together, or for those that there was time to look at. */
static struct effort effort_of_all(struct search *search, struct node *node, struct deadline *deadline) {
    struct effort sum = {0}, most = {0};
    for (size_t i = 0; i < search->aim->service_count && !deadline_is_over(deadline); i++) {
        struct effort effort = effort_for(search, node, i);
        most.cost = fmax(most.cost, effort.cost);
        most.number = effort.number > most.number ? effort.number : most.number;
        if (effort.number == 0 || (effort.options & sum.options))
            continue;
        sum.cost += effort.cost;
        sum.number += effort.number;
        sum.options |= effort.options;
    }
    return (struct effort){fmax(sum.cost, most.cost), sum.number > most.number ? sum.number : most.number, 0};
}

/* Whether nothing below the node can be better, where that costs at least `cost` and takes at least `number` options.
 */
static bool is_hopeless(struct search *search, const struct node *node, double cost, size_t number) {
    const struct outcome *best = &search->found.best;
    int order = cost_order(cost, best->cost);
    size_t best_number = bits_count(best->set);
    if (order != 0 || number != best_number)
        return order != 0 ? order > 0 : number > best_number;
    if (!search->is_among_equals)
        return true;
    double down = down_of_first(search, node->taken, node->rest);
    return down >= best->down * (1 - 1e-12) && !stands_earlier(node->taken | node->rest, best->set);
}

/* Sets `*certain` to how many are broken at the least. */
static bool may_be_better(struct search *search, struct node *node, uint64_t changed, size_t *certain) {
    const struct outcome *best = &search->found.best;
    if (!look(search, node, changed, certain))
        return false;
    if (!search->found.is_there || *certain < best->broken)
        return true;
    if (*certain > best->broken || is_hopeless(search, node, node->cost, bits_count(node->taken)))
        return false;
    struct effort effort = effort_of_all(search, node, &search->prospects->deadline);
    return !is_hopeless(search, node, node->cost + effort.cost, bits_count(node->taken) + effort.number);
}

/* ---- Branches ---- */

static bool is_done(const struct search *search, const struct node *node, bool is_least) {
    bool is_as_many = search->found.is_there && bits_count(node->taken) >= bits_count(search->found.best.set);
    return node->rest == 0 || (is_least && (!search->is_among_equals || is_as_many));
}

static void leave_open(struct search *search, const struct node *node) {
    search->open_cost = fmin(search->open_cost, node->cost);
}

/* It recurses as deep as there are options, which are few. */
static void branch(struct search *search, struct node *node, size_t depth, uint64_t changed) {
    size_t certain = 0;
    if (prospects_are_over(search->prospects)) {
        leave_open(search, node);
        return;
    }
    prospects_spend(search->prospects, 1 + search->aim->service_count / SERVICES_A_STEP);
    if (!may_be_better(search, node, changed, &certain))
        return;
    bool is_least = try_set(search, node, certain);
    if (is_late(search)) {
        leave_open(search, node);
        return;
    }
    if (is_done(search, node, is_least))
        return;
    while (!(node->rest >> search->prospects->reach.order[depth] & 1))
        depth++;
    size_t option = search->prospects->reach.order[depth], services = search->aim->service_count;
    uint64_t bit = (uint64_t)1 << option;
    struct node child = {.taken = node->taken, .rest = node->rest ^ bit, .cost = node->cost};
    child.outlooks = &search->outlooks[(depth + 1) * services];
    for (size_t i = 0; i < services; i++)
        child.outlooks[i] = node->outlooks[i];
    branch(search, &child, depth + 1, bit);
    child = (struct node){.taken = node->taken | bit,
                          .rest = node->rest & ~bit & ~search->choices->excluded[option],
                          .cost = node->cost + search->choices->costs[option],
                          .outlooks = child.outlooks};
    for (size_t i = 0; i < services; i++)
        child.outlooks[i] = node->outlooks[i];
    branch(search, &child, depth + 1, bit | (node->rest & search->choices->excluded[option]));
}

static void run(struct search *search) {
    struct node root = {.rest = choices_all(search->choices), .outlooks = search->outlooks};
    branch(search, &root, 0, root.rest);
}

/* A cost below which there is no plan, for a search that was ended early. */
static double least_cost(struct search *search) {
    struct node root = {.rest = choices_all(search->choices), .outlooks = search->outlooks};
    const struct found *found = &search->found;
    double least = search->open_cost;
    size_t certain = 0;
    if (look(search, &root, root.rest, &certain) && certain == 0)
        least = fmax(least, effort_of_all(search, &root, &search->prospects->last).cost);
    return found->is_there && found->best.broken == 0 ? fmin(least, found->best.cost) : least;
}

/* Looks for the best set of that cost, with a part of the budget only: more than that is not worth while. */
static void run_among_equals(struct search *search) {
    size_t aside = prospects_set_aside(search->prospects);
    search->is_among_equals = true;
    run(search);
    search->prospects->steps_left += aside;
}

struct found search_for(struct prospects *prospects, const struct aim *aim) {
    struct arena *scratch = arena_open(prospects->arena);
    struct search search = {
        .prospects = prospects, .choices = prospects->reach.choices, .aim = aim, .open_cost = INFINITY};
    search.outlooks = arena_alloc(scratch, (search.choices->count + 1) * aim->service_count, sizeof *search.outlooks);
    run(&search);
    search.found.is_proven = isinf(search.open_cost);
    search.found.least_cost = search.found.is_proven ? search.found.best.cost : least_cost(&search);
    if (search.found.is_there)
        run_among_equals(&search);
    arena_close(scratch);
    return search.found;
}
