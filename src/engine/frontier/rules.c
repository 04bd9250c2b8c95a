#include "engine/frontier/rules.h"

#include <string.h>

/* A bit that more ways lead to hardly ever ceases to matter; and in large graphs not all rules are worth their cost. */
enum { WAYS_MAX = 32, WORK_PER_STEP = 20000, MOST_WORK_AT_A_STEP = 64 * WORK_PER_STEP };

/* The inner gates of one reader, while its rules are made. */
struct inner_gate {
    uint32_t parent; /* its place among the inner gates; NO_INDEX: none */
    uint32_t argument;
};

struct rule_making {
    const struct frontier_sources *sources;
    const struct frontier_plan *plan;
    const struct step_order *order;
    struct frontier_rules rules;
    uint32_t position; /* after the step there */
    uint32_t *met_at;  /* by step: position for which it was looked at last, plus one */
    uint32_t *left;    /* by step: readers behind the position */
    struct inner_gate *inner;
    uint64_t *sure[2]; /* by inner gate: masks of bits one of which decides it by being down, by being up */
    size_t inner_capacity;
    uint64_t *room; /* one mask */
    size_t work;
    struct arena *arena;
};

enum { BY_DOWN, BY_UP };

static bool is_known(const struct rule_making *m, uint32_t step) {
    return m->order->position[step] <= m->position && m->order->last[step] > m->position;
}

static void mask_add(uint64_t *mask, uint32_t slot) {
    mask[slot / 64] |= (uint64_t)1 << slot % 64;
}

static void mask_remove(uint64_t *mask, uint32_t slot) {
    mask[slot / 64] &= ~((uint64_t)1 << slot % 64);
}

static bool mask_is_empty(const uint64_t *mask, size_t words) {
    for (size_t w = 0; w < words; w++)
        if (mask[w] != 0)
            return false;
    return true;
}

/* ---- What decides an argument ---- */

/* Adds to `mask` the bits one of which alone decides the argument. */
static void add_deciders(const struct rule_making *m, uint32_t argument, int by, uint64_t *mask) {
    uint32_t step = m->sources->step_of[argument], inner = m->sources->read_by[argument];
    size_t words = m->rules.words;
    if (inner != 0)
        for (size_t w = 0; w < words; w++)
            mask[w] |= m->sure[by][(inner - 1) * words + w];
    else if (step != NO_INDEX && is_known(m, step))
        mask_add(mask, m->order->slot[step]);
}

static void reserve_inner(struct rule_making *m, size_t count) {
    if (count <= m->inner_capacity)
        return;
    for (int by = BY_DOWN; by <= BY_UP; by++) {
        arena_release(m->arena, m->sure[by], m->inner_capacity * m->rules.words, sizeof(uint64_t));
        m->sure[by] = arena_alloc(m->arena, count * m->rules.words, sizeof(uint64_t));
    }
    arena_release(m->arena, m->inner, m->inner_capacity, sizeof *m->inner);
    m->inner = arena_alloc(m->arena, count, sizeof *m->inner);
    m->inner_capacity = count;
}

/* Enters the inner gates of a step with what decides them, arguments before their users. */
static void open_reader(struct rule_making *m, uint32_t reader) {
    struct span span = m->plan->steps[reader].inner;
    size_t words = m->rules.words;
    reserve_inner(m, span.count);
    for (uint32_t i = 0; i < span.count; i++) {
        uint32_t index = m->plan->inner[span.first + i];
        const struct gate *gate = &m->plan->graph->gates[index];
        m->inner[i] = (struct inner_gate){.parent = NO_INDEX};
        for (int by = BY_DOWN; by <= BY_UP; by++) {
            uint64_t *sure = &m->sure[by][i * words];
            memset(sure, 0, words * sizeof *sure);
            bool decides = gate->kind == (by == BY_DOWN ? GATE_ALL : GATE_ANY);
            for (size_t a = 0; decides && a < gate->count; a++)
                add_deciders(m, m->plan->graph->arguments[gate->first + a], by, sure);
        }
        for (uint32_t a = 0; a < gate->count; a++) {
            uint32_t inner = m->sources->read_by[m->plan->graph->arguments[gate->first + a]];
            if (inner != 0)
                m->inner[inner - 1] = (struct inner_gate){.parent = i, .argument = a};
        }
        m->sources->read_by[index] = i + 1;
        m->work += 3 * (size_t)gate->count;
    }
}

