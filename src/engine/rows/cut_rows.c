#include "engine/rows/cut_rows.h"

#include "base/work.h"
#include "engine/cuts/alike.h"

#include <math.h>
#include <stdlib.h>

/* Each service may take the whole budget of nodes, and all services together so many budgets. */
enum { BUDGETS = 16 };

/* To look at what lies below all services once may take so many steps: some seconds. */
static const size_t WORK = 4000000000;

struct cut_maker cut_maker_new(const struct event_maker *events) {
    const struct figures *figures = events->rows->figures;
    size_t max_nodes = events->rows->result->max_nodes;
    struct cut_maker maker = {
        .events = events, .nodes_left = work_for(max_nodes, BUDGETS), .work = work_within(WORK, max_nodes)};
    if (!events->rows->result->why)
        return maker;
    events->rows->result->likeness = arena_alloc(&events->rows->result->arena, figures->scope->service_count,
                                                 sizeof *events->rows->result->likeness);
    maker.cuts = minimal_cuts_new(figures->valuation, figures->timed, figures->scratch);
    maker.alike = alike_leaves(figures->graph, figures->model, figures->scratch);
    return maker;
}

/* ---- One set ---- */

/* An event while its set is put into order. */
struct member {
    slacalc_event event;
    uint64_t likeness; /* the same of events that are alike */
};

static int by_member(const void *left, const void *right) {
    const struct member *a = left, *b = right;
    return event_order(&a->event, &b->event);
}

static int by_likeness(const void *left, const void *right) {
    const uint64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* A set while all are put into order. */
struct drawn_set {
    slacalc_cut_set row;
    const uint64_t *likeness; /* of its events */
    const uint64_t *sorted;   /* the same, ascending */
};

/* Of replicas across places several events say together that too few of those are up that have their place. */
static size_t merge_members(struct member *members, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && members[i].event.kind == SLACALC_EVENT_REPLICAS &&
            event_order(&members[kept - 1].event, &members[i].event) == 0) {
            members[kept - 1].event.probability *= members[i].event.probability;
            if (members[kept - 1].event.placed < members[i].event.placed)
                members[kept - 1].event.placed = members[i].event.placed;
        } else
            members[kept++] = members[i];
    }
    return kept;
}

static struct drawn_set draw_set(const struct cut_maker *maker, const struct cut_set *set, struct arena *scratch) {
    struct member *members = arena_alloc(scratch, set->event_count, sizeof *members);
    for (size_t i = 0; i < set->event_count; i++) {
        const struct cut_part *part = &maker->cuts.parts[set->events[i]];
        members[i].event = event_row(maker->events, part->gate);
        if (part->is_hours) {
            members[i].event.kind = SLACALC_EVENT_HOURS;
            members[i].event.probability = (double)minimal_cuts_share(&maker->cuts, part->slices);
        }
        members[i].likeness = 2 * (uint64_t)maker->alike[part->gate] + part->is_hours;
    }
    qsort(members, set->event_count, sizeof *members, by_member);
    size_t count = merge_members(members, set->event_count);
    struct arena *arena = &maker->events->rows->result->arena;
    slacalc_event *events = arena_alloc(arena, count, sizeof *events);
    uint64_t *likeness = arena_alloc(arena, count, sizeof *likeness);
    for (size_t i = 0; i < count; i++) {
        events[i] = members[i].event;
        likeness[i] = members[i].likeness;
    }
    uint64_t *sorted = arena_copy(scratch, likeness, count, sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_likeness);
    return (struct drawn_set){{events, count, (double)set->probability, 0}, likeness, sorted};
}

/* ---- All of a service ---- */

static int by_probability(const void *left, const void *right) {
    const slacalc_cut_set *a = &((const struct drawn_set *)left)->row, *b = &((const struct drawn_set *)right)->row;
    double one = rounded_share(a->probability), other = rounded_share(b->probability);
    if (one != other)
        return one > other ? -1 : 1;
    if (a->event_count != b->event_count)
        return a->event_count < b->event_count ? -1 : 1;
    int order = 0;
    for (size_t i = 0; order == 0 && i < a->event_count; i++)
        order = event_order(&a->events[i], &b->events[i]);
    return order;
}

static bool are_alike(const struct drawn_set *a, const struct drawn_set *b) {
    if (a->row.event_count != b->row.event_count)
        return false;
    size_t i = 0;
    while (i < a->row.event_count && a->sorted[i] == b->sorted[i])
        i++;
    return i == a->row.event_count;
}

/* The first set that is like this one, which may be the set itself: only equally likely sets can be. A set of one event
 * is always told by itself. */
static size_t first_alike(const struct drawn_set *sets, size_t index) {
    double probability = rounded_share(sets[index].row.probability);
    for (size_t i = index;
         sets[index].row.event_count > 1 && i > 0 && rounded_share(sets[i - 1].row.probability) == probability; i--)
        if (are_alike(&sets[i - 1], &sets[index]))
            return sets[i - 1].row.alike;
    return index;
}

static void keep_sets(const struct cut_maker *maker, size_t service, const struct likeliest *likeliest,
                      struct arena *scratch) {
    slacalc_result *result = maker->events->rows->result;
    struct drawn_set *drawn = arena_alloc(scratch, likeliest->count, sizeof *drawn);
    slacalc_cut_set *rows = arena_alloc(&result->arena, likeliest->count, sizeof *rows);
    const uint64_t **likeness = arena_alloc(&result->arena, likeliest->count, sizeof *likeness);
    for (size_t i = 0; i < likeliest->count; i++)
        drawn[i] = draw_set(maker, &likeliest->sets[i], scratch);
    qsort(drawn, likeliest->count, sizeof *drawn, by_probability);
    for (size_t i = 0; i < likeliest->count; i++) {
        drawn[i].row.alike = first_alike(drawn, i);
        rows[i] = drawn[i].row;
        likeness[i] = drawn[i].likeness;
    }
    result->services[service].cut_sets = rows;
    result->services[service].cut_set_count = likeliest->count;
    result->likeness[service] = likeness;
}

void add_cut_sets(struct cut_maker *maker, slacalc_service *service, size_t index) {
    const struct figures *figures = maker->events->rows->figures;
    slacalc_result *result = maker->events->rows->result;
    const struct timed_service *timed = timed_service_at(figures->timed, index);
    service->cut_sets_share = -1;
    bool has_slices = !timed || is_cut(&timed->slices);
    service->cut_sets_unknown = !has_slices || !work_take(&maker->work, figures->valuation->modules.reached);
    if (service->cut_sets_unknown)
        return;
    size_t wanted = result->top > 0 ? result->top : SIZE_MAX;
    size_t nodes = maker->nodes_left < result->max_nodes ? maker->nodes_left : result->max_nodes;
    struct arena *scratch = arena_open(figures->scratch);
    struct cut_sets sets = cut_sets_of(&maker->cuts, figures->graph->judged[figures->scope->services[index]], timed,
                                       wanted, nodes, scratch);
    work_take(&maker->nodes_left, maker->cuts.made);
    service->cut_sets_unknown = !sets.is_known;
    if (sets.is_known) {
        double down = service->availability.value.down;
        if (sets.count)
            service->cut_sets_all = text_copy(&result->arena, text_of(sets.count));
        if (sets.together >= 0 && service->availability.exact && down > 0)
            service->cut_sets_share = sets.likeliest.is_all ? 1 : fmin((double)sets.together / down, 1);
        keep_sets(maker, index, &sets.likeliest, scratch);
    }
    arena_close(scratch);
}
