/* Quantities: the first byte of an input says what the rest of it is read as. What is accepted is right, and what is
 * refused is told. */
#include "check.h"
#include "parser/quantity.h"
#include "reports.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct arena arena;
    struct sources sources;
    struct quantities quantities;
    struct written written;
    const char *text;
};

static void demand_near(long double got, long double want, long double relative, long double absolute) {
    demand(fabsl(got - want) <= relative * fabsl(want) + absolute);
}

/* Both sides are rounded from the decimal; strtold carries 64 bits of it, its complement loses digits. Of a fraction
 * only the sum of both sides is known here. */
static void demand_right_level(const struct reading *r, const struct level *level) {
    long double value = strchr(r->text, '/') ? level->up : strtold(r->text, NULL);
    if (strchr(r->text, '%'))
        value /= 100;
    demand(level->up >= 0 && level->up <= 1 && level->down >= 0 && level->down <= 1);
    demand_near(level->up, value, 1e-18L, 0);
    demand_near(level->down, 1 - value, 1e-18L, 1e-18L);
    demand((level->up < 1) == (level->down > 0) || level->down < 1e-18L);
}

static long double unit_seconds(char unit) {
    static const char units[] = "smhdwMQY";
    static const long double seconds[] = {1, 60, 3600, 86400, 604800, 2629746, 7889238, 31556952};
    const char *found = strchr(units, unit);
    demand(unit != '\0' && found);
    return seconds[found - units];
}

static const char blanks[] = " \t\r\n";

static long double sum_of_parts(const char *text) {
    long double sum = 0;
    while (text[strspn(text, blanks)] != '\0') {
        char *unit;
        long double number = strtold(text, &unit);
        unit += strspn(unit, blanks);
        sum += number * unit_seconds(*unit);
        text = unit + 1;
    }
    return sum;
}

static bool read_as(struct reading *r, uint8_t kind) {
    struct level level;
    long double seconds;
    uint32_t number;
    bool good;
    switch (kind) {
    case 'l':
        good = quantity_level(&r->quantities, r->written, &level);
        if (good)
            demand_right_level(r, &level);
        return good;
    case 'd':
        good = quantity_duration(&r->quantities, r->written, &seconds);
        if (good)
            demand_near(seconds, sum_of_parts(r->text), 1e-17L, 0);
        demand(!good || isfinite(seconds));
        return good;
    case 'w':
        good = quantity_whole(&r->quantities, r->written, "fuzz", 1, 4000000, &number);
        demand(!good || (number >= 1 && number <= 4000000 && number == strtoul(r->text, NULL, 10)));
        return good;
    default:
        good = quantity_date(&r->quantities, r->written);
        demand(!good || (strlen(r->text) == strlen("2026-11-22") && strspn(r->text, "0123456789-") == strlen(r->text)));
        return good;
    }
}

/* The public function has to say the same, in double. */
static void demand_public_duration(const struct reading *r, bool good) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    double seconds = 0;
    bool public_good = slacalc_parse_duration("--period", r->text, &seconds, problems);
    demand(public_good == good);
    if (good)
        demand_near((long double)seconds, sum_of_parts(r->text), 1e-15L, 0);
    demand_good_problems(problems, !good);
    slacalc_diagnostics_free(problems);
}

/* Values that are read are UTF-8 without NUL, and trimmed; bytes that are not are the business of other targets. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    if (length < 2 || memchr(bytes, '\0', length))
        return -1;
    struct reading r;
    arena_init(&r.arena, NULL);
    sources_init(&r.sources, &r.arena);
    r.text = text_copy(&r.arena, (struct text){(const char *)bytes + 1, length - 1});
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    diagnostics_bind(problems, &r.sources);
    uint32_t source = sources_add(&r.sources, "q", text_of(r.text));
    r.written = (struct written){text_of(r.text), {.source = (uint16_t)source, .length = 1}};
    quantities_init(&r.quantities, problems, &r.arena);
    bool good = read_as(&r, bytes[0]);
    if (bytes[0] == 'd')
        demand_public_duration(&r, good);
    demand_good_problems(problems, !good);
    slacalc_diagnostics_free(problems);
    arena_free(&r.arena);
    return 0;
}
