#include "engine/hours/week.h"

#include <string.h>

/* Local time runs ahead of UTC by the offset. */
static uint32_t minute_of_utc(uint32_t local, int32_t offset) {
    int32_t minute = ((int32_t)local - offset) % MINUTES_PER_WEEK;
    return (uint32_t)(minute < 0 ? minute + MINUTES_PER_WEEK : minute);
}

/* Marks the minutes of UTC that a class covers. */
static void mark_minutes(const struct slacalc_model *model, uint32_t hours, size_t season, bool *minutes) {
    const struct hours *self = &model->hours[hours];
    int32_t offset = model->seasons[season].offsets[self->zone];
    memset(minutes, 0, MINUTES_PER_WEEK * sizeof *minutes);
    for (uint32_t i = 0; i < self->count; i++) {
        struct stretch stretch = model->stretches[self->first + i];
        uint32_t start = minute_of_utc(stretch.start, offset), length = stretch.end - stretch.start;
        uint32_t in_week = start + length < MINUTES_PER_WEEK ? length : MINUTES_PER_WEEK - start;
        memset(minutes + start, true, in_week * sizeof *minutes);
        memset(minutes, true, (length - in_week) * sizeof *minutes); /* beyond the end of the week */
    }
}

/* ---- Classes ---- */

/* The bytes of zone and stretches. */
static struct text written_key(const struct slacalc_model *model, uint32_t hours, struct arena *arena) {
    const struct hours *self = &model->hours[hours];
    struct stretch *key = arena_alloc(arena, self->count + 1, sizeof *key);
    key[0] = (struct stretch){self->zone, 0};
    memcpy(key + 1, &model->stretches[self->first], self->count * sizeof *key);
    return (struct text){(const char *)key, (self->count + 1) * sizeof *key};
}

/* The bytes of the minutes that are covered in each season: equal for components of one class. */
static struct text week_key(const struct slacalc_model *model, uint32_t hours, bool *minutes, struct arena *arena) {
    size_t words = bits_words(MINUTES_PER_WEEK);
    uint64_t *key = arena_alloc(arena, model->season_count * words, sizeof *key);
    for (size_t season = 0; season < model->season_count; season++) {
        mark_minutes(model, hours, season, minutes);
        for (uint32_t minute = 0; minute < MINUTES_PER_WEEK; minute++)
            if (minutes[minute])
                bits_put(&key[season * words], minute, true);
    }
    return (struct text){(const char *)key, model->season_count * words * sizeof *key};
}

static struct text key_at(const void *keys, uint32_t index) {
    return ((const struct text *)keys)[index];
}

/* Hours that were met before, by how they are written and by what they cover. */
struct known_hours {
    struct text *written, *weeks;        /* keys */
    struct text_map by_written, by_week; /* indices of these */
    uint32_t *class_of;                  /* by index of `written` */
    size_t written_count;
    size_t hours_capacity; /* of the classes */
    bool *minutes;         /* scratch */
};

static struct known_hours known_hours_new(const struct slacalc_model *model, struct arena *arena) {
    struct known_hours known = {.written = arena_alloc(arena, model->hours_count, sizeof *known.written),
                                .weeks = arena_alloc(arena, model->hours_count, sizeof *known.weeks),
                                .class_of = arena_alloc(arena, model->hours_count, sizeof *known.class_of),
                                .minutes = arena_alloc(arena, MINUTES_PER_WEEK, sizeof *known.minutes)};
    text_map_init(&known.by_written, arena, key_at, known.written);
    text_map_init(&known.by_week, arena, key_at, known.weeks);
    return known;
}

/* Most hours are written alike where they are equal, and the minutes of the week are many. */
static uint32_t class_with(const struct slacalc_model *model, struct classes *classes, struct known_hours *known,
                           uint32_t hours, struct arena *arena) {
    uint32_t next = (uint32_t)known->written_count;
    known->written[next] = written_key(model, hours, arena);
    uint32_t found = text_map_add(&known->by_written, known->written[next], next);
    if (found != NO_INDEX)
        return known->class_of[found];
    known->written_count++;
    uint32_t class = (uint32_t)classes->count;
    known->weeks[class] = week_key(model, hours, known->minutes, arena);
    found = text_map_add(&known->by_week, known->weeks[class], class);
    known->class_of[next] = found == NO_INDEX ? class : found;
    if (found == NO_INDEX)
        ARENA_APPEND(arena, classes->hours, classes->count, known->hours_capacity, hours);
    return known->class_of[next];
}

