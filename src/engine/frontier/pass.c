#include "engine/frontier/pass.h"

#include "base/sanitized.h"
#include "base/work.h"
#include "engine/frontier/canonical.h"
#include "engine/graph/k_of_n.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* The probability of one gate given its inputs is computed once for each pattern of them, as long as the memo holds it.
 */
struct frontier_memo {
    uint64_t inputs;
    uint64_t serial; /* of the step in all passes; 0: free */
    struct level level;
};

/* At each step, what was counted before keeps this share of its weight. */
static const long double SHARE_KEPT = 0.75L;

enum { MEMO_SIZE = 1 << 13, MEMO_INPUTS = 64, ARGUMENTS_PER_WORK = 8, STATES_PER_CLOCK = 1 << 12 };

/* A gate with so many steps for each of its arguments counts with its steps, and the clock is asked before it. */
enum { FEW_STEPS_AN_ARGUMENT = 16 };

/* What a state costs, in words that are looked at: at least WORDS_A_STATE, and for each word of a long state
 * LOOKS_AT_A_WORD, since it is copied, found and compared. The memory that is planned for is that of states with
 * USUAL_WORDS. */
enum { WORDS_A_STATE = 16, LOOKS_AT_A_WORD = 4, USUAL_WORDS = 8 };

/* One step while it runs. */
struct stepping {
    struct frontier_pass *pass;
    const struct frontier_step *step;
    uint32_t position;
    size_t inner_arguments;
    size_t words_a_state; /* what a state costs, apart from the rules */
    size_t max_states;
    bool rewrites; /* it sets a bit or is the last to read one */
    bool is_over;  /* what it finds is no more of use: a gate takes more than the work or the time that is left */
};

void frontier_pass_init(struct frontier_pass *pass, struct arena *arena) {
    pass->memo = arena_alloc(arena, MEMO_SIZE, sizeof *pass->memo);
    pass->states.arena = pass->next.arena = pass->room.arena = arena;
}

/* ---- The probability of a gate given its inputs ---- */

/* Takes the steps of k of n different events, which may be far more than there are arguments. */
static void take_steps(struct stepping *stepping, const struct gate *gate) {
    struct frontier_pass *pass = stepping->pass;
    if (gate->kind != GATE_AT_LEAST)
        return;
    const struct level *levels = argument_levels(pass->plan->graph, gate, pass->values, &pass->room);
    size_t steps = k_of_n_independent_steps(levels, gate->count, gate->at_least);
    if (steps < (size_t)gate->count * FEW_STEPS_AN_ARGUMENT)
        return;
    if (!work_take(&pass->work, steps / ARGUMENTS_PER_WORK) || deadline_is_over(pass->deadline)) {
        pass->work = 0;
        stepping->is_over = true;
    }
}

static struct level compute(struct stepping *stepping, const uint64_t *bits) {
    struct frontier_pass *pass = stepping->pass;
    const struct frontier_plan *plan = pass->plan;
    if (stepping->step->is_variable)
        return pass->values[stepping->step->gate];
    for (uint32_t i = 0; i < stepping->step->inputs.count; i++) {
        uint32_t input = plan->inputs[stepping->step->inputs.first + i];
        bool up = bits_have(bits, pass->order->slot[input]);
        pass->values[plan->steps[input].gate] = (struct level){up, !up};
    }
    for (uint32_t i = 0; i < stepping->step->inner.count; i++) {
        uint32_t gate = plan->inner[stepping->step->inner.first + i];
        take_steps(stepping, &plan->graph->gates[gate]);
        if (stepping->is_over)
            break;
        pass->values[gate] = gate_level(plan->graph, &plan->graph->gates[gate], pass->values, &pass->room);
    }
    work_take(&pass->work, stepping->inner_arguments / ARGUMENTS_PER_WORK);
    return pass->values[stepping->step->gate];
}