static void close_reader(struct rule_making *m, uint32_t reader) {
    struct span span = m->plan->steps[reader].inner;
    for (uint32_t i = 0; i < span.count; i++)
        m->sources->read_by[m->plan->inner[span.first + i]] = 0;
}

/* ---- Checks ---- */

static uint32_t keep_mask(struct rule_making *m) {
    struct frontier_rules *r = &m->rules;
    while (r->mask_capacity < (r->mask_count + 1) * r->words)
        r->masks = arena_reserve(m->arena, r->masks, r->mask_capacity, &r->mask_capacity, sizeof *r->masks);
    memcpy(&r->masks[r->mask_count * r->words], m->room, r->words * sizeof *r->masks);
    return (uint32_t)r->mask_count++;
}

static void add_mask(struct rule_making *m, uint32_t bit) {
    struct frontier_rules *r = &m->rules;
    mask_remove(m->room, m->order->slot[bit]);
    if (mask_is_empty(m->room, r->words))
        return;
    keep_mask(m);
    r->checks[r->check_count].masks.count++;
}

/* All masks of the last ways, by which others decide by being down. */
static uint32_t add_deciding_mask(struct rule_making *m, struct span ways) {
    struct frontier_rules *r = &m->rules;
    memset(m->room, 0, r->words * sizeof *m->room);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct span way = r->ways[ways.first + i];
        for (uint32_t c = 0; c < way.count; c++) {
            const struct frontier_check *check = &r->checks[way.first + c];
            size_t first = check->masks.first * r->words, count = check->by_up ? 0 : check->masks.count * r->words;
            for (size_t word = 0; word < count; word++)
                m->room[word % r->words] |= r->masks[first + word];
        }
    }
    return keep_mask(m);
}

/* Whether the arguments of an inner gate other than `argument` decide it. All of them in one mask where one is enough.
 */
static void add_check(struct rule_making *m, uint32_t inner, uint32_t argument, uint32_t bit, int by, uint32_t need) {
    struct frontier_rules *r = &m->rules;
    const struct gate *gate = &m->plan->graph->gates[inner];
    r->checks = arena_reserve(m->arena, r->checks, r->check_count, &r->check_capacity, sizeof *r->checks);
    r->checks[r->check_count] =
        (struct frontier_check){.by_up = by == BY_UP, .need = need, .masks.first = (uint32_t)r->mask_count};
    memset(m->room, 0, r->words * sizeof *m->room);
    for (uint32_t a = 0; a < gate->count; a++) {
        if (a == argument)
            continue;
        add_deciders(m, m->plan->graph->arguments[gate->first + a], by, m->room);
        if (need > 1) {
            add_mask(m, bit);
            memset(m->room, 0, r->words * sizeof *m->room);
        }
    }
    if (need == 1)
        add_mask(m, bit);
    m->work += gate->count;
    if (r->checks[r->check_count].masks.count >= need)
        r->check_count++;
}

/* One way by which a bit is read: as an argument of an inner gate, and so on up. Returns false where nothing can ever
 * block it. */
static bool add_way(struct rule_making *m, uint32_t reader, uint32_t inner, uint32_t argument, uint32_t bit) {
    struct frontier_rules *r = &m->rules;
    size_t before = r->check_count;
    while (inner != NO_INDEX) {
        uint32_t index = m->plan->inner[m->plan->steps[reader].inner.first + inner];
        const struct gate *gate = &m->plan->graph->gates[index];
        uint32_t up = gate->kind == GATE_ALL ? gate->count : gate->kind == GATE_ANY ? 1 : gate->at_least;
        if (gate->kind != GATE_ALL)
            add_check(m, index, argument, bit, BY_UP, up);
        if (gate->kind != GATE_ANY)
            add_check(m, index, argument, bit, BY_DOWN, gate->count - up + 1);
        argument = m->inner[inner].argument;
        inner = m->inner[inner].parent;
    }
    if (r->check_count == before)
        return false;
    r->ways = arena_reserve(m->arena, r->ways, r->way_count, &r->way_capacity, sizeof *r->ways);
    r->ways[r->way_count++] = (struct span){(uint32_t)before, (uint32_t)(r->check_count - before)};
    return true;
}

