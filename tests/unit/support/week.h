/* When a component's promises hold, as text and minute by minute. */
#ifndef WEEK_H
#define WEEK_H

#include <stdbool.h>
#include <stddef.h>

enum { WEEK_MINUTES = 7 * 24 * 60 };

struct generator;

struct drawn_week {
    bool given;                              /* elsewhere: always */
    char hours[128], maintenance[128];       /* as YAML; empty where absent */
    char timezone[16];                       /* as YAML; empty: the model's */
    unsigned char covered[WEEK_MINUTES / 8]; /* bit m % 8 of byte m / 8: minute m of the week from Monday 00:00 UTC */
};

bool week_covers(const struct drawn_week *week, unsigned minute);

/* Writes a time zone and returns its minutes east of UTC. */
int week_draw_timezone(struct generator *random, char *text, size_t size);

/* Hours, maintenance or both, which leave at least one minute; `offset` is the model's. */
void week_draw(struct generator *random, int offset, struct drawn_week *week);

#endif
