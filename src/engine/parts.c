#include "engine/parts.h"

#include "engine/cone.h"
#include "engine/cone_diagram.h"

#include <math.h>
#include <string.h>

/* The relative width that a top and a part may keep. */
static const long double TOP_GOAL = 9e-3L, PART_GOAL = 1e-3L;

/* What the sums and products of one part after the other may have lost. */
static const long double SLACK = 1e-12L;

/* Work is for each node of a budget, and of a diagram; the first diagrams are as large as leaves work for so many. */
enum { MAX_PARTS = 256, MAX_GATES = 1 << 13, MAX_TOPS = 8, WORK_OF_BUDGET = 1300, WORK_OF_DIAGRAM = 250000 };
enum { FIRST_DIAGRAMS = 1300000, FEWEST_NODES = 16 };

/* P(down) of a gate in the context of the part that reads it. */
struct interval {
    long double least, most;
};

struct part {
    uint32_t gate;
    const bool *is_down; /* by gate of the graph: known to be down */
    struct interval interval;
    struct interval factor; /* P(what must be down before the gate can be) */
    bool is_open;           /* what follows is known */
    enum gate_kind kind;
    struct part *reader; /* NULL: it is the top */
    struct part *parts;  /* that it reads */
    size_t count;
    struct interval composed; /* from these; like `drawn`, without the factor */
    struct interval drawn;    /* from diagrams */
    size_t next_nodes;        /* of its next diagram */
};

struct parts {
    struct exact *exact;
    size_t gate_count; /* up to the top */
    size_t part_count;
    size_t first_nodes; /* of the first diagram of a part */
    uint64_t work_left;
    struct arena *scratch;
};

static struct interval meet(struct interval a, struct interval b) {
    return (struct interval){fmaxl(a.least, b.least), fminl(a.most, b.most)};
}

static struct interval scaled(struct interval a, struct interval factor) {
    return (struct interval){a.least * factor.least, a.most * factor.most};
}

static long double width(const struct part *part) {
    return part->interval.most - part->interval.least;
}

static bool is_narrow(const struct part *part) {
    return width(part) <= PART_GOAL * part->interval.most;
}

/* ---- Opening ---- */

static struct interval interval_of(const struct cone_gate *gate) {
    return (struct interval){gate->level[HIGH].down, gate->level[LOW].down};
}

/* The cone of the part, and in what must be down there. */
static struct cone open_cone(struct parts *p, struct part *part) {
    long double probability[SIDES];
    struct cone cone = cone_new(p->exact, part->gate, part->is_down, p->scratch);
    bool *is_down = arena_alloc(p->scratch, p->gate_count, sizeof *is_down);
    memcpy(is_down, part->is_down, p->gate_count * sizeof *is_down);
    part->factor = (struct interval){1, 1};
    if (!cone_necessary(&cone, is_down, probability)) {
        arena_release(p->scratch, is_down, p->gate_count, sizeof *is_down);
        return cone;
    }
    part->factor = (struct interval){probability[HIGH], probability[LOW]};
    part->is_down = is_down;
    cone_release(&cone);
    return cone_new(p->exact, part->gate, is_down, p->scratch);
}

static void open_part(struct parts *p, struct part *part) {
    struct cone cone = open_cone(p, part);
    part->is_open = true;
    part->drawn = part->composed = (struct interval){cone.top == CONE_DOWN, 1};
    part->next_nodes = p->first_nodes;
    if (cone.top != CONE_DOWN) {
        const struct cone_gate *top = &cone.gates[cone.top];
        cone_enclose(&cone, p->exact);
        part->composed = interval_of(top);
        part->kind = top->kind;
        part->count = top->count;
        part->parts = arena_alloc(p->scratch, top->count, sizeof *part->parts);
        for (size_t i = 0; i < top->count; i++) {
            const struct cone_gate *argument = &cone.gates[cone.arguments[top->first + i]];
            part->parts[i] = (struct part){
                .gate = argument->gate, .is_down = part->is_down, .interval = interval_of(argument), .reader = part};
        }
        p->part_count += top->count;
    }
    part->interval = meet(part->interval, scaled(part->composed, part->factor));
    cone_release(&cone);
}

/* ---- Narrowing ---- */

/* Any: all of its parts are down. */
static struct interval compose(const struct part *part) {
    struct interval of_any = {1, 1}, of_all = {0, 0};
    long double up = 1;
    for (size_t i = 0; i < part->count; i++) {
        struct interval below = part->parts[i].interval;
        of_any = (struct interval){of_any.least * below.least, fminl(of_any.most, below.most)};
        of_all = (struct interval){fmaxl(of_all.least, below.least), of_all.most + up * below.most};
        up *= 1 - below.most;
    }
    return part->kind == GATE_ANY ? of_any : part->kind == GATE_ALL ? of_all : part->composed;
}

static void settle(struct part *part) {
    part->composed = meet(part->composed, compose(part));
    part->interval = meet(part->interval, scaled(meet(part->composed, part->drawn), part->factor));
}

/* How much there is to gain for the effort. */
static long double promise(const struct parts *p, const struct part *part) {
    return width(part) / (long double)(part->is_open ? part->next_nodes : p->first_nodes);
}

