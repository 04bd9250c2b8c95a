#include "engine/frontier/step_order.h"

#include <math.h>
#include <string.h>

/* Inputs that a reader still waits for count up to so many. */
enum { WAITING_MAX = 4 };

struct candidate {
    int64_t score; /* the highest comes next */
    uint32_t step;
};

struct ordering_run {
    const struct frontier_plan *plan;
    struct step_order order;
    size_t count;      /* of steps that have their place */
    uint32_t *waiting; /* by step: inputs without a place, variables left aside */
    uint32_t *unread;  /* by step: readers without a place */
    uint32_t *level;   /* by step: the longest way from a variable, where the order goes by it; else NULL */
    struct candidate *heap;
    size_t heap_count, heap_capacity;
    uint32_t *pending;
    size_t pending_count, pending_capacity;
    struct arena *arena;
};

static bool is_placed(const struct ordering_run *o, uint32_t step) {
    return o->order.position[step] != NO_INDEX;
}

static const uint32_t *inputs_of(const struct ordering_run *o, uint32_t step) {
    return o->plan->inputs + o->plan->steps[step].inputs.first;
}

/* ---- A heap of the steps that may come next ---- */

static bool is_before(struct candidate a, struct candidate b) {
    return a.score != b.score ? a.score > b.score : a.step < b.step;
}

static void sift_down(struct ordering_run *o) {
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= o->heap_count)
            return;
        if (child + 1 < o->heap_count && is_before(o->heap[child + 1], o->heap[child]))
            child++;
        if (!is_before(o->heap[child], o->heap[at]))
            return;
        struct candidate moved = o->heap[at];
        o->heap[at] = o->heap[child];
        o->heap[child] = moved;
        at = child;
    }
}

static struct candidate pop(struct ordering_run *o) {
    struct candidate first = o->heap[0];
    o->heap[0] = o->heap[--o->heap_count];
    sift_down(o);
    return first;
}

/* The bits that it frees, less those that it makes live. */
static int64_t bits_freed(const struct ordering_run *o, uint32_t step) {
    const struct frontier_step *self = &o->plan->steps[step];
    int64_t freed = -(int64_t)self->has_bit;
    for (uint32_t i = 0; i < self->inputs.count; i++) {
        uint32_t input = inputs_of(o, step)[i];
        bool frees = o->unread[input] == 1;
        freed += frees - !is_placed(o, input);
    }
    return freed;
}

/* The lowest level first, and there the step whose reader waits for the fewest others. */
static int64_t level_score(const struct ordering_run *o, uint32_t step) {
    struct span readers = o->plan->steps[step].readers;
    uint32_t fewest = WAITING_MAX;
    for (uint32_t i = 0; i < readers.count; i++) {
        uint32_t waiting = o->waiting[o->plan->readers[readers.first + i]];
        fewest = waiting < fewest ? waiting : fewest;
    }
    return -((int64_t)o->level[step] * (WAITING_MAX + 1) + fewest);
}

/* Scores only rise, so an entry that is out of date stands behind the newer one of its step and is passed over. */
static void offer(struct ordering_run *o, uint32_t step) {
    if (!o->heap || o->plan->steps[step].is_variable || is_placed(o, step) || o->waiting[step] > 0)
        return;
    struct candidate candidate = {.score = o->level ? level_score(o, step) : bits_freed(o, step), .step = step};
    o->heap = arena_reserve(o->arena, o->heap, o->heap_count, &o->heap_capacity, sizeof *o->heap);
    size_t at = o->heap_count++;
    for (; at > 0 && is_before(candidate, o->heap[(at - 1) / 2]); at = (at - 1) / 2)
        o->heap[at] = o->heap[(at - 1) / 2];
    o->heap[at] = candidate;
}

/* ---- Placing ---- */

static void append(struct ordering_run *o, uint32_t step) {
    o->order.position[step] = (uint32_t)o->count;
    o->order.steps[o->count++] = step;
}

static void offer_inputs(struct ordering_run *o, uint32_t step) {
    for (uint32_t i = 0; i < o->plan->steps[step].inputs.count; i++)
        offer(o, inputs_of(o, step)[i]);
}

