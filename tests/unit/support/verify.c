#include "verify.h"

#include "near.h"

#include <stdio.h>
#include <string.h>

/* The promised accuracy of both sides of an availability. */
#define EXACT 1e-12

/* What a result says, and where its rows stand. */
struct view {
    struct trial *trial;
    const slacalc_result *result;
    const struct oracle_truth *truth;
    bool inexact;
    size_t row[ORACLE_COMPONENTS]; /* by component of the model; SLACALC_NONE where it is not needed */
};

bool expect(struct trial *trial, bool passed, const char *format, ...) {
    if (passed)
        return true;
    if (trial->failures++ == 0)
        print_error("seed %llu, basis %d, max_nodes %zu, of the model\n%s", (unsigned long long)trial->seed,
                    (int)trial->basis, trial->max_nodes, trial->text);
    va_list arguments;
    va_start(arguments, format);
    char message[256];
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    print_error("  %s\n", message);
    return false;
}

bool expect_near(struct trial *trial, double got, quad want, double relative, const char *what, const char *name) {
    return expect(trial, is_near(got, (double)want, relative), "%s of %s: got %.17g, want %.17g", what, name, got,
                  (double)want);
}

static const char *name_of(const struct view *view, size_t component) {
    return view->trial->model->components[component].name;
}

static void verify_level(const struct view *view, slacalc_level got, struct ratio want, double relative,
                         const char *what, const char *name) {
    expect_near(view->trial, got.up, want.up, relative, what, name);
    expect_near(view->trial, got.down, want.down, relative, what, name);
}

static bool level_at_most(slacalc_level a, slacalc_level b, double slack) {
    return a.up <= b.up * (1 + slack) && b.down <= a.down * (1 + slack);
}

static void verify_estimate(const struct view *view, const slacalc_estimate *got, struct ratio want, const char *what,
                            const char *name) {
    slacalc_level truth = {(double)want.up, (double)want.down};
    if (!expect(view->trial, got->exact || view->inexact, "%s of %s is not exact", what, name))
        return;
    if (got->exact) {
        verify_level(view, got->value, want, EXACT, what, name);
        verify_level(view, got->low, (struct ratio){got->value.up, got->value.down}, 0, what, name);
        verify_level(view, got->high, (struct ratio){got->value.up, got->value.down}, 0, what, name);
        return;
    }
    bool holds = level_at_most(got->low, truth, EXACT) && level_at_most(truth, got->high, EXACT);
    expect(view->trial, holds, "%s of %s: %.17g is not within %.17g and %.17g; down %.17g, %.17g and %.17g", what, name,
           truth.up, got->low.up, got->high.up, truth.down, got->low.down, got->high.down);
    struct ratio middle = {((quad)got->low.up + got->high.up) / 2, ((quad)got->low.down + got->high.down) / 2};
    verify_level(view, got->value, middle, EXACT, what, name);
}

static bool same_needs(const struct view *view, size_t first, const size_t *needs, size_t count);

static bool same_need(const struct view *view, const slacalc_requirement *got, const struct oracle_need *want);

/* Each way stands in a share of its own. */
static bool same_ways(const struct view *view, size_t first, const struct oracle_need *split) {
    for (size_t i = 0; i < split->part_count; i++) {
        const slacalc_requirement *way = slacalc_result_requirement(view->result, first);
        if (way == NULL || way->kind != SLACALC_NEED_TRAFFIC ||
            !is_near(way->level.up, split->percent[i] / 100.0, EXACT) ||
            !same_needs(view, way->part, &split->parts[i], 1))
            return false;
        first = way->next;
    }
    return first == SLACALC_NONE;
}

static bool same_need(const struct view *view, const slacalc_requirement *got, const struct oracle_need *want) {
    if (got->kind != want->kind)
        return false;
    if (want->kind == SLACALC_NEED_COMPONENT)
        return got->component == view->row[want->component] && got->part == SLACALC_NONE;
    if (want->kind == SLACALC_NEED_AT_LEAST && got->at_least != want->at_least)
        return false;
    if (want->level.given && (!is_near(got->level.up, (double)want->level.ratio.up, EXACT) ||
                              !is_near(got->level.down, (double)want->level.ratio.down, EXACT)))
        return false;
    if (!is_near(got->beta, (double)oracle_beta(view->trial->model, want).up, EXACT) || got->beta_is_assumed)
        return false;
    if (want->kind == SLACALC_NEED_SPLIT)
        return got->component == SLACALC_NONE && same_ways(view, got->part, want);
    return got->component == SLACALC_NONE && same_needs(view, got->part, want->parts, want->part_count);
}

