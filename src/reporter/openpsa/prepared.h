/* What is made ready before a fault tree is written: identifiers, which requirements matter, and the events of
 * replicas. Writing it takes no memory then. */
#ifndef REPORTER_OPENPSA_PREPARED_H
#define REPORTER_OPENPSA_PREPARED_H

#include "engine/rows/fault_tree.h"
#include "engine/rows/result.h"

/* What is written of a requirement. */
struct need_plan {
    size_t arguments; /* parts that matter: optional ones do not; 1 for a component */
    double behind;    /* of a way of a split: the share of the ways behind it */
    size_t number;    /* from 1 within its component, for what is named after it */
    bool repeated;    /* an argument before it in the same formula is the same: it needs a gate of its own */
};

struct component_plan {
    const char *id;
    struct replica_events own, checked; /* its own failure, and that by which its own promises are checked */
    size_t arguments;                   /* requirements that matter */
    size_t common;                      /* the component that names the cause of its group; SLACALC_NONE: in none */
    bool reached;                       /* by a service */
    bool referred;                      /* by another component */
    size_t stamp;                       /* serial of the last formula that had it as an argument */
};

struct export {
    const slacalc_result *result;
    struct memory_guard guard;
    struct arena arena;
    struct need_plan *needs;           /* by requirement */
    struct component_plan *components; /* by component */
    size_t *waiting;                   /* components that are reached and not planned yet */
    size_t waiting_count;
    size_t serial;
    size_t numbered;   /* requirements of the component that is planned */
    size_t steps_left; /* for replicas as one event */
};

/* Fills in the rest of a `struct export` whose result and arena are set. The arena has the guard. */
void export_prepare(void *context);

const slacalc_requirement *need_at(const struct export *export, size_t need);

/* This way of a split, or the first one behind it that a request may go; SLACALC_NONE where there is none. */
size_t way_taken(const struct export *export, size_t way);

/* The same from the way behind it on. */
size_t next_way(const struct export *export, size_t way);

bool has_own_failure(const slacalc_component *component);

/* Whether the component is nothing but a basic event. */
bool is_basic(const struct export *export, size_t index);

/* SCRAM 0.16.2 takes 2 of (a, a, b) for b, also where two arguments turn out to be the same only as it simplifies them:
 * where that may be, such a group is written out. */
bool may_be_misread(const struct export *export, const slacalc_requirement *row, size_t arguments);

#endif
