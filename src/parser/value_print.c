#include "parser/value_print.h"

#include "parser/print.h"

#include <string.h>

void print_requirements(const struct value_stream *values, uint32_t first) {
    for (uint32_t r = first; r != NO_INDEX; r = values->model->requirements[r].next) {
        fputs(r == first ? "[" : ", ", values->file);
        print_requirement(values, r);
    }
    fputc(']', values->file);
}

static double tolerated_s(const struct value_stream *values, uint32_t index) {
    uint32_t spans = values->model->requirements[index].spans;
    return spans == NO_INDEX ? 0 : values->model->spans[spans].tolerates_s;
}

static void print_failover(const struct value_stream *values, const struct requirement *failover) {
    double takes_s = failover->spans == NO_INDEX ? 0 : values->model->spans[failover->spans].takes_s;
    fputs(takes_s > 0 ? ", failover: {level: " : ", failover: ", values->file);
    print_level(values->file, values->model->levels[failover->level], values->scratch);
    if (takes_s > 0) {
        fputs(", takes: ", values->file);
        print_duration(values->file, takes_s);
        fputc('}', values->file);
    }
}

/* Without what is tolerated of it. Recurses as deep as requirements nest, which is limited. */
static void print_form(const struct value_stream *values, uint32_t index) {
    const struct requirement *requirement = &values->model->requirements[index];
    double tolerates_s = 0;
    switch (requirement->kind) {
    case SLACALC_NEED_COMPONENT:
        print_text(values->file, values->model->components[requirement->component].name);
        return;
    case SLACALC_NEED_ALL:
        fputs("{all: ", values->file);
        print_requirements(values, requirement->part);
        break;
    case SLACALC_NEED_ANY:
    case SLACALC_NEED_FAILOVER:
        fputs("{any: ", values->file);
        print_requirements(values, requirement->part);
        break;
    case SLACALC_NEED_AT_LEAST:
        fprintf(values->file, "{at_least: %lu, of: ", (unsigned long)requirement->at_least);
        print_requirements(values, requirement->part);
        break;
    case SLACALC_NEED_ACROSS:
        print_requirements(values, requirement->part);
        return;
    case SLACALC_NEED_SPLIT:
        fputs("{split: ", values->file);
        print_requirements(values, requirement->part);
        break;
    case SLACALC_NEED_TRAFFIC:
        fputs("{needs: ", values->file);
        print_form(values, requirement->part);
        tolerates_s = tolerated_s(values, requirement->part);
        break;
    case SLACALC_NEED_OPTIONAL:
        fputs("{optional: ", values->file);
        print_requirement(values, requirement->part);
        break;
    }
    if (requirement->kind == SLACALC_NEED_FAILOVER)
        print_failover(values, requirement);
    if (requirement->kind == SLACALC_NEED_TRAFFIC) {
        fputs(", traffic: ", values->file);
        print_level(values->file, values->model->levels[requirement->level], values->scratch);
    }
    if (tolerates_s > 0) {
        fputs(", tolerates: ", values->file);
        print_duration(values->file, tolerates_s);
    }
    if (requirement->beta != NO_INDEX) {
        fputs(", beta: ", values->file);
        print_level(values->file, values->model->levels[requirement->beta], values->scratch);
    }
    fputc('}', values->file);
}

void print_requirement(const struct value_stream *values, uint32_t index) {
    double tolerates_s = tolerated_s(values, index);
    fputs(tolerates_s > 0 ? "{needs: " : "", values->file);
    print_form(values, index);
    if (tolerates_s > 0) {
        fputs(", tolerates: ", values->file);
        print_duration(values->file, tolerates_s);
        fputc('}', values->file);
    }
}

static bool is_whole_range(struct text range) {
    return (range.length > 0 && memchr(range.at, ':', range.length)) || text_is(range, "24x7") ||
           text_is(range, "24X7");
}

/* Ranges were joined by ", ", which may also divide the days of one range. There is no text of an empty list. */
static void print_ranges(const struct value_stream *values, struct text text) {
    size_t begin = 0;
    fputc('[', values->file);
    for (size_t at = 0; text.at && at <= text.length; at++) {
        bool at_end = at == text.length || (at + 1 < text.length && memcmp(text.at + at, ", ", 2) == 0);
        struct text range = {text.at + begin, at - begin};
        if (!at_end || !is_whole_range(range))
            continue;
        fputs(begin > 0 ? ", " : "", values->file);
        print_text(values->file, range);
        begin = at + 2;
    }
    fputc(']', values->file);
}

static void print_credits(const struct value_stream *values, const struct credits *credits) {
    for (size_t i = 0; i < credits->count; i++) {
        fputs(i == 0 ? "{" : ", ", values->file);
        print_level(values->file, credits->tiers[i].below, values->scratch);
        fputs(": ", values->file);
        print_level(values->file, credits->tiers[i].part, values->scratch);
    }
    fputc('}', values->file);
}

void print_attribute(const struct value_stream *values, const struct attribute *attribute) {
    switch (attribute->key) {
    case KEY_MTBF:
    case KEY_MTTR:
    case KEY_PERIOD:
        print_duration(values->file, attribute->seconds);
        break;
    case KEY_REPLICAS:
    case KEY_QUORUM:
        fprintf(values->file, "%lu", (unsigned long)attribute->number);
        break;
    case KEY_OWNER:
    case KEY_DESCRIPTION:
    case KEY_SOURCE:
    case KEY_AS_OF:
    case KEY_CONDITION:
    case KEY_CLAIM_WITHIN:
    case KEY_EVIDENCE:
    case KEY_USES:
        print_text(values->file, attribute->text);
        break;
    case KEY_HOURS:
    case KEY_MAINTENANCE:
        print_ranges(values, attribute->ranges.text);
        break;
    case KEY_CREDITS:
        print_credits(values, &attribute->credits);
        break;
    case KEY_FEE:
        print_text(values->file, attribute->fee->written);
        break;
    case KEY_TIMEZONE:
        print_text(values->file, values->model->zones[attribute->zone].name);
        break;
    default:
        print_level(values->file, attribute->level, values->scratch);
    }
}