static bool same_needs(const struct view *view, size_t first, const size_t *needs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const slacalc_requirement *got = slacalc_result_requirement(view->result, first);
        if (got == NULL || !same_need(view, got, &view->trial->model->needs[needs[i]]))
            return false;
        first = got->next;
    }
    return first == SLACALC_NONE;
}

/* Appends what the need names to `rows`, once each. */
static size_t list_named(const struct view *view, size_t need, size_t *rows, size_t count) {
    const struct oracle_need *n = &view->trial->model->needs[need];
    for (size_t i = 0; i < n->part_count; i++)
        count = list_named(view, n->parts[i], rows, count);
    if (n->kind != SLACALC_NEED_COMPONENT)
        return count;
    for (size_t i = 0; i < count; i++)
        if (rows[i] == view->row[n->component])
            return count;
    rows[count] = view->row[n->component];
    return count + 1;
}

static void verify_structure(const struct view *view, const slacalc_component *got, size_t component) {
    const struct oracle_component *want = &view->trial->model->components[component];
    size_t rows[ORACLE_COMPONENTS], count = 0;
    for (size_t i = 0; i < want->need_count; i++)
        count = list_named(view, want->needs[i], rows, count);
    bool same =
        got->depends_on_count == count && (count == 0 || memcmp(got->depends_on, rows, count * sizeof *rows) == 0);
    expect(view->trial, same, "depends_on of %s differs", want->name);
    expect(view->trial, same_needs(view, got->requirements, want->needs, want->need_count), "requirements of %s differ",
           want->name);
    expect(view->trial, got->replicas == want->replicas && got->quorum == want->quorum,
           "replicas of %s: got %zu of %zu", want->name, got->quorum, got->replicas);
    expect_near(view->trial, got->beta, want->beta.given ? want->beta.ratio.up : 0, EXACT, "beta", want->name);
}

/* A part that is next to nothing is known against the whole. */
static void verify_part(const struct view *view, const slacalc_component *got, struct ratio want, const char *name) {
    double slack = EXACT * (got->whole.down + (double)want.down);
    expect(view->trial,
           fabs(got->own.down - (double)want.down) <= slack && is_near(got->own.up, (double)want.up, EXACT),
           "own part of %s: got %.17g, want %.17g", name, got->own.down, (double)want.down);
}

static void verify_component(const struct view *view, size_t component) {
    const slacalc_component *got = slacalc_result_component(view->result, view->row[component]);
    const char *name = name_of(view, component);
    slacalc_figure figure;
    struct ratio own = oracle_own(view->trial->model, component, view->trial->basis, &figure);
    if (!expect(view->trial, strcmp(got->name, name) == 0, "component '%s' stands where %s should", got->name, name))
        return;
    bool whole = oracle_is_whole(view->trial->model, component, view->trial->basis);
    if (whole)
        verify_part(view, got, own, name);
    else
        verify_level(view, got->own, own, 1e-15, "own level", name);
    expect(view->trial, got->has_whole == whole, "the figure of %s is %s whole one", name, whole ? "a" : "no");
    if (whole)
        verify_level(view, got->whole, view->trial->model->components[component].figures[figure].ratio, 1e-15, "whole",
                     name);
    expect(view->trial, got->figure == figure, "figure of %s: got %d, want %d", name, (int)got->figure, (int)figure);
    verify_estimate(view, &got->availability, view->truth->availability[component], "availability", name);
    verify_structure(view, got, component);
}

/* -1: not kept; 1: kept; 0: nearer than the manual tells. */
static int is_kept(quad down, quad promised) {
    if (down <= promised * (quad)(1 + 1e-10))
        return 1;
    return down > promised * (quad)(1 + 1e-8) ? -1 : 0;
}

static slacalc_verdict verdict_on(quad promised, quad worst, quad computed, quad best, int kept_from) {
    if (is_kept(worst, promised) >= kept_from)
        return SLACALC_GUARANTEED;
    if (is_kept(computed, promised) >= kept_from)
        return SLACALC_HOLDS;
    return is_kept(best, promised) >= kept_from ? SLACALC_BROKEN : SLACALC_IMPOSSIBLE;
}