static struct level level_given(struct stepping *stepping, const uint64_t *bits) {
    struct frontier_pass *pass = stepping->pass;
    struct span inputs = stepping->step->inputs;
    if (inputs.count > MEMO_INPUTS)
        return compute(stepping, bits);
    uint64_t pattern = 0;
    for (uint32_t i = 0; i < inputs.count; i++)
        pattern |= (uint64_t)bits_have(bits, pass->order->slot[pass->plan->inputs[inputs.first + i]]) << i;
    struct frontier_memo *memo = &pass->memo[(pattern * 0x9e3779b97f4a7c15u >> 32) & (MEMO_SIZE - 1)];
    if (memo->serial != pass->serial || memo->inputs != pattern)
        *memo = (struct frontier_memo){.inputs = pattern, .serial = pass->serial, .level = compute(stepping, bits)};
    return memo->level;
}

/* ---- States ---- */

/* Takes words off what is left. Where none are left, there is no work left either. */
static void look_at(struct frontier_pass *pass, size_t words) {
    work_take(&pass->words_left, words);
    if (pass->words_left == 0)
        pass->work = 0;
}

static void enter(struct stepping *stepping, struct frontier_mass mass) {
    struct frontier_pass *pass = stepping->pass;
    look_at(pass, stepping->words_a_state + frontier_make_canonical(pass->rules, stepping->position, pass->bits));
    if (frontier_states_add(&pass->next, pass->bits, mass, stepping->max_states))
        return;
    pass->lost.low += mass.low;
    pass->lost.high += mass.high;
    pass->is_complete = false;
}

/* The state without the bits that no later step reads; they are 0 until their places are taken again. */
static void prepare(struct stepping *stepping, const uint64_t *bits) {
    struct frontier_pass *pass = stepping->pass;
    memcpy(pass->bits, bits, pass->states.words * sizeof *bits);
    struct span inputs = stepping->step->inputs;
    for (uint32_t i = 0; i < inputs.count; i++) {
        uint32_t input = pass->plan->inputs[inputs.first + i];
        if (pass->order->last[input] == stepping->position)
            bits_put(pass->bits, pass->order->slot[input], false);
    }
}

static void rewrite(struct stepping *stepping, const uint64_t *bits, struct frontier_mass mass, struct level level) {
    struct frontier_pass *pass = stepping->pass;
    if (!stepping->step->has_bit) {
        prepare(stepping, bits);
        enter(stepping, mass);
        return;
    }
    uint32_t slot = pass->order->slot[(uint32_t)(stepping->step - pass->plan->steps)];
    for (int up = 0; up <= 1; up++) {
        long double share = up ? level.up : level.down;
        if (share == 0)
            continue;
        prepare(stepping, bits);
        bits_put(pass->bits, slot, up);
        enter(stepping, (struct frontier_mass){mass.low * share, mass.high * share});
    }
}

/* ---- Steps ---- */

static struct stepping open_step(struct frontier_pass *pass, uint32_t position) {
    const struct frontier_plan *plan = pass->plan;
    const struct frontier_step *step = &plan->steps[pass->order->steps[position]];
    struct stepping stepping = {.pass = pass, .step = step, .position = position, .rewrites = step->has_bit};
    for (uint32_t i = 0; i < step->inputs.count; i++)
        stepping.rewrites = stepping.rewrites || pass->order->last[plan->inputs[step->inputs.first + i]] == position;
    for (uint32_t i = 0; i < step->inner.count; i++)
        stepping.inner_arguments += plan->graph->gates[plan->inner[step->inner.first + i]].count;
    size_t words = pass->rules->words;
    stepping.words_a_state = LOOKS_AT_A_WORD * words > WORDS_A_STATE ? LOOKS_AT_A_WORD * words : WORDS_A_STATE;
    stepping.max_states = words > USUAL_WORDS ? pass->max_states / words * USUAL_WORDS + 1 : pass->max_states;
    pass->serial++;
    return stepping;
}

static void add(struct level *sum, struct level level, long double mass) {
    sum->up += mass * level.up;
    sum->down += mass * level.down;
}

/* Finds a gate that rests on one bit alone. That needs no look at the states, since the probability of the bit says
 * all. Returns false where the work did not suffice. */
static bool read_off(struct stepping *stepping) {
    struct frontier_pass *pass = stepping->pass;
    uint32_t input = pass->plan->inputs[stepping->step->inputs.first];
    struct frontier_found bit = pass->found[input], found = {.lost = bit.lost, .is_complete = bit.is_complete};
    for (int up = 0; up <= 1; up++) {
        bits_put(pass->bits, pass->order->slot[input], up);
        struct level level = compute(stepping, pass->bits);
        if (stepping->is_over)
            return false;
        add(&found.low, level, up ? bit.low.up : bit.low.down);
        add(&found.high, level, up ? bit.high.up : bit.high.down);
    }
    pass->found[stepping->step - pass->plan->steps] = found;
    return true;
}

