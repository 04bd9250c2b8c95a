#include "generator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 5, MAX_NESTING = 3 };

/* A model while it is made: each component needs only those before it. */
struct draft {
    struct generator *random;
    struct oracle_model *model;
    size_t depth[ORACLE_COMPONENTS];   /* 1: it needs nothing */
    unsigned group[ORACLE_COMPONENTS]; /* the members of its group, bit c for component c; 0: it is in none */
    size_t current;                    /* component that is being made */
    size_t elements_left;
    size_t deepest; /* depth of the deepest component that it needs so far */
};

/* As few bytes as tell all numbers below the limit apart. */
static size_t choose(struct generator *generator, size_t below) {
    size_t number = 0;
    for (size_t most = below - 1; most > 0 && generator->choice_count > 0; most >>= 8) {
        number = number << 8 | *generator->choices++;
        generator->choice_count--;
    }
    return number % below;
}

size_t generator_draw(struct generator *generator, size_t below) {
    if (generator->choice_count > 0)
        return choose(generator, below);
    uint64_t z = generator->state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return (size_t)((z ^ (z >> 31)) % below);
}

static bool chance(struct generator *generator, size_t percent) {
    return generator_draw(generator, 100) < percent;
}

/* Writes units / 10^decimals. */
static void decimal_text(char *text, size_t size, unsigned long long units, unsigned decimals) {
    unsigned long long whole = 1;
    for (unsigned i = 0; i < decimals; i++)
        whole *= 10;
    if (decimals == 0)
        snprintf(text, size, "%llu", units);
    else
        snprintf(text, size, "%llu.%0*llu", units / whole, (int)decimals, units % whole);
}

static void write_level(struct generator *random, struct written *level, unsigned long long units, unsigned decimals) {
    char number[32];
    bool percent = chance(random, 70), quoted = chance(random, 15);
    level->given = true;
    level->ratio = ratio_of(units, decimals);
    decimal_text(number, sizeof number, units, percent ? decimals - 2 : decimals);
    const char *quote = !quoted ? "" : chance(random, 50) ? "'" : "\"";
    const char *unit = !percent ? "" : chance(random, 10) ? " %" : "%";
    snprintf(level->text, sizeof level->text, "%s%s%s%s", quote, number, unit, quote);
}

