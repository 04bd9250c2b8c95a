/*
 * Random models to which random logs happen, against a replay second by second.
 */
#include "generator.h"
#include "near.h"
#include "replayed.h"
#include "runs.h"
#include "writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const zones[] = {"UTC", "Europe/Berlin", "Asia/Kolkata", "America/Denver", "Europe/London"};
enum { ZONES = 5 };

/* With the last Sunday of March or October, the one of November on which clocks are set in America, and a leap day. */
static const struct {
    int year, month;
} months[] = {{2026, 3}, {2025, 10}, {2024, 11}, {2024, 2}, {2031, 3}, {1999, 10}};

struct sample {
    uint64_t seed;
    struct generator random;
    struct oracle_model model;
    struct replayed_times times[ORACLE_COMPONENTS];
    const char *zone;
    struct replayed_row rows[REPLAYED_ROWS];
    size_t row_count;
    int64_t from, to; /* of the month */
    char from_date[32], to_date[32];
    char *text;
    char log[REPLAYED_ROWS * 128];
};

static bool chance(struct sample *sample, size_t percent) {
    return generator_draw(&sample->random, 100) < percent;
}

static size_t draw(struct sample *sample, size_t below) {
    return generator_draw(&sample->random, below);
}

/* ---- Drawing ---- */

static void draw_times(struct sample *sample) {
    sample->zone = zones[draw(sample, ZONES)];
    if (chance(sample, 80))
        snprintf(sample->model.timezone, sizeof sample->model.timezone, "%s", sample->zone);
    else
        sample->zone = "UTC";
    for (size_t c = 0; c < sample->model.component_count; c++) {
        struct replayed_times *times = &sample->times[c];
        struct drawn_week *week = &sample->model.components[c].week;
        *times = (struct replayed_times){.zone = sample->zone};
        if (!chance(sample, 40))
            continue;
        week->given = true;
        times->hours = &replayed_hours[draw(sample, REPLAYED_HOURS)];
        snprintf(week->hours, sizeof week->hours, "%s", times->hours->text);
        if (chance(sample, 40) && times->hours != &replayed_hours[2]) {
            times->maintenance = &replayed_hours[2];
            snprintf(week->maintenance, sizeof week->maintenance, "%s", times->maintenance->text);
        }
        if (chance(sample, 50)) {
            times->zone = zones[draw(sample, ZONES)];
            snprintf(week->timezone, sizeof week->timezone, "%s", times->zone);
        }
    }
}

static int64_t midnight(const char *zone, int year, int month, char date[32]) {
    struct tm local = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = 1, .tm_isdst = -1};
    replayed_set_zone(zone);
    int64_t instant = (int64_t)mktime(&local);
    strftime(date, 32, "%Y-%m-%d", &local);
    return instant;
}

/* Some rows begin at the same second, or as another one ends; some lie partly outside of the month. */
static void draw_row(struct sample *sample, struct replayed_row *row) {
    const struct oracle_component *component;
    row->component = draw(sample, sample->model.component_count);
    component = &sample->model.components[row->component];
    row->replica = component->replicas > 1 && chance(sample, 60) ? (int)draw(sample, component->replicas) : -1;
    row->start = sample->from - 86400 + (int64_t)draw(sample, 32 * 86400);
    const struct replayed_row *other = sample->row_count > 0 ? &sample->rows[draw(sample, sample->row_count)] : NULL;
    if (other && chance(sample, 30))
        row->start = other->end == INT64_MAX || chance(sample, 50) ? other->start : other->end;
    if (chance(sample, 15)) /* around the night in which clocks are set */
        row->start = sample->to - (int64_t)draw(sample, 8 * 86400);
    row->end = row->start + 1 + (int64_t)draw(sample, chance(sample, 30) ? 5 * 86400 : 4 * 3600);
    row->loss = chance(sample, 70) ? 1 : (double)(1 + draw(sample, 99)) / 100;
    if (row->end > sample->to || chance(sample, 3))
        row->end = INT64_MAX;
}

