#include "read_back.h"

#include "model/model.h"
#include "problems.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* ---- Two reports ---- */

static bool is_place(const char *key) {
    return strcmp(key, "file") == 0 || strcmp(key, "line") == 0 || strcmp(key, "column") == 0;
}

static char *difference(const char *path, const json_t *one, const json_t *other);

/* "path: A, read back B". */
static char *told(const char *path, const json_t *one, const json_t *other) {
    char *text = NULL;
    char *before = one ? json_dumps(one, JSON_ENCODE_ANY) : strdup("nothing");
    char *after = other ? json_dumps(other, JSON_ENCODE_ANY) : strdup("nothing");
    if (!before || !after || asprintf(&text, "%s: %.400s, read back %.400s", path, before, after) < 0)
        abort();
    free(before);
    free(after);
    return text;
}

static char *difference_below(const char *path, const char *name, const json_t *one, const json_t *other) {
    char *below = NULL;
    if (asprintf(&below, "%s/%s", path, name) < 0)
        abort();
    char *found = difference(below, one, other);
    free(below);
    return found;
}

static char *difference_of_maps(const char *path, const json_t *one, const json_t *other) {
    const char *key;
    json_t *value;
    char *found = NULL;
    json_object_foreach((json_t *)one, key, value) {
        if (!found && !is_place(key))
            found = difference_below(path, key, value, json_object_get(other, key));
    }
    json_object_foreach((json_t *)other, key, value) {
        if (!found && !is_place(key) && !json_object_get(one, key))
            found = difference_below(path, key, NULL, value);
    }
    return found;
}

static char *difference_of_lists(const char *path, const json_t *one, const json_t *other) {
    size_t most = json_array_size(one) > json_array_size(other) ? json_array_size(one) : json_array_size(other);
    char *found = NULL;
    for (size_t i = 0; i < most && !found; i++) {
        char index[32];
        snprintf(index, sizeof index, "%zu", i);
        found = difference_below(path, index, json_array_get(one, i), json_array_get(other, i));
    }
    return found;
}

static char *difference(const char *path, const json_t *one, const json_t *other) {
    if (json_is_object(one) && json_is_object(other))
        return difference_of_maps(path, one, other);
    if (json_is_array(one) && json_is_array(other))
        return difference_of_lists(path, one, other);
    return json_equal(one, other) ? NULL : told(path, one, other);
}

/* NULL where it is too long. */
static json_t *report_of(const slacalc_result *result) {
    slacalc_layout layout = {.size = sizeof layout, .format = SLACALC_JSON};
    size_t length;
    char *text = slacalc_report(result, &layout, &length);
    if (!text && length == 0)
        abort();
    json_t *report = text ? json_loads(text, 0, NULL) : NULL;
    if (text && !report)
        abort();
    free(text);
    return report;
}

/* ---- Two models ---- */

struct outcome {
    json_t *report;
    char *said;
};

static struct outcome evaluate(const slacalc_model *model, const slacalc_options *options) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_result *result = slacalc_evaluate(model, options, problems);
    if (!result)
        abort();
    struct outcome outcome = {report_of(result), problems_text(problems)};
    slacalc_result_free(result);
    slacalc_diagnostics_free(problems);
    return outcome;
}

/* Where the messages of an evaluation stand is not told: they name no place. */
static char *difference_of_outcomes(const slacalc_model *model, const slacalc_model *again,
                                    const slacalc_options *options) {
    struct outcome one = evaluate(model, options), other = evaluate(again, options);
    char *found = one.report || other.report ? difference("", one.report, other.report) : NULL;
    if (!found && strcmp(one.said, other.said) != 0 &&
        asprintf(&found, "the evaluation said:\n%sand read back:\n%s", one.said, other.said) < 0)
        abort();
    json_decref(one.report);
    json_decref(other.report);
    free(one.said);
    free(other.said);
    return found;
}

static char *print_without_places(slacalc_model *model) {
    size_t length;
    for (size_t c = 0; c < model->component_count; c++)
        model->components[c].where = nowhere;
    return slacalc_model_print(model, &length);
}

static char *difference_of_prints(slacalc_model *model, slacalc_model *again) {
    char *one = print_without_places(model), *other = print_without_places(again), *found = NULL;
    if (!one || !other)
        abort();
    if (strcmp(one, other) != 0 && asprintf(&found, "it prints as:\n%sand read back as:\n%s", one, other) < 0)
        abort();
    free(one);
    free(other);
    return found;
}

char *read_back_difference(slacalc_model *model, const slacalc_options *options) {
    slacalc_diagnostics *problems = slacalc_diagnostics_new();
    slacalc_model *again = slacalc_model_new();
    size_t length;
    char *text = slacalc_model_print(model, &length), *found = NULL;
    if (!text)
        abort();
    bool read = slacalc_model_read_text(again, "printed", text, length, problems);
    if (slacalc_model_check(again, problems) && read) {
        found = difference_of_outcomes(model, again, options);
        found = found ? found : difference_of_prints(model, again);
    } else
        found = problems_text(problems);
    slacalc_model_free(again);
    slacalc_diagnostics_free(problems);
    free(text);
    return found;
}
