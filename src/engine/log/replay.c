/*
 * slacalc_replay: what the logs say happens to the model, from one moment at which something changes to the next.
 *
 * Between two such moments the state of every component is known, so that services need a look only where what they
 * need has changed. Most of the time, that leaves them up or down; the share of requests is computed where some
 * component, or a switch, a share of traffic or a way, leaves it in between.
 */
#include "base/heap.h"
#include "base/setting_names.h"
#include "engine/evaluate.h"
#include "engine/graph/build.h"
#include "engine/log/attained.h"
#include "engine/log/claim.h"
#include "engine/log/jointly.h"
#include "engine/log/likelihood.h"
#include "engine/log/live_parts.h"
#include "engine/log/region.h"
#include "engine/rows/result.h"
#include "engine/rows/verdict.h"
#include "model/clock.h"
#include "model/segments.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS_MAX = 4000000 }; /* services times windows */

/* A promise that is judged in each window. */
struct judged {
    struct level level;
    slacalc_log_promise row; /* what is the same in all windows */
};

/* A service, and what of it is to be looked at. */
struct watched {
    uint32_t component; /* of the model */
    uint32_t root, undegraded;
    struct attained attained;
    struct promised promised;
    bool is_listed;   /* among those to be looked at */
    bool seeks_cause; /* what explains its failures may have changed */
    struct judged *promises;
    size_t promise_count, promise_capacity;
    const struct credits *credits; /* NULL: it pays nothing back */
    slacalc_log_credit credit;     /* what is the same in all windows */
    double most;                   /* the part of the fee that is paid back at the most */
    double fee;                    /* -1 where none is stated */
    bool is_needed;                /* by a service of the report */
};

struct replay {
    const struct slacalc_model *model;
    const struct log *log;
    const slacalc_options *options;
    slacalc_result *result;
    slacalc_log *rows;
    slacalc_log_window *windows;
    struct deadline deadline;
    bool is_late; /* the time was over before the end */

    struct graph graph;
    struct live live;
    struct live_parts parts;
    struct region region;
    struct causes causes;
    struct likelihood likelihood;
    size_t groups_left_out;
    struct watched *watched; /* by service of the result; behind them others that pay credits */
    size_t watched_count, service_count;
    uint32_t *service_start, *services; /* by component: the services that need it */
    uint32_t *root_start, *rooted;      /* by gate: the services of which it is a root */
    size_t *row_of;                     /* by component: its row in the result */

    struct segments segments; /* by start */
    struct segment *ends;     /* a heap of those that have begun, the first end first */
    size_t end_count, end_capacity;
    uint32_t *changed; /* components at one moment */
    size_t changed_count, changed_capacity;
    bool *is_changed, *was_up; /* by component */
    uint32_t *dirty;           /* services that are to be looked at */
    size_t dirty_count;
    size_t *set; /* room for the rows of a cause */

    const char **files;     /* by source of the model */
    struct sources sources; /* the model's */
    struct arena *scratch;
};

/* ---- Making it ---- */

/* Every component is a leaf, whatever the model says of its level: any may fail. */
static struct graph build(const struct slacalc_model *model, const struct scope *scope, slacalc_basis basis,
                          struct arena *scratch) {
    struct own_level *own = arena_alloc(scratch, model->component_count, sizeof *own);
    for (size_t c = 0; c < model->component_count; c++)
        own[c].level = own[c].checked = (struct level){0.5L, 0.5L};
    const struct own_levels levels = {.model = model, .basis = basis, .derived = own};
    const struct building building = {.model = model, .scope = scope, .own = &levels, .ties = TIES_LOOSED};
    return graph_build(&building, scratch, scratch);
}