static bool checks_equal(const struct frontier_rules *r, const struct frontier_check *a,
                         const struct frontier_check *b) {
    size_t size = a->masks.count * r->words * sizeof *r->masks;
    return a->by_up == b->by_up && a->need == b->need && a->masks.count == b->masks.count &&
           memcmp(&r->masks[a->masks.first * r->words], &r->masks[b->masks.first * r->words], size) == 0;
}

/* Whether all checks of `few` are among those of `many`: where `few` is blocked, so is `many`. */
static bool is_implied(const struct frontier_rules *r, struct span many, struct span few) {
    uint32_t common = 0;
    for (uint32_t i = 0; i < many.count && common < few.count; i++)
        common += checks_equal(r, &r->checks[many.first + i], &r->checks[few.first + common]);
    return common == few.count;
}

/* Of many alike readers, one says what all of them do. Drops the ways from `added` on that one before implies. */
static void drop_implied(struct rule_making *m, size_t first, size_t added) {
    struct frontier_rules *r = &m->rules;
    size_t end = r->way_count;
    r->way_count = added;
    for (size_t way = added; way < end; way++) {
        bool implied = false;
        for (size_t i = first; i < r->way_count && !implied; i++)
            implied = is_implied(r, r->ways[way], r->ways[i]);
        if (!implied)
            r->ways[r->way_count++] = r->ways[way];
    }
    struct span last = r->ways[r->way_count - 1];
    const struct frontier_check *check = &r->checks[last.first + last.count - 1];
    r->check_count = last.first + last.count;
    r->mask_count = check->masks.first + check->masks.count;
}

/* ---- Candidates ---- */

static bool add_reader(struct rule_making *m, uint32_t reader, uint32_t bit) {
    struct span span = m->plan->steps[reader].inner;
    bool blockable = true;
    open_reader(m, reader);
    for (uint32_t i = 0; blockable && i < span.count; i++) {
        const struct gate *gate = &m->plan->graph->gates[m->plan->inner[span.first + i]];
        for (uint32_t a = 0; blockable && a < gate->count; a++)
            if (m->plan->graph->arguments[gate->first + a] == m->plan->steps[bit].gate)
                blockable = add_way(m, reader, i, a, bit);
    }
    close_reader(m, reader);
    return blockable;
}

static void add_candidate(struct rule_making *m, uint32_t bit) {
    struct frontier_rules *r = &m->rules;
    struct span readers = m->plan->steps[bit].readers;
    size_t ways = r->way_count, checks = r->check_count, masks = r->mask_count;
    bool blockable = m->met_at[bit] != m->position + 1 && is_known(m, bit);
    m->met_at[bit] = m->position + 1;
    for (uint32_t i = readers.count; blockable && i-- > 0;) {
        uint32_t reader = m->plan->readers[readers.first + i];
        size_t added = r->way_count;
        if (m->order->position[reader] <= m->position)
            continue;
        blockable = add_reader(m, reader, bit);
        if (blockable)
            drop_implied(m, ways, added);
        blockable = blockable && r->way_count - ways <= WAYS_MAX;
    }
    if (blockable) {
        struct frontier_bit candidate = {.slot = m->order->slot[bit],
                                         .when = {true, true},
                                         .ways = {(uint32_t)ways, (uint32_t)(r->way_count - ways)}};
        candidate.deciders = add_deciding_mask(m, candidate.ways);
        r->candidates =
            arena_reserve(m->arena, r->candidates, r->candidate_count, &r->candidate_capacity, sizeof *r->candidates);
        r->candidates[r->candidate_count++] = candidate;
        return;
    }
    r->way_count = ways;
    r->check_count = checks;
    r->mask_count = masks;
}

/* A bit that is looked at only for what the bit of this step may have decided. */
static void add_beside(struct rule_making *m, uint32_t bit, uint32_t step) {
    struct frontier_rules *r = &m->rules;
    size_t before = r->candidate_count;
    add_candidate(m, bit);
    if (r->candidate_count == before)
        return;
    struct frontier_bit *candidate = &r->candidates[before];
    candidate->when[BY_DOWN] = candidate->when[BY_UP] = false;
    for (uint32_t w = 0; w < candidate->ways.count; w++) {
        struct span way = r->ways[candidate->ways.first + w];
        for (uint32_t c = 0; c < way.count; c++) {
            const struct frontier_check *check = &r->checks[way.first + c];
            for (uint32_t i = 0; i < check->masks.count; i++)
                if (frontier_bit_of(&r->masks[(check->masks.first + i) * r->words], m->order->slot[step]))
                    candidate->when[check->by_up ? BY_UP : BY_DOWN] = true;
        }
    }
}

