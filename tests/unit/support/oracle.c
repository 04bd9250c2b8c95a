#include "oracle.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Instead of the index of an element: nothing can change it. */
static const size_t fixed_up = (size_t)-1;
static const size_t fixed_down = (size_t)-2;

/* What each component counts with, found when it is asked for. */
struct counted {
    const struct oracle_model *model;
    slacalc_basis basis;
    size_t judged; /* the component whose own promises are checked; SLACALC_NONE: none */
    bool known[ORACLE_COMPONENTS];
    struct ratio level[ORACLE_COMPONENTS];
    bool as_is; /* without the model's factor */
};

/* One way to look at a model: its elements, and one state of them at a time. */
struct states {
    const struct oracle_model *model;
    struct counted *counted;
    struct ratio elements[ORACLE_ELEMENTS];
    size_t element_count;
    size_t replica[ORACLE_COMPONENTS]; /* element of the first one, the others follow */
    bool as_one[ORACLE_COMPONENTS];    /* one element stands for all replicas */
    size_t cause[ORACLE_COMPONENTS];   /* element that takes all of its replicas down */
    size_t group[ORACLE_COMPONENTS];   /* element that takes its group down */
    bool of_events;                    /* what is always down has elements too, and replicas across places have one for
                                          each number of them that may have their place */
    bool any_joint;                    /* replicas may be down together in any way: no common cause is known */
    bool in_full;                      /* the members of groups have an element for each replica */
    struct ratio alone[ORACLE_COMPONENTS];  /* in full: what the cause of its group leaves of the next one */
    struct ratio quorum[ORACLE_COMPONENTS]; /* in full: a member of a group as its replicas say */
    unsigned in_groups;                     /* set of components: those of which that is known */
    size_t chance[ORACLE_NEEDS];            /* element of the first switch, of the share, or of the first way */
    unsigned up;                            /* the state: bit e is set where element e is up */
    bool undegraded;
    unsigned uncovered; /* set of components that are `uncovered_up` whatever their elements do */
    bool uncovered_up;
    signed char known[ORACLE_COMPONENTS]; /* -1: not yet found for this state */
};

struct ratio ratio_of(unsigned long long units, unsigned decimals) {
    unsigned long long whole = 1;
    while (decimals-- > 0)
        whole *= 10;
    struct ratio ratio = {(quad)units / (quad)whole, (quad)(whole - units) / (quad)whole};
    return ratio;
}

static bool names_something(const struct oracle_model *model, const struct oracle_need *need) {
    bool names = need->kind == SLACALC_NEED_COMPONENT;
    for (size_t i = 0; need->kind != SLACALC_NEED_OPTIONAL && i < need->part_count; i++)
        names = names || names_something(model, &model->needs[need->parts[i]]);
    return names;
}

bool oracle_needs_something(const struct oracle_model *model, const struct oracle_component *component) {
    bool names = false;
    for (size_t i = 0; i < component->need_count; i++)
        names = names || names_something(model, &model->needs[component->needs[i]]);
    return names;
}

const struct oracle_need *oracle_across(const struct oracle_model *model, const struct oracle_component *component) {
    const struct oracle_need *first = component->need_count > 0 ? &model->needs[component->needs[0]] : NULL;
    return first != NULL && first->kind == SLACALC_NEED_ACROSS ? first : NULL;
}

/* The set of the components that the group names; 0 where one of its parts is something else. */
static unsigned members_of(const struct oracle_model *model, const struct oracle_need *group) {
    unsigned members = 0;
    if (group->kind != SLACALC_NEED_ANY && group->kind != SLACALC_NEED_AT_LEAST && group->kind != SLACALC_NEED_FAILOVER)
        return 0;
    for (size_t i = 0; i < group->part_count; i++) {
        const struct oracle_need *part = &model->needs[group->parts[i]];
        if (part->kind != SLACALC_NEED_COMPONENT)
            return 0;
        members |= 1U << part->component;
    }
    return members;
}

struct ratio oracle_beta(const struct oracle_model *model, const struct oracle_need *group) {
    unsigned members = members_of(model, group);
    for (size_t n = 0; members != 0 && n < model->need_count; n++)
        if (model->needs[n].beta.given && members_of(model, &model->needs[n]) == members)
            return model->needs[n].beta.ratio;
    return ratio_of(0, 0);
}

static bool is_whole(slacalc_figure figure) {
    return figure == SLACALC_FIGURE_SLA || figure == SLACALC_FIGURE_OLA || figure == SLACALC_FIGURE_OBJECTIVE;
}

