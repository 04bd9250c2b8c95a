#include "base/setting_names.h"
#include "base/shown.h"
#include "parser/component.h"
#include "parser/composer.h"
#include "parser/encoding.h"
#include "parser/import/join.h"
#include "parser/load.h"

#include <string.h>

/* A text that the caller gives on its way into the model. */
struct whatif {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    const char *argument;
    struct document document; /* of the value that is set */
    struct text text;         /* the argument, kept by the model */
    uint32_t source;
};

static struct position span(const struct whatif *whatif, size_t from, size_t length) {
    return (struct position){.offset = (uint32_t)from,
                             .source = (uint16_t)whatif->source,
                             .length = length < UINT16_MAX ? (uint16_t)length : UINT16_MAX};
}

static struct position whole(const struct whatif *whatif) {
    return span(whatif, 0, whatif->text.length);
}

/* Makes the argument a source, so that problems are shown in it like in a file. */
static bool take_argument(struct whatif *whatif, slacalc_hint hint) {
    struct slacalc_model *model = whatif->model;
    struct text text = text_of(whatif->argument);
    bool too_large = text.length > INPUT_MAX;
    text.at = too_large ? "" : text_copy(&model->arena, text);
    text.length = too_large ? 0 : text.length;
    whatif->text = text;
    if (!model_add_source(model, hint_name(model->hint_names, hint), text, whatif->problems, &whatif->source))
        return false;
    if (too_large)
        diagnose(whatif->problems, SLACALC_ERROR, position_of_source(whatif->source), INPUT_TOO_LARGE);
    return !too_large && encoding_check(text, whatif->source, whatif->problems);
}

/* The component that bytes of the argument name; NO_INDEX with an error where there is none. Where an input was given
 * up the name may stand there, and the model has failed anyway. */
static uint32_t find_component(const struct whatif *whatif, size_t length) {
    const struct slacalc_model *model = whatif->model;
    struct text name = {whatif->text.at, length};
    uint32_t component = model_find(model, name);
    if (component != NO_INDEX && model->components[component].dissolved) {
        diagnose(whatif->problems, SLACALC_ERROR, span(whatif, 0, length),
                 "'" SHOWN "' has no figure of its own: others stand for it (name those, or give it one)",
                 SHOWN_ARGS(name));
        return NO_INDEX;
    }
    if (component != NO_INDEX || model->incomplete)
        return component;
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < model->component_count; i++)
        nearest_offer(&nearest, model->components[i].name);
    diagnose_nearest(whatif->problems, span(whatif, 0, length), &nearest, "unknown component '" SHOWN "'",
                     SHOWN_ARGS(name));
    return NO_INDEX;
}

/* ---- Contradictions ---- */

static void remember(const struct whatif *whatif, uint32_t component, struct text key, struct text value) {
    struct slacalc_model *model = whatif->model;
    model->settings = arena_reserve(&model->arena, model->settings, model->setting_count, &model->setting_capacity,
                                    sizeof *model->settings);
    model->settings[model->setting_count++] =
        (struct setting){.component = component, .where = whole(whatif), .key = key, .value = value};
}

/* A component that is down has no level to set. */
static void check_down(const struct whatif *whatif, uint32_t component, struct text key) {
    const struct slacalc_model *model = whatif->model;
    struct text name = model->components[component].name;
    const char *set_name = hint_name(model->hint_names, SLACALC_HINT_SET);
    const char *down_name = hint_name(model->hint_names, SLACALC_HINT_DOWN);
    for (size_t i = 0; i < model->setting_count; i++) {
        const struct setting *earlier = &model->settings[i];
        struct text level_key = key.at ? key : earlier->key;
        if (earlier->component != component || !earlier->key.at == !key.at || !component_key_is_level(level_key))
            continue;
        if (key.at)
            diagnose(whatif->problems, SLACALC_ERROR, whole(whatif), "'%s " SHOWN ".%.*s' contradicts '%s " SHOWN "'",
                     set_name, SHOWN_ARGS(name), TEXT_ARGS(level_key), down_name, SHOWN_ARGS(name));
        else
            diagnose(whatif->problems, SLACALC_ERROR, whole(whatif), "'%s " SHOWN "' contradicts '%s " SHOWN ".%.*s'",
                     down_name, SHOWN_ARGS(name), set_name, SHOWN_ARGS(name), TEXT_ARGS(level_key));
        diagnose(whatif->problems, SLACALC_NOTE, earlier->where, "the other one is here");
        return;
    }
}

