/* A model as text in its own format: what was imported, joined and set, so that it can be kept and read again. */
#include "base/memory_stream.h"
#include "base/numerals.h"
#include "model/own_level.h"
#include "parser/print.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A longer key is written in the form that has no limit: YAML reads a plain one only up to 1024 characters. */
enum { KEY_LENGTH = 200 };

struct printing {
    const struct slacalc_model *model;
    FILE *stream;
    struct memory_guard guard;
    struct arena scratch;
    struct sources places;
};

static const struct {
    enum attribute_key key;
    const char *name;
} keys[] = {{KEY_DESCRIPTION, "description"},
            {KEY_OWNER, "owner"},
            {KEY_SOURCE, "source"},
            {KEY_AS_OF, "as_of"},
            {KEY_EVIDENCE, "evidence"},
            {KEY_SLO, "slo"},
            {KEY_MEASURED, "measured"},
            {KEY_MTBF, "mtbf"},
            {KEY_MTTR, "mttr"},
            {KEY_REPLICAS, "replicas"},
            {KEY_QUORUM, "quorum"},
            {KEY_SLA, "sla"},
            {KEY_OLA, "ola"},
            {KEY_OBJECTIVE, "objective"},
            {KEY_CONDITION, "condition"},
            {KEY_CREDITS, "credits"},
            {KEY_CREDIT_CAP, "credit_cap"},
            {KEY_CLAIM_WITHIN, "claim_within"},
            {KEY_PERIOD, "period"},
            {KEY_HOURS, "hours"},
            {KEY_MAINTENANCE, "maintenance"}};

/* ---- Requirements, in one line ---- */

static void print_requirement(struct printing *printing, uint32_t index);

static void print_parts(struct printing *printing, const char *before, uint32_t first) {
    fputs(before, printing->stream);
    for (uint32_t r = first; r != NO_INDEX; r = printing->model->requirements[r].next) {
        fputs(r == first ? "[" : ", ", printing->stream);
        print_requirement(printing, r);
    }
    fputc(']', printing->stream);
}

static void print_single(struct printing *printing, const char *before, uint32_t part) {
    fputs(before, printing->stream);
    print_requirement(printing, part);
}

/* Recurses as deep as requirements nest, which is limited. */
static void print_requirement(struct printing *printing, uint32_t index) {
    const struct requirement *requirement = &printing->model->requirements[index];
    switch (requirement->kind) {
    case SLACALC_NEED_COMPONENT:
        print_text(printing->stream, printing->model->components[requirement->component].name);
        return;
    case SLACALC_NEED_ALL:
        print_parts(printing, "{all: ", requirement->part);
        break;
    case SLACALC_NEED_ANY:
    case SLACALC_NEED_FAILOVER:
        print_parts(printing, "{any: ", requirement->part);
        break;
    case SLACALC_NEED_AT_LEAST:
        fprintf(printing->stream, "{at_least: %lu, ", (unsigned long)requirement->at_least);
        print_parts(printing, "of: ", requirement->part);
        break;
    case SLACALC_NEED_TRAFFIC:
        print_single(printing, "{needs: ", requirement->part);
        break;
    case SLACALC_NEED_OPTIONAL:
        print_single(printing, "{optional: ", requirement->part);
        break;
    }
    if (requirement->kind == SLACALC_NEED_TRAFFIC || requirement->kind == SLACALC_NEED_FAILOVER) {
        fputs(requirement->kind == SLACALC_NEED_TRAFFIC ? ", traffic: " : ", failover: ", printing->stream);
        print_level(printing->stream, printing->model->levels[requirement->level], &printing->scratch);
    }
    fputc('}', printing->stream);
}