static void list_services(struct replay *replay, const struct scope *scope) {
    size_t count = replay->model->component_count;
    struct needs_search search = needs_search_new(&scope->needs, NULL, replay->scratch);
    uint32_t *next = arena_alloc(replay->scratch, count + 1, sizeof *next);
    replay->service_start = arena_alloc(replay->scratch, count + 1, sizeof *replay->service_start);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t s = 0; s < replay->watched_count; s++) {
            needs_search_begin(&search);
            needs_search_meet(&search, replay->watched[s].component);
            needs_search_follow(&search, NEEDS_ANY);
            for (size_t i = 0; i < search.count; i++) {
                if (pass == 1)
                    replay->services[next[search.found[i]]] = s;
                next[search.found[i]]++;
            }
        }
        if (pass == 1)
            return;
        for (size_t c = 0, total = 0; c <= count; c++) {
            replay->service_start[c] = (uint32_t)total;
            total += next[c];
            next[c] = replay->service_start[c];
        }
        replay->services = arena_alloc(replay->scratch, replay->service_start[count], sizeof *replay->services);
    }
}

static void list_roots(struct replay *replay) {
    size_t count = replay->graph.gate_count;
    uint32_t *start = arena_alloc(replay->scratch, count + 2, sizeof *start);
    replay->rooted = arena_alloc(replay->scratch, 2 * replay->watched_count, sizeof *replay->rooted);
    for (size_t s = 0; s < replay->watched_count; s++) {
        start[replay->watched[s].root + 2]++;
        start[replay->watched[s].undegraded + 2]++;
    }
    for (size_t gate = 2; gate < count + 2; gate++)
        start[gate] += start[gate - 1];
    for (uint32_t s = 0; s < replay->watched_count; s++) {
        replay->rooted[start[replay->watched[s].root + 1]++] = s;
        replay->rooted[start[replay->watched[s].undegraded + 1]++] = s;
    }
    replay->root_start = start;
}

static void add_promise(struct replay *replay, struct watched *watched, slacalc_promise_kind kind, struct level level,
                        struct position where) {
    struct judged promise = {.level = level, .row = {.kind = kind, .level = {(double)level.up, (double)level.down}}};
    if (where.source != NO_SOURCE) {
        promise.row.file = replay->files[where.source];
        promise.row.line = sources_locate(&replay->sources, where).line;
    }
    ARENA_APPEND(replay->scratch, watched->promises, watched->promise_count, watched->promise_capacity, promise);
}

/* A promise is judged by what happened, also where it is the level that the model takes. */
static void list_promises(struct replay *replay, struct watched *watched) {
    static const enum attribute_key keys[SLACALC_REQUIRED] = {
        [SLACALC_SLA] = KEY_SLA, [SLACALC_OLA] = KEY_OLA, [SLACALC_OBJECTIVE] = KEY_OBJECTIVE};
    const struct slacalc_model *model = replay->model;
    for (size_t kind = 0; kind < SLACALC_REQUIRED; kind++) {
        const struct attribute *promise = model_attribute(model, watched->component, keys[kind]);
        if (promise)
            add_promise(replay, watched, (slacalc_promise_kind)kind, promise->level, promise->where);
    }
    for (size_t i = 0; i < model->required_count; i++)
        if (model->required[i].component == watched->component)
            add_promise(replay, watched, SLACALC_REQUIRED, model->required[i].level, model->required[i].where);
}

static void find_credits(struct replay *replay, struct watched *watched) {
    const struct slacalc_model *model = replay->model;
    struct arena *arena = &replay->result->arena;
    const struct attribute *credits = model_attribute(model, watched->component, KEY_CREDITS);
    const struct attribute *cap = model_attribute(model, watched->component, KEY_CREDIT_CAP);
    const struct attribute *fee = model_attribute(model, watched->component, KEY_FEE);
    const struct attribute *claim = model_attribute(model, watched->component, KEY_CLAIM_WITHIN);
    watched->credits = credits ? &credits->credits : NULL;
    watched->most = cap ? (double)cap->level.up : 1;
    watched->fee = fee ? fee->fee->amount : -1;
    watched->credit = (slacalc_log_credit){.component = replay->row_of[watched->component],
                                           .amount = -1,
                                           .currency = fee ? text_copy(arena, fee->fee->currency) : NULL,
                                           .claim_within = claim ? text_copy(arena, claim->text) : NULL};
}

