/* What a log says of each component, as an overlay of the model. */
#include "base/memory_stream.h"
#include "base/numerals.h"
#include "model/clock.h"
#include "model/garwood.h"
#include "parser/log/measured.h"
#include "parser/print.h"

#include <stdint.h>
#include <stdlib.h>

struct printing {
    const struct slacalc_model *model;
    FILE *stream;
    long double seconds; /* of all windows */
    const char *last_day;
    struct memory_guard guard;
    struct arena scratch;
};

static const char *date_of(struct printing *printing, int64_t instant) {
    struct date date = date_of_days(clock_day(&printing->model->log->clocks[printing->model->log->zone], instant));
    return arena_printf(&printing->scratch, "%04ld-%02u-%02u", date.year, date.month, date.day);
}

/* "0.025 to 0.56 a year, of each replica (95 %)" */
static void print_rate(struct printing *printing, const struct measured *measured) {
    struct mean_interval mean = garwood_interval(measured->incidents);
    long double years = printing->seconds * measured->replicas / YEAR_S;
    fprintf(printing->stream, "%.3Lg to %.3Lg a year%s (95 %%)", mean.low / years, mean.high / years,
            measured->replicas > 1 ? ", of each replica" : "");
}

static void print_seconds(struct printing *printing, const char *key, long double seconds) {
    fprintf(printing->stream, "    %s: ", key);
    print_duration(printing->stream, seconds);
    fputc('\n', printing->stream);
}

static void print_component(struct printing *printing, uint32_t component, const struct measured *measured) {
    long double all = printing->seconds * measured->replicas, up = all - measured->lost;
    bool has_times = measured->is_whole && up > 0;
    fputs("  ", printing->stream);
    print_text(printing->stream, printing->model->components[component].name);
    fprintf(printing->stream, ": # %zu outage%s: ", measured->incidents, measured->incidents == 1 ? "" : "s");
    print_rate(printing, measured);
    fputs("\n    measured: ", printing->stream);
    print_level(printing->stream, (struct level){up / all, measured->lost / all}, &printing->scratch);
    fputc('\n', printing->stream);
    if (has_times) {
        print_seconds(printing, "mttr", measured->lost / measured->incidents);
        print_seconds(printing, "mtbf", up / measured->incidents);
    } else {
        fprintf(printing->stream, "    # no mttr and no mtbf: %s\n",
                up > 0 ? "some requests succeeded in its outages" : "it was never up");
    }
    fprintf(printing->stream, "    as_of: %s\n    source: log of incidents\n", printing->last_day);
}

static void print_without_incidents(struct printing *printing, uint32_t component, const struct measured *measured) {
    fputs("  # ", printing->stream);
    print_text(printing->stream, printing->model->components[component].name);
    fputs(": no outage, which does not prove 100 %: ", printing->stream);
    print_rate(printing, measured);
    fputc('\n', printing->stream);
}

static void print_overlay(void *context) {
    struct printing *printing = context;
    const struct slacalc_model *model = printing->model;
    const struct log *log = model->log;
    int64_t from = log->windows[0].from, to = log->windows[log->window_count - 1].to;
    size_t measured_count = 0;
    const struct measured *measured = measured_of(model, &printing->scratch, &printing->scratch);
    printing->seconds = (long double)(to - from);
    printing->last_day = date_of(printing, to - 1);
    fprintf(
        printing->stream,
        "# What was measured from %s to %s, from a log of incidents. How often outages begin a year is an interval\n"
        "# that holds the truth with 95 %% (Garwood 1936): few outages say little.\n"
        "slacalc: 1\noverlay: true\n",
        date_of(printing, from), printing->last_day);
    for (uint32_t c = 0; c < model->component_count; c++)
        measured_count += measured[c].incidents > 0;
    fputs(measured_count > 0 ? "components:\n" : "components: {}\n", printing->stream);
    for (uint32_t c = 0; c < model->component_count; c++) {
        if (measured[c].incidents > 0)
            print_component(printing, c, &measured[c]);
        else if (!model->components[c].absent && !model->components[c].dissolved)
            print_without_incidents(printing, c, &measured[c]);
    }
}

static char *print(const slacalc_model *model, size_t *length) {
    struct printing printing = {.model = model};
    struct memory_stream stream;
    if (!memory_stream_open(&stream, SIZE_MAX))
        return NULL;
    printing.stream = stream.file;
    arena_init(&printing.scratch, &printing.guard);
    bool printed = memory_attempt(&printing.guard, print_overlay, &printing);
    arena_free(&printing.scratch);
    char *text = memory_stream_close(&stream);
    *length = stream.length;
    if (printed)
        return text;
    free(text);
    return NULL;
}

char *slacalc_print_measured(const slacalc_model *model, size_t *length) {
    struct numerals numerals;
    bool has_windows = model->checked && !model->failed && model->log && model->log->window_count > 0;
    if (!has_windows || !numerals_begin(&numerals))
        return NULL;
    char *text = print(model, length);
    numerals_end(&numerals);
    return text;
}
