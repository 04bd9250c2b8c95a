#include "engine/hours/slices.h"

#include "base/indices.h"
#include "base/text.h"

#include <string.h>

/* ---- What a component rests on ---- */

/* A set of bits for each component, which takes over those of what it needs. */
struct spread {
    uint64_t *rows;
    size_t words;
};

static uint64_t *classes_below(const struct timetable *timetable, uint32_t component) {
    return &timetable->below[component * timetable->classes.words];
}

/* Takes over what the component's own requirements bring along. Returns whether hours play a part in any of them, be it
 * through optional only. */
static bool gather(const struct timetable *timetable, uint32_t component, const struct spread *spread) {
    const struct needs *needs = timetable->needs;
    uint64_t *row = &spread->rows[component * spread->words];
    bool leads_to_hours = false;
    for (uint32_t n = needs->starts[component]; n < needs->starts[component + 1]; n++) {
        const struct need *need = &needs->items[n];
        leads_to_hours |= timetable->concerned[need->component];
        for (size_t w = 0; w < spread->words && need->optional == NO_INDEX; w++)
            row[w] |= spread->rows[need->component * spread->words + w];
    }
    return leads_to_hours;
}

/* Components of a cycle pass on to each other what they rest on, until nothing is new. */
static void share_in_cycle(struct timetable *timetable, const struct cycle *cycle, const struct spread *spread) {
    const uint32_t *members = &timetable->model->order[cycle->first];
    size_t size = spread->words * sizeof *spread->rows;
    uint64_t *before = arena_alloc(timetable->arena, spread->words, sizeof *before);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t m = 0; m < cycle->count; m++) {
            const uint64_t *row = &spread->rows[members[m] * spread->words];
            bool concerned = timetable->concerned[members[m]];
            memcpy(before, row, size);
            timetable->concerned[members[m]] =
                gather(timetable, members[m], spread) || timetable_concerns(timetable, members[m]);
            changed |= memcmp(before, row, size) != 0 || timetable->concerned[members[m]] != concerned;
        }
    }
}

/* Gives each component that is needed what those below it have. */
static void spread_all(struct timetable *timetable, const struct spread *spread) {
    for (size_t i = 0; i < timetable->model->component_count; i++) {
        uint32_t c = timetable->model->order[i];
        if (!timetable->needed[c])
            continue;
        timetable->concerned[c] = gather(timetable, c, spread) || timetable_concerns(timetable, c);
        const struct cycle *closed = model_cycle_ending(timetable->model, i);
        if (closed)
            share_in_cycle(timetable, closed, spread);
    }
}

/* A search for components with hours passes only those that hours play a part in. */
static const uint32_t *entries(const struct timetable *timetable) {
    uint32_t *entry = arena_alloc(timetable->arena, timetable->model->component_count, sizeof *entry);
    for (uint32_t c = 0; c < timetable->model->component_count; c++)
        entry[c] = timetable_concerns(timetable, c) ? c : NO_INDEX;
    return entry;
}

struct timetable timetable_new(const struct slacalc_model *model, const struct scope *scope, struct arena *arena) {
    struct timetable timetable = {.model = model,
                                  .needs = &scope->needs,
                                  .needed = scope->needed,
                                  .classes = classes_of(model, scope->needed, arena),
                                  .arena = arena};
    size_t count = model->component_count, words = timetable.classes.words;
    if (timetable.classes.count == 0)
        return timetable;
    timetable.weeks = arena_alloc(arena, model->season_count, sizeof *timetable.weeks);
    timetable.uncovered = arena_alloc(arena, model->season_count, sizeof *timetable.uncovered);
    for (size_t season = 0; season < model->season_count; season++)
        timetable.weeks[season] = week_of(model, &timetable.classes, season, arena);
    timetable.below = arena_alloc(arena, count * words, sizeof *timetable.below);
    timetable.concerned = arena_alloc(arena, count, sizeof *timetable.concerned);
    for (uint32_t c = 0; c < count; c++)
        if (timetable.classes.of_component[c] != NO_INDEX)
            bits_put(classes_below(&timetable, c), timetable.classes.of_component[c], true);
    spread_all(&timetable, &(struct spread){timetable.below, words});
    timetable.search = needs_search_new(timetable.needs, entries(&timetable), arena);
    return timetable;
}

