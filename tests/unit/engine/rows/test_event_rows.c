/*
 * What events mean to a service, and what parts have to deliver, against the enumeration of every state of random
 * models, minute by minute of the week: own parts, replicas, switches, shares of traffic and hours. SLACALC_MODELS
 * says how many models, SLACALC_SEED where to start.
 */
#include "drawn.h"
#include "evaluate.h"
#include "near.h"
#include "pieces.h"
#include "runs.h"

/* ---- By hand ---- */

/* It is up 80 % of the time for those who need it, within its hours, which are half of the day, and without failures of
 * its own by its own promise. */
static void hours_cost_what_those_who_need_the_part_count_with(void **state) {
    (void)state;
    slacalc_options options = slacalc_options_default();
    options.why = true;
    options.basis = SLACALC_BASIS_SLA;
    slacalc_result *result = evaluate_text("components:\n  need: {slo: 90%}\n"
                                           "  part: {sla: 80%, hours: 00:00-12:00, depends_on: need}\n"
                                           "  s: {sla: 10%, depends_on: part}\n",
                                           NULL, &options, NULL);
    assert_non_null(result);
    const slacalc_service *service = service_named(result, "s");
    assert_near(service->availability.value.down, 0.6, 1e-12);
    assert_int_equal(service->importance[0].event.kind, SLACALC_EVENT_HOURS);
    assert_near(service->importance[0].criticality, 2 / 3.0, 1e-12);
    assert_near(service->shares[0].hours_share, 2 / 3.0, 1e-12);
    slacalc_result_free(result);
}

/* ---- At random ---- */

/* How a component is other than in the model, at all minutes. */
struct change {
    unsigned perfect, down, covered; /* sets of components: never down by themselves, always so, at all hours */
};

/* Within the hours of the service. */
static quad down_with(const struct drawn *drawn, size_t component, struct change change) {
    static struct piece pieces[PIECES];
    static struct oracle_truth truth;
    size_t count = pieces_find(&drawn->model, pieces_needed(&drawn->model, component), pieces);
    quad down = 0, minutes = 0;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].uncovered >> component & 1)
            continue;
        unsigned uncovered = (pieces[i].uncovered & ~change.covered) | change.down;
        oracle_evaluate_uncovered(&drawn->model, drawn->trial.basis, change.perfect, uncovered, &truth);
        down += truth.judged[component].down * pieces[i].minutes;
        minutes += pieces[i].minutes;
    }
    return down / minutes;
}

/* What replicas across places are worth by themselves is a difference that is divided by the chance that their common
 * cause is absent: where that is as small as 1e-9, so many of the digits of a long double are lost. */
static double digits_of(const struct drawn *drawn, size_t row) {
    const slacalc_component *component = slacalc_result_component(drawn->result, row);
    return component->is_tied ? fmax(1e-9, 1e-18 / (1 - component->beta)) : 1e-9;
}

/* What is the difference of figures near 1 may be off by what their last digits are worth: those of a double where a
 * component's own part is what its needs leave of a whole figure, since own_parts.h promises no more. */
static void expect_figure(struct drawn *drawn, double got, quad want, const char *what, size_t row) {
    const slacalc_component *component = slacalc_result_component(drawn->result, row);
    bool is_left_over = oracle_any_whole(&drawn->model, drawn->trial.basis);
    double slack = !has_long_double() ? 1e-14 : component->is_tied ? 1e-15 : is_left_over ? 1e-16 : 1e-17;
    const char *name = component->name;
    expect(&drawn->trial, is_near(got, (double)want, digits_of(drawn, row)) || fabs(got - (double)want) < slack,
           "%s of %s: got %.17g, want %.17g", what, name, got, (double)want);
}

/* Against what the service comes to if the event never happens, and if it is sure. */
static void expect_worth(struct drawn *drawn, const slacalc_service *service, const slacalc_importance *row,
                         quad without, quad sure) {
    size_t row_of = row->event.component;
    quad down = down_with(drawn, drawn_component(drawn, service->component), (struct change){0});
    expect_figure(drawn, row->birnbaum, sure - without, "Birnbaum importance", row_of);
    expect_figure(drawn, row->criticality, (down - without) / down, "criticality", row_of);
    expect_figure(drawn, row->diagnostic, row->level.down * sure / down, "diagnostic importance", row_of);
    expect_figure(drawn, row->raw, sure / down, "risk achievement worth", row_of);
    expect_figure(drawn, 1 / row->rrw, without / down, "risk reduction worth", row_of);
}

