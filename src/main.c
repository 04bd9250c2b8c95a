#include "cli/command_line.h"
#include "cli/complaint.h"
#include "cli/exit_status.h"
#include "cli/graphviz.h"
#include "cli/option_names.h"
#include "cli/option_table.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/starter.h"
#include "cli/terminal.h"
#include "cli/trace.h"
#include "slacalc.h"

#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A standard stream that is closed is held by a file that cannot be used as one: otherwise a model or a report that is
 * opened could take its place. */
static void hold_standard_streams(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) == -1)
            (void)!open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Arrays that grow large are moved by page tables, not copied, and what is freed goes back to the system: glibc would
 * take them into its heap as soon as a large one was freed. */
static void keep_large_arrays_apart(void) {
#ifdef M_MMAP_THRESHOLD
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}

static int out_of_memory(void) {
    complain(stderr, "out of memory");
    return STATUS_FAULT;
}

/* Complains where there is no memory for one. */
static slacalc_model *new_model(void) {
    slacalc_model *model = slacalc_model_new();
    if (model)
        slacalc_model_name_hints(model, hint_option);
    else
        out_of_memory();
    return model;
}

typedef bool apply_function(slacalc_model *model, const char *argument, slacalc_diagnostics *problems);

/* Goes on after an error, so that all of them are reported. */
static bool apply_all(apply_function *apply, slacalc_model *model, const struct arguments *arguments,
                      slacalc_diagnostics *problems) {
    bool applied = true;
    for (size_t i = 0; i < arguments->count; i++)
        if (!apply(model, arguments->items[i], problems))
            applied = false;
    return applied;
}

static bool load(slacalc_model *model, const struct arguments *paths, const struct options *options,
                 slacalc_diagnostics *problems) {
    if (!slacalc_model_import(model, &options->import, problems))
        return false;
    bool loaded = apply_all(slacalc_model_read, model, paths, problems);
    loaded = apply_all(slacalc_model_set, model, &options->assignments, problems) && loaded;
    loaded = apply_all(slacalc_model_down, model, &options->downs, problems) && loaded;
    if (options->beta)
        loaded = slacalc_model_assume_beta(model, options->beta, problems) && loaded;
    if (options->mttr)
        loaded = slacalc_model_assume_mttr(model, options->mttr, problems) && loaded;
    loaded = apply_all(slacalc_model_select, model, &options->services, problems) && loaded;
    loaded = apply_all(slacalc_model_require, model, &options->requirements, problems) && loaded;
    return slacalc_model_check(model, problems) && loaded;
}

/* What happened, which only a model without errors can be told. */
static bool load_logs(slacalc_model *model, const struct options *options, slacalc_diagnostics *problems) {
    return options->logs.count == 0 ||
           (apply_all(slacalc_model_log, model, &options->logs, problems) &&
            slacalc_model_windows(model, options->from, options->to, options->period, problems));
}

/* What a model came to: figures, or its text where that is wanted. */
struct outcome {
    bool may_write; /* the output is no file that was read */
    slacalc_result *result;
    char *model;
    size_t length; /* of the model */
};

/* Loads the older model too, where there is one. */
static bool load_all(slacalc_model *model, slacalc_model *old, const struct options *options,
                     slacalc_diagnostics *problems) {
    bool loaded = load(model, &options->models, options, problems);
    if (options->olds.count == 0)
        return loaded;
    for (size_t i = 0; i < options->olds.count; i++) {
        if (strcmp(options->olds.items[i], "-") == 0 || !slacalc_model_reads(model, options->olds.items[i]))
            continue;
        progress_line_end();
        complain(stderr, "'%s' is compared with itself (name an older version)", options->olds.items[i]);
        return false;
    }
    bool is_old_loaded = load(old, &options->olds, options, problems);
    if (!is_old_loaded && loaded) {
        progress_line_end();
        complain(stderr, "the older model has errors, so that nothing is compared");
    }
    return is_old_loaded && loaded && slacalc_model_compare(model, old, problems);
}

/* Before the first byte: a model that its own report replaces is lost. */
static bool may_write(const slacalc_model *model, const struct options *options) {
    if (!options->output || !slacalc_model_reads(model, options->output))
        return true;
    progress_line_end();
    complain(stderr, "'%s' is read as a model, and a report would replace it (choose another file)", options->output);
    return false;
}