/* The first figure that the component has, in the order of the basis. */
static slacalc_figure first_figure(const struct oracle_model *model, size_t component, slacalc_basis basis,
                                   bool own_only) {
    static const slacalc_figure orders[][6] = {
        [SLACALC_BASIS_SLO] = {SLACALC_FIGURE_SLO, SLACALC_FIGURE_MEASURED, SLACALC_FIGURE_MTBF,
                               SLACALC_FIGURE_OBJECTIVE, SLACALC_FIGURE_OLA, SLACALC_FIGURE_SLA},
        [SLACALC_BASIS_MEASURED] = {SLACALC_FIGURE_MEASURED, SLACALC_FIGURE_MTBF, SLACALC_FIGURE_SLO,
                                    SLACALC_FIGURE_OBJECTIVE, SLACALC_FIGURE_OLA, SLACALC_FIGURE_SLA},
        [SLACALC_BASIS_SLA] = {SLACALC_FIGURE_SLA, SLACALC_FIGURE_OLA, SLACALC_FIGURE_SLO, SLACALC_FIGURE_MEASURED,
                               SLACALC_FIGURE_MTBF, SLACALC_FIGURE_OBJECTIVE},
    };
    for (size_t i = 0; i < 6; i++)
        if (model->components[component].figures[orders[basis][i]].given && !(own_only && is_whole(orders[basis][i])))
            return orders[basis][i];
    return SLACALC_FIGURE_NONE;
}

static bool is_used(const struct oracle_model *model, size_t component) {
    for (size_t n = 0; n < model->need_count; n++)
        if (model->needs[n].kind == SLACALC_NEED_COMPONENT && model->needs[n].component == component)
            return true;
    return false;
}

/* A whole figure of a component that needs something counts for those who need the component. */
static slacalc_figure figure_of(const struct oracle_model *model, size_t component, slacalc_basis basis) {
    bool own_only = oracle_needs_something(model, &model->components[component]) && !is_used(model, component);
    return first_figure(model, component, basis, own_only);
}

bool oracle_is_whole(const struct oracle_model *model, size_t component, slacalc_basis basis) {
    return is_whole(figure_of(model, component, basis)) && oracle_needs_something(model, &model->components[component]);
}

bool oracle_any_whole(const struct oracle_model *model, slacalc_basis basis) {
    bool any = false;
    for (size_t c = 0; c < model->component_count; c++)
        any = any || oracle_is_whole(model, c, basis);
    return any;
}

/* A whole figure speaks of all replicas at once. */
static size_t replicas_of(const struct states *states, size_t component) {
    bool whole =
        component != states->counted->judged && oracle_is_whole(states->model, component, states->counted->basis);
    return whole ? 1 : states->model->components[component].replicas;
}

static size_t quorum_of(const struct states *states, size_t component) {
    bool whole =
        component != states->counted->judged && oracle_is_whole(states->model, component, states->counted->basis);
    return whole ? 1 : states->model->components[component].quorum;
}

static struct ratio level_of(struct counted *counted, size_t component);

struct ratio oracle_own(const struct oracle_model *model, size_t component, slacalc_basis basis,
                        slacalc_figure *figure) {
    struct counted counted = {.model = model, .basis = basis, .judged = SLACALC_NONE};
    *figure = figure_of(model, component, basis);
    return level_of(&counted, component);
}

/* Returns the index of the first of `count` new elements. */
static size_t add_elements(struct states *states, struct ratio ratio, size_t count) {
    if (ratio.down == 0)
        return fixed_up;
    if (ratio.up == 0)
        return fixed_down;
    size_t first = states->element_count;
    if (count > ORACLE_ELEMENTS - first)
        abort();
    for (size_t i = 0; i < count; i++)
        states->elements[first + i] = ratio;
    states->element_count += count;
    return first;
}

/* The same for parts. What is always down is an event too: how likely does not matter there. */
static size_t add_part(struct states *states, struct ratio ratio, size_t count) {
    bool is_event = states->of_events && ratio.up == 0;
    return add_elements(states, is_event ? ratio_of(5, 1) : ratio, count);
}

size_t oracle_placed(const struct oracle_model *model, size_t component, size_t *numbers) {
    const struct oracle_component *c = &model->components[component];
    const struct oracle_need *across = oracle_across(model, c);
    size_t count = 0;
    for (unsigned up = 0; up < 1U << across->part_count; up++) {
        size_t placed = 0, at = 0;
        for (size_t i = 0; i < c->replicas; i++)
            placed += up >> i % across->part_count & 1;
        while (at < count && numbers[at] < placed)
            at++;
        if (placed < c->quorum || (at < count && numbers[at] == placed))
            continue;
        memmove(&numbers[at + 1], &numbers[at], (count++ - at) * sizeof *numbers);
        numbers[at] = placed;
    }
    return count;
}

static struct ratio scaled(const struct counted *counted, struct ratio level) {
    quad factor = (quad)counted->model->factor;
    if (factor == 0 || counted->as_is)
        return level;
    bool always_down = level.down * factor >= 1;
    struct ratio ratio = {always_down ? 0 : 1 - level.down * factor, always_down ? 1 : level.down * factor};
    return ratio;
}

static struct ratio replica_level(struct states *states, size_t component) {
    return scaled(states->counted, level_of(states->counted, component));
}

/* What is left of a level beside a cause that is down for that much. */
static struct ratio beside(struct ratio level, quad cause) {
    if (cause == 0)
        return level;
    struct ratio rest = {level.up / (1 - cause), (level.down - cause) / (1 - cause)};
    return rest;
}

static struct ratio cause_of(struct ratio beta, struct ratio level) {
    struct ratio cause = {1 - beta.up * level.down, beta.up * level.down};
    return cause;
}

