#include "engine/cuts/likeliest.h"

#include "base/heap.h"
#include "base/indices.h"
#include "base/work.h"

#include <math.h>
#include <stdlib.h>

/* A family of which a set has yet to be chosen, and the families after it of which that is so too. */
struct waiting {
    uint32_t family;
    long double best; /* the product of the best that can be chosen of it and of all after it */
    const struct waiting *next;
};

/* An event that was chosen, and those before it. */
struct chosen {
    uint32_t variable;
    const struct chosen *before;
};

/* All sets that have the chosen events, and one set more of each family that is waited for. */
struct choice {
    long double bound;  /* no set of these is likelier, but for rounding */
    long double chance; /* of the events that were chosen, hours aside */
    uint64_t slices;    /* in which they can be */
    const struct waiting *waiting;
    const struct chosen *chosen;
    size_t serial;
};

/* Searches best first: what is known of the best of each family makes the bound of a choice exact but for hours, so
 * that hardly anything is looked at that is not shown (Hart, Nilsson and Raphael 1968, "A formal basis for the
 * heuristic determination of minimum cost paths"). */
struct search {
    const struct minimal_cuts *cuts;
    long double *best; /* by node: the probability of its likeliest set */
    struct choice *heap;
    size_t heap_count, heap_capacity;
    size_t serial;
    struct likeliest found;
    struct arena *arena, *scratch;
};

/* ---- Bounds ---- */

static long double best_of_part(const struct search *search, uint32_t variable) {
    const struct cut_part *part = &search->cuts->parts[variable];
    return part->is_event ? part->chance : search->best[part->family];
}

static void find_best(struct search *search) {
    const struct families *families = &search->cuts->families;
    search->best = arena_alloc(search->scratch, families->count, sizeof *search->best);
    search->best[FAMILY_BASE] = 1;
    for (size_t i = FAMILY_BASE + 1; i < families->count; i++) {
        const struct diagram_node *node = &families->nodes[i];
        search->best[i] =
            fmaxl(search->best[node->low], best_of_part(search, node->variable) * search->best[node->high]);
    }
}

static long double chance_of(const struct search *search, const struct choice *choice) {
    return choice->chance * minimal_cuts_share(search->cuts, choice->slices);
}

/* Without its last 24 bits: those depend on the order of multiplication, and of sets that are equally likely the search
 * would go on with another one at each step (Dekker 1971). */
static long double rounded(long double bound) {
    static const long double SPLIT = (1L << 24) + 1;
    long double scaled = bound * SPLIT;
    return scaled - (scaled - bound);
}

static void set_bound(const struct search *search, struct choice *choice) {
    choice->bound = rounded(chance_of(search, choice) * (choice->waiting ? choice->waiting->best : 1));
}

/* ---- The heap ---- */

/* Of two equal bounds the later choice comes first, as it is nearer to a complete set. */
static bool is_before(const struct choice *one, const struct choice *other) {
    return one->bound != other->bound ? one->bound > other->bound : one->serial > other->serial;
}

static void push(struct search *search, struct choice choice) {
    choice.serial = search->serial++;
    ARENA_RESERVE(search->scratch, search->heap, search->heap_count, search->heap_capacity);
    HEAP_PUT(search->heap, search->heap_count, choice, is_before);
}

/* ---- Choices ---- */

static const struct waiting *wait_for(struct search *search, uint32_t family, const struct waiting *next) {
    if (family == FAMILY_BASE)
        return next;
    struct waiting *waiting = arena_alloc(search->scratch, 1, sizeof *waiting);
    *waiting = (struct waiting){family, search->best[family] * (next ? next->best : 1), next};
    return waiting;
}

/* Narrows the choice to sets with the first variable of the family that is waited for first. */
static struct choice with_variable(struct search *search, struct choice choice) {
    struct diagram_node node = search->cuts->families.nodes[choice.waiting->family];
    const struct cut_part *part = &search->cuts->parts[node.variable];
    choice.waiting = wait_for(search, node.high, choice.waiting->next);
    if (!part->is_event) {
        choice.waiting = wait_for(search, part->family, choice.waiting);
    } else {
        struct chosen *chosen = arena_alloc(search->scratch, 1, sizeof *chosen);
        *chosen = (struct chosen){node.variable, choice.chosen};
        choice.chosen = chosen;
        choice.chance *= part->chance;
        choice.slices &= part->slices;
    }
    set_bound(search, &choice);
    return choice;
}

/* Narrows the choice to sets without that variable. */
static struct choice without_variable(struct search *search, struct choice choice) {
    uint32_t low = search->cuts->families.nodes[choice.waiting->family].low;
    choice.waiting = wait_for(search, low, choice.waiting->next);
    set_bound(search, &choice);
    return choice;
}

static bool is_possible(const struct choice *choice) {
    return choice->slices != 0 && !(choice->waiting && choice->waiting->family == FAMILY_EMPTY);
}

static void keep(struct search *search, const struct choice *choice) {
    struct likeliest *found = &search->found;
    size_t count = 0;
    for (const struct chosen *chosen = choice->chosen; chosen; chosen = chosen->before)
        count++;
    uint32_t *events = arena_alloc(search->arena, count, sizeof *events);
    size_t next = 0;
    for (const struct chosen *chosen = choice->chosen; chosen; chosen = chosen->before)
        events[next++] = chosen->variable;
    indices_sort(events, count);
    ARENA_APPEND(search->arena, found->sets, found->count, found->capacity,
                 (struct cut_set){chance_of(search, choice), choice->slices, events, count});
}

/* Goes on with the likelier half of a choice as long as nothing is likelier, and leaves the other one for later. */
static bool follow(struct search *search, struct choice choice, size_t *work) {
    while (choice.waiting) {
        if (!work_take(work, 1))
            return false;
        struct choice with = with_variable(search, choice), without = without_variable(search, choice);
        if (!is_possible(&with) || (is_possible(&without) && without.bound > with.bound)) {
            struct choice likelier = without;
            without = with;
            with = likelier;
        }
        if (is_possible(&without))
            push(search, without);
        if (!is_possible(&with))
            return true;
        if (search->heap_count > 0 && search->heap[0].bound > with.bound) {
            push(search, with);
            return true;
        }
        choice = with;
    }
    keep(search, &choice);
    return true;
}

struct likeliest likeliest_cuts(const struct minimal_cuts *cuts, size_t wanted, size_t *work, struct arena *arena) {
    enum { FOLLOWS_PER_CLOCK = 1 << 10 };
    struct search search = {.cuts = cuts, .arena = arena, .scratch = arena_open(arena)};
    find_best(&search);
    uint64_t slices = cuts->slice_count < CUT_SLICES_MAX ? ((uint64_t)1 << cuts->slice_count) - 1 : UINT64_MAX;
    struct choice all = {.chance = 1, .slices = slices, .waiting = wait_for(&search, cuts->root, NULL)};
    set_bound(&search, &all);
    if (is_possible(&all))
        push(&search, all);
    bool goes_on = true;
    for (size_t i = 1; goes_on && search.heap_count > 0 && search.found.count < wanted; i++) {
        struct choice first = search.heap[0];
        HEAP_DROP_FIRST(search.heap, search.heap_count, is_before);
        goes_on =
            follow(&search, first, work) && (i % FOLLOWS_PER_CLOCK != 0 || !deadline_is_over(cuts->families.deadline));
    }
    search.found.is_all = goes_on && search.heap_count == 0;
    arena_close(search.scratch);
    return search.found;
}
