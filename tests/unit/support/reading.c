#include "reading.h"

#include <stdlib.h>

struct attempt {
    struct reading *reading;
    tree_reader *read;
};

static void read_tree(void *context) {
    const struct attempt *attempt = context;
    struct reading *reading = attempt->reading;
    uint32_t source = sources_add(&reading->sources, "d", reading->text);
    reading->good = attempt->read(&reading->document, source, reading->text, reading->problems);
}

bool read_yaml(struct document *document, uint32_t source, struct text text, slacalc_diagnostics *problems) {
    return document_read(document, source, text, 0, problems);
}

void reading_open(struct reading *reading, struct text text, tree_reader *read) {
    *reading = (struct reading){.text = text, .problems = slacalc_diagnostics_new()};
    arena_init(&reading->kept, &reading->guard);
    sources_init(&reading->sources, &reading->kept);
    diagnostics_bind(reading->problems, &reading->sources);
    if (!document_open(&reading->document, &reading->guard, &reading->kept) ||
        !memory_attempt(&reading->guard, read_tree, &(struct attempt){reading, read}))
        abort();
}

void reading_close(struct reading *reading) {
    document_close(&reading->document);
    arena_free(&reading->kept);
    slacalc_diagnostics_free(reading->problems);
}