static struct ratio replica_cause(struct states *states, size_t component) {
    const struct oracle_component *c = &states->model->components[component];
    if (states->any_joint || !c->beta.given || replicas_of(states, component) < 2)
        return ratio_of(1, 0);
    return cause_of(c->beta.ratio, replica_level(states, component));
}

/* All replicas of the component, by every state of them. */
static struct ratio own_level(struct states *states, size_t component) {
    struct ratio cause = replica_cause(states, component), sum = {0, cause.down};
    struct ratio rest = beside(replica_level(states, component), cause.down);
    size_t replicas = replicas_of(states, component);
    for (unsigned state = 0; state < 1U << replicas; state++) {
        quad probability = cause.up;
        size_t up = 0;
        for (size_t i = 0; i < replicas; i++) {
            probability *= state >> i & 1 ? rest.up : rest.down;
            up += state >> i & 1;
        }
        *(up >= quorum_of(states, component) ? &sum.up : &sum.down) += probability;
    }
    return sum;
}

static void add_replicas_of(struct states *states, size_t component, bool perfect) {
    struct ratio level = perfect ? ratio_of(1, 0) : replica_level(states, component);
    struct ratio cause = perfect ? ratio_of(1, 0) : replica_cause(states, component);
    size_t numbers[ORACLE_PLACED], count = replicas_of(states, component);
    if (states->of_events && oracle_across(states->model, &states->model->components[component]))
        count = oracle_placed(states->model, component, numbers);
    states->cause[component] = add_part(states, cause, 1);
    states->replica[component] = add_part(states, beside(level, cause.down), count);
}

/* One cause of the members, and one element for the rest of each, in place of their replicas. */
static void add_group(struct states *states, unsigned members, struct ratio beta, unsigned perfect,
                      const bool *needed) {
    quad least = 1;
    for (size_t c = 0; c < states->model->component_count; c++)
        if (members >> c & 1 && own_level(states, c).down < least)
            least = own_level(states, c).down;
    struct ratio cause = {1 - beta.up * least, beta.up * least};
    size_t element = add_elements(states, cause, 1);
    for (size_t c = 0; c < states->model->component_count; c++) {
        if (!needed[c] || !(members >> c & 1))
            continue;
        if (states->in_full) {
            states->group[c] = element;
            states->quorum[c] = own_level(states, c);
            states->alone[c] = beside(states->quorum[c], cause.down);
            states->in_groups |= 1U << c;
            continue;
        }
        struct ratio rest = perfect >> c & 1 ? ratio_of(1, 0) : beside(own_level(states, c), cause.down);
        states->group[c] = element;
        states->cause[c] = fixed_up;
        states->as_one[c] = true;
        states->replica[c] = add_part(states, rest, 1);
    }
}

static unsigned add_groups(struct states *states, unsigned perfect, const bool *needed) {
    const struct oracle_model *model = states->model;
    unsigned in_groups = 0, all_needed = 0;
    for (size_t c = 0; c < model->component_count; c++)
        all_needed |= (unsigned)needed[c] << c;
    for (size_t n = 0; n < model->need_count; n++) {
        unsigned members = members_of(model, &model->needs[n]);
        if (!model->needs[n].beta.given || (members & in_groups) != 0 || (members & all_needed) == 0)
            continue;
        in_groups |= members;
        add_group(states, members, model->needs[n].beta.ratio, perfect, needed);
    }
    return in_groups;
}

static void add_replicas(struct states *states, unsigned perfect, const bool *needed) {
    for (size_t c = 0; c < states->model->component_count; c++) {
        states->as_one[c] = replicas_of(states, c) < states->model->components[c].replicas;
        states->group[c] = fixed_up;
    }
    unsigned in_groups = states->any_joint ? 0 : add_groups(states, perfect, needed);
    for (size_t c = 0; c < states->model->component_count; c++)
        if (needed[c] && (states->in_full || !(in_groups >> c & 1)))
            add_replicas_of(states, c, perfect >> c & 1 || (states->in_groups >> c & 1 && states->alone[c].down <= 0));
}

/* By way but the last one: whether a request goes it, if it goes none before it. */
static size_t add_choices(struct states *states, const struct oracle_need *split) {
    size_t first = states->element_count;
    unsigned left = 100;
    for (size_t i = 0; i + 1 < split->part_count; i++) {
        quad percent = split->percent[i];
        struct ratio ratio = {percent / left, (left - percent) / left};
        add_elements(states, ratio, 1);
        left -= split->percent[i];
    }
    return first;
}

static void add_chances_of(struct states *states, size_t need) {
    const struct oracle_need *n = &states->model->needs[need];
    if (n->kind == SLACALC_NEED_FAILOVER)
        states->chance[need] = add_elements(states, n->level.ratio, n->part_count - 1);
    if (n->kind == SLACALC_NEED_TRAFFIC)
        states->chance[need] = add_elements(states, n->level.ratio, 1);
    if (n->kind == SLACALC_NEED_SPLIT)
        states->chance[need] = add_choices(states, n);
    for (size_t i = 0; i < n->part_count; i++)
        add_chances_of(states, n->parts[i]);
}