static void watch(struct replay *replay, size_t place, uint32_t component) {
    struct watched *watched = &replay->watched[place];
    watched->component = component;
    watched->root = replay->graph.judged[component];
    watched->undegraded = replay->graph.judged_undegraded[component];
    watched->promised = promised_time(replay->model, watched->component, replay->scratch);
    watched->attained = (struct attained){.promised = &watched->promised,
                                          .clock = &replay->log->clocks[replay->log->zone],
                                          .causes = &replay->causes,
                                          .now = {.share = {1, 0}, .cause = NO_INDEX},
                                          .scratch = replay->scratch};
    list_promises(replay, watched);
    find_credits(replay, watched);
}

/* The services of the report, and whoever they need that pays credits. */
static void watch_all(struct replay *replay) {
    const struct slacalc_model *model = replay->model;
    const slacalc_result *result = replay->result;
    bool *is_watched = arena_alloc(replay->scratch, model->component_count, sizeof *is_watched);
    size_t most = result->service_count + (model_states(model, KEY_CREDITS) ? result->component_count : 0);
    replay->watched = arena_alloc(replay->scratch, most, sizeof *replay->watched);
    for (; replay->service_count < result->service_count; replay->service_count++) {
        uint32_t component = result->component_of[result->services[replay->service_count].component];
        is_watched[component] = true;
        watch(replay, replay->service_count, component);
    }
    replay->watched_count = replay->service_count;
    for (size_t row = 0; row < result->component_count && model_states(model, KEY_CREDITS); row++) {
        uint32_t component = result->component_of[row];
        if (!is_watched[component] && model_attribute(model, component, KEY_CREDITS))
            watch(replay, replay->watched_count++, component);
    }
}

/* A service that another one of the report needs pays to that one. */
static void find_needed(struct replay *replay) {
    for (size_t i = 0; i < replay->watched_count; i++) {
        struct watched *watched = &replay->watched[i];
        for (uint32_t s = replay->service_start[watched->component]; s < replay->service_start[watched->component + 1];
             s++)
            if (replay->services[s] != i && replay->services[s] < replay->service_count)
                watched->is_needed = true;
    }
}

static int compare_segments(const void *one, const void *other) {
    const struct segment *a = one, *b = other;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->component != b->component)
        return a->component < b->component ? -1 : 1;
    return (a->replica > b->replica) - (a->replica < b->replica);
}

static void open_replay(struct replay *replay) {
    const struct slacalc_model *model = replay->model;
    slacalc_result *result = replay->result;
    size_t count = model->component_count;
    const struct scope scope = scope_of(model, replay->options->basis, false, replay->scratch);
    replay->graph = build(model, &scope, replay->options->basis, replay->scratch);
    replay->live = live_new(&replay->graph, replay->scratch);
    replay->parts = live_parts_of(model, &replay->live, replay->scratch);
    replay->region = region_new(&replay->live, replay->parts.since, count, replay->scratch);
    replay->region.max_nodes = replay->options->max_nodes;
    replay->region.deadline = &replay->deadline;
    causes_init(&replay->causes, &result->arena);
    replay->likelihood = likelihood_new(replay->result->service_count, &replay->deadline, replay->scratch);
    replay->row_of = arena_alloc(replay->scratch, count, sizeof *replay->row_of);
    for (size_t row = 0; row < result->component_count; row++)
        replay->row_of[result->component_of[row]] = row;
    replay->sources = sources_view(&model->sources, replay->scratch);
    replay->files = arena_alloc(replay->scratch, model->sources.count, sizeof *replay->files);
    for (size_t i = 0; i < model->sources.count; i++)
        replay->files[i] = text_copy(&result->arena, text_of(model->sources.items[i].name));
    watch_all(replay);
    list_services(replay, &scope);
    find_needed(replay);
    list_roots(replay);
    replay->is_changed = arena_alloc(replay->scratch, count, sizeof(bool));
    replay->was_up = arena_alloc(replay->scratch, count, sizeof(bool));
    replay->dirty = arena_alloc(replay->scratch, replay->watched_count, sizeof *replay->dirty);
    replay->set = arena_alloc(replay->scratch, count, sizeof *replay->set);
    replay->segments = segments_of(replay->log, replay->scratch);
    if (replay->segments.count > 1)
        qsort(replay->segments.items, replay->segments.count, sizeof *replay->segments.items, compare_segments);
}