static void expect_outage(struct drawn *drawn, const slacalc_service *service, const slacalc_importance *row) {
    size_t whose = drawn_component(drawn, service->component);
    unsigned part = 1U << drawn_component(drawn, row->event.component);
    expect_worth(drawn, service, row, down_with(drawn, whose, (struct change){.perfect = part}),
                 down_with(drawn, whose, (struct change){.down = part}));
}

/* Counts the needs of that kind from `need` on, downwards; `last` is the last of them. */
static size_t count_needs(const struct oracle_model *model, size_t need, slacalc_requirement_kind kind, size_t *last) {
    const struct oracle_need *of = &model->needs[need];
    size_t count = of->kind == kind;
    if (of->kind == kind)
        *last = need;
    for (size_t i = 0; i < of->part_count; i++)
        count += count_needs(model, of->parts[i], kind, last);
    return count;
}

/* Where the component states one such need alone, and what it changes is no figure of another one. */
static bool find_need(const struct drawn *drawn, size_t component, slacalc_requirement_kind kind, size_t *need) {
    const struct oracle_component *of = &drawn->model.components[component];
    size_t count = 0;
    for (size_t i = 0; i < of->need_count; i++)
        count += count_needs(&drawn->model, of->needs[i], kind, need);
    return count == 1 && drawn->model.alias_count == 0 && drawn->model.needs[*need].part_count <= 2 &&
           !oracle_any_whole(&drawn->model, drawn->trial.basis);
}

/* Of a switch, which works always or never, or of a share of traffic, which is nothing or all. */
static void expect_chance(struct drawn *drawn, const slacalc_service *service, const slacalc_importance *row) {
    bool is_switch = row->event.kind == SLACALC_EVENT_SWITCH;
    size_t need, whose = drawn_component(drawn, service->component);
    if (!find_need(drawn, drawn_component(drawn, row->event.component),
                   is_switch ? SLACALC_NEED_FAILOVER : SLACALC_NEED_TRAFFIC, &need))
        return;
    struct ratio *level = &drawn->model.needs[need].level.ratio, kept = *level;
    *level = ratio_of(is_switch, 0);
    quad without = down_with(drawn, whose, (struct change){0});
    *level = ratio_of(!is_switch, 0);
    quad sure = down_with(drawn, whose, (struct change){0});
    *level = kept;
    expect_worth(drawn, service, row, without, sure);
}

static void expect_hours(struct drawn *drawn, const slacalc_service *service, const slacalc_importance *row) {
    size_t whose = drawn_component(drawn, service->component), row_of = row->event.component;
    quad without = down_with(drawn, whose, (struct change){.covered = 1U << drawn_component(drawn, row_of)});
    quad down = down_with(drawn, whose, (struct change){0});
    expect_figure(drawn, row->criticality, (down - without) / down, "criticality of hours", row_of);
    expect_figure(drawn, 1 / row->rrw, without / down, "risk reduction worth of hours", row_of);
}

/* Whether another component than this one counts with a figure for the whole: its own part would be another one where
 * what it needs changes, so that the figure stays. */
static bool another_is_whole(const struct drawn *drawn, size_t component) {
    for (size_t c = 0; c < drawn->model.component_count; c++)
        if (c != component && oracle_is_whole(&drawn->model, c, drawn->trial.basis))
            return true;
    return false;
}