/* A step that only looks a probability up is placed as soon as it can be. */
static void tell_reader(struct ordering_run *o, uint32_t reader) {
    if (--o->waiting[reader] > 0) {
        if (o->level && o->waiting[reader] < WAITING_MAX)
            offer_inputs(o, reader);
    } else if (!o->plan->steps[reader].has_bit) {
        o->pending = arena_reserve(o->arena, o->pending, o->pending_count, &o->pending_capacity, sizeof *o->pending);
        o->pending[o->pending_count++] = reader;
    } else {
        offer(o, reader);
    }
}

static void tell_readers(struct ordering_run *o, uint32_t step) {
    struct span readers = o->plan->steps[step].readers;
    for (uint32_t i = 0; i < readers.count; i++) {
        uint32_t reader = o->plan->readers[readers.first + i];
        if (o->plan->steps[step].is_variable)
            offer(o, reader);
        else
            tell_reader(o, reader);
    }
}

static void offer_last_reader(struct ordering_run *o, uint32_t step) {
    struct span readers = o->plan->steps[step].readers;
    for (uint32_t i = 0; i < readers.count; i++)
        offer(o, o->plan->readers[readers.first + i]);
}

static void place_one(struct ordering_run *o, uint32_t step) {
    struct span inputs = o->plan->steps[step].inputs;
    for (uint32_t i = 0; i < inputs.count; i++) {
        uint32_t input = inputs_of(o, step)[i];
        if (is_placed(o, input))
            continue;
        append(o, input);
        tell_readers(o, input);
    }
    append(o, step);
    for (uint32_t i = 0; i < inputs.count; i++)
        if (--o->unread[inputs_of(o, step)[i]] == 1)
            offer_last_reader(o, inputs_of(o, step)[i]);
    tell_readers(o, step);
}

static void place(struct ordering_run *o, uint32_t step) {
    size_t base = o->pending_count;
    place_one(o, step);
    while (o->pending_count > base) {
        uint32_t next = o->pending[--o->pending_count];
        if (!is_placed(o, next))
            place_one(o, next);
    }
}

/* ---- The orders ---- */

static void place_as_written(struct ordering_run *o) {
    for (uint32_t step = 0; step < o->plan->step_count; step++)
        if (!o->plan->steps[step].is_variable && !is_placed(o, step))
            place(o, step);
}

static void place_depth_first(struct ordering_run *o) {
    uint32_t *stack = NULL;
    size_t depth = 0, capacity = 0;
    for (uint32_t root = (uint32_t)o->plan->step_count; root-- > 0;) {
        stack = arena_reserve(o->arena, stack, depth, &capacity, sizeof *stack);
        stack[depth++] = root;
        while (depth > 0) {
            uint32_t step = stack[depth - 1];
            size_t before = depth;
            struct span inputs = o->plan->steps[step].inputs;
            for (uint32_t i = inputs.count; !is_placed(o, step) && o->waiting[step] > 0 && i-- > 0;) {
                uint32_t input = inputs_of(o, step)[i];
                if (is_placed(o, input) || o->plan->steps[input].is_variable)
                    continue;
                stack = arena_reserve(o->arena, stack, depth, &capacity, sizeof *stack);
                stack[depth++] = input;
            }
            if (depth > before)
                continue;
            depth--;
            if (!is_placed(o, step) && !o->plan->steps[step].is_variable)
                place(o, step);
        }
    }
    arena_release(o->arena, stack, capacity, sizeof *stack);
}

static void place_by_score(struct ordering_run *o) {
    o->heap = arena_reserve(o->arena, NULL, 0, &o->heap_capacity, sizeof *o->heap);
    for (uint32_t step = 0; step < o->plan->step_count; step++)
        offer(o, step);
    while (o->heap_count > 0) {
        uint32_t step = pop(o).step;
        if (!is_placed(o, step))
            place(o, step);
    }
    arena_release(o->arena, o->heap, o->heap_capacity, sizeof *o->heap);
    o->heap = NULL;
}

