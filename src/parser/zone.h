/*
 * Time zones: from a name to offsets from UTC. A name is an offset of its own (+01:00), or one of the IANA data base,
 * whose files are read without the C library's time zone, which is the state of a whole process.
 */
#ifndef PARSER_ZONE_H
#define PARSER_ZONE_H

#include "model/model.h"

/* Reads a rule as POSIX writes them in TZ ("GMT0BST,M3.5.0/1,M10.5.0"), and lays it out over the reference year. The
 * zone's name is not set. Returns false where it is none. */
bool zone_parse_rule(struct text rule, struct zone *zone);

/* Reads the rule of an IANA name from the machine's data base. Returns false where it has none, or where the name could
 * lead elsewhere. Only the rule that holds from now on counts, not exceptions listed for single years. */
bool zone_load(struct text name, struct zone *zone);

/* Minutes east of UTC at a minute of the reference year in UTC. */
int32_t zone_offset(const struct zone *zone, int32_t minute);

/* Both have the same offset at all times. */
bool zone_same(const struct zone *a, const struct zone *b);

/* The index of UTC in the model's zones. */
uint32_t zone_utc(struct slacalc_model *model);

#endif
