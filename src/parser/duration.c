/* A duration that stands in no model, such as an argument. */
#include "parser/encoding.h"
#include "parser/quantity.h"

struct duration {
    const char *where;
    struct text text;
    double *seconds;
    slacalc_diagnostics *problems;
    struct arena arena;
    struct sources sources;
    bool good;
};

static void read_duration(void *context) {
    struct duration *duration = context;
    struct quantities quantities;
    long double seconds;
    uint32_t source = sources_add(&duration->sources, duration->where, duration->text);
    size_t length = duration->text.length < UINT16_MAX ? duration->text.length : UINT16_MAX;
    struct written written = {duration->text, {.offset = 0, .source = (uint16_t)source, .length = (uint16_t)length}};
    quantities_init(&quantities, duration->problems, &duration->arena);
    duration->good =
        encoding_check(duration->text, source, duration->problems) && quantity_duration(&quantities, written, &seconds);
    if (duration->good)
        *duration->seconds = (double)seconds;
}

bool slacalc_parse_duration(const char *where, const char *text, double *seconds, slacalc_diagnostics *problems) {
    struct memory_guard guard;
    struct duration duration = {.where = where, .text = text_of(text), .seconds = seconds, .problems = problems};
    arena_init(&duration.arena, &guard);
    sources_init(&duration.sources, &duration.arena);
    struct sources *outer = diagnostics_bind(problems, &duration.sources);
    if (!memory_attempt(&guard, read_duration, &duration))
        diagnose_out_of_memory(problems);
    diagnostics_bind(problems, outer);
    arena_free(&duration.arena);
    return duration.good;
}
