#include "parser/plan_options.h"

#include "base/characters.h"
#include "base/shown.h"
#include "model/plan_option.h"
#include "parser/component.h"
#include "parser/money.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Reading ---- */

/* The dot before a key that is known, or else the last one; the length where there is none. */
static size_t find_dot(struct text text) {
    size_t found = text.length;
    for (size_t i = text.length; i-- > 0;) {
        if (text.at[i] != '.')
            continue;
        if (component_knows_key((struct text){text.at + i + 1, text.length - i - 1}))
            return i;
        found = found == text.length ? i : found;
    }
    return found;
}

/* The key is read into a component that is nobody's, and taken from there. */
static void read_setting(struct reader *reader, struct plan_option *option, const struct entry *entry) {
    struct slacalc_model *model = reader->model;
    size_t dot = find_dot(entry->key);
    if (dot == entry->key.length) {
        diagnose_flaw(reader, entry->where, "'" SHOWN "' is not NAME.KEY, such as db.replicas", SHOWN_ARGS(entry->key));
        return;
    }
    struct entry key = {{entry->key.at + dot + 1, entry->key.length - dot - 1}, entry->where, entry->value};
    uint32_t nobody = component_new(model, key.key, entry->where, reader->zone);
    bool is_overlay = reader->overlay, was_flawed = reader->flawed;
    reader->overlay = reader->flawed = false;
    if (!document_is_null(reader->document, entry->value) || !component_knows_key(key.key))
        component_read_key(reader, nobody, &key);
    bool is_good = !reader->flawed;
    reader->overlay = is_overlay;
    reader->flawed |= was_flawed;
    const struct attribute *value = is_good ? component_value(model, nobody, key.key) : NULL;
    struct option_setting setting = {.component = {entry->key.at, dot}, .where = entry->where};
    if (text_is(key.key, "depends_on")) {
        setting.set.kind = SETS_DEPENDS_ON;
        setting.set.requirements = model->components[nobody].requirements;
    } else if (text_is(key.key, "across")) {
        setting.set.kind = SETS_ACROSS;
        setting.set.requirements = model->components[nobody].across;
    } else if (value) {
        setting.set.is_given = true;
        setting.set.value = *value;
        setting.set.key = value->key;
    } else if (is_good) {
        is_good = component_key_of(key.key, &setting.set.key);
    }
    model->component_count--;
    if (is_good)
        option->settings[option->setting_count++] = setting;
}

static void read_settings(struct reader *reader, struct plan_option *option, const struct entry *entry) {
    const struct document *document = reader->document;
    const struct node *value = &document->nodes[entry->value];
    uint32_t cursor = value->first;
    struct entry one;
    if (value->kind != NODE_MAP || value->length == 0) {
        diagnose_flaw(reader, document_position(document, entry->value),
                      "'set' must be a map such as {db.replicas: 2}, not %s", node_kind_name(document, entry->value));
        return;
    }
    option->settings = arena_alloc(&reader->model->arena, value->length, sizeof *option->settings);
    while (fields_next(reader, &cursor, &one)) {
        if (fields_is_broken(reader, one.value))
            reader->flawed = true;
        else
            read_setting(reader, option, &one);
    }
}

/* "M", or "30d": what the cost is for. */
static void read_span(struct reader *reader, struct plan_option *option, struct written written) {
    struct written duration = written;
    long double seconds;
    if (written.text.length > 0 && !is_digit(written.text.at[0]))
        duration.text = text_of(arena_printf(&reader->model->arena, "1%.*s", TEXT_ARGS(written.text)));
    if (!quantity_duration(&reader->quantities, duration, &seconds))
        reader->flawed = true;
    else if (!(seconds > 0))
        diagnose_flaw(reader, written.where, "a cost is for longer than 0");
    else
        option->per_s = (double)seconds;
}

/* "300 EUR/M", "90", "12.50 EUR" */
static void read_cost(struct reader *reader, struct plan_option *option, const struct entry *entry) {
    struct written written;
    size_t at = 0;
    if (!fields_scalar(reader, entry, "a cost such as 300 EUR/M", &written))
        return;
    written = written_trim(written);
    struct text text = option->written = written.text;
    option->cost_where = written.where;
    struct money money;
    bool is_number = money_read(text, &at, &money);
    option->cost = money.amount;
    option->currency = money.currency;
    if (!is_number || (at < text.length && text.at[at] != '/'))
        diagnose_flaw(reader, written.where, "'" SHOWN "' is no cost (write 300, 300 EUR or 300 EUR/M)",
                      SHOWN_ARGS(text));
    else if (at < text.length)
        read_span(reader, option, written_trim(written_part(written, at + 1, text.length - at - 1)));
}

