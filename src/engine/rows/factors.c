#include "engine/rows/factors.h"

#include "base/work.h"
#include "engine/hours/timed_down.h"
#include "engine/rows/crossing.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/verdict.h"
#include "engine/valuation/importance.h"

#include <math.h>

enum { WORK = 500000000 };

struct factor_finder factor_finder_new(struct row_maker *rows) {
    const struct figures *figures = rows->figures;
    struct factor_finder finder = {.rows = rows, .work = work_within(WORK, rows->result->max_nodes)};
    if (rows->result->need) {
        finder.scaled = scaled_new(figures->valuation, figures->scratch);
        finder.forced = arena_alloc(figures->scratch, figures->model->component_count, sizeof *finder.forced);
    }
    return finder;
}

/* ---- The unavailability with a factor ---- */

/* What is needed to scale the downtime of the parts of one service. */
struct scaling {
    struct factor_finder *finder;
    const struct timed_service *timed; /* NULL where hours play no part */
    bool is_spent;                     /* the work or the time for it is: what it says since means nothing */
};

static long double down_with(struct scaling *scaling, long double factor) {
    struct factor_finder *finder = scaling->finder;
    size_t slices = scaling->timed ? scaling->timed->slices.count : 1;
    scaling->is_spent = scaling->is_spent || !work_take(&finder->work, work_for(slices, finder->scaled.steps)) ||
                        deadline_is_over(finder->rows->figures->valuation->deadline);
    if (scaling->is_spent)
        return 0;
    if (!scaling->timed)
        return scaled_level(&finder->scaled, factor, NULL).down;
    const struct timed *timed = finder->rows->figures->timed;
    return timed_down(&finder->scaled, factor, scaling->timed, &timed->timetable.classes, finder->forced);
}

/* ---- The factor that just keeps a promise ---- */

enum { DOUBLINGS = 10 }; /* of an exponent: below 2^-1024 nothing is ever down */

/* The factor is 2 to the power of the exponent: the unavailability is nearly a power of the factor. */
static struct crossing_end end_at(struct scaling *scaling, double exponent, long double promised) {
    return (struct crossing_end){exponent, (double)log2l(down_with(scaling, exp2l(exponent)) / promised)};
}

struct promised_scaling {
    struct scaling *scaling;
    long double promised;
};

static double excess_at(void *context, double exponent) {
    const struct promised_scaling *self = context;
    return end_at(self->scaling, exponent, self->promised).excess;
}

static double crossing(struct scaling *scaling, struct crossing_end kept, struct crossing_end broken,
                       long double promised) {
    struct promised_scaling context = {scaling, promised};
    double enough = 1e-13 * fmax(1, fmax(fabs(kept.at), fabs(broken.at)));
    return exp2(crossing_between(kept, broken, enough, excess_at, &context));
}

/* How far all may fall. */
static double factor_of_kept(struct scaling *scaling, long double promised) {
    double most = (double)-log2l(scaling->finder->scaled.least_down); /* then all are down */
    struct crossing_end kept = end_at(scaling, 0, promised), broken = end_at(scaling, most, promised);
    if (!(broken.excess > 0))
        return INFINITY;
    if (kept.excess > 0)
        return 1;
    for (int i = 0; ldexp(1, i) < most; i++) {
        struct crossing_end next = end_at(scaling, ldexp(1, i), promised);
        if (next.excess > 0)
            return crossing(scaling, kept, next, promised);
        kept = next;
    }
    return crossing(scaling, kept, broken, promised);
}

/* How much better all have to be. */
static double factor_of_broken(struct scaling *scaling, struct level promised) {
    struct crossing_end broken = end_at(scaling, 0, promised.down);
    if (!keeps_promise(down_with(scaling, 0), promised))
        return -1;
    if (promised.down <= 0)
        return 0;
    for (int i = 0; i <= DOUBLINGS && !scaling->is_spent; i++) {
        struct crossing_end next = end_at(scaling, -ldexp(1, i), promised.down);
        if (!(next.excess > 0))
            return crossing(scaling, next, broken, promised.down);
        broken = next;
    }
    return 0;
}

void add_factors(struct factor_finder *finder, slacalc_service *service, size_t index) {
    const struct figures *figures = finder->rows->figures;
    struct scaling scaling = {.finder = finder, .timed = timed_service_at(figures->timed, index)};
    if (service->promise_count == 0 ||
        !scaled_take(&finder->scaled, figures->graph->judged[figures->scope->services[index]]))
        return;
    double *factors = arena_alloc(&finder->rows->result->arena, service->promise_count, sizeof *factors);
    for (size_t i = 0; i < service->promise_count; i++) {
        struct level promised = level_from_row(service->promises[i].level);
        factors[i] = rounded_share(promise_is_kept(&service->promises[i]) ? factor_of_kept(&scaling, promised.down)
                                                                          : factor_of_broken(&scaling, promised));
    }
    if (!scaling.is_spent)
        service->factors = factors;
}