/* The one that the upper end hangs on most; NULL where none can be narrowed. */
static struct part *critical_part(const struct parts *p, const struct part *part) {
    struct part *found = NULL;
    for (size_t i = 0; i < part->count && part->kind != GATE_AT_LEAST; i++) {
        struct part *other = &part->parts[i];
        if (is_narrow(other))
            continue;
        if (!found || (part->kind == GATE_ANY ? other->interval.most < found->interval.most
                                              : promise(p, other) > promise(p, found)))
            found = other;
    }
    return found;
}

/* Whether little is lost by looking at what it reads only: another part than `below` is not wide, or at least one of
 * them has to be down, which of rare events is nearly the sum. */
static bool is_composed(const struct part *part, const struct part *below) {
    if (part->kind == GATE_ALL)
        return true;
    for (size_t i = 0; i < part->count; i++)
        if (&part->parts[i] != below && !is_narrow(&part->parts[i]))
            return false;
    return true;
}

/* The size of the next diagram of it, or of what it hangs on. */
static size_t next_nodes(const struct parts *p, const struct part *part) {
    const struct part *below;
    while (part->is_open && (below = critical_part(p, part)) && is_composed(part, below))
        part = below;
    return part->is_open ? part->next_nodes : p->first_nodes;
}

static void draw(struct parts *p, struct part *part) {
    struct cone cone = cone_new(p->exact, part->gate, part->is_down, p->scratch);
    uint64_t work = (uint64_t)part->next_nodes * WORK_OF_DIAGRAM;
    cone_join(&cone);
    struct cone_probability found =
        cone_diagram(&cone, part->next_nodes, work < p->work_left ? work : p->work_left, p->exact->deadline);
    p->work_left -= found.work < p->work_left ? found.work : p->work_left;
    part->drawn = meet(part->drawn, (struct interval){found.least, found.most});
    part->next_nodes = part->next_nodes / 2 * 5 + 1;
    cone_release(&cone);
}

/* Whether a diagram of the part itself is next, and not one of what it reads. */
static bool is_drawn_next(const struct parts *p, const struct part *part, const struct part *below) {
    if (!below || p->part_count > MAX_PARTS)
        return true;
    bool is_lost = part->next_nodes > p->first_nodes && part->composed.most < part->drawn.most;
    return !is_lost && !is_composed(part, below) && part->next_nodes <= next_nodes(p, below);
}

/* Goes down to the part that the top's interval hangs on, and narrows it and those on the way. */
static void look_again(struct parts *p, struct part *top) {
    struct part *part = top;
    for (;;) {
        if (!part->is_open)
            open_part(p, part);
        struct part *below = critical_part(p, part);
        if (is_narrow(part) || is_drawn_next(p, part, below))
            break;
        part = below;
    }
    if (!is_narrow(part))
        draw(p, part);
    for (; part; part = part->reader)
        settle(part);
}

/* The complement keeps its digits where it is the larger one. */
static void take_over(struct exact *e, uint32_t gate, struct interval found) {
    found = (struct interval){found.least * (1 - SLACK), found.most * (1 + SLACK)};
    if (found.most < e->values[LOW][gate].down && found.most < 0.5L)
        e->values[LOW][gate] = (struct level){1 - found.most, found.most};
    if (found.least > e->values[HIGH][gate].down && found.least < 0.5L)
        e->values[HIGH][gate] = (struct level){1 - found.least, found.least};
}

static void narrow_top(struct exact *e, uint32_t gate, uint64_t work, struct arena *scratch) {
    struct parts p = {.exact = e,
                      .gate_count = (size_t)gate + 1,
                      .first_nodes = work / FIRST_DIAGRAMS + FEWEST_NODES,
                      .work_left = work,
                      .scratch = scratch};
    struct part top = {.gate = gate, .interval = {e->values[HIGH][gate].down, e->values[LOW][gate].down}};
    top.is_down = arena_alloc(scratch, p.gate_count, sizeof *top.is_down);
    while (width(&top) > TOP_GOAL * top.interval.most && p.work_left > 0 && !deadline_is_over(e->deadline))
        look_again(&p, &top);
    take_over(e, gate, top.interval);
}

void parts_narrow(struct exact *e, size_t max_nodes, struct arena *scratch) {
    const struct graph *graph = e->graph;
    uint32_t tops[MAX_TOPS];
    size_t count = 0;
    bool *is_read = arena_alloc(scratch, graph->gate_count, sizeof *is_read);
    for (uint32_t g = (uint32_t)graph->gate_count; g-- > 0;) {
        const struct gate *gate = &graph->gates[g];
        if (e->modules.rank[g] == NO_INDEX)
            continue;
        if (!is_read[g] && !e->is_exact[g] && count++ < MAX_TOPS)
            tops[count - 1] = g;
        for (size_t i = 0; i < gate->count; i++)
            is_read[graph->arguments[gate->first + i]] = true;
    }
    for (size_t i = 0; i < count && count <= MAX_TOPS; i++)
        if (tops[i] < MAX_GATES)
            narrow_top(e, tops[i], (uint64_t)max_nodes * WORK_OF_BUDGET / count, scratch);
    arena_release(scratch, is_read, graph->gate_count, sizeof *is_read);
}