static struct outcome evaluate(const struct options *options, slacalc_diagnostics *problems) {
    slacalc_model *model = new_model(), *old = model ? new_model() : NULL;
    struct outcome outcome = {0};
    slacalc_options evaluation = options->evaluation;
    double began = trace_clock();
    evaluation.trace = options->trace ? print_trace : NULL;
    if (!options->trace && !options->quiet) {
        evaluation.progress = progress_line_tell;
        progress_line_begin("slacalc: reading");
    }
    bool loaded = old && load_all(model, old, options, problems) && load_logs(model, options, problems);
    if (options->trace)
        print_trace_of("reading", began);
    outcome.may_write = old && may_write(model, options) && may_write(old, options);
    loaded = loaded && outcome.may_write;
    if (loaded && options->print_model)
        outcome.model = slacalc_model_print(model, &outcome.length);
    else if (loaded && options->print_measured)
        outcome.model = slacalc_print_measured(model, &outcome.length);
    else if (loaded && options->olds.count > 0)
        outcome.result = slacalc_compare(model, &evaluation, problems);
    else if (loaded && options->logs.count > 0)
        outcome.result = slacalc_replay(model, &evaluation, problems);
    else if (loaded && options->plan)
        outcome.result = slacalc_plan_options(model, &evaluation, problems);
    else if (loaded)
        outcome.result = slacalc_evaluate(model, &evaluation, problems);
    progress_line_end();
    if (loaded && (options->print_model || options->print_measured) && !outcome.model)
        out_of_memory();
    slacalc_model_free(model);
    slacalc_model_free(old);
    return outcome;
}

/* Says which service the format is too poor for, if any. */
static bool can_express(const slacalc_result *result, const struct options *options) {
    size_t service = slacalc_report_obstacle(result, options->format);
    if (service == SLACALC_NONE)
        return true;
    size_t component = slacalc_result_service(result, service)->component;
    complain(
        stderr,
        "openpsa knows no hours, no cycles and no lengths of outages: '%s' is promised at hours at which something "
        "it needs is not, needs components that need each other, or has 'tolerates' or 'takes' below it; choose "
        "other services by %s",
        slacalc_result_component(result, component)->name, hint_option(SLACALC_HINT_SELECT));
    return false;
}

/* Sets `*drawn` to the graph of an HTML page, which is NULL where there is no Graphviz, or too much to be drawn.
 * Returns false when memory is exhausted: a page without its graph would pass for one of a machine without Graphviz. */
static bool draw(const slacalc_result *result, slacalc_layout layout, char **drawn) {
    const double patience_s = layout.time_limit_s > 0 ? fmin(layout.time_limit_s, 20) : 20;
    size_t length = 0;
    layout.format = SLACALC_DOT;
    layout.page_graphs = true;
    char *graph = slacalc_report(result, &layout, &length);
    bool had_memory = graph ? graphviz_svg(graph, length, patience_s, drawn) : length > 0;
    free(graph);
    return had_memory;
}

/* `length` is what slacalc_report left there. */
static bool no_report(size_t length) {
    if (length == 0)
        out_of_memory();
    else
        complain(stderr, "the report would have more than %zu MB; choose services by %s, or another format",
                 SLACALC_REPORT_MAX >> 20, hint_option(SLACALC_HINT_SELECT));
    return false;
}

/* What the time limit leaves, after so many seconds, for the pictures of a report, and as much again for its text:
 * never so little that nothing could be said. 0 where there is no limit. */
static double report_time_s(const struct options *options, double spent_s) {
    double limit_s = options->evaluation.time_limit_s;
    return limit_s > 0 ? fmax((limit_s - spent_s) / 2, 0.5) : 0;
}

static bool report(const slacalc_result *result, const struct options *options, const slacalc_diagnostics *problems,
                   double spent_s) {
    slacalc_layout layout = {
        .size = sizeof layout,
        .format = options->format,
        .width = options->output ? 0 : terminal_width(),
        .color = terminal_color(options->output && options->color == COLOR_AUTO ? COLOR_NEVER : options->color,
                                STDOUT_FILENO),
        .gaps = options->gaps,
        .problems = problems,
        .depth = options->depth,
        .all = options->all,
        .group_by = options->group_by,
        .time_limit_s = report_time_s(options, spent_s),
    };
    double began = trace_clock();
    char *drawn = NULL;
    size_t length = 0;
    bool had_memory = layout.format != SLACALC_HTML || slacalc_result_log(result) || draw(result, layout, &drawn);
    layout.graph_svg = drawn;
    char *text = had_memory ? slacalc_report(result, &layout, &length) : NULL;
    free(drawn);
    if (options->trace)
        print_trace_of("report", began);
    if (!text)
        return no_report(length);
    bool written = output_write(options->output, text, length, stderr);
    free(text);
    return written;
}