static void verify_promise(const struct view *view, const slacalc_service *service, const slacalc_promise *got,
                           size_t component, const struct written *want) {
    const char *name = name_of(view, component);
    quad promised = want->ratio.down, down = view->truth->judged[component].down;
    slacalc_verdict mildest = verdict_on(promised, service->worst.down, down, service->best.down, 0);
    slacalc_verdict hardest = verdict_on(promised, service->worst.down, down, service->best.down, 1);
    verify_level(view, got->level, want->ratio, 1e-15, "promise", name);
    expect(view->trial, got->decided || view->inexact, "the promise of %s is not decided", name);
    expect(view->trial, got->verdict >= mildest && (got->verdict <= hardest || !got->decided),
           "verdict on %s: got %d, want %d to %d", name, (int)got->verdict, (int)mildest, (int)hardest);
    double period = slacalc_result_period_s(view->result), computed = service->availability.value.down;
    double margin = (double)((promised - computed) * period);
    expect(view->trial, fabs(got->margin_s - margin) <= 1e-12 * period * ((double)promised + computed),
           "margin of %s: got %.17g, want %.17g", name, got->margin_s, margin);
}

static void verify_promises(const struct view *view, const slacalc_service *service, size_t component) {
    size_t count = 0;
    for (slacalc_promise_kind kind = SLACALC_SLA; kind <= SLACALC_REQUIRED; kind++) {
        const struct written *want = oracle_promise(view->trial->model, component, view->trial->basis, kind);
        if (want == NULL)
            continue;
        bool found = count < service->promise_count && service->promises[count].kind == kind;
        if (!expect(view->trial, found, "promise %d of %s is missing", (int)kind, name_of(view, component)))
            return;
        verify_promise(view, service, &service->promises[count++], component, want);
    }
    expect(view->trial, count == service->promise_count, "%s has %zu promises, %zu are reported",
           name_of(view, component), count, service->promise_count);
}

static void verify_degraded_by(const struct view *view, const slacalc_service *service, size_t component) {
    bool degrades[ORACLE_COMPONENTS] = {false};
    size_t rows[ORACLE_COMPONENTS], count = 0;
    oracle_degraded_by(view->trial->model, component, degrades);
    for (size_t c = 0; c < view->trial->model->component_count; c++)
        if (degrades[c])
            rows[count++] = view->row[c];
    bool same = service->degraded_by_count == count &&
                (count == 0 || memcmp(service->degraded_by, rows, count * sizeof *rows) == 0);
    expect(view->trial, same, "degraded_by of %s differs", name_of(view, component));
}

static void verify_service(const struct view *view, const slacalc_service *service, size_t component) {
    const char *name = name_of(view, component);
    if (!expect(view->trial, service->component == view->row[component], "service %s is missing", name))
        return;
    double down = service->availability.value.down, period = slacalc_result_period_s(view->result);
    verify_estimate(view, &service->availability, view->truth->judged[component], "service", name);
    verify_estimate(view, &service->undegraded, view->truth->judged_undegraded[component], "undegraded", name);
    expect(view->trial, fabs(service->nines + log10(down)) <= 1e-12 || (down <= 0 && isinf(service->nines)),
           "nines of %s: got %.17g", name, service->nines);
    expect_near(view->trial, service->downtime_period_s, down * period, EXACT, "downtime", name);
    expect_near(view->trial, service->downtime_year_s, down * 31556952, EXACT, "downtime a year", name);
    double truth = (double)view->truth->judged[component].down, slack = 1 + 1e-9;
    expect(view->trial, service->best.down <= truth * slack && truth <= service->worst.down * slack,
           "bounds of %s: down %.17g and %.17g are not around %.17g", name, service->best.down, service->worst.down,
           truth);
    expect_near(view->trial, service->worst.up + service->worst.down, 1, 1e-15, "sum of worst", name);
    expect_near(view->trial, service->best.up + service->best.down, 1, 1e-15, "sum of best", name);
    verify_promises(view, service, component);
    verify_degraded_by(view, service, component);
}

