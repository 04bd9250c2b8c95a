#include "engine/frontier/step_order.h"

#include "base/heap.h"

#include <math.h>

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
    struct arena *scratch;
};

static bool is_placed(const struct ordering_run *run, uint32_t step) {
    return run->order.position[step] != NO_INDEX;
}

static const uint32_t *inputs_of(const struct ordering_run *run, uint32_t step) {
    return run->plan->inputs + run->plan->steps[step].inputs.first;
}

/* ---- A heap of the steps that may come next ---- */

static bool is_before(const struct candidate *one, const struct candidate *other) {
    return one->score != other->score ? one->score > other->score : one->step < other->step;
}

/* The number of bits that the step frees, less that of bits that it makes live. */
static int64_t bits_freed(const struct ordering_run *run, uint32_t step) {
    const struct frontier_step *self = &run->plan->steps[step];
    int64_t freed = -(int64_t)self->has_bit;
    for (uint32_t i = 0; i < self->inputs.count; i++) {
        uint32_t input = inputs_of(run, step)[i];
        bool frees = run->unread[input] == 1;
        freed += frees - !is_placed(run, input);
    }
    return freed;
}

/* A score by which the lowest level comes first, and on one level the step whose reader waits for the fewest others. */
static int64_t level_score(const struct ordering_run *run, uint32_t step) {
    struct span readers = run->plan->steps[step].readers;
    uint32_t fewest = WAITING_MAX;
    for (uint32_t i = 0; i < readers.count; i++) {
        uint32_t waiting = run->waiting[run->plan->readers[readers.first + i]];
        fewest = waiting < fewest ? waiting : fewest;
    }
    return -((int64_t)run->level[step] * (WAITING_MAX + 1) + fewest);
}

/* Scores only rise, so an entry that is out of date stands behind the newer one of its step and is passed over. */
static void offer(struct ordering_run *run, uint32_t step) {
    if (!run->heap || run->plan->steps[step].is_variable || is_placed(run, step) || run->waiting[step] > 0)
        return;
    struct candidate candidate = {.score = run->level ? level_score(run, step) : bits_freed(run, step), .step = step};
    ARENA_RESERVE(run->scratch, run->heap, run->heap_count, run->heap_capacity);
    HEAP_PUT(run->heap, run->heap_count, candidate, is_before);
}

/* ---- Placing ---- */

static void append(struct ordering_run *run, uint32_t step) {
    run->order.position[step] = (uint32_t)run->count;
    run->order.steps[run->count++] = step;
}

static void offer_inputs(struct ordering_run *run, uint32_t step) {
    for (uint32_t i = 0; i < run->plan->steps[step].inputs.count; i++)
        offer(run, inputs_of(run, step)[i]);
}

/* A step that only looks a probability up is placed as soon as it can be. */
static void tell_reader(struct ordering_run *run, uint32_t reader) {
    if (--run->waiting[reader] > 0) {
        if (run->level && run->waiting[reader] < WAITING_MAX)
            offer_inputs(run, reader);
    } else if (!run->plan->steps[reader].has_bit) {
        ARENA_APPEND(run->scratch, run->pending, run->pending_count, run->pending_capacity, reader);
    } else {
        offer(run, reader);
    }
}

static void tell_readers(struct ordering_run *run, uint32_t step) {
    struct span readers = run->plan->steps[step].readers;
    for (uint32_t i = 0; i < readers.count; i++)
        (run->plan->steps[step].is_variable ? offer : tell_reader)(run, run->plan->readers[readers.first + i]);
}

static void offer_last_reader(struct ordering_run *run, uint32_t step) {
    struct span readers = run->plan->steps[step].readers;
    for (uint32_t i = 0; i < readers.count; i++)
        offer(run, run->plan->readers[readers.first + i]);
}

static void place_one(struct ordering_run *run, uint32_t step) {
    struct span inputs = run->plan->steps[step].inputs;
    for (uint32_t i = 0; i < inputs.count; i++) {
        uint32_t input = inputs_of(run, step)[i];
        if (is_placed(run, input))
            continue;
        append(run, input);
        tell_readers(run, input);
    }
    append(run, step);
    for (uint32_t i = 0; i < inputs.count; i++)
        if (--run->unread[inputs_of(run, step)[i]] == 1)
            offer_last_reader(run, inputs_of(run, step)[i]);
    tell_readers(run, step);
}

static void place(struct ordering_run *run, uint32_t step) {
    size_t base = run->pending_count;
    place_one(run, step);
    while (run->pending_count > base) {
        uint32_t next = run->pending[--run->pending_count];
        if (!is_placed(run, next))
            place_one(run, next);
    }
}

/* ---- The orders ---- */

static void place_as_written(struct ordering_run *run) {
    for (uint32_t step = 0; step < run->plan->step_count; step++)
        if (!run->plan->steps[step].is_variable && !is_placed(run, step))
            place(run, step);
}

