/*
 * How valuation.h computes the values of gates: directly, from their diagrams, or as intervals where there is none.
 */
#ifndef ENGINE_VALUATION_VALUES_H
#define ENGINE_VALUATION_VALUES_H

#include "engine/valuation/valuation.h"

/* The value of a node from that of its variable and those of its children. The sum is rounded once, to a double: a path
 * of n nodes loses n / 2 units of the 53rd binary digit at the worst, and as the errors have no common sign, about the
 * root of that. */
static inline struct bdd_note node_note(struct level variable, struct bdd_note high, struct bdd_note low) {
    return (struct bdd_note){(double)(variable.up * high.up + variable.down * low.up),
                             (double)(variable.up * high.down + variable.down * low.down)};
}

/* The level that a note stands for. Its larger side has an error as large as the smaller one may be: it is found from
 * that one, so that what subtracts two such levels does not meet it. */
static inline struct level level_of_note(struct bdd_note note) {
    return note.down < note.up ? (struct level){1 - (long double)note.down, note.down}
                               : (struct level){note.up, 1 - (long double)note.up};
}

/* Diagrams over the order that the modules' ranks say. Values come from those that valuation->diagrams points to. */
struct diagrams *values_open_diagrams(const struct valuation *valuation, size_t max_nodes, struct deadline *deadline);

/* Gives the memory of diagrams back. */
void values_close_diagrams(struct diagrams *diagrams);

/* Has as much room for what is noted of nodes as there is for nodes: less than before once they are sealed. */
void values_fit_notes(struct valuation *valuation);

/* Gives all gates from `first` on their values. Where a diagram is not affordable, a gate gets an interval; or, while
 * diagrams may go on, or gates are being valued apart, this stops there. Returns how many gates have values. */
uint32_t values_compute(struct valuation *valuation, uint32_t first);

/* Gives the leaves the levels of what they stand for; false where one of these is an interval. */
bool values_set_leaves(const struct valuation *valuation, const struct alone *alone);

/* Sets the exact value of the gate. */
void values_take(struct valuation *valuation, uint32_t gate, struct level level);

/* Gives all gates their values where none needs a diagram. */
void values_compute_without_diagrams(struct valuation *valuation);

/* Values once more, with the frontier, the gates that have no diagram and what rests on them. */
void values_narrow(struct valuation *valuation);

/* Computes all values again with the components down that `forced` names. All diagrams have to be kept. Returns false
 * where the work or the time for it is spent: values then say nothing until they are restored. */
bool values_compute_again(struct valuation *valuation, const bool *forced);

/* Gives all gates back the values that they had before any was computed again. */
void values_restore(struct valuation *valuation);

#endif
