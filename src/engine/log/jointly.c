#include "engine/log/jointly.h"

#include "base/indices.h"
#include "base/work.h"
#include "engine/graph/beta_factor.h"
#include "engine/graph/k_of_n.h"
#include "model/garwood.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS_MAX = 100000000 };

/* From then on, a component or one of its replicas loses so much. */
struct change {
    int64_t at;
    double loss;
    uint32_t component, replica;
};

/* A component of a group, or a replica. */
struct member {
    struct level now;
    long double lost; /* seconds */
    int64_t since;    /* up to then, these are added up */
};

struct measuring {
    const struct slacalc_model *model;
    int64_t from, to;
    const struct segment *segments;
    uint32_t *first_of, *next_of; /* by component, and by segment: those of each component; NO_INDEX ends */
    struct live_parts parts;      /* of these groups */
    uint32_t *place_of;           /* by component: its place in the group */

    const struct redundancy *group;
    struct member *members;
    size_t member_capacity;
    struct change *changes;
    size_t change_count, change_capacity;
    struct level *levels;
    size_t level_capacity;
    long double *row;
    size_t row_capacity;
    size_t work;
    struct arena *scratch;
};

/* ---- Changes ---- */

/* Behind those that start earlier. */
static void list_segments(struct measuring *measuring, const struct segments *segments) {
    measuring->first_of = indices_none(measuring->scratch, measuring->model->component_count);
    measuring->next_of = indices_none(measuring->scratch, segments->count);
    for (size_t i = segments->count; i-- > 0;) {
        uint32_t *first = &measuring->first_of[segments->items[i].component];
        measuring->next_of[i] = *first;
        *first = (uint32_t)i;
    }
}

/* Ends come first, so that what goes on in another row goes on. */
static int compare_changes(const void *one, const void *other) {
    const struct change *a = one, *b = other;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if ((a->loss > 0) != (b->loss > 0))
        return a->loss > 0 ? 1 : -1;
    if (a->component != b->component)
        return a->component < b->component ? -1 : 1;
    return (a->replica > b->replica) - (a->replica < b->replica);
}

static void add_change(struct measuring *measuring, int64_t at, double loss, const struct segment *segment) {
    struct change change = {at, loss, segment->component, segment->replica};
    ARENA_APPEND(measuring->scratch, measuring->changes, measuring->change_count, measuring->change_capacity, change);
}

/* Those of the group in the windows. */
static void list_changes(struct measuring *measuring) {
    measuring->change_count = 0;
    for (size_t m = 0; m < measuring->group->count; m++)
        for (uint32_t i = measuring->first_of[measuring->group->members[m]]; i != NO_INDEX; i = measuring->next_of[i]) {
            const struct segment *segment = &measuring->segments[i];
            if (segment->start >= measuring->to || segment->end <= measuring->from)
                continue;
            add_change(measuring, segment->start > measuring->from ? segment->start : measuring->from, segment->loss,
                       segment);
            add_change(measuring, segment->end < measuring->to ? segment->end : measuring->to, 0, segment);
        }
    if (measuring->change_count > 1)
        qsort(measuring->changes, measuring->change_count, sizeof *measuring->changes, compare_changes);
}

/* ---- The group ---- */

static bool are_replicas(const struct redundancy *group) {
    return group->count == 1;
}

static void set_member(struct measuring *measuring, size_t place, int64_t instant) {
    const struct redundancy *group = measuring->group;
    struct member *member = &measuring->members[place];
    member->lost += member->now.down * (long double)(instant - member->since);
    member->since = instant;
    member->now = are_replicas(group) ? live_part_replica(&measuring->parts, group->members[0], (uint32_t)place)
                                      : live_part_level(&measuring->parts, group->members[place]);
}

/* The share of requests that find too few of them up. */
static long double too_few(struct measuring *measuring) {
    const struct redundancy *group = measuring->group;
    ARENA_PROVIDE(measuring->scratch, measuring->levels, group->of, measuring->level_capacity);
    ARENA_PROVIDE(measuring->scratch, measuring->row, (size_t)group->of + 1, measuring->row_capacity);
    for (size_t i = 0; i < group->of; i++)
        measuring->levels[i] = measuring->members[i].now;
    return quorum_level(measuring->levels, group->of, group->at_least, measuring->row).down;
}

