#include "writer.h"

#include <stdio.h>
#include <stdlib.h>

struct writer {
    FILE *out;
    struct generator *random;
    const struct oracle_model *model;
    const char *before, *between, *after; /* what stands around the keys of a component */
    size_t keys;                          /* of this component so far */
};

static bool coin(struct writer *writer) {
    return generator_draw(writer->random, 2) == 0;
}

static void write_need(struct writer *writer, size_t need);

static void write_list(struct writer *writer, const size_t *needs, size_t count) {
    fputs("[", writer->out);
    for (size_t i = 0; i < count; i++) {
        fputs(i == 0 ? "" : ", ", writer->out);
        write_need(writer, needs[i]);
    }
    fputs("]", writer->out);
}

static void write_beta(struct writer *writer, const struct written *beta) {
    if (beta->given)
        fprintf(writer->out, ", beta: %s", beta->text);
}

static void write_group(struct writer *writer, const struct oracle_need *need) {
    switch (need->kind) {
    case SLACALC_NEED_AT_LEAST:
        fprintf(writer->out, "{at_least: %u, of: ", (unsigned)need->at_least);
        write_list(writer, need->parts, need->part_count);
        write_beta(writer, &need->beta);
        break;
    case SLACALC_NEED_TRAFFIC:
        fprintf(writer->out, "{traffic: %s, needs: ", need->level.text);
        write_need(writer, need->parts[0]);
        break;
    case SLACALC_NEED_SPLIT:
        fputs("{split: [", writer->out);
        for (size_t i = 0; i < need->part_count; i++) {
            fprintf(writer->out, "%s{traffic: %u%%, needs: ", i > 0 ? ", " : "", need->percent[i]);
            write_need(writer, need->parts[i]);
            fputs("}", writer->out);
        }
        fputs("]", writer->out);
        break;
    case SLACALC_NEED_OPTIONAL:
        fputs("{optional: ", writer->out);
        write_need(writer, need->parts[0]);
        break;
    default:
        fprintf(writer->out, "{%s: ", need->kind == SLACALC_NEED_ALL ? "all" : "any");
        write_list(writer, need->parts, need->part_count);
        if (need->kind == SLACALC_NEED_FAILOVER)
            fprintf(writer->out, ", failover: %s", need->level.text);
        write_beta(writer, &need->beta);
    }
    fputs("}", writer->out);
}

static void write_need(struct writer *writer, size_t need) {
    const struct oracle_need *n = &writer->model->needs[need];
    if (n->alias > 0)
        fprintf(writer->out, "*r%u", (unsigned)n->alias);
    else if (n->kind == SLACALC_NEED_COMPONENT)
        fputs(writer->model->components[n->component].name, writer->out);
    else
        write_group(writer, n);
}

static void write_key(struct writer *writer, const char *key) {
    fprintf(writer->out, "%s%s: ", writer->keys++ == 0 ? writer->before : writer->between, key);
}

static void write_value(struct writer *writer, const char *key, const struct written *value) {
    if (!value->given)
        return;
    write_key(writer, key);
    fputs(value->text, writer->out);
}

static void write_figures(struct writer *writer, const struct oracle_component *component) {
    write_value(writer, "sla", &component->figures[SLACALC_FIGURE_SLA]);
    write_value(writer, "slo", &component->figures[SLACALC_FIGURE_SLO]);
    write_value(writer, "ola", &component->figures[SLACALC_FIGURE_OLA]);
    write_value(writer, "measured", &component->figures[SLACALC_FIGURE_MEASURED]);
    write_value(writer, "objective", &component->figures[SLACALC_FIGURE_OBJECTIVE]);
    if (!component->figures[SLACALC_FIGURE_MTBF].given)
        return;
    write_key(writer, "mttr");
    fputs(component->mttr, writer->out);
    write_key(writer, "mtbf");
    fputs(component->mtbf, writer->out);
}

/* What changes no availability, and is read back all the same. */
static void write_credits(struct writer *writer, const struct written *sla) {
    if (!sla->given || !coin(writer))
        return;
    write_key(writer, "credits");
    fprintf(writer->out, "{%s: 10%%}", sla->text);
    if (!coin(writer))
        return;
    write_key(writer, "fee");
    fputs(coin(writer) ? "1250.50 EUR" : "9 EUR", writer->out);
}

