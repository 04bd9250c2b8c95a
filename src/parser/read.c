/* What the user wants to be read: files, folders, texts, and whatever those lead to. */
#include "parser/input.h"
#include "parser/remark.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool read_file(slacalc_model *model, const char *path, const struct location *location,
                      slacalc_diagnostics *problems) {
    struct input input = {.model = model, .problems = problems, .name = path, .location = location, .text = {"", 0}};
    bool standard_input = !location && strcmp(path, "-") == 0;
    errno = 0;
    input.is_file = !standard_input;
    input.stream = standard_input ? stdin : fopen(path, "rb");
    if (!input.stream)
        input.error = errno ? errno : EIO;
    bool good = input_run(&input);
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
        return location_expand(model, location, problems);
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
                 "holds no file that is read (" FORMATS_READ ")");
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
    return input_run(&input);
}
