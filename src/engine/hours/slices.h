/* The promised hours of a service, cut into slices in which the same needed components are covered. */
#ifndef ENGINE_HOURS_SLICES_H
#define ENGINE_HOURS_SLICES_H

#include "base/arena.h"
#include "base/deadline.h"
#include "base/indices.h"
#include "engine/graph/scope.h"
#include "engine/hours/week.h"
#include "model/model.h"

struct slice {
    uint32_t minutes;
    const uint64_t *uncovered; /* set of classes, of needed components only */
    uint32_t interval;         /* one that belongs to it */
};

struct service_slices {
    uint32_t season;
    bool season_matters;  /* another season has other slices */
    uint32_t promised;    /* minutes a week */
    uint32_t covered;     /* minutes of them in which every needed component is covered */
    struct slice *slices; /* the covered one first, if any */
    size_t count, capacity;
    uint32_t *slice_of; /* by interval of the season's week; NO_INDEX outside the promised hours */
    uint32_t *rests_on; /* needed components that have a class, the service too; in model order */
    size_t rests_on_count;
    uint32_t alike; /* the same number: the same slices; NO_INDEX: they are not cut */
};

/* Whether the hours are cut into slices. Otherwise only their minutes are known. */
static inline bool is_cut(const struct service_slices *slices) {
    return slices->alike != NO_INDEX;
}

struct known_slices;

/* Weeks of all seasons and what each component rests on. */
struct timetable {
    const struct slacalc_model *model;
    const struct needs *needs;
    const bool *needed; /* by component */
    struct classes classes;
    struct week *weeks;   /* by season */
    uint64_t *below;      /* by component: classes of what it needs otherwise than through optional, its own too */
    bool *concerned;      /* by component: hours play a part in it, be it through optional only */
    uint64_t **uncovered; /* by season: what slices_uncut_in_season keeps */
    struct needs_search search;
    struct known_slices *known; /* of services that were met; of worst_season.h */
    struct deadline *deadline;  /* NULL: none */
    struct arena *arena;
};

struct timetable timetable_new(const struct slacalc_model *model, const struct scope *scope, struct arena *arena);

/* Whether hours play a part in what the service needs otherwise than through optional. */
bool timetable_concerns(const struct timetable *timetable, uint32_t service);

/* The slices of the service in that season, in no order. What they rest on is not found yet. */
struct service_slices slices_in_season(struct timetable *timetable, uint32_t season, uint32_t service);

/* Only the minutes of the service in that season: the hours are not cut. */
struct service_slices slices_uncut_in_season(struct timetable *timetable, uint32_t season, uint32_t service);

/* Puts the covered slice first. */
void slices_order(struct service_slices *slices, const struct timetable *timetable);

/* Finds what the slices rest on. */
void slices_find_rests_on(struct service_slices *slices, struct timetable *timetable, uint32_t service);

#endif