static void draw_rows(struct sample *sample) {
    size_t count = draw(sample, 14);
    for (sample->row_count = 0; sample->row_count < count; sample->row_count++)
        draw_row(sample, &sample->rows[sample->row_count]);
}

/* ---- Writing ---- */

static char *put_time(struct sample *sample, char *at, int64_t instant) {
    time_t seconds = (time_t)instant, before = seconds - 3600, after = seconds + 3600;
    struct tm local, earlier, later;
    replayed_set_zone(sample->zone);
    localtime_r(&seconds, &local);
    localtime_r(&before, &earlier);
    localtime_r(&after, &later);
    if (local.tm_hour != earlier.tm_hour && local.tm_hour != later.tm_hour && chance(sample, 50)) {
        strftime(at, 32, local.tm_sec == 0 && chance(sample, 50) ? "%Y-%m-%d %H:%M" : "%Y-%m-%d %H:%M:%S", &local);
        return at + strlen(at);
    }
    replayed_set_zone(zones[draw(sample, ZONES)]);
    localtime_r(&seconds, &local);
    long ahead = local.tm_gmtoff / 60, minutes = labs(ahead);
    strftime(at, 32, "%Y-%m-%dT%H:%M:%S", &local);
    at += strlen(at);
    if (ahead == 0 && chance(sample, 50))
        return at + sprintf(at, "Z");
    return at + sprintf(at, "%c%02ld:%02ld", ahead < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void write_log(struct sample *sample) {
    const char *end_of_line = chance(sample, 50) ? "\r\n" : "\n";
    char *at = sample->log;
    at += sprintf(at, "id,start,component,loss,end%s", end_of_line);
    for (size_t i = 0; i < sample->row_count; i++) {
        const struct replayed_row *row = &sample->rows[i];
        at += sprintf(at, "%s,", chance(sample, 30) ? "\"a \"\"quoted\"\", and split\nfield\"" : "");
        at = put_time(sample, at, row->start);
        at += sprintf(at, ",%s", sample->model.components[row->component].name);
        if (row->replica >= 0)
            at += sprintf(at, "#%d", row->replica + 1);
        at += sprintf(at, row->loss < 1 || chance(sample, 50) ? ",%.0f%%," : ",,", row->loss * 100);
        if (row->end != INT64_MAX)
            at = put_time(sample, at, row->end);
        at += sprintf(at, "%s", end_of_line);
    }
}

/* ---- Comparing ---- */

static size_t component_of(const struct sample *sample, const slacalc_result *result, size_t row) {
    const char *name = slacalc_result_component(result, row)->name;
    size_t component = 0;
    while (strcmp(sample->model.components[component].name, name) != 0)
        component++;
    return component;
}

static unsigned set_of(const struct sample *sample, const slacalc_result *result, const size_t *rows, size_t count) {
    unsigned set = 0;
    for (size_t i = 0; i < count; i++)
        set |= 1U << component_of(sample, result, rows[i]);
    return set;
}

#define EXPECT(condition, ...)                                                                                         \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            print_error(__VA_ARGS__);                                                                                  \
            fail_msg("%s; repeat with SLACALC_SEED=%llu\n%s\n%s", #condition, (unsigned long long)sample->seed,        \
                     sample->text, sample->log);                                                                       \
        }                                                                                                              \
    } while (0)