static void apply(struct measuring *measuring, const struct change *change) {
    const struct redundancy *group = measuring->group;
    live_part_lose(&measuring->parts, change->component, change->replica, change->loss);
    if (!are_replicas(group))
        set_member(measuring, measuring->place_of[change->component], change->at);
    else if (change->replica != NO_INDEX)
        set_member(measuring, change->replica, change->at);
    for (size_t i = 0; are_replicas(group) && change->replica == NO_INDEX && i < group->of; i++)
        set_member(measuring, i, change->at);
}

/* How long too few were up, and how often that began. */
static void go_through(struct measuring *measuring, slacalc_log_group *row) {
    long double together = 0, now = 0;
    for (size_t i = 0; i < measuring->change_count; i++) {
        const struct change *change = &measuring->changes[i];
        apply(measuring, change);
        if (i + 1 < measuring->change_count && measuring->changes[i + 1].at == change->at)
            continue; /* all that changes at one moment is one change */
        int64_t until = i + 1 < measuring->change_count ? measuring->changes[i + 1].at : measuring->to;
        long double before = now;
        now = too_few(measuring);
        row->times += before <= 0 && now > 0 && until > change->at;
        together += now * (long double)(until - change->at);
    }
    row->together_s = (double)together;
}

/* ---- Common cause ---- */

/* The chance that too few are up, where one cause is down for so much of the time. */
static long double too_few_with(struct measuring *measuring, const struct level *attained, long double cause_down) {
    const struct redundancy *group = measuring->group;
    const struct level cause = {1 - cause_down, cause_down};
    for (size_t i = 0; i < group->of; i++)
        measuring->levels[i] = beside_cause(attained[i], cause);
    struct level beside = k_of_n_independent(measuring->levels, group->of, group->at_least, measuring->row);
    return cause_down + cause.up * beside.down;
}

/* The share of the least unavailability that has to be one cause for too few to be up for that much of the time; 0
 * where less than chance is enough, -1 where no share is. */
static double beta_for(struct measuring *measuring, const struct level *attained, long double least,
                       long double wanted) {
    enum { HALVINGS = 60 };
    const long double slack = 1e-12L;
    long double low = 0, high = least;
    if (wanted > too_few_with(measuring, attained, least) * (1 + slack))
        return -1;
    if (wanted <= too_few_with(measuring, attained, 0))
        return 0;
    for (int i = 0; i < HALVINGS; i++) {
        long double middle = (low + high) / 2;
        if (too_few_with(measuring, attained, middle) < wanted)
            low = middle;
        else
            high = middle;
    }
    return (double)(high / least);
}

/* What each member attained. Replicas are alike, as they are in a model: each of them attained the mean of all. Returns
 * the least unavailability. */
static long double list_attained(struct measuring *measuring, long double length, struct level *attained) {
    uint32_t count = measuring->group->of;
    long double least = 1, sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += measuring->members[i].lost;
    for (size_t i = 0; i < count; i++) {
        long double down = (are_replicas(measuring->group) ? sum / count : measuring->members[i].lost) / length;
        attained[i] = (struct level){1 - down, down};
        least = down < least ? down : least;
    }
    return least;
}

/* Of few joint outages, the truth may be as many as Garwood's interval has, each as long. */
static void find_cause(struct measuring *measuring, slacalc_log_group *row) {
    long double length = (long double)(measuring->to - measuring->from);
    struct level *attained = arena_alloc(measuring->scratch, measuring->group->of, sizeof *attained);
    long double least = list_attained(measuring, length, attained);
    row->expected_s = (double)(length * too_few_with(measuring, attained, 0));
    row->beta = row->beta_low = row->beta_high = -1;
    if (row->times == 0 || least <= 0)
        return;
    struct mean_interval times = garwood_interval(row->times);
    long double joint = row->together_s / length, once = joint / (long double)row->times;
    row->beta = beta_for(measuring, attained, least, joint);
    row->beta_low = beta_for(measuring, attained, least, once * times.low);
    row->beta_high = beta_for(measuring, attained, least, once * times.high);
    row->beta_low = row->beta_low < 0 ? 1 : row->beta_low;
    row->beta_high = row->beta_high < 0 ? 1 : row->beta_high;
}