/* A pipeline that waits for a report sees there what is wrong with the model. */
static void report_problems(const struct options *options, const slacalc_diagnostics *problems) {
    slacalc_layout layout = {.format = options->format, .gaps = options->gaps, .problems = problems};
    size_t length = 0;
    char *text = slacalc_report_problems(&layout, hint_option, &length);
    if (!text)
        out_of_memory();
    else if (length > 0)
        output_write(options->output, text, length, stderr);
    free(text);
}

static void show_problems(const slacalc_diagnostics *problems, const struct options *options) {
    if (!options->quiet || slacalc_diagnostics_count(problems, SLACALC_ERROR) > 0)
        slacalc_diagnostics_print(problems, stderr, terminal_color(options->color, STDERR_FILENO));
}

/* The models need to be well-formed only: names are asked for while a model is being written too. */
static int list_names(const struct options *options, slacalc_diagnostics *problems) {
    slacalc_model *model = new_model();
    slacalc_import import = options->import;
    size_t length = 0;
    char *names = NULL;
    import.unresolved = "warn";
    if (model && slacalc_model_import(model, &import, problems) &&
        apply_all(slacalc_model_read, model, &options->models, problems) && may_write(model, options))
        names = slacalc_model_names(model, &length, problems);
    slacalc_model_free(model);
    show_problems(problems, options);
    bool listed = names && output_write(options->output, names, length, stderr);
    free(names);
    return listed ? STATUS_KEPT : STATUS_FAULT;
}

/* As tools that search do: nothing found is status 1. */
static int list_vendors(const struct options *options, slacalc_diagnostics *problems) {
    slacalc_layout layout = {.format = options->format, .width = options->output ? 0 : terminal_width()};
    size_t length = 0;
    char *text = slacalc_vendors(options->models.items, options->models.count, &layout, problems, &length);
    int status = STATUS_FAULT;
    show_problems(problems, options);
    if (!text)
        out_of_memory();
    else if (length == 0)
        status = STATUS_BROKEN;
    else if (output_write(options->output, text, length, stderr))
        status = STATUS_KEPT;
    free(text);
    return status;
}

static int run(const struct options *options, slacalc_diagnostics *problems) {
    double began = trace_clock();
    struct outcome outcome = evaluate(options, problems);
    double spent_s = trace_clock() - began;
    slacalc_result *result = outcome.result;
    int status = STATUS_FAULT;
    show_problems(problems, options);
    offer_starter(options, stderr);
    if (outcome.model && output_write(options->output, outcome.model, outcome.length, stderr))
        status = STATUS_KEPT;
    if (result && (options->quiet || (can_express(result, options) && report(result, options, problems, spent_s))))
        status = (int)exit_status_of(result, options);
    if (!result && outcome.may_write && !options->print_model && !options->print_measured && !options->quiet)
        report_problems(options, problems);
    slacalc_result_free(result);
    free(outcome.model);
    return status;
}

static int answer(const char *text) {
    return text && output_write(NULL, text, strlen(text), stderr) ? STATUS_KEPT : STATUS_FAULT;
}

static int show_usage(bool all) {
    char *usage = option_table_usage(all);
    int status = usage ? answer(usage) : out_of_memory();
    free(usage);
    return status;
}

static int obey(int argc, char **argv, slacalc_diagnostics *problems) {
    struct options options;
    int status = STATUS_FAULT;
    switch (options_parse(&options, argc, argv, stderr, problems)) {
    case OPTIONS_READY:
        status = options.init      ? (write_starter(options.starter, stderr) ? STATUS_KEPT : STATUS_FAULT)
                 : options.vendors ? list_vendors(&options, problems)
                 : options.names   ? list_names(&options, problems)
                                   : run(&options, problems);
        break;
    case OPTIONS_HELP:
        status = show_usage(options.help_all);
        break;
    case OPTIONS_VERSION:
        status = answer("slacalc " SLACALC_VERSION "\n");
        break;
    case OPTIONS_WRONG:
        show_problems(problems, &options);
        break;
    }
    options_free(&options);
    return status;
}

int main(int argc, char **argv) {
    hold_standard_streams();
    keep_large_arrays_apart();
    setlocale(LC_CTYPE, "");
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    int status = problems ? obey(argc, argv, problems) : out_of_memory();
    slacalc_diagnostics_free(problems);
    return status;
}