static unsigned long long power_of_ten(unsigned exponent) {
    unsigned long long power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* A level between 0 and 1, ends excluded. */
static void draw_inner_level(struct generator *random, struct written *level) {
    unsigned decimals = 2 + (unsigned)generator_draw(random, 4);
    unsigned long long whole = power_of_ten(decimals);
    switch (generator_draw(random, 4)) {
    case 0: /* anything */
        write_level(random, level, 1 + generator_draw(random, whole - 1), decimals);
        return;
    case 1: /* a few nines */
        write_level(random, level, whole - 1 - generator_draw(random, 9), decimals);
        return;
    case 2: /* many nines */
        decimals = 6 + (unsigned)generator_draw(random, 7);
        write_level(random, level, power_of_ten(decimals) - 1 - generator_draw(random, 99), decimals);
        return;
    default: /* hardly ever up */
        write_level(random, level, 1 + generator_draw(random, 40), decimals);
        return;
    }
}

static void draw_level(struct generator *random, struct written *level) {
    unsigned decimals = 2 + (unsigned)generator_draw(random, 3);
    if (chance(random, 4))
        write_level(random, level, power_of_ten(decimals), decimals);
    else if (chance(random, 5))
        write_level(random, level, 0, decimals);
    else
        draw_inner_level(random, level);
}

/* Writes a duration of one or two parts and returns its seconds. */
static quad draw_duration(struct generator *random, char *text, size_t size, bool is_long) {
    static const struct {
        char unit;
        unsigned long seconds;
    } units[] = {{'s', 1},      {'m', 60},      {'h', 3600},    {'d', 86400},
                 {'w', 604800}, {'M', 2629746}, {'Q', 7889238}, {'Y', 31556952}};
    size_t parts = 1 + generator_draw(random, 2), used = 0, unit = is_long ? 8 : 3;
    quad seconds = 0;
    for (size_t i = 0; i < parts && unit > 0; i++) {
        unit = generator_draw(random, unit);
        size_t amount = 1 + generator_draw(random, 60);
        bool half = chance(random, 20);
        used += (size_t)snprintf(text + used, size - used, "%zu%s%c", amount, half ? ".5" : "", units[unit].unit);
        seconds += ((quad)amount + (half ? (quad)0.5 : 0)) * (quad)units[unit].seconds;
    }
    return seconds;
}

static void draw_mtbf(struct generator *random, struct oracle_component *component) {
    struct written *level = &component->figures[SLACALC_FIGURE_MTBF];
    quad mtbf = draw_duration(random, component->mtbf, sizeof component->mtbf, true);
    quad mttr = draw_duration(random, component->mttr, sizeof component->mttr, false);
    level->given = true;
    level->ratio.up = mtbf / (mtbf + mttr);
    level->ratio.down = mttr / (mtbf + mttr);
}

static bool has_level(const struct oracle_component *component) {
    for (size_t figure = 0; figure < SLACALC_FIGURE_DOWN; figure++)
        if (component->figures[figure].given)
            return true;
    return false;
}

static bool has_own_figure(const struct oracle_component *component) {
    const struct written *figures = component->figures;
    return figures[SLACALC_FIGURE_SLO].given || figures[SLACALC_FIGURE_MEASURED].given ||
           figures[SLACALC_FIGURE_MTBF].given;
}

static void draw_figures(struct draft *draft, struct oracle_component *component, size_t percent) {
    struct generator *random = draft->random;
    if (chance(random, percent))
        draw_level(random, &component->figures[SLACALC_FIGURE_SLO]);
    if (chance(random, percent / 4))
        draw_level(random, &component->figures[SLACALC_FIGURE_MEASURED]);
    if (chance(random, percent / 4))
        draw_mtbf(random, component);
    if (chance(random, 15))
        draw_level(random, &component->figures[SLACALC_FIGURE_SLA]);
    if (chance(random, 15))
        draw_level(random, &component->figures[SLACALC_FIGURE_OLA]);
    if (chance(random, 15))
        draw_level(random, &component->figures[SLACALC_FIGURE_OBJECTIVE]);
}

static void draw_replicas(struct draft *draft, struct oracle_component *component) {
    component->replicas = 1;
    if (chance(draft->random, 30) && draft->elements_left > 1) {
        size_t most = draft->elements_left < 5 ? draft->elements_left : 5;
        component->replicas = 1 + generator_draw(draft->random, most);
    }
    component->quorum = 1 + generator_draw(draft->random, component->replicas);
    draft->elements_left -= component->replicas;
}

static size_t draw_need(struct draft *draft, size_t nesting, bool at_top);

/* ---- Common causes ---- */

/* Where the member has a figure for the whole, what its own part is would follow from groups below it; where it needs
 * something and has no figure at all, there is nothing of which a common cause could be a share. */
static bool may_have_common_cause(const struct draft *draft, size_t component) {
    const struct oracle_component *c = &draft->model->components[component];
    bool whole = c->figures[SLACALC_FIGURE_SLA].given || c->figures[SLACALC_FIGURE_OLA].given ||
                 c->figures[SLACALC_FIGURE_OBJECTIVE].given;
    bool own = c->figures[SLACALC_FIGURE_SLO].given || c->figures[SLACALC_FIGURE_MEASURED].given ||
               c->figures[SLACALC_FIGURE_MTBF].given;
    return (c->need_count == 0 || (own && !whole)) && oracle_across(draft->model, c) == NULL;
}

/* Returns the members of the requirement; 0 where they can have none. */
static unsigned possible_group(const struct draft *draft, const struct oracle_need *need) {
    unsigned members = 0;
    for (size_t i = 0; i < need->part_count; i++) {
        const struct oracle_need *part = &draft->model->needs[need->parts[i]];
        if (part->kind != SLACALC_NEED_COMPONENT || !may_have_common_cause(draft, part->component))
            return 0;
        members |= 1U << part->component;
    }
    for (size_t c = 0; c < draft->model->component_count; c++)
        if (members >> c & 1 && draft->group[c] != 0 && draft->group[c] != members)
            return 0;
    return (members & (members - 1)) != 0 ? members : 0;
}

static const struct written *stated_beta(const struct draft *draft, unsigned members) {
    const struct oracle_model *model = draft->model;
    for (size_t n = 0; n < model->need_count; n++)
        if (model->needs[n].beta.given && possible_group(draft, &model->needs[n]) == members)
            return &model->needs[n].beta;
    return NULL;
}

static void draw_group_beta(struct draft *draft, struct oracle_need *need) {
    bool is_group =
        need->kind == SLACALC_NEED_ANY || need->kind == SLACALC_NEED_AT_LEAST || need->kind == SLACALC_NEED_FAILOVER;
    unsigned members = is_group ? possible_group(draft, need) : 0;
    if (members == 0 || draft->elements_left == 0 || !chance(draft->random, 60))
        return;
    const struct written *stated = stated_beta(draft, members);
    if (stated != NULL) {
        need->beta = *stated;
        return;
    }
    draft->elements_left--;
    draw_inner_level(draft->random, &need->beta);
    for (size_t c = 0; c < draft->model->component_count; c++)
        if (members >> c & 1)
            draft->group[c] = members;
}

/* ---- Requirements ---- */

static size_t draw_component_need(struct draft *draft) {
    size_t component = generator_draw(draft->random, draft->current);
    if (draft->depth[component] >= MAX_DEPTH)
        component = 0;
    if (draft->depth[component] > draft->deepest)
        draft->deepest = draft->depth[component];
    size_t need = draft->model->need_count++;
    draft->model->needs[need] = (struct oracle_need){.kind = SLACALC_NEED_COMPONENT, .component = component};
    return need;
}

static size_t draw_group(struct draft *draft, slacalc_requirement_kind kind, size_t count, size_t nesting,
                         bool at_top) {
    size_t need = draft->model->need_count++;
    struct oracle_need group = {.kind = kind, .part_count = count};
    group.at_least = kind == SLACALC_NEED_AT_LEAST ? 1 + generator_draw(draft->random, count) : 0;
    if (kind == SLACALC_NEED_FAILOVER || kind == SLACALC_NEED_TRAFFIC)
        draw_level(draft->random, &group.level);
    for (size_t i = 0, left = 100; i < count && kind == SLACALC_NEED_SPLIT; left -= group.percent[i++])
        group.percent[i] =
            (unsigned)(i + 1 == count ? left : 1 + generator_draw(draft->random, left - (count - i - 1)));
    for (size_t i = 0; i < count; i++)
        group.parts[i] = draw_need(draft, nesting + 1, at_top && kind == SLACALC_NEED_ALL);
    draw_group_beta(draft, &group);
    draft->model->needs[need] = group;
    return need;
}

/* `at_top`: it is needed in any case, so that `optional` may stand there. */
static size_t draw_need(struct draft *draft, size_t nesting, bool at_top) {
    struct generator *random = draft->random;
    size_t die = generator_draw(random, 100), count = 1 + generator_draw(random, ORACLE_PARTS - 1);
    bool chances = !random->outages_only;
    bool crowded = draft->model->need_count + 40 > ORACLE_NEEDS;
    if (die < 40 || nesting >= MAX_NESTING || crowded)
        return draw_component_need(draft);
    if (die < 50)
        return draw_group(draft, SLACALC_NEED_ALL, count, nesting, at_top && nesting == 0);
    if (die < 62)
        return draw_group(draft, SLACALC_NEED_ANY, count, nesting, false);
    if (die < 74)
        return draw_group(draft, SLACALC_NEED_AT_LEAST, count, nesting, false);
    if (die < 83 && chances && draft->elements_left >= count - 1) {
        draft->elements_left -= count - 1;
        return draw_group(draft, SLACALC_NEED_FAILOVER, count, nesting, false);
    }
    if (die < 92 && chances && draft->elements_left >= 1) {
        draft->elements_left--;
        return draw_group(draft, SLACALC_NEED_TRAFFIC, 1, nesting, false);
    }
    if (die < 96 && chances && draft->elements_left >= count - 1) {
        draft->elements_left -= count - 1;
        return draw_group(draft, SLACALC_NEED_SPLIT, count, nesting, false);
    }
    if (at_top)
        return draw_group(draft, SLACALC_NEED_OPTIONAL, 1, nesting, false);
    return draw_component_need(draft);
}

static size_t chances_below(const struct oracle_model *model, size_t need) {
    const struct oracle_need *n = &model->needs[need];
    bool is_chain = n->kind == SLACALC_NEED_FAILOVER || n->kind == SLACALC_NEED_SPLIT;
    size_t count = is_chain ? n->part_count - 1 : n->kind == SLACALC_NEED_TRAFFIC;
    for (size_t i = 0; i < n->part_count; i++)
        count += chances_below(model, n->parts[i]);
    return count;
}

static bool is_degrading(const struct oracle_model *model, size_t need) {
    const struct oracle_need *n = &model->needs[need];
    bool degrading = n->kind == SLACALC_NEED_OPTIONAL;
    for (size_t i = 0; i < n->part_count; i++)
        degrading = degrading || is_degrading(model, n->parts[i]);
    return degrading;
}

static size_t deepest_below(const struct draft *draft, size_t need) {
    const struct oracle_need *n = &draft->model->needs[need];
    size_t deepest = n->kind == SLACALC_NEED_COMPONENT ? draft->depth[n->component] : 0;
    for (size_t i = 0; i < n->part_count; i++) {
        size_t below = deepest_below(draft, n->parts[i]);
        deepest = below > deepest ? below : deepest;
    }
    return deepest;
}

/* The same text once more: a requirement with switches and shares of its own. */
static size_t copy_need(struct oracle_model *model, size_t need) {
    size_t copy = model->need_count++;
    model->needs[copy] = model->needs[need];
    for (size_t i = 0; i < model->needs[need].part_count; i++)
        model->needs[copy].parts[i] = copy_need(model, model->needs[need].parts[i]);
    return copy;
}

static bool draw_alias(struct draft *draft, size_t *need) {
    struct oracle_model *model = draft->model;
    if (model->alias_count == 0 || !chance(draft->random, 20))
        return false;
    size_t original = model->aliases[generator_draw(draft->random, model->alias_count)];
    size_t chances = chances_below(model, original), deepest = deepest_below(draft, original);
    if (chances > draft->elements_left || deepest >= MAX_DEPTH || model->need_count + 80 > ORACLE_NEEDS)
        return false;
    draft->elements_left -= chances;
    draft->deepest = deepest > draft->deepest ? deepest : draft->deepest;
    *need = copy_need(model, original);
    return true;
}

/* Replicas that are one by one in 2 or 3 places. */
static void draw_across(struct draft *draft, struct oracle_component *component) {
    struct generator *random = draft->random;
    bool crowded = draft->model->need_count + 60 > ORACLE_NEEDS;
    if (crowded || component->replicas < 2 || !chance(random, 60))
        return;
    size_t places = component->replicas == 2 ? 2 : 2 + generator_draw(random, 2);
    component->needs[component->need_count++] = draw_group(draft, SLACALC_NEED_ACROSS, places, 0, false);
}

static void draw_needs(struct draft *draft, struct oracle_component *component) {
    struct oracle_model *model = draft->model;
    size_t first = component->need_count;
    component->need_count += 1 + generator_draw(draft->random, 3);
    for (size_t i = first; i < component->need_count; i++) {
        if (draw_alias(draft, &component->needs[i]))
            continue;
        size_t need = draw_need(draft, 0, true);
        component->needs[i] = need;
        if (chance(draft->random, 10) && model->alias_count < ORACLE_ALIASES && !is_degrading(model, need)) {
            model->aliases[model->alias_count++] = need;
            model->needs[need].alias = model->alias_count;
        }
    }
}

static void draw_replica_beta(struct draft *draft, struct oracle_component *component) {
    if (component->replicas < 2 || draft->elements_left == 0 || !chance(draft->random, 40))
        return;
    draft->elements_left--;
    draw_inner_level(draft->random, &component->beta);
}

/* Of a component of which all figures are for the whole: replicas would have no effect. */
static void make_single(struct draft *draft, struct oracle_component *component) {
    if (oracle_across(draft->model, component) != NULL) {
        draw_level(draft->random, &component->figures[SLACALC_FIGURE_SLO]);
        return;
    }
    component->replicas = component->quorum = 1;
    component->beta.given = false;
}

static void draw_component(struct draft *draft) {
    struct oracle_component *component = &draft->model->components[draft->current];
    draft->deepest = 0;
    draw_replicas(draft, component);
    if (draft->current > 0)
        draw_across(draft, component);
    draw_replica_beta(draft, component);
    if (component->need_count > 0 || (draft->current > 0 && chance(draft->random, 60))) {
        if (component->need_count == 0 || chance(draft->random, 60))
            draw_needs(draft, component);
        draw_figures(draft, component, 50);
        if (!has_level(component) && !oracle_needs_something(draft->model, component))
            draw_level(draft->random, &component->figures[SLACALC_FIGURE_OLA]);
        if (!has_own_figure(component) && has_level(component))
            make_single(draft, component);
    } else {
        draw_figures(draft, component, 90);
        if (!has_level(component))
            draw_level(draft->random, &component->figures[SLACALC_FIGURE_SLA]);
        component->empty_depends_on = chance(draft->random, 5);
    }
    draft->depth[draft->current] = draft->deepest + 1;
}

static void shuffle(struct generator *random, size_t *items, size_t count) {
    for (size_t i = count; i > 1; i--) {
        size_t j = generator_draw(random, i), last = items[i - 1];
        items[i - 1] = items[j];
        items[j] = last;
    }
}

/* Puts the components in an order that does not show who needs whom, and names them. */
static void scatter(struct generator *random, struct oracle_model *model) {
    size_t place[ORACLE_COMPONENTS];
    struct oracle_component before[ORACLE_COMPONENTS];
    memcpy(before, model->components, sizeof before);
    for (size_t c = 0; c < model->component_count; c++)
        place[c] = c;
    shuffle(random, place, model->component_count);
    for (size_t c = 0; c < model->component_count; c++) {
        struct oracle_component *component = &model->components[place[c]];
        *component = before[c];
        snprintf(component->name, sizeof component->name, "c%u", (unsigned)place[c] % 100);
    }
    for (size_t n = 0; n < model->need_count; n++)
        if (model->needs[n].kind == SLACALC_NEED_COMPONENT)
            model->needs[n].component = place[model->needs[n].component];
}

/* What the command line would add: a selection, and promises from outside. */
static void draw_questions(struct generator *random, struct oracle_model *model) {
    size_t order[ORACLE_COMPONENTS];
    for (size_t c = 0; c < model->component_count; c++)
        order[c] = c;
    shuffle(random, order, model->component_count);
    if (chance(random, 15)) {
        model->selected_count = 1 + generator_draw(random, model->component_count);
        memcpy(model->selected, order, model->selected_count * sizeof *order);
    }
    if (!chance(random, 15))
        return;
    struct written *required = &model->components[order[0]].required;
    do
        draw_inner_level(random, required);
    while (required->text[0] == '\'' || required->text[0] == '"');
}

static void draw_hours(struct generator *random, struct oracle_model *model) {
    int offset = 0;
    if (chance(random, 30))
        offset = week_draw_timezone(random, model->timezone, sizeof model->timezone);
    for (size_t c = 0; c < model->component_count; c++)
        if (chance(random, random->hours))
            week_draw(random, offset, &model->components[c].week);
}

void generator_model(struct generator *generator, struct oracle_model *model) {
    static const struct {
        const char *text;
        double seconds;
    } periods[] = {{"30d", 2592000}, {"1Y", 31556952}, {"90d", 7776000}, {"1h30m", 5400}, {"1Q", 7889238}};
    memset(model, 0, sizeof *model);
    struct draft draft = {.random = generator, .model = model, .elements_left = generator->elements};
    size_t most = chance(generator, 10) ? 1 + generator_draw(generator, 3) : 4 + generator_draw(generator, 9);
    for (; draft.current < most && draft.elements_left > 0; draft.current++) {
        model->component_count++;
        draw_component(&draft);
    }
    scatter(generator, model);
    if (generator->hours > 0)
        draw_hours(generator, model);
    if (chance(generator, 30)) {
        size_t period = generator_draw(generator, sizeof periods / sizeof *periods);
        model->period = periods[period].text;
        model->period_s = periods[period].seconds;
    }
    draw_questions(generator, model);
}