/* ---- All of them ---- */

static void open_group(struct measuring *measuring, const struct redundancy *group) {
    measuring->group = group;
    for (size_t m = 0; m < group->count; m++)
        measuring->place_of[group->members[m]] = (uint32_t)m;
    ARENA_PROVIDE(measuring->scratch, measuring->members, group->of, measuring->member_capacity);
    for (size_t i = 0; i < group->of; i++)
        measuring->members[i] = (struct member){.now = {1, 0}, .since = measuring->from};
    list_changes(measuring);
}

/* Every change asks all of its members. A row of all replicas changes them all, and the cause is found by trial. */
static bool is_affordable(struct measuring *measuring) {
    enum { TRIALS = 200, EACH = 4 };
    const struct redundancy *group = measuring->group;
    size_t largest = group->of;
    for (size_t m = 0; m < group->count; m++)
        if (measuring->parts.items[group->members[m]].replica_count > largest)
            largest = measuring->parts.items[group->members[m]].replica_count;
    size_t steps = work_for(measuring->change_count, EACH * largest);
    size_t trials = work_for(TRIALS, work_for(group->of, group->at_least + 1));
    return work_take(&measuring->work, steps) && work_take(&measuring->work, trials);
}

/* All that the group has lost is forgotten: each change that began has ended. */
static void close_group(struct measuring *measuring) {
    for (size_t i = 0; i < measuring->group->of; i++)
        set_member(measuring, i, measuring->to);
}

static slacalc_log_group measure(struct measuring *measuring, const size_t *row_of, struct arena *arena) {
    const struct redundancy *group = measuring->group;
    size_t *members = arena_alloc(arena, group->count, sizeof *members);
    slacalc_log_group row = {
        .components = members, .component_count = group->count, .at_least = group->at_least, .of = group->of};
    for (size_t m = 0; m < group->count; m++)
        members[m] = row_of[group->members[m]];
    go_through(measuring, &row);
    close_group(measuring);
    find_cause(measuring, &row);
    return row;
}

/* In the windows. */
static const bool *named_replicas(const struct measuring *measuring, size_t segment_count) {
    bool *is_named = arena_alloc(measuring->scratch, measuring->model->component_count, sizeof *is_named);
    for (size_t i = 0; i < segment_count; i++) {
        const struct segment *segment = &measuring->segments[i];
        if (segment->replica != NO_INDEX && segment->start < measuring->to && segment->end > measuring->from)
            is_named[segment->component] = true;
    }
    return is_named;
}

struct jointly jointly_down(const struct slacalc_model *model, const struct live_parts *parts,
                            const struct segments *segments, const size_t *row_of, struct deadline *deadline,
                            struct arena *arena, struct arena *scratch) {
    struct measuring measuring = {.model = model,
                                  .from = model->log->windows[0].from,
                                  .to = model->log->windows[model->log->window_count - 1].to,
                                  .segments = segments->items,
                                  .parts = live_parts_apart(model, scratch),
                                  .place_of = arena_alloc(scratch, model->component_count, sizeof(uint32_t)),
                                  .work = STEPS_MAX,
                                  .scratch = scratch};
    struct redundancies found = redundancies_of(model, parts, named_replicas(&measuring, segments->count), scratch);
    slacalc_log_group *rows = NULL;
    struct jointly jointly = {0};
    size_t capacity = 0;
    list_segments(&measuring, segments);
    for (size_t i = 0; i < found.count; i++) {
        open_group(&measuring, &found.items[i]);
        if (measuring.change_count == 0)
            continue;
        if (deadline_is_over(deadline) || !is_affordable(&measuring)) {
            jointly.left_out++;
            continue;
        }
        slacalc_log_group row = measure(&measuring, row_of, arena);
        ARENA_APPEND(arena, rows, jointly.count, capacity, row);
    }
    jointly.groups = rows;
    return jointly;
}