/* Finds the rows of the components that the services need. Returns how many there are. */
static size_t find_rows(struct view *view, const size_t *services, size_t count) {
    bool reached[ORACLE_COMPONENTS] = {false};
    size_t rows = 0;
    for (size_t i = 0; i < count; i++)
        oracle_reach(view->trial->model, services[i], true, reached);
    for (size_t c = 0; c < ORACLE_COMPONENTS; c++)
        view->row[c] = reached[c] ? rows++ : SLACALC_NONE;
    return rows;
}

static void verify_summary(const struct view *view) {
    size_t counts[SLACALC_IMPOSSIBLE + 1] = {0};
    for (size_t i = 0; i < slacalc_result_service_count(view->result); i++) {
        const slacalc_service *service = slacalc_result_service(view->result, i);
        for (size_t p = 0; p < service->promise_count; p++)
            counts[service->promises[p].verdict]++;
    }
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        expect(view->trial, slacalc_result_verdicts(view->result, verdict) == counts[verdict],
               "%zu promises have verdict %d", counts[verdict], (int)verdict);
    bool kept = counts[SLACALC_BROKEN] + counts[SLACALC_IMPOSSIBLE] == 0;
    expect(view->trial, slacalc_result_kept(view->result) == kept, "kept should be %d", kept);
}

void verify_result(struct trial *trial, const slacalc_result *result, const struct oracle_truth *truth, bool inexact) {
    struct view view = {.trial = trial, .result = result, .truth = truth, .inexact = inexact};
    size_t services[ORACLE_COMPONENTS], count = oracle_services(trial->model, trial->basis, services);
    size_t rows = find_rows(&view, services, count), got = slacalc_result_component_count(result);
    double period = trial->model->period_s > 0 ? trial->model->period_s : 30 * 86400;
    expect_near(trial, slacalc_result_period_s(result), period, 1e-15, "period", "the model");
    expect(trial, slacalc_result_basis(result) == trial->basis, "the basis is another one");
    if (!expect(trial, got == rows, "%zu components, %zu are reported", rows, got))
        return;
    for (size_t c = 0; c < trial->model->component_count; c++)
        if (view.row[c] != SLACALC_NONE)
            verify_component(&view, c);
    got = slacalc_result_service_count(result);
    if (!expect(trial, got == count, "%zu services, %zu are reported", count, got))
        return;
    for (size_t i = 0; i < count; i++)
        verify_service(&view, slacalc_result_service(result, i), services[i]);
    verify_summary(&view);
}

bool result_is_inexact(const slacalc_result *result) {
    bool exact = true;
    for (size_t i = 0; i < slacalc_result_component_count(result); i++)
        exact = exact && slacalc_result_component(result, i)->availability.exact;
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        exact = exact && service->availability.exact && service->undegraded.exact;
    }
    return !exact;
}

static double share_of(const slacalc_service *service, size_t row) {
    for (size_t i = 0; i < service->share_count; i++)
        if (service->shares[i].component == row)
            return service->shares[i].share;
    return 0;
}

static void verify_share(const struct view *view, size_t component, const struct oracle_truth *mended) {
    for (size_t i = 0; i < slacalc_result_service_count(view->result); i++) {
        const slacalc_service *service = slacalc_result_service(view->result, i);
        size_t s = 0;
        while (view->row[s] != service->component)
            s++;
        quad before = view->truth->judged[s].down, after = mended->judged[s].down;
        double want = before == 0 ? 0 : (double)((before - after) / before);
        double got = share_of(service, view->row[component]);
        expect(view->trial, fabs(got - want) <= 1e-9 || is_near(got, want, 1e-6),
               "share of %s in %s: got %.17g, want %.17g", name_of(view, component), name_of(view, s), got, want);
    }
}

void verify_shares(struct trial *trial, const slacalc_result *result, const struct oracle_truth *truth) {
    struct view view = {.trial = trial, .result = result, .truth = truth};
    size_t services[ORACLE_COMPONENTS], count = oracle_services(trial->model, trial->basis, services);
    find_rows(&view, services, count);
    for (size_t i = 0; i < slacalc_result_service_count(result); i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        for (size_t s = 1; s < service->share_count; s++)
            expect(trial, service->shares[s - 1].share >= service->shares[s].share, "shares do not descend");
    }
    for (size_t c = 0; c < trial->model->component_count; c++) {
        if (view.row[c] == SLACALC_NONE)
            continue;
        struct oracle_truth mended;
        oracle_evaluate(trial->model, trial->basis, 1U << c, &mended);
        verify_share(&view, c, &mended);
    }
}