static struct option_name *read_names(struct reader *reader, const struct entry *entry, size_t *count) {
    const struct document *document = reader->document;
    const struct node *value = &document->nodes[entry->value];
    struct option_name *names = arena_alloc(&reader->model->arena, value->length + 1, sizeof *names);
    bool is_list = value->kind == NODE_LIST;
    if (!is_list && value->kind != NODE_SCALAR) {
        diagnose_flaw(reader, document_position(document, entry->value), "'%.*s' must be a list of options, not %s",
                      TEXT_ARGS(entry->key), node_kind_name(document, entry->value));
        return NULL;
    }
    for (uint32_t i = is_list ? value->first : entry->value; i != NO_INDEX;
         i = is_list ? document->nodes[i].next : NO_INDEX) {
        if (document->nodes[i].kind != NODE_SCALAR) {
            diagnose_flaw(reader, document_position(document, i), "the name of an option must be text");
            continue;
        }
        names[(*count)++] = (struct option_name){document_text(document, i), document_position(document, i), NO_INDEX};
    }
    return names;
}

static void read_key(struct reader *reader, struct plan_option *option, const struct entry *key) {
    static const char *const keys[] = {"set", "cost", "needs", "excludes", "description"};
    struct nearest nearest = nearest_to(key->key);
    if (fields_is_broken(reader, key->value) || is_extension(key->key))
        return;
    if (text_is(key->key, "set"))
        read_settings(reader, option, key);
    else if (text_is(key->key, "cost"))
        read_cost(reader, option, key);
    else if (text_is(key->key, "needs"))
        option->needs = read_names(reader, key, &option->needs_count);
    else if (text_is(key->key, "excludes"))
        option->excludes = read_names(reader, key, &option->excludes_count);
    else {
        for (size_t i = 0; i < sizeof keys / sizeof *keys - 1; i++)
            nearest_offer(&nearest, text_of(keys[i]));
        reader->flawed = true;
        diagnose_nearest(reader->problems, key->where, &nearest, "unknown key '" SHOWN "' of an option",
                         SHOWN_ARGS(key->key));
    }
}

static uint32_t find_option(const struct slacalc_model *model, struct text name) {
    for (uint32_t i = 0; i < model->plan_option_count; i++)
        if (text_equal(model->plan_options[i].name, name))
            return i;
    return NO_INDEX;
}

static void read_option(struct reader *reader, const struct entry *entry) {
    struct slacalc_model *model = reader->model;
    const struct node *value = &reader->document->nodes[entry->value];
    struct plan_option option = {.name = entry->key, .where = entry->where};
    uint32_t cursor = value->first, earlier = find_option(model, entry->key);
    struct entry key;
    if (value->kind != NODE_MAP) {
        diagnose_flaw(reader, document_position(reader->document, entry->value),
                      "option '" SHOWN "' must be a map with 'set' and 'cost', not %s", SHOWN_ARGS(entry->key),
                      node_kind_name(reader->document, entry->value));
        return;
    }
    reader->flawed = false;
    while (fields_next(reader, &cursor, &key))
        read_key(reader, &option, &key);
    if (!option.settings && !reader->flawed)
        diagnose_flaw(reader, entry->where, "option '" SHOWN "' sets nothing (add set: {db.replicas: 2})",
                      SHOWN_ARGS(entry->key));
    if (!option.written.at && !reader->flawed)
        diagnose_flaw(reader, entry->where, "option '" SHOWN "' has no cost (add cost: 300)", SHOWN_ARGS(entry->key));
    if (earlier != NO_INDEX) {
        diagnose_flaw(reader, entry->where, "option '" SHOWN "' is defined twice", SHOWN_ARGS(entry->key));
        diagnose(reader->problems, SLACALC_NOTE, model->plan_options[earlier].where, "first defined here");
    } else if (model->plan_option_count <= PLAN_OPTIONS_MAX) {
        model->plan_options = arena_reserve(&model->arena, model->plan_options, model->plan_option_count,
                                            &model->plan_option_capacity, sizeof *model->plan_options);
        model->plan_options[model->plan_option_count++] = option;
    }
}