bool timetable_concerns(const struct timetable *timetable, uint32_t service) {
    return bits_any(classes_below(timetable, service), timetable->classes.words);
}

/* ---- Slices ---- */

/* The slices of one service, known by what is uncovered in them. Of the words of a set only those count in which there
 * is a class that the service rests on: they are few where it rests on little. */
struct cutting {
    struct service_slices slices;
    size_t *at; /* the words that count */
    size_t words;
    uint64_t *keys; /* by slice: these words */
    size_t key_capacity;
    struct text_map known;
    struct timetable *timetable;
};

static struct text key_of(const void *cutting, uint32_t slice) {
    const struct cutting *self = cutting;
    return (struct text){(const char *)&self->keys[slice * self->words], self->words * sizeof(uint64_t)};
}

static void start_cutting(struct cutting *cutting, uint32_t service) {
    struct timetable *timetable = cutting->timetable;
    cutting->at = arena_alloc(timetable->arena, timetable->classes.words, sizeof *cutting->at);
    for (size_t w = 0; w < timetable->classes.words; w++)
        if (classes_below(timetable, service)[w] != 0)
            cutting->at[cutting->words++] = w;
    text_map_init(&cutting->known, timetable->arena, key_of, cutting);
}

static void add_slice(struct cutting *cutting, uint32_t interval) {
    struct timetable *timetable = cutting->timetable;
    struct service_slices *slices = &cutting->slices;
    const uint64_t *key = &cutting->keys[slices->count * cutting->words];
    uint64_t *uncovered = arena_alloc(timetable->arena, timetable->classes.words, sizeof *uncovered);
    for (size_t i = 0; i < cutting->words; i++)
        uncovered[cutting->at[i]] = key[i];
    ARENA_APPEND(timetable->arena, slices->slices, slices->count, slices->capacity,
                 (struct slice){.uncovered = uncovered, .interval = interval});
}

/* The slice of an interval; most follow one of the same slice. */
static uint32_t slice_at(struct cutting *cutting, uint32_t service, uint32_t interval, uint32_t before) {
    struct timetable *timetable = cutting->timetable;
    const struct week *week = &timetable->weeks[cutting->slices.season];
    const uint64_t *covered = week->covered + interval * timetable->classes.words;
    const uint64_t *below = classes_below(timetable, service);
    uint32_t count = (uint32_t)cutting->slices.count;
    ARENA_PROVIDE(timetable->arena, cutting->keys, (count + 1) * cutting->words + 1, cutting->key_capacity);
    uint64_t *key = &cutting->keys[count * cutting->words];
    for (size_t i = 0; i < cutting->words; i++)
        key[i] = below[cutting->at[i]] & ~covered[cutting->at[i]];
    if (before != NO_INDEX && memcmp(key, &cutting->keys[before * cutting->words], cutting->words * sizeof *key) == 0)
        return before;
    uint32_t found = text_map_add(&cutting->known, key_of(cutting, count), count);
    if (found != NO_INDEX)
        return found;
    add_slice(cutting, interval);
    return count;
}