static void add_chances(struct states *states, const bool *needed) {
    for (size_t c = 0; c < states->model->component_count; c++)
        for (size_t i = 0; needed[c] && i < states->model->components[c].need_count; i++)
            add_chances_of(states, states->model->components[c].needs[i]);
}

static bool element_up(const struct states *states, size_t first, size_t index) {
    if (first == fixed_up || first == fixed_down)
        return first == fixed_up;
    return states->up >> (first + index) & 1;
}

static bool component_up(struct states *states, size_t component);

static bool need_up(struct states *states, size_t need) {
    const struct oracle_need *n = &states->model->needs[need];
    if (n->kind == SLACALC_NEED_COMPONENT)
        return component_up(states, n->component);
    if (n->kind == SLACALC_NEED_ACROSS || (n->kind == SLACALC_NEED_OPTIONAL && !states->undegraded))
        return true;
    if (n->kind == SLACALC_NEED_TRAFFIC && !states->undegraded && !element_up(states, states->chance[need], 0))
        return true;
    if (n->kind == SLACALC_NEED_SPLIT && !states->undegraded) {
        size_t way = 0;
        while (way + 1 < n->part_count && !element_up(states, states->chance[need], way))
            way++;
        return need_up(states, n->parts[way]);
    }
    size_t up = 0;
    for (size_t i = 0; i < n->part_count; i++) {
        bool switched = n->kind != SLACALC_NEED_FAILOVER || i == 0 || element_up(states, states->chance[need], i - 1);
        up += switched && need_up(states, n->parts[i]);
    }
    if (n->kind == SLACALC_NEED_AT_LEAST)
        return up >= n->at_least;
    if (n->kind == SLACALC_NEED_ANY || n->kind == SLACALC_NEED_FAILOVER)
        return up >= 1;
    return up == n->part_count;
}

static bool replica_up(const struct states *states, size_t component, size_t replica) {
    if (states->uncovered >> component & 1)
        return states->uncovered_up;
    return element_up(states, states->cause[component], 0) && element_up(states, states->group[component], 0) &&
           element_up(states, states->replica[component], states->as_one[component] ? 0 : replica);
}

/* The same by the events of its replicas: of each number of them that have their place, whether a quorum is up. */
static bool enough_placed_up(struct states *states, size_t component) {
    const struct oracle_component *c = &states->model->components[component];
    const struct oracle_need *across = oracle_across(states->model, c);
    size_t numbers[ORACLE_PLACED], count = oracle_placed(states->model, component, numbers), placed = 0;
    bool up = false;
    for (size_t i = 0; i < c->replicas; i++)
        placed += need_up(states, across->parts[i % across->part_count]);
    for (size_t i = 0; i < count; i++)
        up = up || (placed >= numbers[i] && element_up(states, states->replica[component], i));
    return up && element_up(states, states->cause[component], 0) && !(states->uncovered >> component & 1);
}

/* Its replicas, each with the place that it needs, going round. */
static bool enough_replicas_up(struct states *states, size_t component) {
    const struct oracle_component *c = &states->model->components[component];
    const struct oracle_need *across = oracle_across(states->model, c);
    size_t up = 0;
    for (size_t i = 0; i < c->replicas; i++)
        up += replica_up(states, component, i) &&
              (across == NULL || need_up(states, across->parts[i % across->part_count]));
    return up >= c->quorum;
}

static bool component_up(struct states *states, size_t component) {
    if (states->known[component] >= 0)
        return states->known[component];
    const struct oracle_component *c = &states->model->components[component];
    bool up = states->of_events && oracle_across(states->model, c) ? enough_placed_up(states, component)
                                                                   : enough_replicas_up(states, component);
    for (size_t i = 0; up && i < c->need_count; i++)
        up = need_up(states, c->needs[i]);
    states->known[component] = up;
    return up;
}

/* Visits every state of the elements from `element` on, with its probability. */
static void visit_states(struct states *states, size_t element, quad probability,
                         void (*visit)(struct states *, quad, void *), void *context) {
    if (element == states->element_count) {
        visit(states, probability, context);
        return;
    }
    states->up &= ~(1U << element);
    visit_states(states, element + 1, probability * states->elements[element].down, visit, context);
    states->up |= 1U << element;
    visit_states(states, element + 1, probability * states->elements[element].up, visit, context);
}

static void forget(struct states *states, bool undegraded) {
    memset(states->known, -1, sizeof states->known);
    states->undegraded = undegraded;
}

/* What is added up over all states: of all components, or of the only one that has an entry. */
struct sums {
    struct ratio *as_is, *undegraded;
    size_t first, end; /* components */
};

static void add_state(struct states *states, quad probability, void *context) {
    struct sums *sums = context;
    for (int undegraded = 0; undegraded < 2; undegraded++) {
        struct ratio *of = undegraded ? sums->undegraded : sums->as_is;
        forget(states, undegraded);
        for (size_t c = sums->first; c < sums->end; c++) {
            if (component_up(states, c))
                of[c].up += probability;
            else
                of[c].down += probability;
        }
    }
}