static const struct setting *find_setting(const struct slacalc_model *model, uint32_t component, struct text key) {
    for (size_t i = 0; i < model->setting_count; i++)
        if (model->settings[i].component == component && model->settings[i].key.at &&
            text_equal(model->settings[i].key, key))
            return &model->settings[i];
    return NULL;
}

/* ---- Setting a value ---- */

/* Where NAME.KEY=VALUE is divided. A name may hold '=' and '.': the first '=' counts that has a known key before it. */
struct division {
    size_t dot, equals;
};

static bool divide(struct text text, struct division *division) {
    bool dotted = false, found = false;
    size_t dot = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '.') {
            dotted = true;
            dot = i;
        }
        if (text.at[i] != '=' || !dotted)
            continue;
        bool known = component_knows_key((struct text){text.at + dot + 1, i - dot - 1});
        if (known || !found)
            *division = (struct division){dot, i};
        found = true;
        if (known)
            return true;
    }
    return found;
}

static bool read_value(struct whatif *whatif, size_t from, uint32_t *value) {
    struct document *document = &whatif->document;
    if (!document_read(document, whatif->source, whatif->text, (uint32_t)from, whatif->problems))
        return false;
    if (document->root_count > 1) {
        diagnose(whatif->problems, SLACALC_ERROR, whole(whatif), "expected one value");
        return false;
    }
    struct node nothing = {.kind = NODE_SCALAR, .plain = 1, .offset = (uint32_t)from, .first = (uint32_t)from};
    *value = document->root_count == 1 ? document->roots[0] : document_add(document, nothing);
    return true;
}

static void apply(struct whatif *whatif, uint32_t component, const struct entry *entry, struct text value) {
    struct slacalc_model *model = whatif->model;
    const struct setting *earlier = find_setting(model, component, entry->key);
    const struct attribute *old = component_value(model, component, entry->key);
    struct attribute before = old ? *old : (struct attribute){.next = NO_INDEX};
    /* An empty value takes away the one that there is. */
    bool empty = document_is_null(&whatif->document, entry->value);
    if (empty && old)
        component_take_away(model, component, before.key);
    else if (empty && text_is(entry->key, "across"))
        model->components[component].across = NO_INDEX;
    else if (!empty || !earlier || !text_equal(earlier->value, value)) {
        struct reader reader;
        reader_init(&reader, model, &whatif->document, whatif->problems);
        component_read_key(&reader, component, entry);
        model->components[component].flawed |= reader.flawed;
        if (reader.flawed)
            return;
    }
    const struct attribute *now = component_value(model, component, entry->key);
    bool same =
        earlier && (text_equal(earlier->value, value) || (old && now && component_same_value(model, &before, now)));
    if (earlier && !same) {
        diagnose(whatif->problems, SLACALC_ERROR, whole(whatif), "contradicts the earlier %s",
                 hint_name(model->hint_names, SLACALC_HINT_SET));
        diagnose(whatif->problems, SLACALC_NOTE, earlier->where, "the earlier one is here");
    }
    check_down(whatif, component, entry->key);
    remember(whatif, component, entry->key, value);
}

static void set(void *context) {
    struct whatif *whatif = context;
    struct division at;
    if (!take_argument(whatif, SLACALC_HINT_SET))
        return;
    struct text text = whatif->text;
    if (!divide(text, &at)) {
        diagnose(whatif->problems, SLACALC_ERROR, whole(whatif), "expected NAME.KEY=VALUE");
        return;
    }
    uint32_t component = find_component(whatif, at.dot);
    struct entry entry = {.key = {text.at + at.dot + 1, at.equals - at.dot - 1},
                          .where = span(whatif, at.dot + 1, at.equals - at.dot - 1)};
    if (component == NO_INDEX || !read_value(whatif, at.equals + 1, &entry.value))
        return;
    apply(whatif, component, &entry, (struct text){text.at + at.equals + 1, text.length - at.equals - 1});
}

bool slacalc_model_set(slacalc_model *model, const char *assignment, slacalc_diagnostics *problems) {
    struct whatif whatif = {.model = model, .problems = problems, .argument = assignment};
    imports_join(model, problems);
    if (!document_open(&whatif.document, &model->guard, &model->arena)) {
        diagnose_out_of_memory(problems);
        model->failed = true;
        return false;
    }
    bool good = model_run(model, problems, set, &whatif);
    document_close(&whatif.document);
    return good;
}

/* ---- Components that are down, selected, required; common causes ---- */

