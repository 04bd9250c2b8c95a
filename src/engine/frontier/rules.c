#include "engine/frontier/rules.h"

#include "base/work.h"

#include <string.h>

/* A bit that is read in more than WAYS_MAX ways hardly ever ceases to matter. And in large graphs not all rules are
 * worth their cost, so the work for them is limited. */
enum { WAYS_MAX = 32, WORK_PER_STEP = 20000, MOST_WORK_AT_A_STEP = 64 * WORK_PER_STEP };

/* The rules of one scheme get the words that may be looked at, divided by PART_OF_WORDS: several schemes contend,
 * and most of the words are for passes. */
enum { PART_OF_WORDS = 16, WORDS_PER_CLOCK = 1 << 20 };

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
    size_t work;    /* arguments */
    size_t words_left;
    struct arena *arena, *scratch;
};

enum { BY_DOWN, BY_UP };

static bool is_known(const struct rule_making *making, uint32_t step) {
    return making->order->position[step] <= making->position && making->order->last[step] > making->position;
}

/* ---- What decides an argument ---- */

/* Returns false where no words are left. */
static bool look_at(struct rule_making *making, size_t words) {
    return work_take(&making->words_left, words);
}

/* Adds to `mask` the bits one of which alone decides the argument. */
static void add_deciders(struct rule_making *making, uint32_t argument, int by, uint64_t *mask) {
    uint32_t step = making->sources->step_of[argument], inner = making->sources->read_by[argument];
    size_t words = making->rules.words;
    if (inner != 0 && look_at(making, words))
        for (size_t w = 0; w < words; w++)
            mask[w] |= making->sure[by][(inner - 1) * words + w];
    else if (inner == 0 && step != NO_INDEX && is_known(making, step))
        bits_put(mask, making->order->slot[step], true);
}

static void reserve_inner(struct rule_making *making, size_t count) {
    if (count <= making->inner_capacity)
        return;
    if (count < 2 * making->inner_capacity)
        count = 2 * making->inner_capacity;
    for (int by = BY_DOWN; by <= BY_UP; by++)
        making->sure[by] = arena_alloc(making->scratch, count * making->rules.words, sizeof(uint64_t));
    making->inner = arena_alloc(making->scratch, count, sizeof *making->inner);
    making->inner_capacity = count;
}

/* Enters the inner gates of a step with what decides them, arguments before their users. Returns false where there are
 * too many for the words that are left. */
static bool open_reader(struct rule_making *making, uint32_t reader) {
    struct span span = making->plan->steps[reader].inner;
    size_t words = making->rules.words;
    if (!look_at(making, 2 * words * span.count))
        return false;
    reserve_inner(making, span.count);
    for (uint32_t i = 0; i < span.count; i++) {
        uint32_t index = making->plan->inner[span.first + i];
        const struct gate *gate = &making->plan->graph->gates[index];
        making->inner[i] = (struct inner_gate){.parent = NO_INDEX};
        for (int by = BY_DOWN; by <= BY_UP; by++) {
            uint64_t *sure = &making->sure[by][i * words];
            memset(sure, 0, words * sizeof *sure);
            bool decides = gate->kind == (by == BY_DOWN ? GATE_ALL : GATE_ANY);
            for (size_t a = 0; decides && a < gate->count; a++)
                add_deciders(making, making->plan->graph->arguments[gate->first + a], by, sure);
        }
        for (uint32_t a = 0; a < gate->count; a++) {
            uint32_t inner = making->sources->read_by[making->plan->graph->arguments[gate->first + a]];
            if (inner != 0)
                making->inner[inner - 1] = (struct inner_gate){.parent = i, .argument = a};
        }
        making->sources->read_by[index] = i + 1;
        making->work += 3 * (size_t)gate->count;
    }
    return true;
}

static void close_reader(struct rule_making *making, uint32_t reader) {
    struct span span = making->plan->steps[reader].inner;
    for (uint32_t i = 0; i < span.count; i++)
        making->sources->read_by[making->plan->inner[span.first + i]] = 0;
}

/* ---- Checks ---- */

