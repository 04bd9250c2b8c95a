/* What a component depends on. */
#ifndef PARSER_REQUIREMENT_H
#define PARSER_REQUIREMENT_H

#include "parser/fields.h"

/* Appends a requirement that stands in no chain yet. */
uint32_t requirement_new(struct slacalc_model *model, slacalc_requirement_kind kind, struct position where);

/* Puts the chain that begins with `first` behind what the component needs already. */
void requirement_append(struct slacalc_model *model, uint32_t component, uint32_t first);

/* Reads the value of depends_on; returns the first of its requirements, NO_INDEX where there is none. */
uint32_t requirements_read(struct reader *reader, const struct entry *entry);

/* Reads the value of across; returns the requirement whose parts are the places, NO_INDEX with an error where there is
 * none. */
uint32_t places_read(struct reader *reader, const struct entry *entry);

/* Reads the value of not_depends_on, by which an overlay takes edges away. */
void cuts_read(struct reader *reader, uint32_t component, const struct entry *entry);

#endif