static void down(void *context) {
    struct whatif *whatif = context;
    if (!take_argument(whatif, SLACALC_HINT_DOWN))
        return;
    uint32_t component = find_component(whatif, whatif->text.length);
    if (component == NO_INDEX || whatif->model->components[component].down)
        return;
    check_down(whatif, component, (struct text){NULL, 0});
    whatif->model->components[component].down = true;
    remember(whatif, component, (struct text){NULL, 0}, (struct text){NULL, 0});
}

bool slacalc_model_down(slacalc_model *model, const char *name, slacalc_diagnostics *problems) {
    struct whatif whatif = {.model = model, .problems = problems, .argument = name};
    imports_join(model, problems);
    return model_run(model, problems, down, &whatif);
}

static void select_component(void *context) {
    struct whatif *whatif = context;
    struct slacalc_model *model = whatif->model;
    if (!take_argument(whatif, SLACALC_HINT_SELECT))
        return;
    uint32_t component = find_component(whatif, whatif->text.length);
    for (size_t i = 0; i < model->selected_count; i++)
        if (model->selected[i] == component)
            return;
    if (component == NO_INDEX)
        return;
    model->selected = arena_reserve(&model->arena, model->selected, model->selected_count, &model->selected_capacity,
                                    sizeof *model->selected);
    model->selected[model->selected_count++] = component;
}

bool slacalc_model_select(slacalc_model *model, const char *name, slacalc_diagnostics *problems) {
    struct whatif whatif = {.model = model, .problems = problems, .argument = name};
    imports_join(model, problems);
    return model_run(model, problems, select_component, &whatif);
}

static void assume_beta(void *context) {
    struct whatif *whatif = context;
    struct quantities quantities;
    if (!take_argument(whatif, SLACALC_HINT_BETA))
        return;
    quantities_init(&quantities, whatif->problems, &whatif->model->arena);
    quantity_beta(&quantities, (struct written){whatif->text, whole(whatif)}, &whatif->model->beta);
}

bool slacalc_model_assume_beta(slacalc_model *model, const char *beta, slacalc_diagnostics *problems) {
    struct whatif whatif = {.model = model, .problems = problems, .argument = beta};
    return model_run(model, problems, assume_beta, &whatif);
}

static void assume_mttr(void *context) {
    struct whatif *whatif = context;
    struct written written;
    struct quantities quantities;
    if (!take_argument(whatif, SLACALC_HINT_MTTR))
        return;
    written = (struct written){whatif->text, whole(whatif)};
    quantities_init(&quantities, whatif->problems, &whatif->model->arena);
    if (quantity_duration(&quantities, written, &whatif->model->assumed_mttr_s) && !(whatif->model->assumed_mttr_s > 0))
        diagnose(whatif->problems, SLACALC_ERROR, written.where, "'mttr' must be longer than 0");
    whatif->model->has_mttr = true;
}

bool slacalc_model_assume_mttr(slacalc_model *model, const char *mttr, slacalc_diagnostics *problems) {
    struct whatif whatif = {.model = model, .problems = problems, .argument = mttr};
    return model_run(model, problems, assume_mttr, &whatif);
}

static void require(void *context) {
    struct whatif *whatif = context;
    struct slacalc_model *model = whatif->model;
    if (!take_argument(whatif, SLACALC_HINT_REQUIRE))
        return;
    struct text text = whatif->text;
    size_t equals = text.length;
    while (equals > 0 && text.at[equals - 1] != '=')
        equals--;
    if (equals == 0) {
        diagnose(whatif->problems, SLACALC_ERROR, whole(whatif), "expected NAME=LEVEL");
        return;
    }
    struct written written = {{text.at + equals, text.length - equals}, span(whatif, equals, text.length - equals)};
    struct required required = {.component = find_component(whatif, equals - 1), .where = whole(whatif)};
    struct quantities quantities;
    quantities_init(&quantities, whatif->problems, &model->arena);
    if (!quantity_level(&quantities, written, &required.level) || required.component == NO_INDEX)
        return;
    model->required = arena_reserve(&model->arena, model->required, model->required_count, &model->required_capacity,
                                    sizeof *model->required);
    model->required[model->required_count++] = required;
}

bool slacalc_model_require(slacalc_model *model, const char *requirement, slacalc_diagnostics *problems) {
    struct whatif whatif = {.model = model, .problems = problems, .argument = requirement};
    imports_join(model, problems);
    return model_run(model, problems, require, &whatif);
}
