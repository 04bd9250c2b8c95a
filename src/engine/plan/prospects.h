/*
 * What sets of options make of services. A set counts for a service by those of its options only that reach it
 * (reach.h). What was found is kept.
 *
 * Where the options of a service change parts alone (parts.h), its diagrams are built once and valued again. Without
 * figures for the whole, which better needs make worse for others, unavailability grows with that of each part, so that
 * the best states of all parts bound every set; and as it is linear in each part q, with a slope of at most
 * P(down | part down) at the worst of the other parts less P(down | part up) at the best of them, a set gains no more
 * than the sum of slope times improvement over its options.
 */
#ifndef ENGINE_PLAN_PROSPECTS_H
#define ENGINE_PLAN_PROSPECTS_H

#include "base/deadline.h"
#include "base/text.h"
#include "engine/plan/lens.h"

enum { LENSES = 8 };

struct prospects {
    struct reach reach;
    slacalc_diagnostics *unread; /* problems of sets */
    struct text_map keys;        /* of what is known */
    struct known_standing *known;
    size_t known_count, known_capacity;
    struct lens *lenses[LENSES]; /* diagrams under some structural options */
    size_t oldest_lens;
    size_t steps_left;
    size_t overdrawn;         /* what was spent beyond the budget */
    struct deadline deadline; /* of searches */
    struct deadline last;     /* of what is told of a search that was ended */
    struct arena *arena;      /* with a guard */
};

/* Nothing is known yet. The arena has a guard. `*prospects` may not move afterwards. */
void prospects_open(struct prospects *prospects, struct arena *arena);

/* The service under all sets that have all of `taken` and no others but those of `rest`: as it is where there is no
 * rest, and otherwise at the best. Nothing is broken, and nothing down, where that is not known. */
struct standing prospect_under(struct prospects *prospects, uint32_t service, uint64_t taken, uint64_t rest);

/* What options of `rest` it takes, at the least, to bring the service from what it is under `taken` to no more than
 * `limit` down; where `limit` is infinite, to where it keeps all promises that it can keep at best. */
struct effort prospect_effort(struct prospects *prospects, uint32_t service, uint64_t taken, uint64_t rest,
                              double limit);

/* Whether the model is a valid one under the set. */
bool prospects_is_model(struct prospects *prospects, uint64_t set);

/* Whether no set breaks a promise that the model as it is keeps, or makes the service worse. */
bool prospect_only_improves(const struct prospects *prospects, uint32_t service);

/* Tells what the service comes to in the model as it is. */
void prospect_know(struct prospects *prospects, uint32_t service, struct standing standing);

/* Takes so many steps from the budget. */
void prospects_spend(struct prospects *prospects, size_t steps);

/* Puts all of the budget aside but for a part, which what follows may spend. Returns what was put aside: the caller
 * adds it again afterwards. */
size_t prospects_set_aside(struct prospects *prospects);

/* Whether the budget or the time is spent. */
bool prospects_are_over(struct prospects *prospects);

/* Whether what was begun is to be left undone: the time is spent, or much more than the budget. */
bool prospects_are_late(struct prospects *prospects);

/* The whole model under a set; NULL where it is no model. Jumps to the guard when memory is exhausted. */
slacalc_result *prospects_evaluate(const struct prospects *prospects, uint64_t set, const slacalc_options *options,
                                   slacalc_diagnostics *problems);

#endif