static void compare_service(struct sample *sample, const slacalc_result *result, const slacalc_log_service *got,
                            const struct replayed_service *want) {
    const char *name = slacalc_result_component(result, got->component)->name;
    double slack = 1e-9 * (want->promised + 1);
    EXPECT(got->promised_s == want->promised, "%s is promised %.17g, not %.17g\n", name, got->promised_s,
           want->promised);
    EXPECT(fabs(got->lost_s - want->lost) <= slack, "%s lost %.17g, not %.17g\n", name, got->lost_s, want->lost);
    EXPECT(got->down_s == want->down, "%s was down %.17g, not %.17g\n", name, got->down_s, want->down);
    EXPECT(got->degraded_s == want->degraded, "%s was degraded %.17g, not %.17g\n", name, got->degraded_s,
           want->degraded);
    EXPECT(got->longest_s == want->longest, "%s was down at once %.17g, not %.17g\n", name, got->longest_s,
           want->longest);
    EXPECT(got->outage_count == want->outage_count, "%s has %zu outages, not %zu\n", name, got->outage_count,
           want->outage_count);
    for (size_t i = 0; i < got->outage_count; i++) {
        const slacalc_log_outage *outage = &got->outages[i];
        const struct replayed_outage *wanted = &want->outages[i];
        EXPECT(outage->start.instant == wanted->start && outage->end.instant == wanted->end, "outage %zu of %s\n", i,
               name);
        EXPECT(outage->down_s == wanted->down && fabs(outage->lost_s - wanted->lost) <= slack, "outage %zu of %s\n", i,
               name);
        unsigned cause = set_of(sample, result, outage->cause, outage->cause_count);
        EXPECT(cause == wanted->cause, "outage %zu of %s is of %x, not %x\n", i, name, cause, wanted->cause);
    }
    EXPECT(got->by_count == want->by_count, "%s has %zu causes, not %zu\n", name, got->by_count, want->by_count);
    for (size_t i = 0; i < got->by_count; i++) {
        unsigned cause = set_of(sample, result, got->by[i].components, got->by[i].component_count);
        size_t w = 0;
        while (w < want->by_count && want->by[w].cause != cause)
            w++;
        EXPECT(w < want->by_count && fabs(got->by[i].lost_s - want->by[w].lost) <= slack, "%x explains %.17g of %s\n",
               cause, got->by[i].lost_s, name);
    }
}

static void compare_promises(struct sample *sample, const slacalc_result *result, const slacalc_log_service *got) {
    const struct oracle_component *component = &sample->model.components[component_of(sample, result, got->component)];
    double down = got->promised_s > 0 ? got->lost_s / got->promised_s : 0;
    for (size_t i = 0; i < got->promise_count; i++) {
        const slacalc_log_promise *promise = &got->promises[i];
        const struct written *level = &component->figures[promise->kind == SLACALC_SLA   ? SLACALC_FIGURE_SLA
                                                          : promise->kind == SLACALC_OLA ? SLACALC_FIGURE_OLA
                                                                                         : SLACALC_FIGURE_OBJECTIVE];
        double allowed = (double)level->ratio.down;
        EXPECT(level->given && is_near(promise->level.down, allowed, 1e-15), "promise of %s\n", component->name);
        EXPECT(fabs(down - allowed) < 1e-8 * allowed || promise->met == (down <= allowed), "verdict on %s\n",
               component->name);
        EXPECT(fabs(promise->margin_s - (allowed - down) * got->promised_s) <= 1e-9 * (got->promised_s + 1),
               "margin of %s\n", component->name);
    }
}

/* Returns how many outages there were. */
static size_t compare(struct sample *sample, const slacalc_result *result) {
    static struct replayed_service attained[ORACLE_COMPONENTS];
    const slacalc_log *log = slacalc_result_log(result);
    size_t outages = 0;
    for (size_t w = 0; w < log->window_count; w++) {
        const slacalc_log_window *window = &log->windows[w];
        size_t services[ORACLE_COMPONENTS];
        int64_t end = w + 1 < log->window_count ? log->windows[w + 1].from.instant : sample->to;
        EXPECT(window->to.instant == end && (w > 0 || window->from.instant == sample->from), "window %zu\n", w);
        for (size_t s = 0; s < window->service_count; s++)
            services[s] = component_of(sample, result, window->services[s].component);
        replayed(&sample->model, sample->times, sample->rows, sample->row_count, window->from.instant,
                 window->to.instant, services, window->service_count, attained);
        for (size_t s = 0; s < window->service_count; s++) {
            compare_service(sample, result, &window->services[s], &attained[s]);
            compare_promises(sample, result, &window->services[s]);
            outages += window->services[s].outage_count;
        }
    }
    return outages;
}

/* ---- Redundant groups ---- */

struct groups {
    struct replayed_group items[ORACLE_NEEDS + ORACLE_COMPONENTS];
    size_t count;
};