/* Alike parts of alike wholes come one after the other, and so do all that one gate reads. */
static void place_by_level(struct ordering_run *o) {
    o->level = arena_alloc(o->arena, o->plan->step_count, sizeof *o->level);
    for (uint32_t step = 0; step < o->plan->step_count; step++)
        for (uint32_t i = 0; i < o->plan->steps[step].inputs.count; i++) {
            uint32_t level = o->level[inputs_of(o, step)[i]] + 1;
            o->level[step] = level > o->level[step] ? level : o->level[step];
        }
    place_by_score(o);
    arena_release(o->arena, o->level, o->plan->step_count, sizeof *o->level);
}

/* ---- Places of bits ---- */

static void find_last_readers(struct ordering_run *o) {
    const struct frontier_plan *plan = o->plan;
    for (uint32_t step = 0; step < plan->step_count; step++) {
        struct span readers = plan->steps[step].readers;
        uint32_t last = o->order.position[step];
        for (uint32_t i = 0; i < readers.count; i++) {
            uint32_t position = o->order.position[plan->readers[readers.first + i]];
            last = position > last ? position : last;
        }
        o->order.last[step] = last;
    }
}

/* The slots that a step frees may be taken from the next step on. */
static void assign_slots(struct ordering_run *o) {
    const struct frontier_plan *plan = o->plan;
    uint32_t *free_slots = arena_alloc(o->arena, plan->step_count, sizeof *free_slots);
    size_t free_count = 0, live = 0;
    for (uint32_t position = 0; position < plan->step_count; position++) {
        uint32_t step = o->order.steps[position];
        if (plan->steps[step].has_bit) {
            o->order.slot[step] = free_count > 0 ? free_slots[--free_count] : o->order.slot_count++;
            live++;
        }
        o->order.states += live < 1000 ? ldexp(1, (int)live) : (double)INFINITY;
        for (uint32_t i = 0; i < plan->steps[step].inputs.count; i++) {
            uint32_t input = inputs_of(o, step)[i];
            if (o->order.last[input] != position)
                continue;
            free_slots[free_count++] = o->order.slot[input];
            live--;
        }
    }
    arena_release(o->arena, free_slots, plan->step_count, sizeof *free_slots);
}

static struct ordering_run open_run(const struct frontier_plan *plan, struct arena *arena) {
    size_t count = plan->step_count;
    struct ordering_run o = {.plan = plan,
                             .waiting = arena_alloc(arena, count, sizeof *o.waiting),
                             .unread = arena_alloc(arena, count, sizeof *o.unread),
                             .arena = arena};
    o.order.steps = arena_alloc(arena, count, sizeof *o.order.steps);
    o.order.position = arena_alloc(arena, count, sizeof *o.order.position);
    o.order.last = arena_alloc(arena, count, sizeof *o.order.last);
    o.order.slot = arena_alloc(arena, count, sizeof *o.order.slot);
    memset(o.order.position, 0xff, count * sizeof *o.order.position);
    for (uint32_t step = 0; step < count; step++) {
        o.unread[step] = plan->steps[step].readers.count;
        for (uint32_t i = 0; i < plan->steps[step].inputs.count; i++)
            o.waiting[step] += !plan->steps[inputs_of(&o, step)[i]].is_variable;
    }
    return o;
}

struct step_order step_order_new(const struct frontier_plan *plan, enum step_ordering ordering, struct arena *arena) {
    struct ordering_run o = open_run(plan, arena);
    switch (ordering) {
    case STEPS_AS_WRITTEN:
        place_as_written(&o);
        break;
    case STEPS_DEPTH_FIRST:
        place_depth_first(&o);
        break;
    case STEPS_FEWEST_LIVE:
        place_by_score(&o);
        break;
    default:
        place_by_level(&o);
    }
    find_last_readers(&o);
    assign_slots(&o);
    arena_release(arena, o.waiting, plan->step_count, sizeof *o.waiting);
    arena_release(arena, o.unread, plan->step_count, sizeof *o.unread);
    arena_release(arena, o.pending, o.pending_capacity, sizeof *o.pending);
    return o.order;
}

void step_order_release(const struct frontier_plan *plan, struct step_order *order, struct arena *arena) {
    arena_release(arena, order->steps, plan->step_count, sizeof *order->steps);
    arena_release(arena, order->position, plan->step_count, sizeof *order->position);
    arena_release(arena, order->last, plan->step_count, sizeof *order->last);
    arena_release(arena, order->slot, plan->step_count, sizeof *order->slot);
    *order = (struct step_order){0};
}