/* ---- One moment ---- */

static void list_dirty(struct replay *replay, uint32_t service) {
    if (replay->watched[service].is_listed)
        return;
    replay->watched[service].is_listed = true;
    replay->dirty[replay->dirty_count++] = service;
}

static bool is_in_cause(const struct replay *replay, const struct watched *watched, uint32_t component) {
    if (watched->attained.now.cause == NO_INDEX)
        return false;
    const struct cause *cause = &replay->causes.items[watched->attained.now.cause];
    for (size_t i = 0; i < cause->count; i++)
        if (cause->components[i] == replay->row_of[component])
            return true;
    return false;
}

/* What explains the failures of a service changes with its share of requests, where a component of the explanation is
 * up again, and where one that was not up before is so in another way. One more that goes down explains nothing that
 * the others do not, as the last one that went down. */
static void reconsider_causes(struct replay *replay, uint32_t component, bool is_another_way) {
    for (uint32_t i = replay->service_start[component]; i < replay->service_start[component + 1]; i++) {
        struct watched *watched = &replay->watched[replay->services[i]];
        if (watched->attained.now.share.down <= 0 || !(is_another_way || is_in_cause(replay, watched, component)))
            continue;
        watched->seeks_cause = true;
        list_dirty(replay, replay->services[i]);
    }
}

static void note_change(struct replay *replay, const struct segment *segment, double loss) {
    uint32_t component = segment->component;
    if (!replay->is_changed[component]) {
        replay->is_changed[component] = true;
        replay->was_up[component] = live_part_is_up(&replay->parts, component);
        ARENA_APPEND(replay->scratch, replay->changed, replay->changed_count, replay->changed_capacity, component);
    }
    live_part_lose(&replay->parts, component, segment->replica, loss);
}

static void apply_changes(struct replay *replay, int64_t instant) {
    for (size_t i = 0; i < replay->changed_count; i++) {
        uint32_t component = replay->changed[i];
        bool is_up = live_part_is_up(&replay->parts, component), was_up = replay->was_up[component];
        replay->is_changed[component] = false;
        if (was_up && !is_up)
            replay->parts.since[component] = instant;
        live_part_apply(&replay->parts, component);
        if (!was_up)
            reconsider_causes(replay, component, !is_up);
    }
    replay->changed_count = 0;
    live_settle(&replay->live);
    for (size_t i = 0; i < replay->live.touched_count; i++) {
        uint32_t gate = replay->live.touched[i];
        for (uint32_t r = replay->root_start[gate]; r < replay->root_start[gate + 1]; r++)
            list_dirty(replay, replay->rooted[r]);
    }
}

static int compare_rows(const void *one, const void *other) {
    size_t a = *(const size_t *)one, b = *(const size_t *)other;
    return (a > b) - (a < b);
}

/* Of the region that is taken. */
static uint32_t find_cause(struct replay *replay, struct level share) {
    struct region *region = &replay->region;
    size_t count = 0;
    region_explain(region, share);
    for (size_t i = 0; i < region->culprit_count; i++)
        if (!region->culprits[i].is_out)
            replay->set[count++] = replay->row_of[region->culprits[i].component];
    if (count > 1)
        qsort(replay->set, count, sizeof *replay->set, compare_rows);
    return causes_add(&replay->causes, replay->set, count);
}

static void look_at(struct replay *replay, struct watched *watched, int64_t instant) {
    const unsigned char *states = replay->live.states;
    const struct standing_now *before = &watched->attained.now;
    enum live_state state = states[watched->root];
    struct standing_now now = {.share = {state == LIVE_UP, state == LIVE_DOWN}, .cause = NO_INDEX};
    bool is_taken = state == LIVE_PART;
    if (is_taken) {
        region_take(&replay->region, watched->root);
        now.share = region_share(&replay->region);
    }
    now.is_degraded = state == LIVE_UP && states[watched->undegraded] != LIVE_UP;
    if (now.share.down > 0) {
        now.cause = before->cause;
        if (watched->seeks_cause || before->share.down != now.share.down || before->share.up != now.share.up) {
            if (!is_taken)
                region_take(&replay->region, watched->root);
            now.cause = find_cause(replay, now.share);
        }
    }
    watched->seeks_cause = false;
    attained_change(&watched->attained, instant, &now);
}

