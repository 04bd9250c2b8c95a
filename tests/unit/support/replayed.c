#include "replayed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- Hours ---- */

static unsigned of_day(unsigned minute) {
    return minute % 1440;
}

static bool office(unsigned minute) {
    return minute / 1440 < 5 && of_day(minute) >= 8 * 60 && of_day(minute) < 18 * 60;
}

static bool nights(unsigned minute) {
    return of_day(minute) >= 22 * 60 || of_day(minute) < 6 * 60;
}

static bool weekend_mornings(unsigned minute) {
    return minute / 1440 >= 5 && of_day(minute) >= 60 && of_day(minute) < 150;
}

static bool sunday_night(unsigned minute) {
    return minute >= 7 * 1440 - 120 || minute < 90;
}

static bool two_ranges(unsigned minute) {
    return (minute / 1440 == 0 && of_day(minute) < 600) || (minute / 1440 == 6 && of_day(minute) >= 135);
}

const struct replayed_hours replayed_hours[REPLAYED_HOURS] = {
    {"Mon-Fri 08:00-18:00", office},
    {"22:00-06:00", nights},
    {"Sat-Sun 01:00-02:30", weekend_mornings},
    {"Sun 22:00-01:30", sunday_night},
    {"[Mon 00:00-10:00, Sun 02:15-24:00]", two_ranges},
};

void replayed_set_zone(const char *zone) {
    setenv("TZ", zone, 1);
    tzset();
}

static bool is_promised(const struct replayed_times *times, int64_t instant) {
    time_t seconds = (time_t)instant;
    struct tm local;
    localtime_r(&seconds, &local);
    unsigned minute = (unsigned)((local.tm_wday + 6) % 7 * 1440 + local.tm_hour * 60 + local.tm_min);
    return (times->hours == NULL || times->hours->covers(minute)) &&
           (times->maintenance == NULL || !times->maintenance->covers(minute));
}

/* ---- One state ---- */

struct world {
    const struct oracle_model *model;
    double loss[ORACLE_COMPONENTS][ORACLE_ELEMENTS]; /* by replica */
    bool up[ORACLE_COMPONENTS][ORACLE_ELEMENTS];
    double chances[3 * ORACLE_NEEDS]; /* that an element is up */
    bool is_up[3 * ORACLE_NEEDS];
    size_t first_chance[ORACLE_NEEDS];
    bool undegraded;
    signed char known[ORACLE_COMPONENTS];
};

static bool component_up(struct world *world, size_t component);

static bool need_up(struct world *world, size_t index) {
    const struct oracle_need *need = &world->model->needs[index];
    const bool *chance = &world->is_up[world->first_chance[index]];
    size_t up = 0;
    switch (need->kind) {
    case SLACALC_NEED_COMPONENT:
        return component_up(world, need->component);
    case SLACALC_NEED_ACROSS:
        return true;
    case SLACALC_NEED_OPTIONAL:
        return !world->undegraded || need_up(world, need->parts[0]);
    case SLACALC_NEED_TRAFFIC: /* up: the request needs it */
        return (!world->undegraded && !chance[0]) || need_up(world, need->parts[0]);
    case SLACALC_NEED_SPLIT:
        for (size_t i = 0; !world->undegraded && i < need->part_count; i++)
            if (i + 1 == need->part_count || chance[i])
                return need_up(world, need->parts[i]);
        break;
    default:
        break;
    }
    for (size_t i = 0; i < need->part_count; i++)
        up += need_up(world, need->parts[i]) && (need->kind != SLACALC_NEED_FAILOVER || i == 0 || chance[i - 1]);
    size_t least = need->kind == SLACALC_NEED_AT_LEAST                                     ? need->at_least
                   : need->kind == SLACALC_NEED_ANY || need->kind == SLACALC_NEED_FAILOVER ? 1
                                                                                           : need->part_count;
    return up >= least;
}

static bool component_up(struct world *world, size_t component) {
    const struct oracle_component *self = &world->model->components[component];
    const struct oracle_need *across = oracle_across(world->model, self);
    if (world->known[component] >= 0)
        return world->known[component];
    size_t up = 0;
    for (size_t i = 0; i < self->replicas; i++)
        up += world->up[component][i] && (across == NULL || need_up(world, across->parts[i % across->part_count]));
    bool is_up = up >= self->quorum;
    for (size_t i = 0; is_up && i < self->need_count; i++)
        is_up = need_up(world, self->needs[i]);
    world->known[component] = is_up;
    return is_up;
}

/* The elements that are up for a part of the requests. */
struct elements {
    bool *up[64];
    double chance[64];
    size_t count;
};

static void add_element(struct elements *elements, bool *up, double chance) {
    *up = chance >= 1;
    if (chance <= 0 || chance >= 1)
        return;
    if (elements->count == 20)
        abort();
    elements->up[elements->count] = up;
    elements->chance[elements->count++] = chance;
}

