/*
 * The chain of the states of a module: of a gate, or of several that share something and are all needed.
 *
 * A leaf that goes up and down by itself is a variable of the states. Replicas that are a quorum are one variable, the
 * number of those that are up; so are leaves that are alike and of which one and the same gate reads nothing but the
 * number. Replicas across places are a variable a place, the number of those in it that are up. Where the cause of a
 * group takes a part of the outages of replicas, their quorum is lost so much less often, and for as long. The switch
 * of a failover is drawn each time that the first part goes down, and keeps what was drawn until then. Other chances
 * are no outages: a state in which they decide loses that part of the requests.
 */
#ifndef ENGINE_KEPT_MODULE_CHAIN_H
#define ENGINE_KEPT_MODULE_CHAIN_H

#include "engine/kept/alternating.h"
#include "engine/kept/chain.h"
#include "engine/outages/frequency.h"

/* What chains are made from, with room that serves one after another. */
struct chain_maker {
    const struct valuation *valuation;
    const struct slacalc_model *model;
    struct outage_list *outages;
    const struct spread **spread; /* by gate: the replicas across places that it is; NULL where no gate is any */

    uint32_t serial; /* of the module in hand */
    uint32_t *met;   /* by gate: the last module that met it */
    uint32_t *uses;  /* by gate that was met: how often the module reads it */
    uint32_t *ups;   /* by gate that was met: how many are up that it stands for */
    uint32_t *slot;  /* by leaf that was met: its place among those of the module */
    uint32_t *gates; /* of the module, arguments first */
    size_t gate_count, gate_capacity;
    uint32_t *pending;
    size_t pending_count, pending_capacity;
    struct arena *arena;
};

struct chain_maker chain_maker_new(struct outage_list *outages, struct arena *arena);

/* A leaf by itself goes up and down in turns, with its level and its frequency. Returns false where it never does. */
bool leaf_alternates(struct chain_maker *maker, uint32_t gate, struct alternating *times);

/* Whether the leaf goes up and down as one thing does: not as the sum of several, or as only a part of one. */
bool leaf_is_plain(const struct chain_maker *maker, uint32_t gate);

/* Makes the chain in `arena`. Where the ages of outages are told apart, it has as many stages of them as fit, and at
 * least `stages_min`. Returns false where it would have more than `states_max` states, or something below is not plain.
 */
bool make_module_chain(struct chain_maker *maker, const uint32_t *items, size_t count, size_t states_max,
                       uint32_t stages_min, struct chain *chain, struct arena *arena);

#endif