static void place_depth_first(struct ordering_run *run) {
    uint32_t *stack = NULL;
    size_t depth = 0, capacity = 0;
    for (uint32_t root = (uint32_t)run->plan->step_count; root-- > 0;) {
        ARENA_APPEND(run->scratch, stack, depth, capacity, root);
        while (depth > 0) {
            uint32_t step = stack[depth - 1];
            size_t before = depth;
            struct span inputs = run->plan->steps[step].inputs;
            for (uint32_t i = inputs.count; !is_placed(run, step) && run->waiting[step] > 0 && i-- > 0;) {
                uint32_t input = inputs_of(run, step)[i];
                if (is_placed(run, input) || run->plan->steps[input].is_variable)
                    continue;
                ARENA_APPEND(run->scratch, stack, depth, capacity, input);
            }
            if (depth > before)
                continue;
            depth--;
            if (!is_placed(run, step) && !run->plan->steps[step].is_variable)
                place(run, step);
        }
    }
}

static void place_by_score(struct ordering_run *run) {
    ARENA_RESERVE(run->scratch, run->heap, 0, run->heap_capacity);
    for (uint32_t step = 0; step < run->plan->step_count; step++)
        offer(run, step);
    while (run->heap_count > 0) {
        struct candidate next = run->heap[0];
        HEAP_DROP_FIRST(run->heap, run->heap_count, is_before);
        if (!is_placed(run, next.step))
            place(run, next.step);
    }
}

/* Places steps by level, so that like parts of like wholes come one after the other, and so does all that one gate
 * reads. */
static void place_by_level(struct ordering_run *run) {
    run->level = arena_alloc(run->scratch, run->plan->step_count, sizeof *run->level);
    for (uint32_t step = 0; step < run->plan->step_count; step++)
        for (uint32_t i = 0; i < run->plan->steps[step].inputs.count; i++) {
            uint32_t level = run->level[inputs_of(run, step)[i]] + 1;
            run->level[step] = level > run->level[step] ? level : run->level[step];
        }
    place_by_score(run);
}

/* ---- Places of bits ---- */

static void find_last_readers(struct ordering_run *run) {
    const struct frontier_plan *plan = run->plan;
    for (uint32_t step = 0; step < plan->step_count; step++) {
        struct span readers = plan->steps[step].readers;
        uint32_t last = run->order.position[step];
        for (uint32_t i = 0; i < readers.count; i++) {
            uint32_t position = run->order.position[plan->readers[readers.first + i]];
            last = position > last ? position : last;
        }
        run->order.last[step] = last;
    }
}

/* Gives each bit a slot. A slot that a step frees may be taken from the next step on. */
static void assign_slots(struct ordering_run *run) {
    const struct frontier_plan *plan = run->plan;
    uint32_t *free_slots = arena_alloc(run->scratch, plan->step_count, sizeof *free_slots);
    size_t free_count = 0, live = 0;
    for (uint32_t position = 0; position < plan->step_count; position++) {
        uint32_t step = run->order.steps[position];
        if (plan->steps[step].has_bit) {
            run->order.slot[step] = free_count > 0 ? free_slots[--free_count] : run->order.slot_count++;
            live++;
        }
        run->order.states += live < 1000 ? ldexp(1, (int)live) : (double)INFINITY;
        for (uint32_t i = 0; i < plan->steps[step].inputs.count; i++) {
            uint32_t input = inputs_of(run, step)[i];
            if (run->order.last[input] != position)
                continue;
            free_slots[free_count++] = run->order.slot[input];
            live--;
        }
    }
}

static struct ordering_run open_run(const struct frontier_plan *plan, struct arena *arena, struct arena *scratch) {
    size_t count = plan->step_count;
    struct ordering_run run = {.plan = plan,
                               .waiting = arena_alloc(scratch, count, sizeof *run.waiting),
                               .unread = arena_alloc(scratch, count, sizeof *run.unread),
                               .scratch = scratch};
    run.order.steps = arena_alloc(arena, count, sizeof *run.order.steps);
    run.order.position = indices_none(arena, count);
    run.order.last = arena_alloc(arena, count, sizeof *run.order.last);
    run.order.slot = arena_alloc(arena, count, sizeof *run.order.slot);
    for (uint32_t step = 0; step < count; step++) {
        run.unread[step] = plan->steps[step].readers.count;
        for (uint32_t i = 0; i < plan->steps[step].inputs.count; i++)
            run.waiting[step] += !plan->steps[inputs_of(&run, step)[i]].is_variable;
    }
    return run;
}

struct step_order step_order_new(const struct frontier_plan *plan, enum step_ordering ordering, struct arena *arena) {
    struct arena *scratch = arena_open(arena);
    struct ordering_run run = open_run(plan, arena, scratch);
    switch (ordering) {
    case STEPS_AS_WRITTEN:
        place_as_written(&run);
        break;
    case STEPS_DEPTH_FIRST:
        place_depth_first(&run);
        break;
    case STEPS_FEWEST_LIVE:
        place_by_score(&run);
        break;
    default:
        place_by_level(&run);
    }
    find_last_readers(&run);
    assign_slots(&run);
    arena_close(scratch);
    return run.order;
}
