/*
 * Clocks on the wall against trying every minute, in zones that set them at midnight too.
 */
#include "model/clock.h"
#include "near.h"
#include "parser/zone.h"

#include <string.h>

static const char *const names[] = {
    "UTC",         "Europe/Berlin",       "America/New_York", "Asia/Kolkata", "Africa/Cairo", "America/Havana",
    "Asia/Beirut", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia"};

struct zones {
    struct memory_guard guard;
    struct arena arena;
    struct zone zone;
    const char *name;
};

static void load(void *context) {
    struct zones *zones = context;
    struct zone read = {.name = text_of(zones->name)};
    if (strcmp(zones->name, "UTC") == 0)
        read.changes = arena_alloc(&zones->arena, 1, sizeof *read.changes);
    assert_true(zone_load_all_years(&zones->arena, &read, &zones->zone));
}

/* All instants within a day and a half of it at which the clocks show that time. */
static size_t count_instants(const struct zone *zone, int64_t wall, int64_t found[2]) {
    size_t count = 0;
    for (int64_t instant = wall - 36 * 3600; instant <= wall + 36 * 3600; instant += 60)
        if (instant + clock_offset(zone, instant) == wall && count < 2)
            found[count++] = instant;
    return count;
}

static void look_at_wall(const struct zone *zone, int64_t wall) {
    int64_t got[2], want[2];
    size_t wanted = count_instants(zone, wall, want), count = clock_instants(zone, wall, got);
    assert_int_equal(count, wanted);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(got[i], want[i]);
}

static void look_at_year(const struct zone *zone, long year) {
    int64_t begin = (int64_t)days_of_date((struct date){year, 1, 1}) * DAY_S;
    for (int64_t change = clock_next_change(zone, begin); change < begin + 366 * (int64_t)DAY_S;
         change = clock_next_change(zone, change)) {
        assert_int_not_equal(clock_offset(zone, change), clock_offset(zone, change - 1));
        for (int64_t minute = -150; minute <= 150; minute += 15)
            look_at_wall(zone, change + clock_offset(zone, change) + minute * 60);
    }
    for (long day = days_of_date((struct date){year, 1, 1}); day < days_of_date((struct date){year + 1, 1, 1}); day++) {
        int64_t first = clock_day_begins(zone, day);
        assert_true(clock_day(zone, first) >= day);
        assert_true(clock_day(zone, first - 1) < day);
    }
}

static void clocks_show_what_they_show(void **state) {
    (void)state;
    static const long years[] = {1971, 1985, 1999, 2011, 2024, 2026, 2060, 2099};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct zones zones = {.name = names[i]};
        arena_init(&zones.arena, &zones.guard);
        assert_true(memory_attempt(&zones.guard, load, &zones));
        for (size_t y = 0; y < sizeof years / sizeof *years; y++)
            look_at_year(&zones.zone, years[y]);
        arena_free(&zones.arena);
    }
}

static void dates_are_those_of_the_calendar(void **state) {
    (void)state;
    assert_int_equal(days_of_date((struct date){1970, 1, 1}), 0);
    assert_int_equal(days_of_date((struct date){2000, 3, 1}), 11017);
    assert_int_equal(days_in_month(2024, 2), 29);
    assert_int_equal(days_in_month(2100, 2), 28);
    assert_int_equal(days_in_month(2026, 12), 31);
    for (long day = -200000; day < 200000; day++)
        assert_int_equal(days_of_date(date_of_days(day)), day);
    struct date later = date_months_on((struct date){2026, 11, 30}, 3);
    assert_true(later.year == 2027 && later.month == 2 && later.day == 1);
    later = date_months_on((struct date){2026, 1, 31}, -1);
    assert_true(later.year == 2025 && later.month == 12 && later.day == 1);
    assert_string_equal(clock_write(0, 3600).text, "1970-01-01T01:00:00+01:00");
    assert_string_equal(clock_write(1772319599, -12600).text, "2026-02-28T19:29:59-03:30");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks_show_what_they_show),
        cmocka_unit_test(dates_are_those_of_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
