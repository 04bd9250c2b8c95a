#include "week.h"

#include "generator.h"

#include <stdio.h>
#include <string.h>

enum { DAY = 24 * 60, RANGES = 3 };

static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/* Local minutes of one week while ranges are added. */
struct minutes {
    bool in[WEEK_MINUTES];
};

bool week_covers(const struct drawn_week *week, unsigned minute) {
    return !week->given || (week->covered[minute / 8] >> minute % 8 & 1);
}

/* Writes which days, if it says so, and sets `on` for them. */
static void draw_days(struct generator *random, char *text, size_t size, bool *on) {
    size_t first = generator_draw(random, 7), second = (first + 1 + generator_draw(random, 6)) % 7;
    memset(on, false, 7 * sizeof *on);
    switch (generator_draw(random, 4)) {
    case 0:
        memset(on, true, 7 * sizeof *on);
        snprintf(text, size, "%s", "");
        break;
    case 1:
        on[first] = true;
        snprintf(text, size, "%s ", days[first]);
        break;
    case 2:
        on[first] = on[second] = true;
        snprintf(text, size, "%s,%s ", days[first], days[second]);
        break;
    default:
        for (size_t day = first; day != second; day = (day + 1) % 7)
            on[day] = true;
        on[second] = true;
        snprintf(text, size, "%s-%s ", days[first], days[second]);
    }
}

static void draw_range(struct generator *random, bool is_short, char *text, size_t size, struct minutes *minutes) {
    bool on[7];
    char which[16];
    size_t step = generator_draw(random, 3) == 0 ? 1 : 30;
    size_t start = generator_draw(random, DAY / step) * step, length = is_short ? 6 * 60 : DAY - 1;
    size_t end = start + (1 + generator_draw(random, length / step)) * step;
    draw_days(random, which, sizeof which, on);
    for (size_t day = 0; day < 7; day++)
        for (size_t minute = start; on[day] && minute < end; minute++)
            minutes->in[(day * DAY + minute) % WEEK_MINUTES] = true;
    size_t shown = end > DAY ? end - DAY : end; /* it may end at 24:00 */
    snprintf(text, size, "%s%02u:%02u-%02u:%02u", which, (unsigned)(start / 60 % 24), (unsigned)(start % 60),
             (unsigned)(shown / 60 % 25), (unsigned)(shown % 60));
}

static void draw_ranges(struct generator *random, bool is_short, char *text, size_t size, struct minutes *minutes) {
    size_t count = 1 + generator_draw(random, RANGES);
    size_t used = (size_t)snprintf(text, size, "%s", count > 1 ? "[" : "");
    for (size_t i = 0; i < count; i++) {
        char range[32];
        draw_range(random, is_short, range, sizeof range, minutes);
        used += (size_t)snprintf(text + used, size - used, "%s\"%s\"", i > 0 ? ", " : "", range);
    }
    snprintf(text + used, size - used, "%s", count > 1 ? "]" : "");
}

int week_draw_timezone(struct generator *random, char *text, size_t size) {
    int quarters = (int)generator_draw(random, 26 * 4 + 1) - 12 * 4;
    int distance = quarters < 0 ? -quarters : quarters;
    snprintf(text, size, "\"%c%02d:%02d\"", quarters < 0 ? '-' : '+', distance / 4, distance % 4 * 15);
    return quarters * 15;
}

/* Returns whether any minute is left. */
static bool keep(struct drawn_week *week, const struct minutes *hours, const struct minutes *maintenance, int offset) {
    bool some = false;
    memset(week->covered, 0, sizeof week->covered);
    for (int local = 0; local < WEEK_MINUTES; local++) {
        unsigned minute = (unsigned)(local - offset + WEEK_MINUTES) % WEEK_MINUTES;
        if (!hours->in[local] || maintenance->in[local])
            continue;
        week->covered[minute / 8] |= (unsigned char)(1U << minute % 8);
        some = true;
    }
    return some;
}

void week_draw(struct generator *random, int offset, struct drawn_week *week) {
    struct minutes hours, maintenance;
    int here;
    do {
        here = offset;
        bool is_given = generator_draw(random, 5) > 0, is_maintained = !is_given || generator_draw(random, 3) == 0;
        bool is_round = is_given && generator_draw(random, 10) == 0;
        memset(week, 0, sizeof *week);
        memset(&hours, !is_given || is_round, sizeof hours);
        memset(&maintenance, 0, sizeof maintenance);
        if (is_round)
            snprintf(week->hours, sizeof week->hours, "24x7");
        else if (is_given)
            draw_ranges(random, false, week->hours, sizeof week->hours, &hours);
        if (is_maintained)
            draw_ranges(random, true, week->maintenance, sizeof week->maintenance, &maintenance);
        week->given = true;
        if (generator_draw(random, 3) == 0)
            here = week_draw_timezone(random, week->timezone, sizeof week->timezone);
    } while (!keep(week, &hours, &maintenance, here));
}