void plan_options_read(struct reader *reader, const struct entry *entry) {
    const struct document *document = reader->document;
    const struct node *value = &document->nodes[entry->value];
    uint32_t cursor = value->first;
    struct entry one;
    if (value->kind != NODE_MAP) {
        diagnose_flaw(reader, document_position(document, entry->value), "'options' must be a map, not %s",
                      node_kind_name(document, entry->value));
        return;
    }
    while (fields_next(reader, &cursor, &one))
        if (!fields_is_broken(reader, one.value))
            read_option(reader, &one);
}

/* ---- Checking ---- */

static void find_names(struct slacalc_model *model, struct option_name *names, size_t count,
                       slacalc_diagnostics *problems) {
    for (size_t i = 0; i < count; i++) {
        struct nearest nearest = nearest_to(names[i].name);
        names[i].option = find_option(model, names[i].name);
        if (names[i].option != NO_INDEX)
            continue;
        for (size_t o = 0; o < model->plan_option_count; o++)
            nearest_offer(&nearest, model->plan_options[o].name);
        diagnose_nearest(problems, names[i].where, &nearest, "unknown option '" SHOWN "'", SHOWN_ARGS(names[i].name));
    }
}

static void check_costs(const struct slacalc_model *model, slacalc_diagnostics *problems) {
    const struct plan_option *first = &model->plan_options[0];
    for (size_t i = 1; i < model->plan_option_count; i++) {
        const struct plan_option *option = &model->plan_options[i];
        if (!money_same_currency(first->currency, option->currency))
            diagnose(problems, SLACALC_ERROR, option->cost_where,
                     "'" SHOWN "' is in another currency than '" SHOWN "' (all costs are in one)",
                     SHOWN_ARGS(option->written), SHOWN_ARGS(first->written));
        else if ((first->per_s > 0) != (option->per_s > 0))
            diagnose(problems, SLACALC_ERROR, option->cost_where,
                     "'" SHOWN "' and '" SHOWN "' cannot be added: one is for a time, the other once (write all with "
                     "/DURATION, or none)",
                     SHOWN_ARGS(option->written), SHOWN_ARGS(first->written));
    }
}

/* All that come with an option, by way of what it needs, as bits by index. */
static uint64_t find_needed(const struct slacalc_model *model, uint32_t index) {
    uint64_t needed = plan_option_needs(&model->plan_options[index]), before = 0;
    while (needed != before) {
        before = needed;
        for (uint32_t o = 0; o < model->plan_option_count; o++)
            needed |= needed >> o & 1 ? plan_option_needs(&model->plan_options[o]) : 0;
    }
    return needed;
}

static void check_needs(const struct slacalc_model *model, uint32_t index, slacalc_diagnostics *problems) {
    const struct plan_option *options = model->plan_options;
    uint64_t taken = find_needed(model, index), itself = (uint64_t)1 << index;
    if (taken & itself) {
        diagnose(problems, SLACALC_ERROR, options[index].where,
                 "option '" SHOWN "' needs itself, by way of what it needs", SHOWN_ARGS(options[index].name));
        return;
    }
    taken |= itself;
    for (uint32_t a = 0; a < model->plan_option_count; a++)
        for (uint32_t b = 0; b < a; b++)
            if (taken >> a & 1 && taken >> b & 1 && plan_options_exclude(options, a, b))
                diagnose(problems, SLACALC_ERROR, options[index].where,
                         "option '" SHOWN "' can never be taken: '" SHOWN "' and '" SHOWN
                         "' come with it, and exclude each other",
                         SHOWN_ARGS(options[index].name), SHOWN_ARGS(options[b].name), SHOWN_ARGS(options[a].name));
}

void plan_options_check(struct slacalc_model *model, slacalc_diagnostics *problems) {
    size_t count = model->plan_option_count;
    bool all_found = true;
    if (count == 0)
        return;
    if (count > PLAN_OPTIONS_MAX) {
        diagnose(problems, SLACALC_ERROR, model->plan_options[PLAN_OPTIONS_MAX].where,
                 "more than %d options (move some to another file, and give only one of the two)", PLAN_OPTIONS_MAX);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct plan_option *option = &model->plan_options[i];
        find_names(model, option->needs, option->needs_count, problems);
        find_names(model, option->excludes, option->excludes_count, problems);
        for (size_t s = 0; s < option->needs_count; s++)
            all_found &= option->needs[s].option != NO_INDEX;
    }
    if (!model->failed) /* a cost that could not be read is none */
        check_costs(model, problems);
    for (uint32_t i = 0; i < count && all_found; i++)
        check_needs(model, i, problems);
}