/* Of one component, with those of the set perfect. */
static void sum_one(struct counted *counted, size_t component, unsigned perfect, unsigned uncovered,
                    struct ratio *as_is, struct ratio *undegraded) {
    struct states states = {.model = counted->model, .counted = counted, .uncovered = uncovered};
    struct sums sums = {as_is, undegraded, component, component + 1};
    bool needed[ORACLE_COMPONENTS] = {false};
    oracle_reach(counted->model, component, true, needed);
    add_replicas(&states, perfect, needed);
    add_chances(&states, needed);
    visit_states(&states, 0, 1, add_state, &sums);
}

/* What its needs leave of a whole figure: they are within their hours. Chances of states that add up to 1 may come to
 * 2^-112 more, which says nothing of the part. */
static struct ratio part_of(struct counted *counted, size_t component, struct ratio whole) {
    struct ratio needs[ORACLE_COMPONENTS] = {{0, 0}}, undegraded[ORACLE_COMPONENTS] = {{0, 0}};
    bool as_is = counted->as_is;
    counted->as_is = true;
    sum_one(counted, component, 1U << component, 0, needs, undegraded);
    counted->as_is = as_is;
    struct ratio up = needs[component];
    if (up.up == 0 || up.up - whole.up <= (quad)1e-30)
        return ratio_of(1, 0);
    struct ratio part = {whole.up / up.up, (up.up - whole.up) / up.up};
    return part;
}

static struct ratio level_of(struct counted *counted, size_t component) {
    if (counted->known[component])
        return counted->level[component];
    slacalc_figure figure = figure_of(counted->model, component, counted->basis);
    struct ratio level =
        figure == SLACALC_FIGURE_NONE ? ratio_of(1, 0) : counted->model->components[component].figures[figure].ratio;
    if (oracle_is_whole(counted->model, component, counted->basis))
        level = part_of(counted, component, level);
    counted->known[component] = true;
    return counted->level[component] = level;
}

struct ratio oracle_checked(const struct oracle_model *model, size_t component, slacalc_basis basis,
                            slacalc_figure *figure) {
    if (!oracle_is_whole(model, component, basis))
        return oracle_own(model, component, basis, figure);
    *figure = first_figure(model, component, basis, true);
    return *figure == SLACALC_FIGURE_NONE ? ratio_of(1, 0) : model->components[component].figures[*figure].ratio;
}

/* With the component as its own promises are checked: by its first own figure, without one as up by itself. */
static struct counted counted_for(struct counted *counted, size_t component) {
    for (size_t c = 0; c < counted->model->component_count; c++)
        level_of(counted, c);
    struct counted judged = *counted;
    if (!oracle_is_whole(counted->model, component, counted->basis))
        return judged;
    slacalc_figure figure;
    judged.judged = component;
    judged.level[component] = oracle_checked(counted->model, component, counted->basis, &figure);
    return judged;
}

static void judge(struct counted *counted, size_t component, unsigned perfect, unsigned uncovered,
                  struct oracle_truth *truth) {
    if (oracle_is_whole(counted->model, component, counted->basis)) {
        struct counted judged = counted_for(counted, component);
        sum_one(&judged, component, perfect, uncovered, truth->judged, truth->judged_undegraded);
        return;
    }
    truth->judged[component] = truth->availability[component];
    truth->judged_undegraded[component] = truth->undegraded[component];
}

void oracle_evaluate_uncovered(const struct oracle_model *model, slacalc_basis basis, unsigned perfect,
                               unsigned uncovered, struct oracle_truth *truth) {
    struct counted counted = {.model = model, .basis = basis, .judged = SLACALC_NONE};
    struct states states = {.model = model, .counted = &counted, .uncovered = uncovered};
    struct sums sums = {truth->availability, truth->undegraded, 0, model->component_count};
    bool all[ORACLE_COMPONENTS];
    memset(all, true, sizeof all);
    memset(truth, 0, sizeof *truth);
    add_replicas(&states, perfect, all);
    add_chances(&states, all);
    visit_states(&states, 0, 1, add_state, &sums);
    for (size_t c = 0; c < model->component_count; c++)
        judge(&counted, c, perfect, uncovered, truth);
}

void oracle_evaluate(const struct oracle_model *model, slacalc_basis basis, unsigned perfect,
                     struct oracle_truth *truth) {
    oracle_evaluate_uncovered(model, basis, perfect, 0, truth);
}

struct loss {
    size_t service;
    quad down;
};

static void add_loss(struct states *states, quad probability, void *context) {
    struct loss *loss = context;
    forget(states, false);
    if (!component_up(states, loss->service))
        loss->down += probability;
}

static void list_elements(const struct states *states, const bool *needed, struct oracle_outages *outages) {
    outages->count = states->element_count;
    for (size_t e = 0; e < outages->count; e++)
        outages->down[e] = states->elements[e].down;
    for (size_t c = 0; c < states->model->component_count; c++) {
        bool has_elements = needed[c] && states->replica[c] != fixed_up && states->replica[c] != fixed_down;
        for (size_t i = 0; has_elements && i < replicas_of(states, c); i++)
            outages->component[states->replica[c] + i] = c;
        if (needed[c] && states->cause[c] != fixed_up && states->cause[c] != fixed_down)
            outages->component[states->cause[c]] = c;
    }
}