static uint32_t keep_mask(struct rule_making *making) {
    struct frontier_rules *rules = &making->rules;
    look_at(making, rules->words);
    ARENA_PROVIDE(making->arena, rules->masks, (rules->mask_count + 1) * rules->words, rules->mask_capacity);
    memcpy(frontier_mask(rules, (uint32_t)rules->mask_count), making->room, rules->words * sizeof *rules->masks);
    return (uint32_t)rules->mask_count++;
}

static void add_mask(struct rule_making *making, uint32_t bit) {
    struct frontier_rules *rules = &making->rules;
    bits_put(making->room, making->order->slot[bit], false);
    if (!bits_any(making->room, rules->words))
        return;
    keep_mask(making);
    rules->checks[rules->check_count].masks.count++;
}

/* All masks of the last ways, by which others decide by being down. */
static uint32_t add_deciding_mask(struct rule_making *making, struct span ways) {
    struct frontier_rules *rules = &making->rules;
    memset(making->room, 0, rules->words * sizeof *making->room);
    for (uint32_t i = 0; i < ways.count; i++) {
        struct span way = rules->ways[ways.first + i];
        for (uint32_t c = 0; c < way.count; c++) {
            const struct frontier_check *check = &rules->checks[way.first + c];
            size_t count = check->by_up ? 0 : check->masks.count * rules->words;
            look_at(making, count);
            for (size_t word = 0; word < count; word++)
                making->room[word % rules->words] |= frontier_mask(rules, check->masks.first)[word];
        }
    }
    return keep_mask(making);
}

/* Whether the arguments of an inner gate other than `argument` decide it. All of them in one mask where one is enough.
 */
static void add_check(struct rule_making *making, uint32_t inner, uint32_t argument, uint32_t bit, int by,
                      uint32_t need) {
    struct frontier_rules *rules = &making->rules;
    const struct gate *gate = &making->plan->graph->gates[inner];
    ARENA_RESERVE(making->arena, rules->checks, rules->check_count, rules->check_capacity);
    rules->checks[rules->check_count] =
        (struct frontier_check){.by_up = by == BY_UP, .need = need, .masks.first = (uint32_t)rules->mask_count};
    memset(making->room, 0, rules->words * sizeof *making->room);
    for (uint32_t a = 0; a < gate->count; a++) {
        if (a == argument)
            continue;
        add_deciders(making, making->plan->graph->arguments[gate->first + a], by, making->room);
        if (need > 1 && look_at(making, 2 * rules->words)) {
            add_mask(making, bit);
            memset(making->room, 0, rules->words * sizeof *making->room);
        }
    }
    if (need == 1)
        add_mask(making, bit);
    making->work += gate->count;
    if (rules->checks[rules->check_count].masks.count >= need)
        rules->check_count++;
}

/* One way by which a bit is read: as an argument of an inner gate, and so on up. Returns false where nothing can ever
 * block it. */
static bool add_way(struct rule_making *making, uint32_t reader, uint32_t inner, uint32_t argument, uint32_t bit) {
    struct frontier_rules *rules = &making->rules;
    size_t before = rules->check_count;
    while (inner != NO_INDEX) {
        uint32_t index = making->plan->inner[making->plan->steps[reader].inner.first + inner];
        const struct gate *gate = &making->plan->graph->gates[index];
        uint32_t up = (uint32_t)gate_least_up(gate, gate->count);
        if (gate->kind != GATE_ALL)
            add_check(making, index, argument, bit, BY_UP, up);
        if (gate->kind != GATE_ANY)
            add_check(making, index, argument, bit, BY_DOWN, gate->count - up + 1);
        argument = making->inner[inner].argument;
        inner = making->inner[inner].parent;
    }
    if (rules->check_count == before)
        return false;
    ARENA_APPEND(making->arena, rules->ways, rules->way_count, rules->way_capacity,
                 (struct span){(uint32_t)before, (uint32_t)(rules->check_count - before)});
    return true;
}

