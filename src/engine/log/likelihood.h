/* How likely a service is to lose as much time as it did, or as little, if the model is right. */
#ifndef ENGINE_LOG_LIKELIHOOD_H
#define ENGINE_LOG_LIKELIHOOD_H

#include "engine/kept/exceeding.h"

/* What is said of some time in which nothing was lost. */
struct quiet {
    double promised_s; /* 0: of none */
    slacalc_log_chance chance;
};

enum { QUIET_TIMES = 4 }; /* as many as months have lengths */

struct likelihood {
    struct quiet *quiet; /* by service, so many each: the last ones that were asked for */
    struct chain_room room;
    struct exceeding_effort effort;
    size_t unknown; /* how many were not found, since they take too much work or time */
};

/* What one service did in some time. */
struct observed {
    size_t service;
    double promised_s, lost_s;
    double computed; /* unavailability by the model */
    bool is_cut;     /* some of the time is not promised: outages are cut there, so that chances are approximate */
};

struct likelihood likelihood_new(size_t services, struct deadline *deadline, struct arena *arena);

/* As much work again may be spent. */
void likelihood_renew(struct likelihood *likelihood);

/* `series`: the modules of the service; NULL where the lengths of its outages are not known. */
slacalc_log_chance likelihood_of(struct likelihood *likelihood, const struct series *series,
                                 const struct observed *observed);

#endif
