/* A model as text in its own format: what was imported, joined and set, so that it can be kept and read again. */
#include "base/memory_stream.h"
#include "base/numerals.h"
#include "model/own_level.h"
#include "model/places.h"
#include "model/plan_option.h"
#include "parser/component.h"
#include "parser/print.h"
#include "parser/value_print.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A longer key is written in the form that has no limit: YAML reads a plain one only up to 1024 characters. */
enum { KEY_LENGTH = 200 };

struct printing {
    const struct slacalc_model *model;
    FILE *stream;
    struct value_stream values; /* the same */
    struct memory_guard guard;
    struct arena scratch;
    struct sources places;
};

/* Of a component, in the order in which they are printed; its time zone and what it needs stand behind them. */
static const enum attribute_key keys[] = {KEY_DESCRIPTION, KEY_OWNER,    KEY_SOURCE,     KEY_AS_OF, KEY_EVIDENCE,
                                          KEY_SLO,         KEY_MEASURED, KEY_MTBF,       KEY_MTTR,  KEY_REPLICAS,
                                          KEY_QUORUM,      KEY_BETA,     KEY_SLA,        KEY_OLA,   KEY_OBJECTIVE,
                                          KEY_CONDITION,   KEY_CREDITS,  KEY_CREDIT_CAP, KEY_FEE,   KEY_CLAIM_WITHIN,
                                          KEY_PERIOD,      KEY_HOURS,    KEY_MAINTENANCE};

/* ---- Components ---- */

/* A requirement that stands alone may nest as deep as is allowed at all, so no list is put around it. */
static void print_needs(struct printing *printing, uint32_t first) {
    const struct requirement *requirements = printing->model->requirements;
    if (first == NO_INDEX)
        return;
    fputs("    depends_on:", printing->stream);
    bool is_alone = requirements[first].next == NO_INDEX && requirements[first].kind != SLACALC_NEED_COMPONENT;
    for (uint32_t r = first; r != NO_INDEX; r = requirements[r].next) {
        fputs(is_alone ? " " : "\n      - ", printing->stream);
        print_requirement(&printing->values, r);
    }
    fputc('\n', printing->stream);
}

/* The clocks are those of its document where it names none. Hours that what it needs leaves uncovered are told by them.
 */
static void print_zone(struct printing *printing, uint32_t component) {
    uint32_t zone = printing->model->components[component].zone;
    bool has_hours = model_attribute(printing->model, component, KEY_HOURS) ||
                     model_attribute(printing->model, component, KEY_MAINTENANCE) ||
                     model_attribute(printing->model, component, KEY_TIMEZONE);
    if (zone == NO_INDEX || (!has_hours && !needs_something(printing->model, component)))
        return;
    fputs("    timezone: ", printing->stream);
    print_text(printing->stream, printing->model->zones[zone].name);
    fputc('\n', printing->stream);
}

/* The name of a file may hold anything; in a comment nothing may end the line. */
static void print_place(struct printing *printing, struct position where) {
    if (where.source == NO_SOURCE)
        return;
    fputs("  # ", printing->stream);
    for (const char *c = printing->places.items[where.source].name; *c; c++)
        fputc((unsigned char)*c < 0x20 || (unsigned char)*c >= 0x7f ? '?' : *c, printing->stream);
    size_t line = sources_locate(&printing->places, where).line;
    if (line > 0)
        fprintf(printing->stream, ":%zu", line);
}

/* What its document says for all that state none. */
static void print_document_mttr(struct printing *printing, uint32_t component) {
    const struct slacalc_model *model = printing->model;
    uint32_t of_document = model->components[component].document_mttr;
    if (of_document == NO_INDEX || !stated_level_of(model, component, SLACALC_BASIS_SLO).has_taken_key)
        return;
    fputs("    mttr: ", printing->stream);
    print_duration(printing->stream, model->document_mttrs[of_document]);
    fputc('\n', printing->stream);
}

static void print_component(struct printing *printing, uint32_t component) {
    const struct component *self = &printing->model->components[component];
    bool is_long = self->name.length > KEY_LENGTH;
    fputs(is_long ? "  ? " : "  ", printing->stream);
    print_text(printing->stream, self->name);
    fputs(is_long ? "\n  :" : ":", printing->stream);
    print_place(printing, self->where);
    fputc('\n', printing->stream);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct attribute *attribute = model_attribute(printing->model, component, keys[i]);
        if (!attribute && keys[i] == KEY_MTTR)
            print_document_mttr(printing, component);
        if (!attribute)
            continue;
        fprintf(printing->stream, "    %s: ", component_key_name(keys[i]));
        print_attribute(&printing->values, attribute);
        fputc('\n', printing->stream);
    }
    print_zone(printing, component);
    if (self->across != NO_INDEX) {
        fputs("    across: ", printing->stream);
        print_requirement(&printing->values, self->across);
        fputc('\n', printing->stream);
    }
    print_needs(printing, places_pass(printing->model, self->requirements));
}