/* Which elements are causes of groups. */
static void list_groups(const struct states *states, const bool *needed, struct oracle_outages *outages) {
    const struct oracle_model *model = states->model;
    memset(outages->group, 0, sizeof outages->group);
    for (size_t n = 0; n < model->need_count; n++) {
        unsigned members = members_of(model, &model->needs[n]);
        for (size_t c = 0; model->needs[n].beta.given && c < model->component_count; c++)
            if (members >> c & 1 && needed[c] && states->group[c] != fixed_up && states->group[c] != fixed_down)
                outages->group[states->group[c]] = members;
    }
}

/* What the causes of groups leave of the chance of the state. */
static quad part_of_state(const struct states *states) {
    quad part = 1;
    for (size_t c = 0; c < states->model->component_count; c++) {
        size_t up = 0;
        if (!(states->in_groups >> c & 1) || states->quorum[c].up <= 0 || states->alone[c].down <= 0)
            continue;
        for (size_t i = 0; i < replicas_of(states, c); i++)
            up += element_up(states, states->replica[c], i);
        bool is_up = up >= quorum_of(states, c) && element_up(states, states->cause[c], 0);
        part *= is_up ? states->alone[c].up / states->quorum[c].up : states->alone[c].down / states->quorum[c].down;
    }
    return part;
}

static bool list_outages(struct states states, size_t service, size_t limit, struct oracle_outages *outages) {
    struct counted judged = counted_for(states.counted, service);
    bool needed[ORACLE_COMPONENTS] = {false};
    states.counted = &judged;
    oracle_reach(states.model, service, false, needed);
    add_replicas(&states, 0, needed);
    list_elements(&states, needed, outages);
    list_groups(&states, needed, outages);
    if (outages->count > limit)
        return false;
    add_chances(&states, needed);
    size_t count = (size_t)1 << outages->count;
    outages->loss = calloc(2 * count, sizeof *outages->loss);
    if (outages->loss == NULL)
        abort();
    outages->part = states.in_full ? outages->loss + count : NULL;
    for (unsigned up = 0; up < count; up++) {
        struct loss loss = {service, 0};
        states.up = up;
        visit_states(&states, outages->count, 1, add_loss, &loss);
        outages->loss[up] = loss.down;
        states.up = up;
        if (states.in_full)
            outages->part[up] = part_of_state(&states);
    }
    return true;
}

bool oracle_outages_uncovered(const struct oracle_model *model, slacalc_basis basis, size_t service, size_t limit,
                              unsigned uncovered, bool up_there, struct oracle_outages *outages) {
    struct counted counted = {.model = model, .basis = basis, .judged = SLACALC_NONE};
    struct states states = {
        .model = model, .counted = &counted, .uncovered = uncovered, .uncovered_up = up_there, .any_joint = true};
    return list_outages(states, service, limit, outages);
}

bool oracle_outages_by_causes(const struct oracle_model *model, slacalc_basis basis, size_t service, size_t limit,
                              struct oracle_outages *outages) {
    struct counted counted = {.model = model, .basis = basis, .judged = SLACALC_NONE};
    struct states states = {.model = model, .counted = &counted, .in_full = true};
    return list_outages(states, service, limit, outages);
}

bool oracle_outages(const struct oracle_model *model, slacalc_basis basis, size_t service, size_t limit,
                    struct oracle_outages *outages) {
    return oracle_outages_uncovered(model, basis, service, limit, 0, false, outages);
}

/* ---- Events that bring a service down ---- */

/* Returns false where there is no room. */
static bool add_event(struct oracle_failures *failures, slacalc_event_kind kind, size_t component, unsigned down,
                      unsigned up) {
    if (failures->count == ORACLE_ELEMENTS)
        return false;
    failures->events[failures->count++] = (struct oracle_event){kind, component, down, up};
    return true;
}

static unsigned bits_of(size_t first, size_t count) {
    return first == fixed_up ? 0 : ((1U << count) - 1) << first;
}

/* The cause of all replicas is an event of its own there. */
static bool add_outages_across(const struct states *states, size_t component, struct oracle_failures *failures) {
    size_t numbers[ORACLE_PLACED], count = oracle_placed(states->model, component, numbers);
    unsigned cause = bits_of(states->cause[component], 1), down = bits_of(states->replica[component], count);
    bool fits = replicas_of(states, component) == states->model->components[component].replicas &&
                (cause == 0 || add_event(failures, SLACALC_EVENT_COMMON, component, cause, 0));
    for (unsigned left = down; fits && left != 0; left &= left - 1)
        fits = add_event(failures, SLACALC_EVENT_REPLICAS, component, left & -left, 0);
    return fits;
}

static bool add_outage(const struct states *states, size_t component, struct oracle_failures *failures) {
    size_t replicas = replicas_of(states, component), first = states->replica[component];
    if (oracle_across(states->model, &states->model->components[component]))
        return add_outages_across(states, component, failures);
    unsigned down = bits_of(first, states->as_one[component] ? 1 : replicas) | bits_of(states->cause[component], 1);
    return down == 0 ||
           add_event(failures, replicas > 1 ? SLACALC_EVENT_REPLICAS : SLACALC_EVENT_COMPONENT, component, down, 0);
}

