#include "engine/hours/worst_season.h"

#include "base/text.h"

/* The sets of slices, by slice. */
struct sets {
    const struct service_slices *slices;
    size_t words;
};

static struct text set_of(const void *sets, uint32_t slice) {
    const struct sets *self = sets;
    return (struct text){(const char *)self->slices->slices[slice].uncovered, self->words * sizeof(uint64_t)};
}

static bool same_slices(const struct service_slices *a, const struct service_slices *b, size_t words,
                        struct arena *arena) {
    const struct sets of_a = {a, words}, of_b = {b, words};
    struct text_map known;
    text_map_init(&known, arena, set_of, &of_b);
    for (uint32_t i = 0; i < b->count; i++)
        text_map_add(&known, set_of(&of_b, i), i);
    bool same = a->count == b->count;
    for (uint32_t i = 0; i < a->count && same; i++) {
        uint32_t found = text_map_find(&known, set_of(&of_a, i));
        same = found != NO_INDEX && a->slices[i].minutes == b->slices[found].minutes;
    }
    text_map_release(&known);
    return same;
}

struct service_slices slices_in_worst_season(struct timetable *timetable, uint32_t service) {
    struct service_slices worst = slices_in_season(timetable, 0, service);
    bool matters = false;
    for (uint32_t season = 1; season < timetable->model->season_count; season++) {
        struct service_slices slices = slices_in_season(timetable, season, service);
        matters = matters || !same_slices(&slices, &worst, timetable->classes.words, timetable->arena);
        if ((uint64_t)slices.covered * worst.promised < (uint64_t)worst.covered * slices.promised)
            worst = slices;
    }
    worst.season_matters = matters;
    slices_complete(&worst, timetable, service);
    return worst;
}
