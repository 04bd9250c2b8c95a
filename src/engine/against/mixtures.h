/* What each of several changes does, by itself and among the others. */
#ifndef ENGINE_AGAINST_MIXTURES_H
#define ENGINE_AGAINST_MIXTURES_H

#include "engine/against/reach.h"

/* A service that both models have, and how often it is down with no change and with all of them. */
struct mixed_service {
    uint32_t component;   /* of the merged model */
    double before, after; /* NAN where only an interval is known */
};

struct mixing {
    const struct difference *difference;
    const uint32_t *changes; /* those that have a key, as indices of the difference */
    size_t change_count;
    const struct mixed_service *services;
    size_t service_count;
    const slacalc_options *options;
    struct deadline *deadline;     /* of all mixtures together */
    slacalc_diagnostics *problems; /* that nobody reads: what is wrong with a mixture is no fault of either model */
    struct arena *arena;           /* with a guard */
};

/* On the services that each change reaches, as they are listed there. */
struct effects {
    struct reached reached;
    double *alone, *share; /* unavailability; NAN where it is not known */
};

struct effects effects_of(const struct mixing *mixing);

#endif