static bool checks_equal(struct rule_making *making, const struct frontier_check *a, const struct frontier_check *b) {
    const struct frontier_rules *rules = &making->rules;
    size_t words = a->masks.count * rules->words;
    return a->by_up == b->by_up && a->need == b->need && a->masks.count == b->masks.count && look_at(making, words) &&
           memcmp(frontier_mask(rules, a->masks.first), frontier_mask(rules, b->masks.first),
                  words * sizeof *rules->masks) == 0;
}

/* Whether all checks of `few` are among those of `many`: where `few` is blocked, so is `many`. */
static bool is_implied(struct rule_making *making, struct span many, struct span few) {
    const struct frontier_rules *rules = &making->rules;
    uint32_t common = 0;
    for (uint32_t i = 0; i < many.count && common < few.count; i++)
        common += checks_equal(making, &rules->checks[many.first + i], &rules->checks[few.first + common]);
    return common == few.count;
}

/* Drops those ways from `added` on that an earlier way implies: where many readers are alike, one of them says what
 * all of them do. */
static void drop_implied(struct rule_making *making, size_t first, size_t added) {
    struct frontier_rules *rules = &making->rules;
    size_t end = rules->way_count;
    rules->way_count = added;
    for (size_t way = added; way < end; way++) {
        bool implied = false;
        for (size_t i = first; i < rules->way_count && !implied; i++)
            implied = is_implied(making, rules->ways[way], rules->ways[i]);
        if (!implied)
            rules->ways[rules->way_count++] = rules->ways[way];
    }
    struct span last = rules->ways[rules->way_count - 1];
    const struct frontier_check *check = &rules->checks[last.first + last.count - 1];
    rules->check_count = last.first + last.count;
    rules->mask_count = check->masks.first + check->masks.count;
}

/* ---- Candidates ---- */

static bool add_reader(struct rule_making *making, uint32_t reader, uint32_t bit) {
    struct span span = making->plan->steps[reader].inner;
    bool blockable = open_reader(making, reader);
    for (uint32_t i = 0; blockable && i < span.count; i++) {
        const struct gate *gate = &making->plan->graph->gates[making->plan->inner[span.first + i]];
        for (uint32_t a = 0; blockable && a < gate->count; a++)
            if (making->plan->graph->arguments[gate->first + a] == making->plan->steps[bit].gate)
                blockable = add_way(making, reader, i, a, bit);
    }
    close_reader(making, reader);
    return blockable;
}

static void add_candidate(struct rule_making *making, uint32_t bit) {
    struct frontier_rules *rules = &making->rules;
    struct span readers = making->plan->steps[bit].readers;
    size_t ways = rules->way_count, checks = rules->check_count, masks = rules->mask_count;
    bool blockable = making->met_at[bit] != making->position + 1 && is_known(making, bit);
    making->met_at[bit] = making->position + 1;
    for (uint32_t i = readers.count; blockable && i-- > 0;) {
        blockable = look_at(making, 1);
        uint32_t reader = making->plan->readers[readers.first + i];
        size_t added = rules->way_count;
        if (!blockable || making->order->position[reader] <= making->position)
            continue;
        blockable = add_reader(making, reader, bit);
        if (blockable)
            drop_implied(making, ways, added);
        blockable = blockable && rules->way_count - ways <= WAYS_MAX;
    }
    if (blockable && making->words_left > 0) {
        struct frontier_bit candidate = {.slot = making->order->slot[bit],
                                         .when = {true, true},
                                         .ways = {(uint32_t)ways, (uint32_t)(rules->way_count - ways)}};
        candidate.deciders = add_deciding_mask(making, candidate.ways);
        ARENA_APPEND(making->arena, rules->candidates, rules->candidate_count, rules->candidate_capacity, candidate);
        return;
    }
    rules->way_count = ways;
    rules->check_count = checks;
    rules->mask_count = masks;
}

