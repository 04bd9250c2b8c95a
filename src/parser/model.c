#include "parser/model.h"

#include "parser/document.h"
#include "parser/encoding.h"
#include "parser/load.h"
#include "parser/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct text component_name(const void *model, uint32_t index) {
    return ((const struct slacalc_model *)model)->components[index].name;
}

static struct text zone_name(const void *model, uint32_t index) {
    return ((const struct slacalc_model *)model)->zones[index].name;
}

slacalc_model *slacalc_model_new(void) {
    struct slacalc_model *model = calloc(1, sizeof *model);
    if (!model)
        return NULL;
    arena_init(&model->arena, &model->guard);
    sources_init(&model->sources, &model->arena);
    text_map_init(&model->names, &model->arena, component_name, model);
    text_map_init(&model->zone_names, &model->arena, zone_name, model);
    return model;
}

void slacalc_model_free(slacalc_model *model) {
    if (model)
        arena_free(&model->arena);
    free(model);
}

const struct attribute *model_attribute(const struct slacalc_model *model, uint32_t component, enum attribute_key key) {
    uint32_t i = model->components[component].attributes;
    while (i != NO_INDEX && model->attributes[i].key != key)
        i = model->attributes[i].next;
    return i == NO_INDEX ? NULL : &model->attributes[i];
}

uint32_t model_number(const struct slacalc_model *model, uint32_t component, enum attribute_key key) {
    const struct attribute *attribute = model_attribute(model, component, key);
    return attribute ? attribute->number : 1;
}

static bool out_of_memory(struct slacalc_model *model, slacalc_diagnostics *problems) {
    diagnose_out_of_memory(problems);
    model->failed = model->incomplete = true;
    return false;
}

bool model_run(struct slacalc_model *model, slacalc_diagnostics *problems, void (*phase)(void *context),
               void *context) {
    diagnostics_bind(problems, &model->sources);
    if (model->checked) {
        diagnose(problems, SLACALC_ERROR, nowhere,
                 "the model was checked already: nothing may be read or set any more");
        return false;
    }
    size_t before = slacalc_diagnostics_count(problems, SLACALC_ERROR);
    if (!memory_attempt(&model->guard, phase, context))
        return out_of_memory(model, problems);
    bool good = slacalc_diagnostics_count(problems, SLACALC_ERROR) == before;
    model->failed |= !good;
    return good;
}

bool model_add_source(struct slacalc_model *model, const char *name, struct text text, slacalc_diagnostics *problems,
                      uint32_t *source) {
    if (model->sources.count >= SOURCES_MAX) {
        diagnose(problems, SLACALC_ERROR, nowhere, "more than %d inputs", SOURCES_MAX);
        return false;
    }
    *source = sources_add(&model->sources, name, text);
    return true;
}

/* ---- Reading ---- */

/* One input on its way into the model. */
struct input {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    const char *name;
    FILE *stream; /* NULL: could not be opened, or the text is given */
    int error;    /* why it could not be opened; 0 where it was */
    struct text text;
    struct document document;
};

static bool is_blank_text(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != ' ' && text.at[i] != '\t' && text.at[i] != '\n' && text.at[i] != '\r')
            return false;
    return true;
}

static void report_no_model(const struct input *input, uint32_t source) {
    const char *what = is_blank_text(input->text)      ? "it is empty"
                       : input->document.has_documents ? "only empty documents"
                                                       : "only comments";
    diagnose(input->problems, SLACALC_ERROR, position_of_source(source), "has no model in it: %s", what);
}

/* Returns false where the text was given up. */
static bool read_source(struct input *input, uint32_t source) {
    if (!encoding_check(input->text, source, input->problems) ||
        !document_read(&input->document, source, input->text, 0, input->problems))
        return false;
    if (input->document.root_count == 0)
        report_no_model(input, source);
    struct reader reader;
    reader_init(&reader, input->model, &input->document, input->problems);
    reader_read_model(&reader);
    return true;
}

static void read_input(void *context) {
    struct input *input = context;
    struct load load = {.text = input->text, .error = input->error, .too_large = input->text.length > INPUT_MAX};
    uint32_t source;
    if (input->stream)
        load = load_stream(&input->model->arena, input->stream);
    else if (!load.error && !load.too_large)
        load.text.at = text_copy(&input->model->arena, input->text);
    if (load.error || load.too_large)
        load.text = (struct text){"", 0};
    input->text = encoding_skip_mark(load.text);
    bool good = model_add_source(input->model, input->name, input->text, input->problems, &source);
    if (good && load.error)
        diagnose(input->problems, SLACALC_ERROR, position_of_source(source),
                 load.error == EISDIR ? "is a directory" : "cannot be read: %s", strerror(load.error));
    else if (good && load.too_large)
        diagnose(input->problems, SLACALC_ERROR, position_of_source(source), INPUT_TOO_LARGE);
    else if (good && read_source(input, source))
        return;
    input->model->incomplete = true;
}

/* What libyaml and the C library allocate is opened and closed here, outside of the phase that may be given up. */
static bool run_input(struct input *input) {
    if (!document_open(&input->document, &input->model->guard, &input->model->arena))
        return out_of_memory(input->model, input->problems);
    bool good = model_run(input->model, input->problems, read_input, input);
    document_close(&input->document);
    return good;
}

bool slacalc_model_read(slacalc_model *model, const char *path, slacalc_diagnostics *problems) {
    struct input input = {.model = model, .problems = problems, .name = path, .text = {"", 0}};
    bool standard_input = strcmp(path, "-") == 0;
    errno = 0;
    input.stream = standard_input ? stdin : fopen(path, "rb");
    if (!input.stream)
        input.error = errno ? errno : EIO;
    bool good = run_input(&input);
    if (input.stream && !standard_input)
        fclose(input.stream);
    return good;
}

bool slacalc_model_read_text(slacalc_model *model, const char *name, const char *text, size_t length,
                             slacalc_diagnostics *problems) {
    struct input input = {.model = model, .problems = problems, .name = name, .text = {text, length}};
    if (length == 0)
        input.text.at = "";
    return run_input(&input);
}

/* ---- Names ---- */

char *slacalc_model_names(const slacalc_model *model, size_t *length) {
    size_t room = 1;
    for (size_t i = 0; i < model->component_count; i++)
        room += model->components[i].name.length + 1;
    char *names = malloc(room), *end = names;
    if (!names)
        return NULL;
    for (size_t i = 0; i < model->component_count; i++) {
        struct text name = model->components[i].name;
        if (memchr(name.at, '\n', name.length))
            continue;
        end = mempcpy(end, name.at, name.length);
        *end++ = '\n';
    }
    *end = '\0';
    *length = (size_t)(end - names);
    return names;
}

/* ---- A quantity on its own ---- */

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
    diagnostics_bind(problems, &duration.sources);
    if (!memory_attempt(&guard, read_duration, &duration))
        diagnose_out_of_memory(problems);
    diagnostics_bind(problems, NULL);
    arena_free(&duration.arena);
    return duration.good;
}