/* Returns false where the work did not suffice. */
static bool run_step(struct stepping *stepping) {
    struct frontier_pass *pass = stepping->pass;
    if (stepping->rewrites && frontier_move_to_stand_ins(&pass->stand_ins, &pass->states, pass->threshold,
                                                         &pass->words_left, pass->deadline, &pass->lost))
        pass->is_complete = false;
    look_at(pass, 0);
    struct frontier_found found = {.lost = pass->lost, .is_complete = pass->is_complete, .states = pass->states.count};
    frontier_states_clear(&pass->next, pass->states.words);
    for (size_t i = 0; i < pass->states.count; i++) {
        if (i % STATES_PER_CLOCK == 0 && deadline_is_over(pass->deadline))
            pass->work = 0;
        if (pass->work == 0)
            return false;
        pass->work--;
        struct frontier_mass mass = pass->states.mass[i];
        if (mass.low == 0 && mass.high == 0)
            continue;
        const uint64_t *bits = &pass->states.bits[i * pass->states.words];
        struct level level = level_given(stepping, bits);
        if (stepping->is_over)
            return false;
        add(&found.low, level, mass.low);
        add(&found.high, level, mass.high);
        if (stepping->rewrites)
            rewrite(stepping, bits, mass, level);
    }
    pass->found[stepping->step - pass->plan->steps] = found;
    if (SANITIZED)
        frontier_states_check(&pass->next);
    if (stepping->rewrites) {
        struct frontier_states swapped = pass->states;
        pass->states = pass->next;
        pass->next = swapped;
    }
    return true;
}

/* ---- Passes ---- */

/* How a pass goes, measured by the one before. */
struct pace {
    long double least;        /* threshold */
    size_t rest;              /* states of the pass before, from here on */
    long double mine, others; /* states, here and in falling shares before */
};

/* Raises the threshold where, going by the pass before, the work will not suffice, and lowers it again where there is
 * work to spare. */
static void keep_pace(struct frontier_pass *pass, uint32_t position, struct pace *pace) {
    size_t others = pass->found[pass->order->steps[position]].states;
    if (others == 0)
        return;
    pace->mine = pace->mine * SHARE_KEPT + (long double)pass->states.count;
    pace->others = pace->others * SHARE_KEPT + (long double)others;
    long double expected = pace->mine / pace->others * (long double)pace->rest;
    pace->rest -= others;
    if (expected > 0.9L * (long double)pass->work)
        pass->threshold = 2 * fmaxl(pass->threshold, LDBL_EPSILON * LDBL_EPSILON);
    else if (expected < (long double)pass->work * 0.7L)
        pass->threshold = fmaxl(pass->threshold / 2, pace->least);
}

/* Variables' values are by gate already, those of inner gates and bits are written there. */
void frontier_pass_run(struct frontier_pass *pass) {
    const struct frontier_plan *plan = pass->plan;
    size_t words = pass->rules->words;
    if (pass->bits_capacity < words) {
        pass->bits = arena_alloc(pass->room.arena, words, sizeof *pass->bits);
        pass->bits_capacity = words;
    }
    struct pace pace = {.least = pass->threshold};
    for (size_t step = 0; step < plan->step_count; step++) {
        pass->found[step] = (struct frontier_found){.lost = {1, 1}, .states = pass->found[step].states};
        pace.rest += pass->found[step].states;
    }
    memset(pass->bits, 0, words * sizeof *pass->bits);
    frontier_states_clear(&pass->states, words);
    frontier_states_add(&pass->states, pass->bits, (struct frontier_mass){1, 1}, SIZE_MAX);
    pass->lost = (struct frontier_mass){0};
    pass->is_complete = true;
    for (uint32_t position = 0; position < plan->step_count; position++) {
        struct stepping stepping = open_step(pass, position);
        keep_pace(pass, position, &pace);
        bool is_read_off = !stepping.rewrites && stepping.step->inputs.count == 1;
        if (!(is_read_off ? read_off : run_step)(&stepping))
            return;
    }
}
