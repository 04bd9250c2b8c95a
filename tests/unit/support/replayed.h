/*
 * What a log does to a model, second by second: in each of them, every state of what is up for a part of the requests
 * only is tried. Time zones are those of the C library. Shares neither code nor method with the library.
 */
#ifndef REPLAYED_H
#define REPLAYED_H

#include "oracle.h"

#include <stdint.h>

enum { REPLAYED_ROWS = 40, REPLAYED_OUTAGES = 100, REPLAYED_CAUSES = 100 };

struct replayed_row {
    size_t component;
    int replica; /* from 0; -1: all of them */
    int64_t start, end;
    double loss;
};

/* Hours in words, and which minutes of a local week from Monday 00:00 these are. */
struct replayed_hours {
    const char *text;
    bool (*covers)(unsigned minute);
};
extern const struct replayed_hours replayed_hours[];
enum { REPLAYED_HOURS = 5 };

/* When a component is promised. */
struct replayed_times {
    const struct replayed_hours *hours, *maintenance; /* NULL: always, never */
    const char *zone;                                 /* for TZ */
};

struct replayed_outage {
    int64_t start, end;
    double down, lost;
    unsigned cause; /* set of components */
};

struct replayed_service {
    double promised, lost, down, degraded, longest;
    struct replayed_outage outages[REPLAYED_OUTAGES];
    size_t outage_count;
    struct {
        unsigned cause;
        double lost;
    } by[REPLAYED_CAUSES];
    size_t by_count;
};

/* What the components of a model attain as services in [from, to), where `rows` happen. `services` are components. */
void replayed(const struct oracle_model *model, const struct replayed_times *times, const struct replayed_row *rows,
              size_t row_count, int64_t from, int64_t to, const size_t *services, size_t service_count,
              struct replayed_service *attained);

/* Members of which some have to be up: components, or the replicas of one. */
struct replayed_group {
    size_t components[ORACLE_COMPONENTS], component_count;
    size_t at_least, of;
    double together; /* seconds in which fewer were */
    size_t times;
    double down[ORACLE_ELEMENTS]; /* by member: the part of the time in which it was down */
};

/* Sets all but the first four of the group, in [from, to). Returns whether any member was ever down. */
bool replayed_together(const struct oracle_model *model, const struct replayed_row *rows, size_t row_count,
                       int64_t from, int64_t to, struct replayed_group *group);

/* The chance that too few are up if each is down for that part of the time, of which `cause` takes all of them. */
double replayed_too_few(const struct replayed_group *group, double cause);

/* The library's clocks show those of the zone until the next call. */
void replayed_set_zone(const char *zone);

#endif
