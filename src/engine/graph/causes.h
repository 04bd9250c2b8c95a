/* Causes that take down all replicas of a component, or all members of a group (beta_factor.h), in a graph. */
#ifndef ENGINE_GRAPH_CAUSES_H
#define ENGINE_GRAPH_CAUSES_H

#include "engine/graph/building.h"
#include "engine/graph/phases.h"

/* The own level of all replicas of the component, what they need and its group left aside. `everywhere` is the share of
 * a cause that is common to them, in place of what the model says; NULL: that counts. */
struct level replicas_level(const struct slacalc_model *model, uint32_t component, const struct own_level *own,
                            const struct level *everywhere);

/* The share of all causes, in place of what the model says of them; NULL: that counts. */
const struct level *share_everywhere(const struct building *building);

/* Finds the groups that have a common cause, and makes a leaf of each cause, or of each of its phases. Returns how
 * their ages are told apart, by group; NULL where they are not. `ages` may be NULL. */
const struct phasing *make_causes(struct gate_maker *maker, const struct building *building, const struct ages *ages);

/* The gate of the cause of the component's group; GATE_UP where there is none. */
uint32_t cause_of_group(const struct graph *graph, uint32_t component);

/* Of a graph that was built by TIES_COUNTED: gives a replica of the component that level, which is its own in the
 * building already. */
void graph_set_own(struct graph *graph, const struct building *building, uint32_t component, struct level level);

/* Of a graph that was built by TIES_EVERYWHERE: gives all causes that share. */
void graph_set_beta(struct graph *graph, const struct building *building, struct level beta);

#endif
