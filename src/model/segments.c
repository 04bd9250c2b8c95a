#include "model/segments.h"

#include "base/heap.h"

#include <stdlib.h>

/* Rows that follow each other, each of which overlaps one before it or touches it, of one component or replica. */
struct cluster {
    const struct log_row *rows;
    size_t count;
    int64_t last;           /* in place of an end that is open */
    int64_t *points;        /* where a row starts or ends, ascending */
    struct log_row *active; /* a heap, the largest loss first; rows that have ended leave it when they are first */
    size_t active_count;
};

static int64_t end_of(const struct log_row *row, int64_t last) {
    if (row->end != LOG_OPEN)
        return row->end;
    return row->start > last ? row->start : last;
}

static void add(struct segments *segments, struct segment segment, struct arena *arena) {
    struct segment *before = segments->count > 0 ? &segments->items[segments->count - 1] : NULL;
    if (segment.start >= segment.end)
        return;
    bool goes_on = before && before->component == segment.component && before->replica == segment.replica &&
                   before->end == segment.start && before->loss == segment.loss;
    if (goes_on)
        before->end = segment.end;
    else
        ARENA_APPEND(arena, segments->items, segments->count, segments->capacity, segment);
}

static bool is_worse(const struct log_row *one, const struct log_row *other) {
    return one->loss > other->loss;
}

static int compare_points(const void *one, const void *other) {
    int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;
    return (a > b) - (a < b);
}

static void add_cluster(struct cluster *cluster, struct segments *segments, struct arena *arena) {
    const struct log_row *next = cluster->rows;
    for (size_t i = 0; i < cluster->count; i++) {
        cluster->points[2 * i] = cluster->rows[i].start;
        cluster->points[2 * i + 1] = end_of(&cluster->rows[i], cluster->last);
    }
    qsort(cluster->points, 2 * cluster->count, sizeof *cluster->points, compare_points);
    for (size_t p = 0; p + 1 < 2 * cluster->count; p++) {
        int64_t from = cluster->points[p], to = cluster->points[p + 1];
        for (; next < cluster->rows + cluster->count && next->start <= from; next++)
            HEAP_PUT(cluster->active, cluster->active_count, *next, is_worse);
        while (cluster->active_count > 0 && end_of(&cluster->active[0], cluster->last) <= from)
            HEAP_DROP_FIRST(cluster->active, cluster->active_count, is_worse);
        if (cluster->active_count == 0)
            continue;
        const struct log_row *worst = &cluster->active[0];
        add(segments, (struct segment){from, to, worst->loss, worst->component, worst->replica}, arena);
    }
    cluster->active_count = 0;
}

/* How many rows from `first` on are a cluster. */
static size_t cluster_length(const struct log *log, size_t first, int64_t last) {
    const struct log_row *rows = log->rows;
    int64_t end = end_of(&rows[first], last);
    size_t next = first + 1;
    for (; next < log->row_count && rows[next].component == rows[first].component &&
           rows[next].replica == rows[first].replica && rows[next].start <= end;
         next++)
        end = end_of(&rows[next], last) > end ? end_of(&rows[next], last) : end;
    return next - first;
}

struct segments segments_of(const struct log *log, struct arena *arena) {
    struct segments segments = {0};
    int64_t last = log->windows[log->window_count - 1].to;
    for (size_t first = 0, count; first < log->row_count; first += count) {
        count = cluster_length(log, first, last);
        const struct log_row *row = &log->rows[first];
        if (count == 1) {
            add(&segments, (struct segment){row->start, end_of(row, last), row->loss, row->component, row->replica},
                arena);
            continue;
        }
        struct arena *scratch = arena_open(arena);
        struct cluster cluster = {.rows = row,
                                  .count = count,
                                  .last = last,
                                  .points = arena_alloc(scratch, 2 * count, sizeof *cluster.points),
                                  .active = arena_alloc(scratch, count, sizeof *cluster.active)};
        add_cluster(&cluster, &segments, arena);
        arena_close(scratch);
    }
    return segments;
}