static bool add_group_cause(const struct states *states, size_t component, struct oracle_failures *failures) {
    if (states->group[component] == fixed_down)
        return false;
    unsigned down = bits_of(states->group[component], 1);
    for (size_t i = 0; i < failures->count; i++)
        if (failures->events[i].kind == SLACALC_EVENT_COMMON && failures->events[i].down == down)
            return true;
    return down == 0 || add_event(failures, SLACALC_EVENT_COMMON, component, down, 0);
}

static bool add_chance_events(const struct states *states, size_t need, struct oracle_failures *failures) {
    const struct oracle_need *n = &states->model->needs[need];
    bool is_chance =
        n->kind == SLACALC_NEED_FAILOVER || n->kind == SLACALC_NEED_TRAFFIC || n->kind == SLACALC_NEED_SPLIT;
    bool fits = !is_chance || states->chance[need] != fixed_down;
    if (is_chance && fits && states->chance[need] != fixed_up) {
        unsigned element = 1U << states->chance[need];
        for (size_t i = 0; fits && n->kind == SLACALC_NEED_FAILOVER && i + 1 < n->part_count; i++)
            fits = add_event(failures, SLACALC_EVENT_SWITCH, 0, element << i, 0);
        if (n->kind == SLACALC_NEED_TRAFFIC)
            fits = add_event(failures, SLACALC_EVENT_TRAFFIC, 0, 0, element);
        for (size_t i = 0; fits && n->kind == SLACALC_NEED_SPLIT && i + 1 < n->part_count; i++)
            fits = add_event(failures, SLACALC_EVENT_WAY, 0, 0, element << i) &&
                   add_event(failures, i + 2 == n->part_count ? SLACALC_EVENT_WAY : SLACALC_EVENT_LATER_WAY, 0,
                             element << i, 0);
    }
    for (size_t i = 0; fits && n->kind != SLACALC_NEED_OPTIONAL && i < n->part_count; i++)
        fits = add_chance_events(states, n->parts[i], failures);
    return fits;
}

static bool add_events(const struct states *states, const bool *needed, struct oracle_failures *failures) {
    bool fits = true;
    for (size_t c = 0; c < states->model->component_count; c++) {
        if (!needed[c])
            continue;
        fits = fits && add_outage(states, c, failures) && add_group_cause(states, c, failures);
        for (size_t i = 0; fits && i < states->model->components[c].need_count; i++)
            fits = add_chance_events(states, states->model->components[c].needs[i], failures);
    }
    return fits;
}

/* Whether the service is down in each state that agrees with the events of the set. */
static bool fails_by(struct states *states, size_t service, const struct oracle_failures *failures, unsigned set) {
    unsigned by_up = 0, by_down = 0, up = 0, down = 0;
    for (size_t i = 0; i < failures->count; i++) {
        by_up |= failures->events[i].up;
        by_down |= failures->events[i].down;
        up |= set >> i & 1 ? failures->events[i].up : 0;
        down |= set >> i & 1 ? failures->events[i].down : 0;
    }
    if ((up & down) != 0) /* a request goes one way */
        return false;
    unsigned open = by_up & by_down & ~up & ~down, way = open;
    for (;; way = (way - 1) & open) {
        states->up = (~by_up & ~down) | up | way;
        forget(states, false);
        if (component_up(states, service))
            return false;
        if (way == 0)
            return true;
    }
}

bool oracle_failures(const struct oracle_model *model, slacalc_basis basis, size_t service, unsigned uncovered,
                     struct oracle_failures *failures) {
    struct counted counted = {.model = model, .basis = basis, .judged = SLACALC_NONE};
    struct counted judged = counted_for(&counted, service);
    struct states states = {.model = model, .counted = &judged, .uncovered = uncovered, .of_events = true};
    bool needed[ORACLE_COMPONENTS] = {false};
    *failures = (struct oracle_failures){.count = 0};
    oracle_reach(model, service, false, needed);
    add_replicas(&states, 0, needed);
    add_chances(&states, needed);
    if (!add_events(&states, needed, failures))
        return false;
    failures->down = calloc((size_t)1 << failures->count, sizeof *failures->down);
    if (failures->down == NULL)
        abort();
    for (unsigned set = 0; set < 1U << failures->count; set++)
        failures->down[set] = fails_by(&states, service, failures, set);
    return true;
}

/* Calls `meet` for each component that a need names, once for every place. */
static void for_each_named(const struct oracle_model *model, size_t need, bool optional,
                           void (*meet)(const struct oracle_model *, size_t, void *), void *context) {
    const struct oracle_need *n = &model->needs[need];
    if (n->kind == SLACALC_NEED_COMPONENT)
        meet(model, n->component, context);
    if (n->kind == SLACALC_NEED_OPTIONAL && !optional)
        return;
    for (size_t i = 0; i < n->part_count; i++)
        for_each_named(model, n->parts[i], optional, meet, context);
}

struct reach {
    bool *reached;
    bool optional;
};

