#include "engine/log/promised.h"

#include "model/clock.h"

struct laying_out {
    const struct slacalc_model *model;
    const struct hours *hours;
    struct promised *promised;
    struct arena *arena;
};

static void add_stretch(struct laying_out *laying_out, int64_t start, int64_t end) {
    struct promised *promised = laying_out->promised;
    if (promised->count > 0 && promised->ends[promised->count - 1] == start) {
        promised->ends[promised->count - 1] = end;
        return;
    }
    size_t count = promised->count;
    ARENA_APPEND(laying_out->arena, promised->ends, count, promised->end_capacity, end);
    ARENA_APPEND(laying_out->arena, promised->starts, promised->count, promised->start_capacity, start);
}

/* The seconds from Monday 00:00 by the clocks on the wall; 1970 began on a Thursday. */
static int64_t second_of_week(int64_t wall) {
    int64_t second = (wall + 3 * (int64_t)DAY_S) % WEEK_S;
    return second < 0 ? second + WEEK_S : second;
}

/* [from, to), in which the clocks are so far ahead all the time. */
static void add_season(struct laying_out *laying_out, int64_t from, int64_t to, int32_t ahead) {
    const struct hours *hours = laying_out->hours;
    int64_t monday = from + ahead - second_of_week(from + ahead) - ahead;
    for (; monday < to; monday += WEEK_S)
        for (uint32_t i = 0; i < hours->count; i++) {
            struct stretch stretch = laying_out->model->stretches[hours->first + i];
            int64_t start = monday + (int64_t)stretch.start * 60, end = monday + (int64_t)stretch.end * 60;
            start = start > from ? start : from;
            end = end < to ? end : to;
            if (start < end)
                add_stretch(laying_out, start, end);
        }
}

struct promised promised_time(const struct slacalc_model *model, uint32_t component, struct arena *arena) {
    const struct log *log = model->log;
    uint32_t hours = model->components[component].hours;
    struct promised promised = {.always = hours == NO_INDEX};
    if (promised.always)
        return promised;
    struct laying_out laying_out = {model, &model->hours[hours], &promised, arena};
    const struct zone *clock = &log->clocks[laying_out.hours->zone];
    int64_t last = log->windows[log->window_count - 1].to;
    for (int64_t from = log->windows[0].from, to; from < last; from = to) {
        to = clock_next_change(clock, from);
        to = to < last ? to : last;
        add_season(&laying_out, from, to, clock_offset(clock, from));
    }
    promised.before = arena_alloc(arena, promised.count, sizeof *promised.before);
    for (size_t i = 1; i < promised.count; i++)
        promised.before[i] = promised.before[i - 1] + promised.ends[i - 1] - promised.starts[i - 1];
    return promised;
}

/* The seconds that are promised before the instant. */
static int64_t promised_until(const struct promised *promised, int64_t instant) {
    size_t low = 0, high = promised->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (promised->starts[middle] < instant)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    int64_t end = promised->ends[low - 1] < instant ? promised->ends[low - 1] : instant;
    return promised->before[low - 1] + end - promised->starts[low - 1];
}

int64_t promised_between(const struct promised *promised, int64_t from, int64_t to) {
    if (promised->always || from >= to)
        return from < to ? to - from : 0;
    return promised_until(promised, to) - promised_until(promised, from);
}
