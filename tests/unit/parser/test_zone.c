/* Time zones: names, rules and seasons. The C library's own time zones are the judge of offsets. */
#include "near.h"
#include "parser/calendar.h"
#include "parser/zone.h"
#include "parser/zone_file.h"
#include "parser/zone_rule.h"
#include "problems.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ZONEINFO "/usr/share/zoneinfo"

enum { MINUTES = REFERENCE_DAYS * MINUTES_PER_DAY, QUARTER = 15 };

static int32_t library_offset(int32_t minute) {
    time_t now = (time_t)REFERENCE_BEGINS + (time_t)minute * 60;
    struct tm local;
    assert_non_null(localtime_r(&now, &local));
    return (int32_t)(local.tm_gmtoff / 60);
}

/* Every so many minutes of the reference years; `of` is what TZ is set to. */
static void compare(const struct zone *zone, const char *of, int32_t step) {
    setenv("TZ", of, 1);
    tzset();
    for (int32_t minute = 0; minute < MINUTES; minute += step)
        if (zone_offset(zone, minute) != library_offset(minute))
            fail_msg("%s, minute %d: got %d, want %d", of, minute, zone_offset(zone, minute), library_offset(minute));
}

static void rules(void **state) {
    static const char *const texts[] = {"UTC0",
                                        "CET-1CEST,M3.5.0,M10.5.0/3",
                                        "GMT0BST,M3.5.0/1,M10.5.0",
                                        "IST-1GMT0,M10.5.0,M3.5.0/1",
                                        "NST3:30NDT,M3.2.0,M11.1.0",
                                        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                                        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
                                        "IST-2IDT,M3.4.4/26,M10.5.0",
                                        "EET-2EEST,M3.4.4/50,M10.4.4/50",
                                        "<-04>4<-03>,M9.1.6/24,M4.1.6/24",
                                        "EST5EDT,J60,J300",
                                        "EST5EDT,59/1:30,299/+3:00:00",
                                        "AAA+1BBB+0:15,M2.4.6,M12.5.1"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena;
        struct zone_rule rule;
        struct zone zone = {.change_count = 0};
        arena_init(&arena, NULL);
        assert_true(zone_rule_parse(text_of(texts[i]), &rule));
        zone_add_rule(&arena, &zone, &rule, INT64_MIN);
        compare(&zone, texts[i], QUARTER);
        arena_free(&arena);
    }
}

static void wrong_rules(void **state) {
    static const char *const texts[] = {"",
                                        "UTC",
                                        "AB0",
                                        "<+010",
                                        "UTC0x",
                                        "CET-1CEST",
                                        "CET-1CEST,M3.5.0",
                                        "CET-1CEST,M13.5.0,M10.5.0",
                                        "CET-1CEST,M3.0.0,M10.5.0",
                                        "CET-1CEST,M3.5.7,M10.5.0",
                                        "CET-1CEST,M3.5,M10.5.0",
                                        "CET-1CEST,J0,J366",
                                        "CET-1CEST,1,366",
                                        "CET-25",
                                        "CET-1:60",
                                        "CET-1CEST,M3.5.0/168,M10.5.0",
                                        "CET-1CEST,M3.5.0,M10.5.0,"};
    struct zone_rule rule;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (zone_rule_parse(text_of(texts[i]), &rule))
            fail_msg("'%s' is taken for a rule", texts[i]);
}

static size_t compared;

static void compare_named(const char *name, int32_t step) {
    struct arena arena;
    struct zone zone = {.change_count = 0};
    arena_init(&arena, NULL);
    if (!zone_load(&arena, text_of(name), &zone))
        fail_msg("%s is no zone", name);
    compare(&zone, name, step);
    arena_free(&arena);
}

