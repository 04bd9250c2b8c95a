/* The rule by which a time zone changes its clocks, laid out over the reference year. */
#ifndef PARSER_ZONE_RULE_H
#define PARSER_ZONE_RULE_H

#include "model/model.h"

/* Reads a rule as POSIX writes them in TZ ("GMT0BST,M3.5.0/1,M10.5.0"), and lays it out over the reference year. The
 * zone's name is not set. Returns false where it is none. */
bool zone_parse_rule(struct text rule, struct zone *zone);

/* Minutes east of UTC at a minute of the reference year in UTC. */
int32_t zone_offset(const struct zone *zone, int32_t minute);

/* Both have the same offset at all times. */
bool zone_same(const struct zone *a, const struct zone *b);

#endif