/* A requirement that stands alone may nest as deep as is allowed at all, so no list is put around it. */
static void print_requirements(struct printing *printing, uint32_t first) {
    const struct requirement *requirements = printing->model->requirements;
    if (first == NO_INDEX)
        return;
    fputs("    depends_on:", printing->stream);
    if (requirements[first].next == NO_INDEX && requirements[first].kind != SLACALC_NEED_COMPONENT) {
        fputc(' ', printing->stream);
        print_requirement(printing, first);
    }
    for (uint32_t r = first; r != NO_INDEX; r = requirements[r].next) {
        if (requirements[first].next == NO_INDEX && requirements[first].kind != SLACALC_NEED_COMPONENT)
            break;
        fputs("\n      - ", printing->stream);
        print_requirement(printing, r);
    }
    fputc('\n', printing->stream);
}

/* ---- Components ---- */

static bool is_whole_range(struct text range) {
    return (range.length > 0 && memchr(range.at, ':', range.length)) || text_is(range, "24x7") ||
           text_is(range, "24X7");
}

/* Ranges were joined by ", ", which may also divide the days of one range. There is no text of an empty list. */
static void print_ranges(struct printing *printing, struct text text) {
    size_t begin = 0;
    fputc('[', printing->stream);
    for (size_t at = 0; text.at && at <= text.length; at++) {
        bool at_end = at == text.length || (at + 1 < text.length && memcmp(text.at + at, ", ", 2) == 0);
        struct text range = {text.at + begin, at - begin};
        if (!at_end || !is_whole_range(range))
            continue;
        fputs(begin > 0 ? ", " : "", printing->stream);
        print_text(printing->stream, range);
        begin = at + 2;
    }
    fputc(']', printing->stream);
}

static void print_credits(struct printing *printing, const struct credits *credits) {
    for (size_t i = 0; i < credits->count; i++) {
        fputs(i == 0 ? "{" : ", ", printing->stream);
        print_level(printing->stream, credits->tiers[i].below, &printing->scratch);
        fputs(": ", printing->stream);
        print_level(printing->stream, credits->tiers[i].part, &printing->scratch);
    }
    fputc('}', printing->stream);
}

static void print_attribute(struct printing *printing, const struct attribute *attribute) {
    switch (attribute->key) {
    case KEY_MTBF:
    case KEY_MTTR:
    case KEY_PERIOD:
        print_duration(printing->stream, attribute->seconds);
        break;
    case KEY_REPLICAS:
    case KEY_QUORUM:
        fprintf(printing->stream, "%lu", (unsigned long)attribute->number);
        break;
    case KEY_OWNER:
    case KEY_DESCRIPTION:
    case KEY_SOURCE:
    case KEY_AS_OF:
    case KEY_CONDITION:
    case KEY_CLAIM_WITHIN:
    case KEY_EVIDENCE:
        print_text(printing->stream, attribute->text);
        break;
    case KEY_HOURS:
    case KEY_MAINTENANCE:
        print_ranges(printing, attribute->ranges.text);
        break;
    case KEY_CREDITS:
        print_credits(printing, &attribute->credits);
        break;
    case KEY_TIMEZONE:
        print_text(printing->stream, printing->model->zones[attribute->zone].name);
        break;
    default:
        print_level(printing->stream, attribute->level, &printing->scratch);
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

static void print_component(struct printing *printing, uint32_t component) {
    const struct component *self = &printing->model->components[component];
    bool is_long = self->name.length > KEY_LENGTH;
    fputs(is_long ? "  ? " : "  ", printing->stream);
    print_text(printing->stream, self->name);
    fputs(is_long ? "\n  :" : ":", printing->stream);
    print_place(printing, self->where);
    fputc('\n', printing->stream);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct attribute *attribute = model_attribute(printing->model, component, keys[i].key);
        if (!attribute)
            continue;
        fprintf(printing->stream, "    %s: ", keys[i].name);
        print_attribute(printing, attribute);
    }
    print_zone(printing, component);
    print_requirements(printing, self->requirements);
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
}

static char *print_checked(const slacalc_model *model, size_t *length) {
    struct printing printing = {.model = model};
    struct memory_stream stream;
    if (!memory_stream_open(&stream, SIZE_MAX))
        return NULL;
    printing.stream = stream.file;
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