static void look_at_dirty(struct replay *replay, int64_t instant) {
    for (size_t i = 0; i < replay->dirty_count; i++) {
        replay->watched[replay->dirty[i]].is_listed = false;
        look_at(replay, &replay->watched[replay->dirty[i]], instant);
    }
    replay->dirty_count = 0;
}

/* ---- Windows ---- */

static slacalc_time time_at(const struct replay *replay, int64_t instant) {
    return (slacalc_time){instant, clock_offset(&replay->log->clocks[replay->log->zone], instant)};
}

/* How likely the model says it is that the service at that index of the result loses as much, or as little. */
static slacalc_log_chance against_model(struct replay *replay, size_t service, double promised_s, double lost_s,
                                        int64_t length_s) {
    const slacalc_service *computed = &replay->result->services[service];
    const struct observed observed = {.service = service,
                                      .promised_s = promised_s,
                                      .lost_s = lost_s,
                                      .computed = computed->availability.value.down,
                                      .is_cut = promised_s < (double)length_s};
    const struct series *series = replay->result->series;
    return likelihood_of(&replay->likelihood, series && computed->has_outages ? &series[service] : NULL, &observed);
}

static void add_row(struct replay *replay, struct watched *watched, const struct log_window *window,
                    slacalc_log_service *row) {
    struct arena *arena = &replay->result->arena;
    slacalc_log_promise *promises = arena_alloc(arena, watched->promise_count, sizeof *promises);
    row->component = replay->row_of[watched->component];
    attained_close(&watched->attained, window->from, window->to, row, arena);
    for (size_t i = 0; i < watched->promise_count; i++) {
        const struct judged *promise = &watched->promises[i];
        double down = row->availability.down;
        promises[i] = promise->row;
        promises[i].met = keeps_promise(down, promise->level);
        promises[i].margin_s = (double)((promise->level.down - down) * row->promised_s);
        replay->rows->promises++;
        replay->rows->missed += !promises[i].met;
    }
    row->promises = promises;
    row->promise_count = watched->promise_count;
}

static void hold_against_model(struct replay *replay, size_t service, const struct log_window *window,
                               slacalc_log_service *row) {
    row->computed = replay->result->services[service].availability.value;
    row->against_model = against_model(replay, service, row->promised_s, row->lost_s, window->to - window->from);
}

/* The largest part of the tiers that are above what was attained, and what that comes to. */
static slacalc_log_credit credit_of(const struct watched *watched, slacalc_level attained) {
    slacalc_log_credit credit = watched->credit;
    credit.availability = attained;
    for (size_t i = 0; i < watched->credits->count; i++)
        if (!keeps_promise(attained.down, watched->credits->tiers[i].below))
            credit.part = fmax(credit.part, (double)watched->credits->tiers[i].part.up);
    credit.part = fmin(credit.part, watched->most);
    if (watched->fee >= 0)
        credit.amount = watched->fee * credit.part;
    return credit;
}

/* Where something is due, there was an outage. */
static void add_claim(struct replay *replay, const slacalc_log_service *row, slacalc_log_credit *credit) {
    const struct zone *clock = &replay->log->clocks[replay->log->zone];
    long last_day;
    if (!credit->claim_within || credit->part <= 0 || row->outage_count == 0 ||
        !claim_until(text_of(credit->claim_within), clock_day(clock, row->outages[0].start.instant), &last_day))
        return;
    struct date date = date_of_days(last_day);
    credit->claim_until = arena_printf(&replay->result->arena, "%04ld-%02u-%02u", date.year, date.month, date.day);
}

