/*
 * Groups of components that one cause may take down together: the members of any, at_least or a failover that has a
 * beta. A component is in one group at most; groups over the same components are one.
 */
#ifndef MODEL_COMMON_CAUSE_H
#define MODEL_COMMON_CAUSE_H

#include "base/arena.h"
#include "model/model.h"

struct common_group {
    uint32_t requirement;  /* the first one that has it */
    struct level beta;     /* up is the share */
    bool is_assumed;       /* no requirement states it */
    uint32_t first, count; /* of its members; ascending, count >= 2 */
};

/* A requirement that asks for a group which cannot be. */
struct common_clash {
    uint32_t requirement;
    uint32_t group;     /* that is in its way; NO_INDEX: one of its members is no component */
    uint32_t component; /* of both groups; NO_INDEX: these are one, and state different shares */
};

struct common_groups {
    struct common_group *groups;
    size_t count, capacity;
    uint32_t *members; /* components */
    size_t member_count, member_capacity;
    uint32_t *of_component;       /* its group; NO_INDEX where it is in none */
    struct common_clash *clashes; /* of requirements that state a beta */
    size_t clash_count, clash_capacity;
    struct common_clash *left_out; /* of those for which one is assumed */
    size_t left_out_count, left_out_capacity;
};

/* Whether a requirement of that kind stands for redundancy, so that its components may be a group. */
bool may_have_common_cause(slacalc_requirement_kind kind);

/* Those that the model states, and those that its what-if assumes. `everywhere`, where it is not NULL, counts in place
 * of both: for all groups. Names are resolved. */
struct common_groups common_groups_of(const struct slacalc_model *model, const struct level *everywhere,
                                      struct arena *arena);

/* Whether some requirement of the model, be it that of an option or of an older model, has a group, or one is assumed:
 * what changes of a component may then tell in whatever needs another one. */
bool may_have_groups(const struct slacalc_model *model);

/* The share that counts for the replicas of the component, likewise; up is 0 where there is none. */
struct level replica_beta(const struct slacalc_model *model, uint32_t component, const struct level *everywhere);

#endif