static void write_number(struct writer *writer, const char *key, size_t number) {
    if (number == 1 && coin(writer))
        return;
    write_key(writer, key);
    fprintf(writer->out, "%u", (unsigned)number);
}

static void write_text(struct writer *writer, const char *key, const char *text) {
    if (*text == '\0')
        return;
    write_key(writer, key);
    fputs(text, writer->out);
}

/* Returns how many of its needs are no places. */
static size_t write_across(struct writer *writer, const struct oracle_component *component) {
    const struct oracle_need *across = oracle_across(writer->model, component);
    if (across == NULL)
        return component->need_count;
    write_key(writer, "across");
    write_list(writer, across->parts, across->part_count);
    return component->need_count - 1;
}

static void write_needs(struct writer *writer, const struct oracle_component *component) {
    size_t count = write_across(writer, component);
    const size_t *needs = component->needs + (component->need_count - count);
    if (count == 0 && !component->empty_depends_on)
        return;
    write_key(writer, "depends_on");
    if (count == 0)
        fputs(coin(writer) ? "[]" : "~", writer->out);
    else if (count == 1 && coin(writer))
        write_need(writer, needs[0]);
    else
        write_list(writer, needs, count);
}

static bool is_plain(const struct oracle_component *component) {
    const struct written *figures = component->figures;
    bool aside = figures[SLACALC_FIGURE_MEASURED].given || figures[SLACALC_FIGURE_MTBF].given ||
                 figures[SLACALC_FIGURE_OLA].given || figures[SLACALC_FIGURE_SLA].given ||
                 component->figures[SLACALC_FIGURE_OBJECTIVE].given;
    return figures[SLACALC_FIGURE_SLO].given && !aside && component->replicas == 1 && component->need_count == 0 &&
           !component->empty_depends_on && !component->week.given;
}

static void write_component(struct writer *writer, const struct oracle_component *component) {
    fprintf(writer->out, "  %s: ", component->name);
    if (is_plain(component) && coin(writer)) {
        fprintf(writer->out, "%s\n", component->figures[SLACALC_FIGURE_SLO].text);
        return;
    }
    bool flow = coin(writer);
    writer->keys = 0;
    writer->before = flow ? "{" : "\n    ";
    writer->between = flow ? ", " : "\n    ";
    writer->after = flow ? "}\n" : "\n";
    write_figures(writer, component);
    write_credits(writer, &component->figures[SLACALC_FIGURE_SLA]);
    write_number(writer, "replicas", component->replicas);
    write_number(writer, "quorum", component->quorum);
    write_value(writer, "beta", &component->beta);
    write_text(writer, "timezone", component->week.timezone);
    write_text(writer, "hours", component->week.hours);
    write_text(writer, "maintenance", component->week.maintenance);
    write_needs(writer, component);
    fputs(writer->after, writer->out);
}

static void write_head(struct writer *writer) {
    if (coin(writer))
        fputs("slacalc: 1\n", writer->out);
    if (writer->model->period != NULL)
        fprintf(writer->out, "period: %s\n", writer->model->period);
    if (*writer->model->timezone != '\0')
        fprintf(writer->out, "timezone: %s\n", writer->model->timezone);
    for (size_t alias = 0; alias < writer->model->alias_count; alias++) {
        const struct oracle_need *need = &writer->model->needs[writer->model->aliases[alias]];
        fprintf(writer->out, "x-r%u: &r%u ", (unsigned)alias + 1, (unsigned)alias + 1);
        if (need->kind == SLACALC_NEED_COMPONENT)
            fputs(writer->model->components[need->component].name, writer->out);
        else
            write_group(writer, need);
        fputs("\n", writer->out);
    }
}

char *writer_text(struct generator *random, const struct oracle_model *model) {
    char *text = NULL;
    size_t length = 0;
    struct writer writer = {.out = open_memstream(&text, &length), .random = random, .model = model};
    if (writer.out == NULL)
        abort();
    write_head(&writer);
    fputs("components:\n", writer.out);
    for (size_t c = 0; c < model->component_count; c++)
        write_component(&writer, &model->components[c]);
    if (fclose(writer.out) != 0)
        abort();
    return text;
}