static void add_chances(struct world *world, struct elements *elements, size_t index) {
    const struct oracle_need *need = &world->model->needs[index];
    bool *up = &world->is_up[world->first_chance[index]];
    if (need->kind == SLACALC_NEED_TRAFFIC)
        add_element(elements, up, (double)need->level.ratio.up);
    for (size_t i = 0; need->kind == SLACALC_NEED_FAILOVER && i + 1 < need->part_count; i++)
        add_element(elements, up + i, (double)need->level.ratio.up);
    double left = 100;
    for (size_t i = 0; need->kind == SLACALC_NEED_SPLIT && i + 1 < need->part_count; i++) {
        add_element(elements, up + i, need->percent[i] / left);
        left -= need->percent[i];
    }
    for (size_t i = 0; i < need->part_count; i++)
        add_chances(world, elements, need->parts[i]);
}

/* What is lost with the components of `mended` up. */
static double loss_of(struct world *world, size_t service, unsigned mended, bool undegraded) {
    struct elements elements = {.count = 0};
    bool needed[ORACLE_COMPONENTS] = {false};
    double loss = 0;
    oracle_reach(world->model, service, true, needed);
    world->undegraded = undegraded;
    for (size_t c = 0; c < world->model->component_count; c++) {
        const struct oracle_component *self = &world->model->components[c];
        for (size_t i = 0; needed[c] && i < self->replicas; i++)
            add_element(&elements, &world->up[c][i], mended >> c & 1 ? 1 : 1 - world->loss[c][i]);
        for (size_t i = 0; needed[c] && i < self->need_count; i++)
            add_chances(world, &elements, self->needs[i]);
    }
    for (size_t state = 0; state < (size_t)1 << elements.count; state++) {
        double probability = 1;
        for (size_t e = 0; e < elements.count; e++) {
            *elements.up[e] = state >> e & 1;
            probability *= state >> e & 1 ? elements.chance[e] : 1 - elements.chance[e];
        }
        memset(world->known, -1, sizeof world->known);
        loss += component_up(world, service) ? 0 : probability;
    }
    return loss;
}

/* ---- Seconds ---- */

struct now {
    double loss;
    bool degraded;
    unsigned cause;
};

static bool is_down(const struct world *world, size_t component) {
    bool down = false;
    for (size_t i = 0; i < world->model->components[component].replicas; i++)
        down = down || world->loss[component][i] > 0;
    return down;
}

static unsigned cause_of(struct world *world, size_t service, double loss, const int64_t *since) {
    unsigned out = 0, tried = 0;
    for (;;) { /* the last one that went down; of several the last one of the model */
        size_t last = SIZE_MAX;
        for (size_t c = 0; c < world->model->component_count; c++)
            if (is_down(world, c) && !(tried >> c & 1) && (last == SIZE_MAX || since[c] >= since[last]))
                last = c;
        if (last == SIZE_MAX)
            break;
        tried |= 1U << last;
        if (loss_of(world, service, out | 1U << last, false) >= loss * (1 - 1e-12)) /* the rule of region_explain() */
            out |= 1U << last;
    }
    return tried & ~out;
}

static void set_losses(struct world *world, const struct replayed_row *rows, size_t row_count, int64_t instant,
                       int64_t *since) {
    bool was_down[ORACLE_COMPONENTS];
    for (size_t c = 0; c < world->model->component_count; c++)
        was_down[c] = is_down(world, c);
    memset(world->loss, 0, sizeof world->loss);
    for (size_t r = 0; r < row_count; r++)
        for (size_t i = 0; i < world->model->components[rows[r].component].replicas; i++)
            if (rows[r].start <= instant && instant < rows[r].end && (rows[r].replica < 0 || rows[r].replica == (int)i))
                world->loss[rows[r].component][i] = fmax(world->loss[rows[r].component][i], rows[r].loss);
    for (size_t c = 0; c < world->model->component_count; c++)
        if (!was_down[c])
            since[c] = instant;
}

static void add_cause(struct replayed_service *attained, unsigned cause, double lost) {
    size_t i = 0;
    while (i < attained->by_count && attained->by[i].cause != cause)
        i++;
    if (i == REPLAYED_CAUSES)
        abort();
    if (i == attained->by_count)
        attained->by[attained->by_count++].cause = cause;
    attained->by[i].lost += lost;
}

/* The seconds of a service that are in one outage, as a small sum by itself. */
static void finish_outage(struct replayed_service *attained, struct replayed_service *outage, int64_t start,
                          int64_t end) {
    size_t most = 0;
    for (size_t i = 1; i < outage->by_count; i++)
        if (outage->by[i].lost > outage->by[most].lost)
            most = i;
    if (outage->down > 0) {
        if (attained->outage_count == REPLAYED_OUTAGES)
            abort();
        attained->outages[attained->outage_count++] =
            (struct replayed_outage){start, end, outage->down, outage->lost, outage->by[most].cause};
        attained->longest = fmax(attained->longest, outage->down);
    }
    memset(outage, 0, sizeof *outage);
}