struct service_slices slices_in_season(struct timetable *timetable, uint32_t season, uint32_t service) {
    struct cutting cutting = {.slices.season = season, .timetable = timetable};
    struct service_slices *slices = &cutting.slices;
    const struct week *week = &timetable->weeks[season];
    uint32_t own = timetable->classes.of_component[service], slice = NO_INDEX;
    start_cutting(&cutting, service);
    slices->slice_of = arena_alloc(timetable->arena, week->interval_count, sizeof *slices->slice_of);
    for (uint32_t i = 0; i < week->interval_count; i++) {
        slices->slice_of[i] = NO_INDEX;
        if (own != NO_INDEX && !bits_have(&week->covered[i * timetable->classes.words], own))
            continue;
        slice = slice_at(&cutting, service, i, slice);
        slices->slice_of[i] = slice;
        slices->slices[slice].minutes += week->starts[i + 1] - week->starts[i];
    }
    for (uint32_t i = 0; i < slices->count; i++) {
        slices->promised += slices->slices[i].minutes;
        if (!bits_any(&cutting.keys[i * cutting.words], cutting.words))
            slices->covered = slices->slices[i].minutes;
    }
    text_map_release(&cutting.known);
    arena_release(timetable->arena, cutting.keys, cutting.key_capacity, sizeof *cutting.keys);
    return *slices;
}

/* By component, the intervals in which something that it rests on is uncovered. They are found for all at once, when
 * they are asked for first. */
static const uint64_t *uncovered_below(struct timetable *timetable, uint32_t season, size_t words) {
    const struct classes *classes = &timetable->classes;
    size_t count = timetable->model->component_count;
    if (timetable->uncovered[season])
        return timetable->uncovered[season];
    uint64_t *rows = arena_alloc(timetable->arena, count * words, sizeof *rows);
    const uint64_t *of_class =
        week_uncovered(timetable->model, classes, season, &timetable->weeks[season], timetable->arena);
    for (uint32_t c = 0; c < count; c++)
        if (classes->of_component[c] != NO_INDEX)
            memcpy(&rows[c * words], &of_class[classes->of_component[c] * words], words * sizeof *rows);
    spread_all(timetable, &(struct spread){rows, words});
    return timetable->uncovered[season] = rows;
}

struct service_slices slices_uncut_in_season(struct timetable *timetable, uint32_t season, uint32_t service) {
    const struct week *week = &timetable->weeks[season];
    uint32_t own = timetable->classes.of_component[service];
    struct service_slices slices = {
        .season = season, .alike = NO_INDEX, .promised = own == NO_INDEX ? MINUTES_PER_WEEK : week->minutes[own]};
    size_t words = bits_words(week->interval_count);
    const uint64_t *uncovered = uncovered_below(timetable, season, words) + service * words;
    for (uint32_t i = 0; i < week->interval_count; i++)
        slices.covered += bits_have(uncovered, i) ? 0 : week->starts[i + 1] - week->starts[i];
    return slices;
}

void slices_order(struct service_slices *slices, const struct timetable *timetable) {
    size_t at = 0, interval_count = timetable->weeks[slices->season].interval_count;
    while (at < slices->count && bits_any(slices->slices[at].uncovered, timetable->classes.words))
        at++;
    if (at == slices->count)
        return;
    struct slice covered = slices->slices[at];
    memmove(slices->slices + 1, slices->slices, at * sizeof covered);
    slices->slices[0] = covered;
    for (size_t i = 0; i < interval_count; i++)
        if (slices->slice_of[i] != NO_INDEX && slices->slice_of[i] <= at)
            slices->slice_of[i] = slices->slice_of[i] == at ? 0 : slices->slice_of[i] + 1;
}

/* Keeps the list that `slices` has, that of another service with the same slices, where this one rests on the same. */
void slices_find_rests_on(struct service_slices *slices, struct timetable *timetable, uint32_t service) {
    struct needs_search *search = &timetable->search;
    size_t count = 0;
    needs_search_from(search, service, NEEDS_REQUIRED);
    for (size_t i = 0; i < search->count; i++)
        if (timetable->classes.of_component[search->found[i]] != NO_INDEX)
            search->found[count++] = search->found[i];
    indices_sort(search->found, count);
    bool is_same = slices->rests_on && slices->rests_on_count == count &&
                   (count == 0 || memcmp(slices->rests_on, search->found, count * sizeof *search->found) == 0);
    if (is_same)
        return;
    slices->rests_on = arena_copy(timetable->arena, search->found, count, sizeof *search->found);
    slices->rests_on_count = count;
}
