#include "parser/input.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "parser/composer.h"
#include "parser/encoding.h"
#include "parser/import/foreign.h"
#include "parser/import/skipped.h"
#include "parser/json.h"
#include "parser/load.h"
#include "parser/remark.h"
#include "parser/template.h"
#include "parser/top_level.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
        diagnose_hint(input->problems, SLACALC_ERROR, position_of_source(source), SLACALC_HINT_STARTER, NULL,
                      "has no model in it: %s (%s gives one to start from)", what,
                      hint_name(input->model->hint_names, SLACALC_HINT_STARTER));
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
    const char *foreign = input->is_file && !input->location ? foreign_by_name(input->name) : NULL;
    if (foreign) {
        diagnose(input->problems, SLACALC_ERROR, position_of_source(source),
                 "is a file of %s, which is not read (" FORMATS_READ " are)", foreign);
        return false;
    }
    bool is_json = json_is(input->text);
    if (!is_json && !encoding_check(input->text, source, input->problems))
        return false;
    bool parsed = is_json ? json_read(&input->document, source, input->text, input->problems)
                          : document_read(&input->document, source, input->text, 0, input->problems);
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
    top_level_read(&reader);
    input->keep = reader.keep;
    return true;
}

/* Returns false where the input is left alone: it was read before, or it only stands in a folder. */
static bool is_wanted(struct input *input) {
    bool found = input->location && input->location->is_found;
    if (found && !location_is_wanted(input->name, input->text)) {
        skipped_add_file(input->model, input->name, input->text);
        return false;
    }
    return !input->stream || location_enter(input->model, input->stream, input->location != NULL);
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
bool input_run(struct input *input) {
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
