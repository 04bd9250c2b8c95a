/* What the user wants of logs: to read them, and to judge by them in windows. */
#include "base/setting_names.h"
#include "base/shown.h"
#include "parser/encoding.h"
#include "parser/load.h"
#include "parser/log/log_rows.h"
#include "parser/log/overlaps.h"
#include "parser/log/windows.h"
#include "parser/zone.h"

#include <errno.h>
#include <string.h>

/* What a phase is given. */
struct logging {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    const char *name;
    FILE *stream; /* NULL: `text` is the log, or it could not be opened */
    int error;    /* errno; 0 where there is none */
    struct text text;
    const char *from, *to, *period; /* NULL where not given */
};

/* Which were forgotten when the model was checked. */
static void remember_names(struct slacalc_model *model) {
    text_map_reserve(&model->names, model->component_count);
    for (uint32_t c = 0; c < model->component_count; c++)
        text_map_add(&model->names, model->components[c].name, c);
}

/* The log, with the clocks of all zones; NULL with an error where the data base has not all of them any more. */
static struct log *open_log(struct logging *logging) {
    struct slacalc_model *model = logging->model;
    if (model->log)
        return model->log;
    struct log *log = arena_alloc(&model->arena, 1, sizeof *log);
    log->zone = model->first_zone == NO_INDEX ? zone_utc(model) : model->first_zone;
    log->clocks = arena_alloc(&model->arena, model->zone_count, sizeof *log->clocks);
    for (size_t i = 0; i < model->zone_count; i++)
        if (!zone_load_all_years(&model->arena, &model->zones[i], &log->clocks[i])) {
            diagnose(logging->problems, SLACALC_ERROR, nowhere, "the time zone '" SHOWN "' cannot be read again",
                     SHOWN_ARGS(model->zones[i].name));
            return NULL;
        }
    remember_names(model);
    return model->log = log;
}

static void read_log(void *context) {
    struct logging *logging = context;
    struct slacalc_model *model = logging->model;
    struct load load = {.text = logging->text, .error = logging->error, .too_large = logging->text.length > INPUT_MAX};
    uint32_t source;
    if (logging->stream)
        load = load_stream(&model->arena, logging->stream);
    else if (!load.error && !load.too_large)
        load.text.at = text_copy(&model->arena, load.text);
    if (load.error || load.too_large)
        load.text = (struct text){"", 0};
    struct text text = encoding_skip_mark(load.text);
    if (!model_add_source(model, logging->name, text, logging->problems, &source))
        return;
    if (load.error)
        diagnose(logging->problems, SLACALC_ERROR, position_of_source(source),
                 load.error == EISDIR ? "is a directory" : "cannot be read: %s", strerror(load.error));
    else if (load.too_large)
        diagnose(logging->problems, SLACALC_ERROR, position_of_source(source),
                 "is larger than 255 MiB (split the log into several files)");
    else if (encoding_check(text, source, logging->problems) && open_log(logging))
        log_rows_read(model, text, source, logging->problems);
}

bool slacalc_model_log(slacalc_model *model, const char *path, slacalc_diagnostics *problems) {
    bool is_standard_input = strcmp(path, "-") == 0;
    struct logging logging = {.model = model, .problems = problems, .name = path, .text = {"", 0}};
    errno = 0;
    logging.stream = is_standard_input ? stdin : fopen(path, "rb");
    if (!logging.stream)
        logging.error = errno ? errno : EIO;
    bool good = model_run_checked(model, problems, read_log, &logging);
    if (logging.stream && !is_standard_input)
        fclose(logging.stream);
    return good;
}

bool slacalc_model_log_text(slacalc_model *model, const char *name, const char *text, size_t length,
                            slacalc_diagnostics *problems) {
    struct logging logging = {
        .model = model, .problems = problems, .name = name, .text = {length > 0 ? text : "", length}};
    return model_run_checked(model, problems, read_log, &logging);
}

/* ---- Windows ---- */

/* Makes the argument a source, so that problems are shown in it like in a file. */
static bool take_argument(struct logging *logging, slacalc_hint hint, const char *argument, struct written *written) {
    struct slacalc_model *model = logging->model;
    uint32_t source;
    if (!argument)
        return true;
    struct text text = text_of(argument);
    if (text.length > UINT16_MAX)
        text.length = UINT16_MAX;
    text.at = text_copy(&model->arena, text);
    *written = (struct written){text, {.offset = 0, .length = (uint16_t)text.length}};
    if (!model_add_source(model, hint_name(model->hint_names, hint), text, logging->problems, &source))
        return false;
    written->where.source = (uint16_t)source;
    return encoding_check(text, source, logging->problems);
}

static void find_windows(void *context) {
    struct logging *logging = context;
    struct windows_asked asked = {0};
    if (!open_log(logging) || !take_argument(logging, SLACALC_HINT_FROM, logging->from, &asked.from) ||
        !take_argument(logging, SLACALC_HINT_TO, logging->to, &asked.to) ||
        !take_argument(logging, SLACALC_HINT_PERIOD, logging->period, &asked.period))
        return;
    log_sort(logging->model->log, logging->problems);
    windows_find(logging->model, &asked, logging->problems);
}

bool slacalc_model_windows(slacalc_model *model, const char *from, const char *to, const char *period,
                           slacalc_diagnostics *problems) {
    struct logging logging = {.model = model, .problems = problems, .from = from, .to = to, .period = period};
    return model_run_checked(model, problems, find_windows, &logging);
}
