/* The rule by which a time zone changes its clocks each year, and its changes over the reference years. */
#ifndef PARSER_ZONE_RULE_H
#define PARSER_ZONE_RULE_H

#include "model/model.h"

/* A day of each year, and a minute of it by the clocks that are set then. */
struct yearly {
    unsigned month, week, weekday; /* month 0: `day` counts, from 0 */
    int32_t day;
    bool without_leap_day; /* the 29th of February has no number */
    int32_t minute;
};

struct zone_rule {
    int32_t standard, saving; /* minutes east of UTC */
    struct yearly begins, ends;
    bool has_saving; /* otherwise only `standard` is set */
};

/* Reads a rule as POSIX writes them in TZ ("GMT0BST,M3.5.0/1,M10.5.0"). Returns false where it is none. */
bool zone_rule_parse(struct text text, struct zone_rule *rule);

/* Adds a change, in minutes from the begin of the reference years. Changes come in order; what lies before the years of
 * the zone is where they begin with, what lies behind them is dropped. */
void zone_add_change(struct arena *arena, struct zone *zone, int64_t since, int32_t offset);

/* Adds the changes that the rule makes after that minute. */
void zone_add_rule(struct arena *arena, struct zone *zone, const struct zone_rule *rule, int64_t after);

/* Minutes east of UTC at a minute of the reference years in UTC. */
int32_t zone_offset(const struct zone *zone, int32_t minute);

/* Both have the same offset at all times. */
bool zone_same(const struct zone *a, const struct zone *b);

#endif