static int compare_sizes(const void *one, const void *other) {
    size_t a = *(const size_t *)one, b = *(const size_t *)other;
    return (a > b) - (a < b);
}

/* Adds it, where it is new and something happened to it. */
static void add_group(struct sample *sample, struct groups *groups, struct replayed_group *group) {
    qsort(group->components, group->component_count, sizeof *group->components, compare_sizes);
    for (size_t i = 1; i < group->component_count; i++)
        if (group->components[i] == group->components[i - 1])
            return;
    for (size_t i = 0; i < groups->count; i++)
        if (groups->items[i].component_count == group->component_count &&
            groups->items[i].at_least == group->at_least &&
            memcmp(groups->items[i].components, group->components,
                   group->component_count * sizeof *group->components) == 0)
            return;
    if (group->at_least < group->of &&
        replayed_together(&sample->model, sample->rows, sample->row_count, sample->from, sample->to, group))
        groups->items[groups->count++] = *group;
}

static void add_groups_below(struct sample *sample, struct groups *groups, size_t index) {
    const struct oracle_need *need = &sample->model.needs[index];
    bool is_group =
        need->kind == SLACALC_NEED_ANY || need->kind == SLACALC_NEED_FAILOVER || need->kind == SLACALC_NEED_AT_LEAST;
    struct replayed_group group = {.component_count = need->part_count,
                                   .at_least = need->kind == SLACALC_NEED_AT_LEAST ? need->at_least : 1,
                                   .of = need->part_count};
    for (size_t i = 0; i < need->part_count; i++) {
        const struct oracle_need *part = &sample->model.needs[need->parts[i]];
        is_group = is_group && part->kind == SLACALC_NEED_COMPONENT;
        group.components[i] = part->component;
        add_groups_below(sample, groups, need->parts[i]);
    }
    if (is_group && need->part_count > 1)
        add_group(sample, groups, &group);
}

static void list_groups(struct sample *sample, const slacalc_result *result, struct groups *groups) {
    bool needed[ORACLE_COMPONENTS] = {false};
    for (size_t s = 0; s < slacalc_result_service_count(result); s++)
        oracle_reach(&sample->model, component_of(sample, result, slacalc_result_service(result, s)->component), true,
                     needed);
    groups->count = 0;
    for (size_t c = 0; c < sample->model.component_count; c++) {
        const struct oracle_component *component = &sample->model.components[c];
        bool is_named = false;
        for (size_t r = 0; r < sample->row_count; r++)
            is_named = is_named || (sample->rows[r].component == c && sample->rows[r].replica >= 0 &&
                                    sample->rows[r].start < sample->to && sample->rows[r].end > sample->from);
        for (size_t i = 0; needed[c] && i < component->need_count; i++)
            add_groups_below(sample, groups, component->needs[i]);
        struct replayed_group replicas = {
            .components = {c}, .component_count = 1, .at_least = component->quorum, .of = component->replicas};
        if (needed[c] && is_named)
            add_group(sample, groups, &replicas);
    }
}

static size_t joint;

static void compare_group(struct sample *sample, const slacalc_log_group *got, const struct replayed_group *want) {
    double length = (double)(sample->to - sample->from), least = 1, mean = 0;
    for (size_t m = 0; m < want->of; m++) {
        mean += want->down[m] / (double)want->of;
        least = fmin(least, want->down[m]);
    }
    least = want->component_count == 1 ? mean : least;
    double expected = replayed_too_few(want, 0) * length, most = replayed_too_few(want, least) * length;
    EXPECT(fabs(got->together_s - want->together) <= 1e-9 * length && got->times == want->times,
           "together for %.17g in %zu, not %.17g in %zu\n", got->together_s, got->times, want->together, want->times);
    EXPECT(fabs(got->expected_s - expected) <= 1e-9 * length, "expected for %.17g, not %.17g\n", got->expected_s,
           expected);
    joint += got->times > 0;
    if (got->times == 0 || least < 1e-15) {
        EXPECT(got->beta < 0 && got->beta_low < 0 && got->beta_high < 0, "beta of nothing\n");
        return;
    }
    if (got->beta < 0)
        EXPECT(want->together >= most - 1e-9 * length, "no beta\n");
    else if (got->beta == 0)
        EXPECT(want->together <= expected + 1e-9 * length, "beta 0\n");
    else
        EXPECT(fabs(replayed_too_few(want, fmin(got->beta, 1) * least) * length - want->together) <= 1e-9 * length,
               "beta %.17g\n", got->beta);
    EXPECT(got->beta_low <= got->beta_high && (got->beta < 0 || got->beta_low <= got->beta) &&
               got->beta <= got->beta_high,
           "beta %g from %g to %g\n", got->beta, got->beta_low, got->beta_high);
}

