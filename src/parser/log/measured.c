#include "parser/log/measured.h"

#include "model/segments.h"

#include <stdlib.h>

/* What is lost of one replica from some moment on, by the rows of all replicas or by its own. */
struct step {
    int64_t at;
    double loss;
    bool is_of_all;
};

struct measuring {
    const struct log *log;
    int64_t from, to;
    struct step *steps; /* of the replica in hand */
    size_t count, capacity;
    struct arena *scratch;
};

static int compare_steps(const void *one, const void *other) {
    const struct step *a = one, *b = other;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->loss > b->loss) - (a->loss < b->loss); /* an end before a start, so that what goes on is one incident */
}

static void add_step(struct measuring *measuring, int64_t at, double loss, bool is_of_all) {
    struct step step = {at < measuring->from ? measuring->from
                        : at > measuring->to ? measuring->to
                                             : at,
                        loss, is_of_all};
    ARENA_APPEND(measuring->scratch, measuring->steps, measuring->count, measuring->capacity, step);
}

static void add_segments(struct measuring *measuring, const struct segment *segments, size_t count, bool is_of_all) {
    for (size_t i = 0; i < count; i++) {
        if (segments[i].start >= measuring->to || segments[i].end <= measuring->from)
            continue;
        add_step(measuring, segments[i].start, segments[i].loss, is_of_all);
        add_step(measuring, segments[i].end, 0, is_of_all);
    }
}

/* Adds what one replica lost. */
static void add_replica(struct measuring *measuring, struct measured *measured) {
    double of_all = 0, own = 0, before = 0;
    if (measuring->count > 1)
        qsort(measuring->steps, measuring->count, sizeof *measuring->steps, compare_steps);
    for (size_t i = 0; i < measuring->count; i++) {
        const struct step *step = &measuring->steps[i];
        *(step->is_of_all ? &of_all : &own) = step->loss;
        if (i + 1 < measuring->count && measuring->steps[i + 1].at == step->at)
            continue; /* all that changes at one moment is one change */
        double loss = of_all > own ? of_all : own;
        int64_t until = i + 1 < measuring->count ? measuring->steps[i + 1].at : measuring->to;
        measured->incidents += before <= 0 && loss > 0;
        measured->lost += loss * (long double)(until - step->at);
        measured->is_whole = measured->is_whole && (loss <= 0 || loss >= 1);
        before = loss;
    }
}

/* The segments of one component: those of single replicas, by replica, and then those of all of them. */
static void measure(struct measuring *measuring, const struct segment *segments, size_t count,
                    struct measured *measured) {
    size_t all = count, next = 0;
    while (all > 0 && segments[all - 1].replica == NO_INDEX)
        all--;
    for (uint32_t replica = 0; replica < measured->replicas; replica++) {
        size_t first = next;
        while (next < all && segments[next].replica == replica)
            next++;
        if (next == first && replica > 0 && all == count)
            continue; /* nothing is said of it */
        measuring->count = 0;
        add_segments(measuring, &segments[first], next - first, false);
        add_segments(measuring, &segments[all], count - all, true);
        add_replica(measuring, measured);
    }
}

struct measured *measured_of(const struct slacalc_model *model, struct arena *arena, struct arena *scratch) {
    const struct log *log = model->log;
    struct measured *measured = arena_alloc(arena, model->component_count, sizeof *measured);
    const struct segments segments = segments_of(log, scratch);
    struct measuring measuring = {
        .log = log, .from = log->windows[0].from, .to = log->windows[log->window_count - 1].to, .scratch = scratch};
    for (uint32_t c = 0; c < model->component_count; c++)
        measured[c] = (struct measured){.is_whole = true, .replicas = model_number(model, c, KEY_REPLICAS)};
    for (size_t first = 0, end; first < segments.count; first = end) {
        uint32_t component = segments.items[first].component;
        for (end = first; end < segments.count && segments.items[end].component == component;)
            end++;
        measure(&measuring, &segments.items[first], end - first, &measured[component]);
    }
    return measured;
}