/* What a step changes: what it read has one reader less, and its own bit may decide what others are read for. */
static void add_rules(struct rule_making *m, uint32_t step) {
    const struct frontier_plan *plan = m->plan;
    struct span inputs = plan->steps[step].inputs, readers = plan->steps[step].readers;
    for (uint32_t i = 0; i < inputs.count; i++)
        if (--m->left[plan->inputs[inputs.first + i]] <= WAYS_MAX)
            add_candidate(m, plan->inputs[inputs.first + i]);
    if (!plan->steps[step].has_bit)
        return;
    add_candidate(m, step);
    size_t most = m->work + MOST_WORK_AT_A_STEP;
    for (uint32_t i = 0; i < readers.count && m->work < most; i++) {
        struct span beside = plan->steps[plan->readers[readers.first + i]].inputs;
        m->work += beside.count;
        for (uint32_t b = 0; b < beside.count; b++)
            add_beside(m, plan->inputs[beside.first + b], step);
    }
}

struct frontier_rules frontier_rules_new(const struct frontier_sources *sources, const struct frontier_plan *plan,
                                         const struct step_order *order, struct arena *arena) {
    size_t words = order->slot_count / 64 + (order->slot_count % 64 > 0 || order->slot_count == 0);
    struct rule_making m = {.sources = sources,
                            .plan = plan,
                            .order = order,
                            .rules = {.words = words},
                            .met_at = arena_alloc(arena, plan->step_count, sizeof *m.met_at),
                            .left = arena_alloc(arena, plan->step_count, sizeof *m.left),
                            .room = arena_alloc(arena, words, sizeof *m.room),
                            .arena = arena};
    m.rules.of_position = arena_alloc(arena, plan->step_count, sizeof *m.rules.of_position);
    m.rules.slot = arena_alloc(arena, plan->step_count, sizeof *m.rules.slot);
    for (uint32_t step = 0; step < plan->step_count; step++)
        m.left[step] = plan->steps[step].readers.count;
    for (uint32_t step = 0; step < plan->step_count; step++)
        if (plan->steps[step].has_bit)
            sources->step_of[plan->steps[step].gate] = step;
    for (uint32_t p = 0; p < plan->step_count && m.work / WORK_PER_STEP <= plan->step_count; p++) {
        struct span *span = &m.rules.of_position[p];
        m.position = p;
        m.rules.slot[p] = order->slot[order->steps[p]];
        span->first = (uint32_t)m.rules.candidate_count;
        add_rules(&m, order->steps[p]);
        span->count = (uint32_t)m.rules.candidate_count - span->first;
    }
    for (uint32_t step = 0; step < plan->step_count; step++)
        sources->step_of[plan->steps[step].gate] = NO_INDEX;
    arena_release(arena, m.met_at, plan->step_count, sizeof *m.met_at);
    arena_release(arena, m.left, plan->step_count, sizeof *m.left);
    arena_release(arena, m.inner, m.inner_capacity, sizeof *m.inner);
    for (int by = BY_DOWN; by <= BY_UP; by++)
        arena_release(arena, m.sure[by], m.inner_capacity * words, sizeof(uint64_t));
    return m.rules;
}

void frontier_rules_release(const struct frontier_plan *plan, struct frontier_rules *rules, struct arena *arena) {
    arena_release(arena, rules->of_position, plan->step_count, sizeof *rules->of_position);
    arena_release(arena, rules->slot, plan->step_count, sizeof *rules->slot);
    arena_release(arena, rules->candidates, rules->candidate_capacity, sizeof *rules->candidates);
    arena_release(arena, rules->ways, rules->way_capacity, sizeof *rules->ways);
    arena_release(arena, rules->checks, rules->check_capacity, sizeof *rules->checks);
    arena_release(arena, rules->masks, rules->mask_capacity, sizeof *rules->masks);
    *rules = (struct frontier_rules){0};
}
