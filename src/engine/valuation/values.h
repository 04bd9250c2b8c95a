/*
 * How valuation.h computes the values of gates: directly, from their diagrams, or as intervals where there is none.
 */
#ifndef ENGINE_VALUATION_VALUES_H
#define ENGINE_VALUATION_VALUES_H

#include "engine/valuation/valuation.h"

/* Diagrams over the order that the modules' ranks say. Values come from those that valuation->diagrams points to. */
struct diagrams *values_open_diagrams(const struct valuation *valuation, size_t max_nodes, struct deadline *deadline);

/* Gives their memory back. */
void values_close_diagrams(const struct valuation *valuation, struct diagrams *diagrams);

/* Gives all gates from `first` on their values. Where a diagram is not affordable, a gate gets an interval; or, while
 * diagrams may go on, this stops there. Returns how many gates have values. */
uint32_t values_compute(struct valuation *valuation, uint32_t first);

/* Before values are computed again: keeps them, and gives them back. */
void values_keep_first(struct valuation *valuation);
void values_restore_first(struct valuation *valuation);

/* Takes the work of computing all values again off what is left; false where that does not suffice. */
bool values_afford_again(struct valuation *valuation);

/* Once more for the gates that have no diagram and for what rests on them, with the frontier. */
void values_narrow(struct valuation *valuation);

#endif