/* Those who pay credits and are no services have no row, but what is due from them. */
static void add_recoverable(struct replay *replay, slacalc_log_window *window, const slacalc_log_service *rows) {
    struct arena *arena = &replay->result->arena;
    slacalc_log_credit *due = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < replay->watched_count; i++) {
        const struct watched *watched = &replay->watched[i];
        if (!watched->credits || !watched->is_needed)
            continue;
        slacalc_log_credit credit = credit_of(watched, rows[i].availability);
        add_claim(replay, &rows[i], &credit);
        if (credit.part > 0)
            ARENA_APPEND(arena, due, window->recoverable_count, capacity, credit);
    }
    window->recoverable = due;
}

static void add_credit(struct replay *replay, const struct watched *watched, slacalc_log_service *row) {
    if (!watched->credits || watched->is_needed)
        return;
    slacalc_log_credit *credit = arena_alloc(&replay->result->arena, 1, sizeof *credit);
    *credit = credit_of(watched, row->availability);
    add_claim(replay, row, credit);
    row->credit = credit;
}

static void close_window(struct replay *replay, size_t index) {
    const struct log_window *window = &replay->log->windows[index];
    slacalc_log_service *rows = arena_alloc(&replay->result->arena, replay->watched_count, sizeof *rows);
    slacalc_log_window *row = &replay->windows[index];
    *row = (slacalc_log_window){.from = time_at(replay, window->from),
                                .to = time_at(replay, window->to),
                                .services = rows,
                                .service_count = replay->service_count};
    for (size_t s = 0; s < replay->service_count; s++) {
        add_row(replay, &replay->watched[s], window, &rows[s]);
        hold_against_model(replay, s, window, &rows[s]);
        add_credit(replay, &replay->watched[s], &rows[s]);
    }
    for (size_t i = replay->service_count; i < replay->watched_count; i++)
        attained_close(&replay->watched[i].attained, window->from, window->to, &rows[i], &replay->result->arena);
    add_recoverable(replay, row, rows);
}

/* What happened before the first window tells how that begins, and counts for nothing else. */
static void begin_windows(struct replay *replay) {
    int64_t from = replay->log->windows[0].from;
    struct arena *forgotten = arena_open(replay->scratch);
    for (size_t s = 0; s < replay->watched_count; s++) {
        slacalc_log_service row;
        attained_close(&replay->watched[s].attained, from, from, &row, forgotten);
        replay->watched[s].attained.total = (slacalc_log_total){0};
        tally_clear(&replay->watched[s].attained.by_in_all);
    }
    arena_close(forgotten);
}

/* ---- All moments ---- */

static bool ends_before(const struct segment *one, const struct segment *other) {
    return one->end < other->end;
}

/* Ends come first, so that what goes on in another row goes on. Returns how many rows have begun now. */
static size_t pass(struct replay *replay, size_t next, int64_t instant) {
    const struct segment *items = replay->segments.items;
    while (replay->end_count > 0 && replay->ends[0].end == instant) {
        const struct segment ending = replay->ends[0];
        HEAP_DROP_FIRST(replay->ends, replay->end_count, ends_before);
        note_change(replay, &ending, 0);
    }
    for (; next < replay->segments.count && items[next].start == instant; next++) {
        if (!live_part_is_needed(&replay->parts, items[next].component))
            continue;
        note_change(replay, &items[next], items[next].loss);
        ARENA_RESERVE(replay->scratch, replay->ends, replay->end_count, replay->end_capacity);
        HEAP_PUT(replay->ends, replay->end_count, items[next], ends_before);
    }
    apply_changes(replay, instant);
    look_at_dirty(replay, instant);
    return next;
}

static int64_t next_moment(const struct replay *replay, size_t next) {
    const struct segment *items = replay->segments.items;
    int64_t start = next < replay->segments.count ? items[next].start : INT64_MAX;
    int64_t end = replay->end_count > 0 ? replay->ends[0].end : INT64_MAX;
    return start < end ? start : end;
}

