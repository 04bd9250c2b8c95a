/*
 * Which of its figures a component counts with.
 *
 * `slo`, `measured` and `mtbf` are own figures: they speak of the component while all that it needs is up. `objective`,
 * `ola` and `sla` are whole figures: they speak of what its users get, what it needs included. A component that needs
 * nothing takes either as its own level. One that needs something and has no own figure counts with a whole figure, and
 * its own part is what its needs leave of that: only the engine can tell how much (engine/valuation/own_parts.h).
 */
#ifndef MODEL_OWN_LEVEL_H
#define MODEL_OWN_LEVEL_H

#include "model/model.h"

/* A component's own level and where it comes from. */
struct own_level {
    struct level level;        /* of one replica; with `is_whole` what its needs leave, 100 % until that is known */
    struct level checked;      /* of one replica, by which the component's own promises are checked: these are whole
                                  figures, so it is an own figure, or 100 % where a component that needs something
                                  has none */
    const struct level *whole; /* with `is_whole`: the figure that was taken, in the model */
    slacalc_figure figure;     /* what was taken */
    slacalc_figure checked_figure;
    enum attribute_key taken_key; /* of a figure from an attribute */
    bool has_taken_key;
    bool is_whole;    /* a whole figure of a component that needs something was taken */
    bool is_at_least; /* with `is_whole`: of what its needs leave only an interval is known, and the level is its lower
                         end */
};

/* Whether a name stands in the component's requirements outside of every `optional`. */
bool needs_something(const struct slacalc_model *model, uint32_t component);

/* Whether the key is that of a whole figure. */
bool is_whole_key(enum attribute_key key);

/* Whether the component states a whole figure. */
bool states_whole(const struct slacalc_model *model, uint32_t component);

/* Whether a whole figure of a component that needs something counts by that basis. */
bool counts_whole(const struct slacalc_model *model, uint32_t component, slacalc_basis basis);

/* The figure that counts by that basis, as the model states it; without any the component is up by itself. */
struct own_level stated_level_of(const struct slacalc_model *model, uint32_t component, slacalc_basis basis);

/* The same where a component that is down by a what-if counts as down. */
struct own_level own_level_of(const struct slacalc_model *model, uint32_t component, slacalc_basis basis);

/* Those of all components by one basis. */
struct own_levels {
    const struct slacalc_model *model;
    slacalc_basis basis;
    const struct own_level *derived; /* by component; NULL where none counts with a whole figure, so that the model says
                                        it all */
};

struct own_level own_level_at(const struct own_levels *levels, uint32_t component);

/* Sets the component's own promises by kind, NULL where there is none to check; returns how many there are. A promise
 * that is the level of a component without needs is not checked against itself. */
size_t promises_to_check(const struct slacalc_model *model, uint32_t component, const struct own_level *own,
                         const struct attribute *found[SLACALC_REQUIRED]);

#endif
