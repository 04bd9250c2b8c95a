/*
 * A service as independent modules in series: it is up where all of them are. Their downtimes add up to no less than
 * its own, since outages of several at once are counted for each: what is said by their sum is on the safe side.
 *
 * A module below a share of traffic counts for that share of its time. Where the whole service has few states, its one
 * chain says exactly what happens; where a module has too many, it is taken as something that goes up and down in turns
 * as often and for as long as it does on average, and that is approximate. So is a chain of outages whose ages are told
 * apart (graph/phases.h), since what lasts for a fixed time has stages of a random length there.
 */
#ifndef ENGINE_KEPT_SERIES_H
#define ENGINE_KEPT_SERIES_H

#include "engine/kept/module_chain.h"
#include "slacalc.h"

/* Alike modules, each of which loses `part` of the requests while it is down. */
struct series_module {
    double part;
    struct alternating times; /* where `chain` is NULL */
    const struct chain *chain;
    size_t count;
};

struct series {
    struct series_module *modules;
    size_t count, capacity;
    double always; /* the part of the requests that is lost at all times */
    slacalc_kept_kind kind;
};

/* How a gate does on average. */
struct mean_outages {
    double up, down;   /* its levels */
    double per_second; /* outages that begin */
};

struct series_maker {
    struct chain_maker chains;
    uint32_t *owner; /* by gate that was met: the item that met it first */
    struct arena *arena;
};

struct series_maker series_maker_new(struct outage_list *outages, struct arena *arena);

/* How many states chains may have. */
enum chain_sizes {
    CHAINS_BRIEF, /* few, since there is work for no more */
    CHAINS_USUAL,
    CHAINS_WHOLE /* that of the whole service as many as that of a module: where outages may take most of the period,
                    sums of modules do not settle */
};

/* Takes a gate apart whose leaves all have a time to restore. */
struct series series_of(struct series_maker *maker, uint32_t root, struct mean_outages mean, enum chain_sizes sizes,
                        struct arena *arena);

#endif
