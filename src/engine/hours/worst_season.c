#include "engine/hours/worst_season.h"

#include "base/indices.h"
#include "base/text.h"
#include "base/work.h"

#include <string.h>

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

typedef struct service_slices cutting(struct timetable *timetable, uint32_t season, uint32_t service);

/* The slices in the season with the least coverage. Where hours are not cut, nobody knows whether the season matters,
 * so that it counts as though it did. */
static struct service_slices in_worst_season(struct timetable *timetable, uint32_t service, cutting *cut) {
    struct service_slices worst = cut(timetable, 0, service);
    bool matters = worst.alike == NO_INDEX && timetable->model->season_count > 1;
    for (uint32_t season = 1; season < timetable->model->season_count; season++) {
        struct service_slices slices = cut(timetable, season, service);
        matters = matters || !same_slices(&slices, &worst, timetable->classes.words, timetable->arena);
        if ((uint64_t)slices.covered * worst.promised < (uint64_t)worst.covered * slices.promised)
            worst = slices;
    }
    worst.season_matters = matters;
    return worst;
}

/* ---- Services alike ---- */

/* So many words of eight bytes, a quarter of a gigabyte, all slices together may take. */
enum { MOST_WORDS = 1 << 25 };

/* The slices of services that were met, by what decides them: the classes that a service rests on, and its own. */
struct known_slices {
    uint64_t *keys;
    size_t key_words, key_capacity;
    struct service_slices *slices;
    size_t count, capacity;
    struct text_map by_key;
    size_t words_left;
};

static struct text key_at(const void *known, uint32_t index) {
    const struct known_slices *self = known;
    return (struct text){(const char *)&self->keys[index * self->key_words], self->key_words * sizeof *self->keys};
}

static struct known_slices *known_slices_new(const struct timetable *timetable) {
    struct known_slices *known = arena_alloc(timetable->arena, 1, sizeof *known);
    known->key_words = timetable->classes.words + 1;
    known->words_left = MOST_WORDS;
    text_map_init(&known->by_key, timetable->arena, key_at, known);
    return known;
}

/* Puts the key of the service behind those that are known. */
static struct text make_key(const struct timetable *timetable, uint32_t service) {
    struct known_slices *known = timetable->known;
    size_t words = timetable->classes.words;
    ARENA_PROVIDE(timetable->arena, known->keys, (known->count + 1) * known->key_words, known->key_capacity);
    uint64_t *key = &known->keys[known->count * known->key_words];
    memcpy(key, &timetable->below[service * words], words * sizeof *key);
    key[words] = timetable->classes.of_component[service];
    return key_at(known, (uint32_t)known->count);
}

/* How many words the slices in all seasons take. */
static size_t words_of(const struct timetable *timetable, const struct service_slices *slices) {
    size_t a_slice = timetable->classes.words + sizeof *slices->slices / sizeof(uint64_t);
    return timetable->model->season_count *
           (slices->count * a_slice + timetable->weeks[slices->season].interval_count / 2);
}

/* The place of its slices among those that are known; NO_INDEX where nothing more is cut. */
static uint32_t place_of(struct timetable *timetable, uint32_t service) {
    struct known_slices *known = timetable->known;
    struct text key = make_key(timetable, service);
    uint32_t place = text_map_find(&known->by_key, key);
    if (place != NO_INDEX || known->words_left == 0 || deadline_is_over(timetable->deadline))
        return place;
    place = (uint32_t)known->count;
    text_map_add(&known->by_key, key, place);
    struct service_slices slices = in_worst_season(timetable, service, slices_in_season);
    slices_order(&slices, timetable);
    slices.alike = place;
    work_take(&known->words_left, words_of(timetable, &slices));
    ARENA_APPEND(timetable->arena, known->slices, known->count, known->capacity, slices);
    return place;
}

struct service_slices slices_in_worst_season(struct timetable *timetable, uint32_t service) {
    if (!timetable->known)
        timetable->known = known_slices_new(timetable);
    uint32_t place = place_of(timetable, service);
    if (place == NO_INDEX)
        return in_worst_season(timetable, service, slices_uncut_in_season);
    struct service_slices *slices = &timetable->known->slices[place];
    slices_find_rests_on(slices, timetable, service);
    return *slices;
}