static void compare_groups(struct sample *sample, const slacalc_result *result) {
    static struct groups wanted;
    const slacalc_log *log = slacalc_result_log(result);
    list_groups(sample, result, &wanted);
    EXPECT(log->group_count == wanted.count, "%zu groups, not %zu\n", log->group_count, wanted.count);
    for (size_t g = 0; g < log->group_count; g++) {
        const slacalc_log_group *group = &log->groups[g];
        unsigned set = set_of(sample, result, group->components, group->component_count);
        size_t w = 0;
        for (; w < wanted.count; w++) {
            unsigned other = 0;
            for (size_t i = 0; i < wanted.items[w].component_count; i++)
                other |= 1U << wanted.items[w].components[i];
            if (other == set && wanted.items[w].at_least == group->at_least && wanted.items[w].of == group->of)
                break;
        }
        EXPECT(w < wanted.count, "group %zu is none\n", g);
        compare_group(sample, group, &wanted.items[w]);
    }
}

static slacalc_result *replay(struct sample *sample, bool by_weeks) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_options options = slacalc_options_default();
    slacalc_result *result = NULL;
    options.shares = options.gaps = options.sharp = options.undegraded = false;
    if (slacalc_model_read_text(model, "test.yaml", sample->text, strlen(sample->text), problems) &&
        slacalc_model_check(model, problems) &&
        slacalc_model_log_text(model, "log.csv", sample->log, strlen(sample->log), problems) &&
        slacalc_model_windows(model, sample->from_date, sample->to_date, by_weeks ? "1w" : NULL, problems))
        result = slacalc_replay(model, &options, problems);
    if (result == NULL)
        slacalc_diagnostics_print(problems, stderr, false);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return result;
}

static void sample_init(struct sample *sample, uint64_t seed) {
    memset(sample, 0, sizeof *sample);
    sample->seed = seed;
    sample->random = (struct generator){.state = seed, .elements = 8};
    generator_model(&sample->random, &sample->model);
    sample->model.selected_count = 0;
    for (size_t c = 0; c < sample->model.component_count; c++)
        sample->model.components[c].required.given = false;
    draw_times(sample);
    size_t month = draw(sample, sizeof months / sizeof *months);
    sample->from = midnight(sample->zone, months[month].year, months[month].month, sample->from_date);
    sample->to = midnight(sample->zone, months[month].year, months[month].month + 1, sample->to_date);
    draw_rows(sample);
    sample->text = writer_text(&sample->random, &sample->model);
    write_log(sample);
}

static size_t outages;

static void look(uint64_t seed) {
    static struct sample sample;
    sample_init(&sample, seed);
    slacalc_result *result = replay(&sample, chance(&sample, 20));
    if (result == NULL)
        fail_msg("repeat with SLACALC_SEED=%llu\n%s\n%s", (unsigned long long)seed, sample.text, sample.log);
    outages += compare(&sample, result);
    compare_groups(&sample, result);
    slacalc_result_free(result);
    free(sample.text);
}

static void logs_agree_with_a_replay_second_by_second(void **state) {
    (void)state;
    runs_each(150, look);
    print_message("%zu outages, %zu groups down together\n", outages, joint);
    assert_true(outages > 0 || runs_models(150) < 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logs_agree_with_a_replay_second_by_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