/* A bit that is looked at only for what the bit of this step may have decided. */
static void add_beside(struct rule_making *making, uint32_t bit, uint32_t step) {
    struct frontier_rules *rules = &making->rules;
    size_t before = rules->candidate_count;
    add_candidate(making, bit);
    if (rules->candidate_count == before)
        return;
    struct frontier_bit *candidate = &rules->candidates[before];
    candidate->when[BY_DOWN] = candidate->when[BY_UP] = false;
    for (uint32_t w = 0; w < candidate->ways.count; w++) {
        struct span way = rules->ways[candidate->ways.first + w];
        for (uint32_t c = 0; c < way.count; c++) {
            const struct frontier_check *check = &rules->checks[way.first + c];
            for (uint32_t i = 0; i < check->masks.count; i++)
                if (bits_have(frontier_mask(rules, check->masks.first + i), making->order->slot[step]))
                    candidate->when[check->by_up ? BY_UP : BY_DOWN] = true;
        }
    }
}

/* Adds the candidates of a step: the bits that it read have one reader less, and its own bit may decide gates for
 * which other bits are read. */
static void add_rules(struct rule_making *making, uint32_t step) {
    const struct frontier_plan *plan = making->plan;
    struct span inputs = plan->steps[step].inputs, readers = plan->steps[step].readers;
    for (uint32_t i = 0; i < inputs.count; i++)
        if (--making->left[plan->inputs[inputs.first + i]] <= WAYS_MAX)
            add_candidate(making, plan->inputs[inputs.first + i]);
    if (!plan->steps[step].has_bit)
        return;
    add_candidate(making, step);
    size_t most = making->work + MOST_WORK_AT_A_STEP;
    for (uint32_t i = 0; i < readers.count && making->work < most && making->words_left > 0; i++) {
        struct span beside = plan->steps[plan->readers[readers.first + i]].inputs;
        making->work += beside.count;
        for (uint32_t b = 0; b < beside.count; b++)
            add_beside(making, plan->inputs[beside.first + b], step);
    }
}

/* Asks the clock now and then. */
static bool may_go_on(struct rule_making *making, struct deadline *deadline, size_t *asked_at) {
    if (*asked_at - making->words_left >= WORDS_PER_CLOCK) {
        *asked_at = making->words_left;
        if (deadline_is_over(deadline))
            making->words_left = 0;
    }
    return making->words_left > 0 && making->work / WORK_PER_STEP <= making->plan->step_count;
}

struct frontier_rules frontier_rules_new(const struct frontier_sources *sources, const struct frontier_plan *plan,
                                         const struct step_order *order, size_t *words_left, struct deadline *deadline,
                                         struct arena *arena) {
    size_t words = order->slot_count / 64 + (order->slot_count % 64 > 0 || order->slot_count == 0);
    struct arena *scratch = arena_open(arena);
    struct rule_making making = {.sources = sources,
                                 .plan = plan,
                                 .order = order,
                                 .rules = {.words = words},
                                 .met_at = arena_alloc(scratch, plan->step_count, sizeof *making.met_at),
                                 .left = arena_alloc(scratch, plan->step_count, sizeof *making.left),
                                 .room = arena_alloc(scratch, words, sizeof *making.room),
                                 .words_left = *words_left / PART_OF_WORDS,
                                 .arena = arena,
                                 .scratch = scratch};
    making.rules.of_position = arena_alloc(arena, plan->step_count, sizeof *making.rules.of_position);
    making.rules.slot = arena_alloc(arena, plan->step_count, sizeof *making.rules.slot);
    for (uint32_t step = 0; step < plan->step_count; step++) {
        making.left[step] = plan->steps[step].readers.count;
        if (plan->steps[step].has_bit)
            sources->step_of[plan->steps[step].gate] = step;
    }
    size_t words_before = making.words_left, asked_at = making.words_left;
    for (uint32_t p = 0; p < plan->step_count; p++)
        making.rules.slot[p] = order->slot[order->steps[p]];
    for (uint32_t p = 0; p < plan->step_count && may_go_on(&making, deadline, &asked_at); p++) {
        struct span *span = &making.rules.of_position[p];
        making.position = p;
        span->first = (uint32_t)making.rules.candidate_count;
        add_rules(&making, order->steps[p]);
        span->count = (uint32_t)making.rules.candidate_count - span->first;
    }
    for (uint32_t step = 0; step < plan->step_count; step++)
        sources->step_of[plan->steps[step].gate] = NO_INDEX;
    *words_left -= words_before - making.words_left;
    arena_close(scratch);
    return making.rules;
}