static void names(void **state) {
    static const char *const texts[] = {"Europe/London",     "Europe/Dublin",       "America/New_York",
                                        "America/St_Johns",  "America/Santiago",    "America/Argentina/Ushuaia",
                                        "Asia/Kolkata",      "Australia/Lord_Howe", "Pacific/Chatham",
                                        "Etc/GMT-14",        "Africa/Cairo",        "EST5EDT",
                                        "Africa/Casablanca", "America/Godthab"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        compare_named(texts[i], QUARTER);
}

/* The folders hold the same zones once more, one of them with leap seconds; the link is to the machine's own zone. */
static int compare_file(const char *path, const struct stat *status, int kind, struct FTW *place) {
    const char *name = path + sizeof ZONEINFO;
    char head[4] = "";
    FILE *file = kind == FTW_F ? fopen(path, "rb") : NULL;
    (void)status;
    if (place->level == 1 && (strcmp(name, "right") == 0 || strcmp(name, "posix") == 0))
        return FTW_SKIP_SUBTREE;
    if (file && fread(head, 1, sizeof head, file) == sizeof head && memcmp(head, "TZif", 4) == 0 &&
        strcmp(name, "localtime") != 0) {
        compare_named(name, MINUTES_PER_DAY);
        compared++;
    }
    if (file)
        fclose(file);
    return FTW_CONTINUE;
}

/* Ramadan is listed year by year in Morocco: what a file lists counts as much as the rule at its end. */
static void every_zone(void **state) {
    enum { AT_LEAST = 300 };
    (void)state;
    assert_int_equal(nftw(ZONEINFO, compare_file, AT_LEAST, FTW_ACTIONRETVAL), 0);
    assert_true(compared > AT_LEAST);
}

/* No part of a file is a file. */
static void cut_files(void **state) {
    enum { ROOM = 4096 };
    char bytes[ROOM];
    FILE *file = fopen(ZONEINFO "/Africa/Casablanca", "rb");
    (void)state;
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t cut = 0; cut <= length; cut++) {
        struct arena arena;
        struct zone zone = {.change_count = 0};
        arena_init(&arena, NULL);
        assert_int_equal(zone_file_parse(&arena, (struct text){bytes, cut}, &zone), cut == length);
        arena_free(&arena);
    }
}

static void names_that_lead_elsewhere(void **state) {
    static const char *const texts[] = {"",
                                        "/",
                                        "/etc/passwd",
                                        "/usr/share/zoneinfo/Europe/London",
                                        "../zoneinfo/Europe/London",
                                        "Europe/../Europe/London",
                                        "Europe/./London",
                                        "Europe//London",
                                        "Europe/London/",
                                        "Europe",
                                        "Europe/London ",
                                        "localtime",
                                        "leapseconds",
                                        "zone.tab",
                                        "Europe\\London",
                                        "Europe/L\xc3\xb6ndon",
                                        "Europe/LondonEurope/LondonEurope/LondonEurope/LondonEurope/London"};
    struct arena arena;
    struct zone zone = {.change_count = 0};
    (void)state;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (zone_load(&arena, text_of(texts[i]), &zone))
            fail_msg("'%s' is taken for a zone", texts[i]);
    assert_false(zone_load(&arena, (struct text){"Europe/London\0", 14}, &zone));
    arena_free(&arena);
}

/* ---- In models ---- */

/* Each component's offset from UTC in each season: "2026-01-05: a 0, b 60\n"; to be freed. */
static char *seasons_of(const char *text) {
    char *written = NULL;
    size_t length = 0;
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *model = slacalc_model_new();
    slacalc_model_read_text(model, "m", text, strlen(text), problems);
    slacalc_model_check(model, problems);
    FILE *out = open_memstream(&written, &length);
    assert_non_null(out);
    for (size_t season = 0; season < model->season_count; season++) {
        fprintf(out, "%s:", model->seasons[season].monday);
        for (size_t i = 0; i < model->component_count; i++)
            if (model->components[i].hours != NO_INDEX)
                fprintf(out, " %.*s %d", TEXT_ARGS(model->components[i].name),
                        model->seasons[season].offsets[model->hours[model->components[i].hours].zone]);
        fputs("\n", out);
    }
    fclose(out);
    slacalc_model_free(model);
    slacalc_diagnostics_free(problems);
    return written;
}