struct classes classes_of(const struct slacalc_model *model, const bool *needed, struct arena *arena) {
    size_t count = model->component_count;
    struct classes classes = {.of_component = arena_alloc(arena, count, sizeof(uint32_t))};
    struct known_hours known = known_hours_new(model, arena);
    for (uint32_t c = 0; c < count; c++) {
        uint32_t hours = model->components[c].hours;
        classes.of_component[c] =
            needed[c] && hours != NO_INDEX ? class_with(model, &classes, &known, hours, arena) : NO_INDEX;
    }
    classes.words = bits_words(classes.count);
    return classes;
}

/* ---- Intervals ---- */

/* Only where a stretch begins or ends, though not where the next one begins then. */
static void mark_starts(const struct slacalc_model *model, uint32_t hours, size_t season, const bool *minutes,
                        bool *starts) {
    const struct hours *self = &model->hours[hours];
    int32_t offset = model->seasons[season].offsets[self->zone];
    for (uint32_t i = 0; i < self->count; i++) {
        struct stretch stretch = model->stretches[self->first + i];
        uint32_t ends[] = {minute_of_utc(stretch.start, offset), minute_of_utc(stretch.end, offset)};
        for (size_t e = 0; e < 2; e++)
            starts[ends[e]] |= ends[e] > 0 && minutes[ends[e]] != minutes[ends[e] - 1];
    }
}

static void list_starts(struct week *week, const bool *starts, struct arena *arena) {
    week->starts = arena_alloc(arena, MINUTES_PER_WEEK + 1, sizeof *week->starts);
    for (uint32_t i = 0; i < MINUTES_PER_WEEK; i++)
        if (starts[i])
            week->starts[week->interval_count++] = i;
    week->starts[week->interval_count] = MINUTES_PER_WEEK;
}

struct week week_of(const struct slacalc_model *model, const struct classes *classes, size_t season,
                    struct arena *arena) {
    struct week week = {0};
    bool *minutes = arena_alloc(arena, MINUTES_PER_WEEK, sizeof *minutes);
    bool *starts = arena_alloc(arena, MINUTES_PER_WEEK, sizeof *starts);
    starts[0] = true;
    for (size_t class = 0; class < classes->count; class ++) {
        mark_minutes(model, classes->hours[class], season, minutes);
        mark_starts(model, classes->hours[class], season, minutes, starts);
    }
    list_starts(&week, starts, arena);
    week.covered = arena_alloc(arena, week.interval_count * classes->words, sizeof *week.covered);
    week.minutes = arena_alloc(arena, classes->count, sizeof *week.minutes);
    for (uint32_t class = 0; class < classes->count; class ++) {
        mark_minutes(model, classes->hours[class], season, minutes);
        for (size_t i = 0; i < week.interval_count; i++) {
            if (!minutes[week.starts[i]])
                continue;
            bits_put(&week.covered[i * classes->words], class, true);
            week.minutes[class] += week.starts[i + 1] - week.starts[i];
        }
    }
    return week;
}

uint64_t *week_uncovered(const struct slacalc_model *model, const struct classes *classes, size_t season,
                         const struct week *week, struct arena *arena) {
    size_t words = bits_words(week->interval_count);
    uint64_t *uncovered = arena_alloc(arena, classes->count * words, sizeof *uncovered);
    bool *minutes = arena_alloc(arena, MINUTES_PER_WEEK, sizeof *minutes);
    for (size_t class = 0; class < classes->count; class ++) {
        mark_minutes(model, classes->hours[class], season, minutes);
        for (uint32_t i = 0; i < week->interval_count; i++)
            if (!minutes[week->starts[i]])
                bits_put(&uncovered[class * words], i, true);
    }
    return uncovered;
}