static void reach(const struct oracle_model *model, size_t component, void *context) {
    struct reach *so_far = context;
    if (so_far->reached[component])
        return;
    so_far->reached[component] = true;
    const struct oracle_component *c = &model->components[component];
    for (size_t i = 0; i < c->need_count; i++)
        for_each_named(model, c->needs[i], so_far->optional, reach, so_far);
}

void oracle_reach(const struct oracle_model *model, size_t component, bool optional, bool *reached) {
    struct reach so_far = {reached, optional};
    reach(model, component, &so_far);
}

static bool is_averaged(const struct oracle_model *model, size_t need) {
    const struct oracle_need *n = &model->needs[need];
    bool averaged =
        n->kind == SLACALC_NEED_FAILOVER || n->kind == SLACALC_NEED_TRAFFIC || n->kind == SLACALC_NEED_SPLIT;
    for (size_t i = 0; n->kind != SLACALC_NEED_OPTIONAL && i < n->part_count; i++)
        averaged = averaged || is_averaged(model, n->parts[i]);
    return averaged;
}

struct places {
    bool seen[ORACLE_COMPONENTS];
    bool composes;
};

static void take_place(const struct oracle_model *model, size_t component, void *context) {
    struct places *places = context;
    if (places->seen[component])
        places->composes = false;
    places->seen[component] = true;
    const struct oracle_component *c = &model->components[component];
    for (size_t i = 0; places->composes && i < c->need_count; i++) {
        if (is_averaged(model, c->needs[i]) || model->needs[c->needs[i]].kind == SLACALC_NEED_ACROSS)
            places->composes = false;
        for_each_named(model, c->needs[i], false, take_place, places);
    }
}

bool oracle_composes(const struct oracle_model *model, size_t service) {
    struct places places = {.composes = true};
    take_place(model, service, &places);
    return places.composes;
}

const struct written *oracle_promise(const struct oracle_model *model, size_t component, slacalc_basis basis,
                                     slacalc_promise_kind kind) {
    const struct oracle_component *c = &model->components[component];
    slacalc_figure taken = first_figure(model, component, basis, false);
    const struct written *promise = kind == SLACALC_SLA         ? &c->figures[SLACALC_FIGURE_SLA]
                                    : kind == SLACALC_OLA       ? &c->figures[SLACALC_FIGURE_OLA]
                                    : kind == SLACALC_OBJECTIVE ? &c->figures[SLACALC_FIGURE_OBJECTIVE]
                                                                : &c->required;
    bool is_its_level = promise == &c->figures[taken] && !oracle_needs_something(model, c);
    return promise->given && !is_its_level ? promise : NULL;
}

static void note_user(const struct oracle_model *model, size_t component, void *context) {
    (void)model;
    ((bool *)context)[component] = true;
}

static bool has_promise(const struct oracle_model *model, size_t component, slacalc_basis basis) {
    return oracle_promise(model, component, basis, SLACALC_SLA) != NULL ||
           oracle_promise(model, component, basis, SLACALC_OLA) != NULL ||
           oracle_promise(model, component, basis, SLACALC_OBJECTIVE) != NULL;
}

/* What the model itself asks for, without a selection. Returns whether there is any. */
static bool find_implied(const struct oracle_model *model, slacalc_basis basis, bool *implied) {
    bool used[ORACLE_COMPONENTS] = {false}, some = false;
    for (size_t c = 0; c < model->component_count; c++)
        for (size_t i = 0; i < model->components[c].need_count; i++)
            for_each_named(model, model->components[c].needs[i], true, note_user, used);
    for (size_t c = 0; c < model->component_count; c++) {
        bool is_root = model->components[c].need_count > 0 && !used[c];
        implied[c] = is_root || has_promise(model, c, basis);
        some = some || implied[c];
    }
    return some;
}

size_t oracle_services(const struct oracle_model *model, slacalc_basis basis, size_t *services) {
    size_t count = model->selected_count;
    bool reported[ORACLE_COMPONENTS] = {false};
    for (size_t i = 0; i < count; i++) {
        services[i] = model->selected[i];
        reported[services[i]] = true;
    }
    bool implied[ORACLE_COMPONENTS] = {false};
    bool every = count == 0 && !find_implied(model, basis, implied);
    for (size_t c = 0; c < model->component_count; c++)
        if (!reported[c] && (every || implied[c] || model->components[c].required.given))
            services[count++] = c;
    return count;
}

static void find_optional(const struct oracle_model *model, size_t need, bool *degrades) {
    const struct oracle_need *n = &model->needs[need];
    if (n->kind == SLACALC_NEED_OPTIONAL)
        for_each_named(model, need, true, note_user, degrades);
    for (size_t i = 0; i < n->part_count; i++)
        find_optional(model, n->parts[i], degrades);
}

void oracle_degraded_by(const struct oracle_model *model, size_t service, bool *degrades) {
    bool reached[ORACLE_COMPONENTS] = {false};
    oracle_reach(model, service, true, reached);
    for (size_t c = 0; c < model->component_count; c++)
        for (size_t i = 0; reached[c] && i < model->components[c].need_count; i++)
            find_optional(model, model->components[c].needs[i], degrades);
}