static void print_names(struct printing *printing, const char *before, const struct option_name *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        fputs(i == 0 ? before : ", ", printing->stream);
        print_text(printing->stream, names[i].name);
    }
    if (count > 0)
        fputs("]\n", printing->stream);
}

static void print_setting(struct printing *printing, const struct option_setting *setting) {
    const char *name = setting->set.kind == SETS_DEPENDS_ON ? "depends_on"
                       : setting->set.kind == SETS_ACROSS   ? "across"
                                                            : component_key_name(setting->set.key);
    struct text component = printing->model->components[setting->set.component].name;
    struct text key = text_of(arena_printf(&printing->scratch, "%.*s.%s", TEXT_ARGS(component), name));
    print_text(printing->stream, key);
    fputs(": ", printing->stream);
    if (setting->set.is_given) {
        print_attribute(&printing->values, &setting->set.value);
    } else if (setting->set.kind == SETS_DEPENDS_ON && setting->set.requirements != NO_INDEX) {
        print_requirements(&printing->values, setting->set.requirements);
    } else if (setting->set.kind == SETS_ACROSS && setting->set.requirements != NO_INDEX) {
        print_requirement(&printing->values, setting->set.requirements);
    }
}

static void print_options(struct printing *printing) {
    const struct slacalc_model *model = printing->model;
    if (model->plan_option_count > 0)
        fputs("options:\n", printing->stream);
    for (size_t o = 0; o < model->plan_option_count; o++) {
        const struct plan_option *option = &model->plan_options[o];
        fputs("  ", printing->stream);
        print_text(printing->stream, option->name);
        fputs(":\n    set:\n", printing->stream);
        for (size_t s = 0; s < option->setting_count; s++) {
            fputs("      ", printing->stream);
            print_setting(printing, &option->settings[s]);
            fputc('\n', printing->stream);
        }
        fputs("    cost: ", printing->stream);
        print_text(printing->stream, option->written);
        fputc('\n', printing->stream);
        print_names(printing, "    needs: [", option->needs, option->needs_count);
        print_names(printing, "    excludes: [", option->excludes, option->excludes_count);
    }
}

static void print_model(void *context) {
    struct printing *printing = context;
    const struct slacalc_model *model = printing->model;
    printing->places = sources_view(&model->sources, &printing->scratch);
    fputs("slacalc: 1\n", printing->stream);
    if (model->title.at) {
        fputs("title: ", printing->stream);
        print_text(printing->stream, model->title);
        fputc('\n', printing->stream);
    }
    if (model->period_s > 0) {
        fputs("period: ", printing->stream);
        print_duration(printing->stream, model->period_s);
        fputc('\n', printing->stream);
    }
    if (model->counts_unresolved)
        fprintf(printing->stream, "unresolved: %zu\n", model->unresolved);
    if (model->together || model->cycle_count > 0)
        fputs("cycles: together\n", printing->stream);
    fputs("components:\n", printing->stream);
    for (uint32_t c = 0; c < model->component_count; c++)
        if (!model->components[c].absent)
            print_component(printing, c);
    print_options(printing);
}

static char *print_checked(const slacalc_model *model, size_t *length) {
    struct printing printing = {.model = model};
    struct memory_stream stream;
    if (!memory_stream_open(&stream, SIZE_MAX))
        return NULL;
    printing.stream = stream.file;
    printing.values = (struct value_stream){model, stream.file, &printing.scratch};
    arena_init(&printing.scratch, &printing.guard);
    bool printed = memory_attempt(&printing.guard, print_model, &printing);
    arena_free(&printing.scratch);
    char *text = memory_stream_close(&stream);
    *length = stream.length;
    if (printed)
        return text;
    free(text);
    return NULL;
}

char *slacalc_model_print(const slacalc_model *model, size_t *length) {
    struct numerals numerals;
    if (!model->checked || model->failed || !numerals_begin(&numerals))
        return NULL;
    char *text = print_checked(model, length);
    numerals_end(&numerals);
    return text;
}
