/* The hours of components and their maintenance, and the seasons in which the clocks keep their offsets. */
#ifndef PARSER_SCHEDULE_H
#define PARSER_SCHEDULE_H

#include "parser/fields.h"

/* Reads the value of hours or maintenance; returns false with an error. */
bool ranges_read(struct reader *reader, const struct entry *entry, struct attribute *attribute);

/* Combines hours, maintenance and time zone of each component that has no error, then finds the model's seasons. */
void schedules_check(struct slacalc_model *model, struct arena *scratch, slacalc_diagnostics *problems);

#endif