static void expect_seasons(const char *text, const char *want) {
    char *got = seasons_of(text);
    assert_string_equal(got, want);
    free(got);
}

#define HOURS "slo: 9%, hours: 08:00-18:00"

static void offsets(void **state) {
    (void)state;
    expect_seasons("components: {a: {" HOURS "}}", "2026-01-05: a 0\n");
    expect_seasons("components: {a: 9%, b: {slo: 9%, timezone: Europe/London}}", "");
    expect_seasons("components: {a: {" HOURS ", timezone: +01:00}, b: {" HOURS ", timezone: -0330},\n"
                   "c: {" HOURS ", timezone: '+14'}, d: {" HOURS ", timezone: Z}, e: {" HOURS ", timezone: utc}}",
                   "2026-01-05: a 60 b -210 c 840 d 0 e 0\n");
}

static void seasons(void **state) {
    (void)state;
    expect_seasons("components: {a: {" HOURS ", timezone: Europe/London}}", "2026-01-05: a 0\n2026-03-30: a 60\n");
    expect_seasons("components: {a: {" HOURS "}, b: {slo: 9%, timezone: Europe/London}}", "2026-01-05: a 0\n");
    expect_seasons("timezone: Europe/London\ncomponents:\n  a: {" HOURS "}\n"
                   "  b: {" HOURS ", timezone: America/New_York}\n  c: {" HOURS ", timezone: Australia/Sydney}\n",
                   "2026-01-05: a 0 b -300 c 660\n2026-03-09: a 0 b -240 c 660\n2026-03-30: a 60 b -240 c 660\n"
                   "2026-04-06: a 60 b -240 c 600\n");
}

/* It may stand behind the components, and says nothing of another document. */
static void zone_of_a_document(void **state) {
    (void)state;
    expect_seasons("components: {a: {" HOURS "}, b: {" HOURS ", timezone: +02:00}}\ntimezone: +01:00\n---\n"
                   "components: {c: {" HOURS "}}\n---\ntimezone: -01:00\ncomponents: {d: {" HOURS "}}\n",
                   "2026-01-05: a 60 b 120 c 0 d -60\n");
}

static void refuse(const char *zone, const char *want) {
    char text[256];
    snprintf(text, sizeof text, "timezone: %s\ncomponents: {a: 9%%}", zone);
    char *said = problems_of_model(text);
    assert_string_equal(said, want);
    free(said);
}

#define FORMS "an offset such as +01:00, or an IANA name such as Europe/London"

static void wrong_zones(void **state) {
    (void)state;
    refuse("", "m:1:1: error: 'timezone' has no value\n");
    refuse("' '", "m:1:13: error: a time zone is empty (write " FORMS ")\n");
    refuse("[UTC]", "m:1:11: error: 'timezone' must be a time zone, not a list\n");
    refuse("Europa/London", "m:1:11: error: unknown time zone 'Europa/London' (did you mean 'Europe/London'?)\n");
    refuse("utx", "m:1:11: error: unknown time zone 'utx' (" FORMS ")\n");
    refuse("../Europe", "m:1:11: error: unknown time zone '../Europe' (" FORMS ")\n");
    refuse("+1", "m:1:11: error: '+1' is not an offset from UTC (write +01:00)\n");
    refuse("+01:60", "m:1:11: error: '+01:60' is not an offset from UTC (write +01:00)\n");
    refuse("+0:100", "m:1:11: error: '+0:100' is not an offset from UTC (write +01:00)\n");
    refuse("'+01:000'", "m:1:12: error: '+01:000' is not an offset from UTC (write +01:00)\n");
    refuse("-14:01", "m:1:11: error: '-14:01' is outside -14:00 to +14:00\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules),       cmocka_unit_test(wrong_rules), cmocka_unit_test(names),
        cmocka_unit_test(every_zone),  cmocka_unit_test(cut_files),   cmocka_unit_test(names_that_lead_elsewhere),
        cmocka_unit_test(offsets),     cmocka_unit_test(seasons),     cmocka_unit_test(zone_of_a_document),
        cmocka_unit_test(wrong_zones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
