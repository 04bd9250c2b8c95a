#include "model/model.h"

#include "base/shown.h"
#include "parser/document.h"
#include "parser/encoding.h"
#include "parser/import/import.h"
#include "parser/load.h"
#include "parser/location.h"
#include "parser/reader.h"
#include "parser/template.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- Reading ---- */

/* One input on its way into the model. */
struct input {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    const char *name;
    const struct location *location; /* that led to it; NULL where the user named it */
    FILE *stream;                    /* NULL: could not be opened, or the text is given */
    int error;                       /* why it could not be opened; 0 where it was */
    struct text text;
    struct document document;
    bool is_file;
    bool keep; /* the document has to stay open */
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
    if (!input->location)
        diagnose(input->problems, SLACALC_ERROR, position_of_source(source), "has no model in it: %s", what);
}

/* Puts the reason in the place of what the YAML parser says of a file that is no YAML yet. */
static void report_template(struct input *input, uint32_t source, const struct diagnostics_mark *before) {
    diagnostics_rewind(input->problems, before);
    if (input->location)
        remark(input->model, REMARK_TEMPLATE, position_of_source(source), "'" SHOWN "'",
               SHOWN_ARGS(text_of(input->name)));
    else
        diagnose(input->problems, SLACALC_ERROR, position_of_source(source),
                 "is an unrendered template: '{{' or '{%%' stands where YAML wants a value (render it first)");
}

static struct text line_at(struct text text, size_t line) {
    const char *at = text.at, *end = text.at + text.length, *newline;
    for (; line > 1 && (newline = memchr(at, '\n', (size_t)(end - at))); line--)
        at = newline + 1;
    newline = memchr(at, '\n', (size_t)(end - at));
    return (struct text){at, (size_t)((newline ? newline : end) - at)};
}

/* Whether an error stands in a line that a template engine was to replace. */
static bool fails_as_template(const struct input *input, const struct diagnostics_mark *before) {
    slacalc_diagnostic problem;
    if (!is_unrendered(input->text))
        return false;
    for (size_t i = before->count; slacalc_diagnostics_get(input->problems, i, &problem); i++)
        if (problem.severity == SLACALC_ERROR && problem.line > 0 && is_unrendered(line_at(input->text, problem.line)))
            return true;
    return false;
}

/* Returns false where the text was given up. */
static bool read_source(struct input *input, uint32_t source) {
    struct slacalc_model *model = input->model;
    struct diagnostics_mark before = diagnostics_mark(input->problems);
    struct reader reader;
    if (!encoding_check(input->text, source, input->problems))
        return false;
    bool parsed = document_read(&input->document, source, input->text, 0, input->problems);
    if (fails_as_template(input, &before)) {
        report_template(input, source, &before);
        return input->location;
    }
    if (!parsed)
        return false;
    if (input->document.root_count == 0)
        report_no_model(input, source);
    reader_init(&reader, model, &input->document, input->problems);
    reader.followed = input->location;
    if (input->is_file)
        reader.root = input->location ? input->location->root : location_root(model, input->name);
    reader_read_model(&reader);
    input->keep = reader.keep;
    return true;
}

