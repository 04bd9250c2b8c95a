#include "reporter/composing/composition.h"

#include "base/memory_stream.h"

#include <stdlib.h>

char *collect_report(bool (*write)(const void *context, FILE *stream), const void *context, size_t *length) {
    struct memory_stream stream;
    *length = 0;
    if (!memory_stream_open(&stream, SLACALC_REPORT_MAX))
        return NULL;
    bool written = write(context, stream.file);
    char *text = memory_stream_close(&stream);
    if (!written) {
        free(text);
        text = NULL;
    }
    *length = text || stream.is_full ? stream.length : 0;
    return text;
}

struct composing {
    struct composition report;
    void (*compose)(const struct composition *report);
};

static void compose_all(void *context) {
    const struct composing *composing = context;
    composing->compose(&composing->report);
}

static bool write_composed(const void *context, FILE *stream) {
    struct composing composing = *(const struct composing *)context;
    struct memory_guard guard;
    struct arena arena;
    arena_init(&arena, &guard);
    composing.report.stream = stream;
    composing.report.wording = wording_of_file(&arena);
    bool whole = memory_attempt(&guard, compose_all, &composing);
    arena_free(&arena);
    return whole;
}

char *compose_report(const slacalc_result *result, const slacalc_layout *layout,
                     void (*compose)(const struct composition *report), size_t *length) {
    struct deadline deadline = deadline_in(layout->time_limit_s);
    struct composing composing = {.report = {.result = result, .layout = layout, .deadline = &deadline},
                                  .compose = compose};
    return collect_report(write_composed, &composing, length);
}

void composition_go_on(FILE *stream, const struct arena *arena) {
    if (ferror_unlocked(stream))
        memory_exhausted(arena->guard);
}