/* With that level in place of the figure that counts the promise is just kept. */
static void expect_just_kept(struct drawn *drawn, const slacalc_service *service, const slacalc_needed *needed) {
    size_t changed = drawn_component(drawn, needed->event.component);
    size_t whose = drawn_component(drawn, service->component);
    slacalc_figure figure;
    if (changed == whose)
        oracle_checked(&drawn->model, changed, drawn->trial.basis, &figure);
    else
        oracle_own(&drawn->model, changed, drawn->trial.basis, &figure);
    if (figure == SLACALC_FIGURE_NONE || another_is_whole(drawn, changed))
        return;
    /* Of a figure of 0 % for the whole the row is about the own part, which has no figure to change. */
    bool is_whole = changed != whose && oracle_is_whole(&drawn->model, changed, drawn->trial.basis);
    if (is_whole && !needed->is_whole && drawn->model.components[changed].figures[figure].ratio.up <= 0)
        return;
    if (!needed->is_possible || needed->level.up <= 0 || needed->level.down <= 0)
        return;
    struct ratio *level = &drawn->model.components[changed].figures[figure].ratio, kept = *level;
    *level = (struct ratio){(quad)needed->level.up, (quad)needed->level.down};
    expect_figure(drawn, service->promises[needed->promise].level.down, down_with(drawn, whose, (struct change){0}),
                  "unavailability at the needed level", needed->event.component);
    *level = kept;
}

static void expect_needed(struct drawn *drawn, const slacalc_service *service, const slacalc_needed *needed) {
    size_t whose = drawn_component(drawn, service->component), row_of = needed->event.component;
    unsigned part = 1U << drawn_component(drawn, row_of);
    expect_just_kept(drawn, service, needed);
    if (slacalc_result_component(drawn->result, row_of)->is_tied)
        return;
    quad promised = (quad)service->promises[needed->promise].level.down;
    quad without = down_with(drawn, whose, (struct change){.perfect = part});
    quad sure = down_with(drawn, whose, (struct change){.down = part});
    /* A part that is never up while the service is needed changes nothing but the last digits of a sum. */
    bool matters = sure - without > (quad)1e-25;
    quad outage = matters ? (promised - without) / (sure - without) : 1;
    bool is_close = is_near((double)without, (double)promised, 1e-9);
    expect(&drawn->trial, is_close || needed->is_possible == (without <= promised), "whether a level is enough");
    if (!is_close && needed->is_possible && needed->event.kind == SLACALC_EVENT_COMPONENT && !needed->is_whole)
        expect_figure(drawn, needed->level.down, outage < 1 ? outage : 1, "needed level", row_of);
}

static bool is_cause(const slacalc_service *service, const slacalc_importance *row) {
    for (size_t i = 0; i < service->cause_count; i++) {
        const slacalc_cause *cause = &service->causes[i];
        if (cause->event.kind == row->event.kind && cause->event.line == row->event.line &&
            cause->event.column == row->event.column)
            return is_near(cause->share, row->criticality, 1e-9);
    }
    return false;
}

/* A switch or a common cause is among the causes unless three others cost as much. */
static void expect_cause(struct drawn *drawn, const slacalc_service *service, const slacalc_importance *row) {
    enum { CAUSES = 3 };
    bool is_full = service->cause_count == CAUSES;
    bool is_small =
        row->criticality <= 0 || (is_full && row->criticality <= service->causes[CAUSES - 1].share * (1 + 1e-9));
    expect(&drawn->trial, is_small || is_cause(service, row), "what costs %.17g is no cause", row->criticality);
}

static void compare_service(struct drawn *drawn, const slacalc_service *service) {
    for (size_t i = 0; i < service->importance_count; i++) {
        const slacalc_importance *row = &service->importance[i];
        if (row->event.kind == SLACALC_EVENT_COMPONENT || row->event.kind == SLACALC_EVENT_REPLICAS)
            expect_outage(drawn, service, row);
        if (row->event.kind == SLACALC_EVENT_SWITCH || row->event.kind == SLACALC_EVENT_TRAFFIC)
            expect_chance(drawn, service, row);
        if (row->event.kind == SLACALC_EVENT_SWITCH || row->event.kind == SLACALC_EVENT_COMMON)
            expect_cause(drawn, service, row);
        if (row->event.kind == SLACALC_EVENT_HOURS)
            expect_hours(drawn, service, row);
    }
    for (size_t i = 0; i < service->needed_count; i++)
        expect_needed(drawn, service, &service->needed[i]);
}

static void compare_model(uint64_t seed) {
    drawn_with_needs(seed, compare_service);
}

static void random_models_agree_with_enumeration(void **state) {
    (void)state;
    runs_each(300, compare_model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_cost_what_those_who_need_the_part_count_with),
        cmocka_unit_test(random_models_agree_with_enumeration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