static void one_service(struct world *world, const struct replayed_times *times, const struct replayed_row *rows,
                        size_t row_count, int64_t from, int64_t to, size_t service, struct replayed_service *attained) {
    static struct replayed_service outage;
    int64_t first = from, since[ORACLE_COMPONENTS] = {0}, started = from;
    struct now now = {0, false, 0};
    bool is_out = false, promised = true;
    memset(attained, 0, sizeof *attained);
    memset(&outage, 0, sizeof outage);
    memset(world->loss, 0, sizeof world->loss);
    replayed_set_zone(times->zone);
    for (size_t r = 0; r < row_count; r++)
        first = rows[r].start < first ? rows[r].start : first;
    for (int64_t t = first; t < to; t++) {
        bool changes = t == first;
        for (size_t r = 0; r < row_count; r++)
            changes = changes || rows[r].start == t || rows[r].end == t;
        if (changes) {
            set_losses(world, rows, row_count, t, since);
            now.loss = loss_of(world, service, 0, false);
            now.degraded = now.loss == 0 && loss_of(world, service, 0, true) > 0;
            now.cause = now.loss > 0 ? cause_of(world, service, now.loss, since) : 0;
        }
        if (t < from)
            continue;
        if (t % 60 == 0 || t == from)
            promised = is_promised(times, t);
        if (is_out && now.loss == 0)
            finish_outage(attained, &outage, started, t);
        if (!is_out && now.loss > 0)
            started = t;
        is_out = now.loss > 0;
        attained->promised += promised;
        if (!promised)
            continue;
        attained->degraded += now.degraded;
        if (!is_out)
            continue;
        attained->down++, outage.down++;
        attained->lost += now.loss, outage.lost += now.loss;
        add_cause(attained, now.cause, now.loss);
        add_cause(&outage, now.cause, now.loss);
    }
    if (is_out)
        finish_outage(attained, &outage, started, to);
}

void replayed(const struct oracle_model *model, const struct replayed_times *times, const struct replayed_row *rows,
              size_t row_count, int64_t from, int64_t to, const size_t *services, size_t service_count,
              struct replayed_service *attained) {
    static struct world world;
    memset(&world, 0, sizeof world);
    world.model = model;
    for (size_t n = 0; n < model->need_count; n++)
        world.first_chance[n] = 3 * n;
    for (size_t s = 0; s < service_count; s++)
        one_service(&world, &times[services[s]], rows, row_count, from, to, services[s], &attained[s]);
}

/* ---- Groups ---- */

/* Of events with those chances to happen, fewer than `least` do. */
static double fewer(const double *chances, size_t count, size_t least) {
    double sum = 0;
    for (size_t state = 0; state < (size_t)1 << count; state++) {
        double probability = 1;
        size_t happen = 0;
        for (size_t i = 0; i < count; i++) {
            probability *= state >> i & 1 ? chances[i] : 1 - chances[i];
            happen += state >> i & 1;
        }
        sum += happen < least ? probability : 0;
    }
    return sum;
}

static double too_few_now(const struct world *world, const struct replayed_group *group, double down[ORACLE_ELEMENTS]) {
    double up[ORACLE_ELEMENTS];
    for (size_t m = 0; m < group->of; m++) {
        const double *losses = world->loss[group->components[group->component_count == 1 ? 0 : m]];
        const struct oracle_component *component =
            &world->model->components[group->components[group->component_count == 1 ? 0 : m]];
        double replicas[ORACLE_ELEMENTS];
        for (size_t i = 0; group->component_count > 1 && i < component->replicas; i++)
            replicas[i] = 1 - losses[i];
        down[m] = group->component_count == 1 ? losses[m] : fewer(replicas, component->replicas, component->quorum);
        up[m] = 1 - down[m];
    }
    return fewer(up, group->of, group->at_least);
}

bool replayed_together(const struct oracle_model *model, const struct replayed_row *rows, size_t row_count,
                       int64_t from, int64_t to, struct replayed_group *group) {
    static struct world world;
    double now = 0, down[ORACLE_ELEMENTS] = {0};
    int64_t since[ORACLE_COMPONENTS] = {0};
    bool any = false;
    memset(&world, 0, sizeof world);
    world.model = model;
    group->together = 0;
    group->times = 0;
    memset(group->down, 0, sizeof group->down);
    for (int64_t t = from; t < to; t++) {
        bool changes = t == from;
        for (size_t r = 0; r < row_count; r++)
            changes = changes || rows[r].start == t || rows[r].end == t;
        if (changes) {
            double before = now;
            set_losses(&world, rows, row_count, t, since);
            now = too_few_now(&world, group, down);
            group->times += before == 0 && now > 0;
        }
        group->together += now;
        for (size_t m = 0; m < group->of; m++)
            group->down[m] += down[m] / (double)(to - from);
        for (size_t m = 0; changes && m < group->component_count; m++)
            any = any || is_down(&world, group->components[m]);
    }
    return any;
}

double replayed_too_few(const struct replayed_group *group, double cause) {
    double up[ORACLE_ELEMENTS], mean = 0;
    for (size_t m = 0; m < group->of; m++)
        mean += group->down[m] / (double)group->of;
    for (size_t m = 0; m < group->of; m++) {
        double down = group->component_count == 1 ? mean : group->down[m];
        up[m] = cause < 1 ? (1 - down) / (1 - cause) : 1;
    }
    return cause + (1 - cause) * fewer(up, group->of, group->at_least);
}
