/*
 * Time zones: from a name to offsets from UTC. A name is an offset of its own (+01:00), or one of the IANA data base,
 * whose files are read without the C library's time zone, which is the state of a whole process.
 */
#ifndef PARSER_ZONE_H
#define PARSER_ZONE_H

#include "parser/fields.h"

/* Reads the changes of an IANA name from the machine's data base. Returns false where it has none, or where the name
 * could lead elsewhere. */
bool zone_load(struct arena *arena, struct text name, struct zone *zone);

/* Sets the changes from 1970 to 2099 of a zone that zone_read has read, which has `all_years` then. Returns false where
 * the data base does not have it any more. */
bool zone_load_all_years(struct arena *arena, const struct zone *read, struct zone *zone);

/* The index of UTC in the model's zones. */
uint32_t zone_utc(struct slacalc_model *model);

/* Reads the name of a time zone; returns false with an error. */
bool zone_read(struct reader *reader, struct written written, uint32_t *zone);

#endif