/* Returns false where the input is left alone: it was read before, or it only stands in a folder. */
static bool is_wanted(struct input *input) {
    bool found = input->location && input->location->is_found;
    if (found && !location_is_wanted(input->name, input->text))
        return false;
    return !input->is_file || location_enter(input->model, input->name, input->location != NULL);
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
    if (!load.error && !is_wanted(input))
        return;
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

/* Overlays are read when all names are known. */
static bool keep_document(struct input *input) {
    struct imports *imports = input->model->imports;
    struct kept_document *kept = malloc(sizeof *kept);
    if (!kept)
        return false;
    kept->document = input->document;
    kept->next = imports->kept;
    imports->kept = kept;
    for (size_t i = 0; i < imports->overlay_count; i++)
        if (imports->overlays[i].document == &input->document)
            imports->overlays[i].document = &kept->document;
    return true;
}

/* Those of a document that cannot stay open. */
static void forget_overlays(struct input *input) {
    struct imports *imports = input->model->imports;
    while (imports->overlay_count > 0 && imports->overlays[imports->overlay_count - 1].document == &input->document)
        imports->overlay_count--;
}

/* What libyaml and the C library allocate is opened and closed here, outside of the phase that may be given up. */
static bool run_input(struct input *input) {
    if (!document_open(&input->document, &input->model->guard, &input->model->arena))
        return model_out_of_memory(input->model, input->problems);
    bool good = model_run(input->model, input->problems, read_input, input);
    if (input->keep && keep_document(input))
        return good;
    if (input->model->imports && input->model->imports->overlay_count > 0)
        forget_overlays(input);
    document_close(&input->document);
    return input->keep ? model_out_of_memory(input->model, input->problems) : good;
}

static bool read_file(slacalc_model *model, const char *path, const struct location *location,
                      slacalc_diagnostics *problems) {
    struct input input = {.model = model, .problems = problems, .name = path, .location = location, .text = {"", 0}};
    bool standard_input = !location && strcmp(path, "-") == 0;
    errno = 0;
    input.is_file = !standard_input;
    input.stream = standard_input ? stdin : fopen(path, "rb");
    if (!input.stream)
        input.error = errno ? errno : EIO;
    bool good = run_input(&input);
    if (input.stream && !standard_input)
        fclose(input.stream);
    return good;
}

/* ---- Locations ---- */

/* A folder that the user names, or where a location is checked. */
struct visit {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    const char *path;
    const struct location *location;
    bool readable;
};

static void note_folder(void *context) {
    struct visit *visit = context;
    location_add_folder(visit->model, visit->path);
}

static void check_location(void *context) {
    struct visit *visit = context;
    visit->readable = location_is_readable(visit->model, visit->location, visit->problems);
}

static bool follow(slacalc_model *model, const struct location *location, slacalc_diagnostics *problems) {
    struct visit visit = {.model = model, .problems = problems, .location = location};
    if (location->pattern)
        return location_expand(model, location, problems) || model_out_of_memory(model, problems);
    if (!model_run(model, problems, check_location, &visit))
        return false;
    return !visit.readable || read_file(model, location->path, location, problems);
}

/* Goes on behind an error, so that all are reported. A location may lead to others. */
static bool follow_all(slacalc_model *model, slacalc_diagnostics *problems) {
    bool good = true;
    while (model->imports && model->imports->followed < model->imports->location_count) {
        struct location location = model->imports->locations[model->imports->followed++];
        good = follow(model, &location, problems) && good;
    }
    return good;
}

static bool is_folder(const char *path) {
    struct stat status;
    return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void report_empty_folder(void *context) {
    struct visit *visit = context;
    uint32_t source;
    if (model_add_source(visit->model, visit->path, (struct text){"", 0}, visit->problems, &source))
        diagnose(visit->problems, SLACALC_ERROR, position_of_source(source),
                 "holds no catalog-info.yaml, and no other YAML file of Backstage or OpenSLO");
}

static bool read_folder(slacalc_model *model, const char *path, slacalc_diagnostics *problems) {
    struct visit visit = {.model = model, .problems = problems, .path = path};
    size_t before = model->sources.count;
    bool good = model_run(model, problems, note_folder, &visit) && follow_all(model, problems);
    if (!good || model->sources.count > before)
        return good;
    return model_run(model, problems, report_empty_folder, &visit);
}

bool slacalc_model_read(slacalc_model *model, const char *path, slacalc_diagnostics *problems) {
    if (is_folder(path))
        return read_folder(model, path, problems);
    bool good = read_file(model, path, NULL, problems);
    return follow_all(model, problems) && good;
}

bool slacalc_model_read_text(slacalc_model *model, const char *name, const char *text, size_t length,
                             slacalc_diagnostics *problems) {
    struct input input = {.model = model, .problems = problems, .name = name, .text = {text, length}};
    if (length == 0)
        input.text.at = "";
    return run_input(&input);
}

/* ---- Names ---- */

/* One that can be typed, and that a terminal shows. */
static bool is_showable(struct text name) {
    size_t length;
    for (size_t at = 0; at < name.length; at += length) {
        uint32_t character;
        length = text_character(name, at, &character);
        if (length == 0 || character_is_control(character))
            return false;
    }
    return true;
}

char *slacalc_model_names(slacalc_model *model, size_t *length, slacalc_diagnostics *problems) {
    size_t room = 1, before = slacalc_diagnostics_count(problems, SLACALC_ERROR);
    imports_join(model, problems);
    if (slacalc_diagnostics_count(problems, SLACALC_ERROR) > before)
        return NULL;
    for (size_t i = 0; i < model->component_count; i++)
        room += model->components[i].name.length + 1;
    char *names = malloc(room), *end = names;
    if (!names) {
        diagnose_out_of_memory(problems);
        return NULL;
    }
    for (size_t i = 0; i < model->component_count; i++) {
        struct text name = model->components[i].name;
        if (!is_showable(name))
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