/* A window ends before what changes at its end. */
static void go_through(struct replay *replay) {
    enum { MOMENTS_PER_CLOCK = 1024 };
    const struct log *log = replay->log;
    size_t window = 0, next = 0;
    int64_t now = INT64_MIN;
    bool has_begun = false;
    for (size_t moment = 1; window < log->window_count; moment++) {
        int64_t then = next_moment(replay, next);
        if (!has_begun && then >= log->windows[0].from) {
            has_begun = true;
            begin_windows(replay);
        }
        for (; has_begun && window < log->window_count && log->windows[window].to <= then; window++)
            close_window(replay, window);
        if (moment % MOMENTS_PER_CLOCK == 0 && deadline_is_over(&replay->deadline)) {
            replay->is_late = true;
            return;
        }
        now = then;
        if (window < log->window_count)
            next = pass(replay, next, now);
    }
}

static void add_totals(struct replay *replay) {
    struct arena *arena = &replay->result->arena;
    const struct log_window *last = &replay->log->windows[replay->log->window_count - 1];
    slacalc_log_total *totals = arena_alloc(arena, replay->service_count, sizeof *totals);
    likelihood_renew(&replay->likelihood);
    for (size_t s = 0; s < replay->service_count; s++) {
        totals[s] = attained_total(&replay->watched[s].attained, arena);
        totals[s].component = replay->row_of[replay->watched[s].component];
        totals[s].computed = replay->result->services[s].availability.value;
        totals[s].against_model =
            against_model(replay, s, totals[s].promised_s, totals[s].lost_s, last->to - replay->log->windows[0].from);
    }
    replay->rows->totals = totals;
    replay->rows->total_count = replay->service_count;
}

static void add_groups(struct replay *replay) {
    struct jointly jointly = jointly_down(replay->model, &replay->parts, &replay->segments, replay->row_of,
                                          &replay->deadline, &replay->result->arena, replay->scratch);
    replay->rows->groups = jointly.groups;
    replay->rows->group_count = jointly.count;
    replay->groups_left_out = jointly.left_out;
}

/* How many of the rows tell of the time of the windows. */
static size_t rows_in_windows(const struct log *log) {
    int64_t from = log->windows[0].from, to = log->windows[log->window_count - 1].to;
    size_t count = 0;
    for (size_t i = 0; i < log->row_count; i++)
        count += log->rows[i].start < to && log->rows[i].end > from;
    return count;
}

static void run(void *context) {
    struct replay *replay = context;
    struct arena *arena = &replay->result->arena;
    const struct log *log = replay->log;
    open_replay(replay);
    replay->rows = arena_alloc(arena, 1, sizeof *replay->rows);
    replay->windows = arena_alloc(arena, log->window_count, sizeof *replay->windows);
    *replay->rows = (slacalc_log){.timezone = text_copy(arena, log->clocks[log->zone].name),
                                  .rows = rows_in_windows(log),
                                  .windows = replay->windows,
                                  .window_count = log->window_count};
    for (size_t s = 0; s < replay->watched_count; s++)
        list_dirty(replay, (uint32_t)s);
    look_at_dirty(replay,
                  next_moment(replay, 0) < log->windows[0].from ? next_moment(replay, 0) : log->windows[0].from);
    go_through(replay);
    add_totals(replay);
    add_groups(replay);
    replay->result->log = replay->rows;
}

/* ---- The public function ---- */

static bool has_windows(const struct slacalc_model *model, slacalc_diagnostics *problems) {
    bool good = model->log && model->log->window_count > 0;
    if (!good)
        diagnose(problems, SLACALC_ERROR, nowhere, "there is no log with windows that could be replayed");
    return good;
}

struct refusing {
    const struct replay *replay;
    slacalc_diagnostics *problems;
    bool is_refused;
};

/* The moments at which an outage has lasted long enough are not looked at. */
static void refuse_ages(void *context) {
    struct refusing *refusing = context;
    const struct slacalc_model *model = refusing->replay->model;
    uint32_t requirement = 0;
    while (requirement < model->requirement_count && model->requirements[requirement].spans == NO_INDEX)
        requirement++;
    refusing->is_refused = requirement < model->requirement_count;
    if (!refusing->is_refused)
        return;
    struct sources places = sources_view(&model->sources, &refusing->replay->result->arena);
    struct sources *outer = diagnostics_bind(refusing->problems, &places);
    diagnose(refusing->problems, SLACALC_ERROR, model->requirements[requirement].where,
             "a log cannot be replayed where outages are noticed only after a time, or switched away from in some time "
             "(leave out 'tolerates', and 'takes' of the failover)");
    diagnostics_bind(refusing->problems, outer);
}

static bool notices_at_once(const struct replay *replay, slacalc_diagnostics *problems) {
    struct refusing refusing = {replay, problems, false};
    if (memory_attempt(&replay->result->guard, refuse_ages, &refusing))
        return !refusing.is_refused;
    diagnose_out_of_memory(problems);
    return false;
}

static bool may_replay(const struct replay *replay, slacalc_diagnostics *problems) {
    size_t windows = replay->log->window_count, services = replay->result->service_count;
    if (services <= ROWS_MAX / windows)
        return true;
    diagnose_hint(
        problems, SLACALC_ERROR, nowhere, SLACALC_HINT_SELECT, NULL,
        "%zu services in %zu windows are too many to be shown (choose services by %s, or longer windows by %s)",
        services, windows, hint_name(replay->model->hint_names, SLACALC_HINT_SELECT),
        hint_name(replay->model->hint_names, SLACALC_HINT_PERIOD));
    return false;
}

/* Returns whether the log was replayed to its end. */
static bool check(const struct replay *replay, slacalc_diagnostics *problems) {
    slacalc_hint_name *names = replay->model->hint_names;
    if (replay->is_late)
        diagnose_hint(problems, SLACALC_ERROR, nowhere, SLACALC_HINT_TIME_LIMIT, NULL,
                      "the time limit is reached before the end of the log (raise %s)",
                      hint_name(names, SLACALC_HINT_TIME_LIMIT));
    else if (replay->region.inexact > 0)
        diagnose_hint(problems, SLACALC_WARNING, nowhere, SLACALC_HINT_MAX_NODES, NULL,
                      "at some times the share of requests is only known to lie in an interval: its lower end counts "
                      "(raise %s)",
                      hint_name(names, SLACALC_HINT_MAX_NODES));
    if (!replay->is_late && replay->likelihood.unknown > 0)
        diagnose_hint(problems, SLACALC_WARNING, nowhere, SLACALC_HINT_SELECT, NULL,
                      "%zu chances of services in windows are not known: they take more work than is allowed (choose "
                      "services by %s, or longer windows by %s)",
                      replay->likelihood.unknown, hint_name(names, SLACALC_HINT_SELECT),
                      hint_name(names, SLACALC_HINT_PERIOD));
    if (!replay->is_late && replay->groups_left_out > 0)
        diagnose(problems, SLACALC_WARNING, nowhere,
                 "how long the members of %zu redundant groups were down at once is not known: it takes more work than "
                 "is allowed",
                 replay->groups_left_out);
    return !replay->is_late;
}

/* What is needed for a while has the guard of the result. */
static bool replay_into(struct replay *replay, slacalc_diagnostics *problems) {
    struct arena scratch;
    arena_init(&scratch, &replay->result->guard);
    replay->scratch = &scratch;
    bool had_memory = memory_attempt(&replay->result->guard, run, replay);
    arena_free(&scratch);
    replay->scratch = NULL;
    if (!had_memory)
        diagnose_out_of_memory(problems);
    return had_memory && check(replay, problems);
}

slacalc_result *slacalc_replay(const slacalc_model *model, const slacalc_options *given,
                               slacalc_diagnostics *problems) {
    slacalc_options options;
    if (!take_options(&options, given, problems) || !has_windows(model, problems))
        return NULL;
    struct replay replay = {
        .model = model, .log = model->log, .options = &options, .deadline = deadline_in(options.time_limit_s)};
    options.kept_only = false;
    replay.result = slacalc_evaluate(model, &options, problems);
    if (!replay.result)
        return NULL;
    if (notices_at_once(&replay, problems) && may_replay(&replay, problems) && replay_into(&replay, problems))
        return replay.result;
    slacalc_result_free(replay.result);
    return NULL;
}
