#include "engine/log/likelihood.h"

#include <math.h>

/* Transforms of one element: some two seconds of them. */
enum { TRANSFORMS_MAX = 20000000 };

/* Chances are found to about so much: what is below it, and not impossible, is told as at most that. */
static const double LEAST_CHANCE = 1e-7;

struct likelihood likelihood_new(size_t services, struct deadline *deadline, struct arena *arena) {
    return (struct likelihood){.quiet = arena_alloc(arena, services * QUIET_TIMES, sizeof(struct quiet)),
                               .room = chain_room_new(arena),
                               .effort = {.work = TRANSFORMS_MAX, .deadline = deadline}};
}

void likelihood_renew(struct likelihood *likelihood) {
    likelihood->effort.work = TRANSFORMS_MAX;
}

/* What the service loses at the most. */
static double most_lost(const struct series *series, double promised_s) {
    double most = series->always;
    for (size_t i = 0; i < series->count; i++)
        most += series->modules[i].part * (double)series->modules[i].count;
    return most * promised_s;
}

/* Where outages of several modules at once are counted for each, more is lost in the series than in truth: a chance of
 * so much is at most that, and one of so little would be at least that, which tells nothing of how surprising it is.
 * But nothing is lost exactly where no module loses anything. */
static slacalc_chance_kind kind_of(const struct series *series, const struct observed *observed, bool is_worse) {
    if (observed->is_cut || series->kind == SLACALC_KEPT_APPROXIMATE)
        return SLACALC_CHANCE_APPROXIMATE;
    if (series->kind == SLACALC_KEPT_EXACT || (!is_worse && observed->lost_s <= 0))
        return SLACALC_CHANCE_EXACT;
    return is_worse ? SLACALC_CHANCE_AT_MOST : SLACALC_CHANCE_APPROXIMATE;
}

/* At least as much is lost as more than a hair less: that matters where everything was lost that can be. */
static slacalc_log_chance find(struct likelihood *likelihood, const struct series *series,
                               const struct observed *observed) {
    const double nearly = 1 - 1e-12;
    double promised_s = observed->promised_s, lost_s = observed->lost_s;
    slacalc_log_chance found = {.worse = lost_s > observed->computed * promised_s};
    double most_s = most_lost(series, promised_s);
    if (found.worse && lost_s > most_s * nearly && lost_s < most_s * (2 - nearly))
        lost_s = most_s * nearly;
    likelihood->effort.room = &likelihood->room; /* which moves with its owner */
    struct exceeding exceeding = exceeding_of(series, promised_s, lost_s, &likelihood->effort);
    likelihood->unknown += !exceeding.is_known;
    if (!exceeding.is_known)
        return found;
    found.is = exceeding.is_settled ? kind_of(series, observed, found.worse) : SLACALC_CHANCE_APPROXIMATE;
    found.chance = found.worse ? exceeding.chance : 1 - exceeding.chance;
    bool is_possible = !found.worse || lost_s < most_s;
    if (is_possible && found.chance < LEAST_CHANCE) {
        found.chance = LEAST_CHANCE;
        found.is = found.is == SLACALC_CHANCE_EXACT ? SLACALC_CHANCE_AT_MOST : found.is;
    }
    return found;
}

/* Of many windows, most are such in which nothing was lost, and of few lengths. */
slacalc_log_chance likelihood_of(struct likelihood *likelihood, const struct series *series,
                                 const struct observed *observed) {
    if (!series || observed->promised_s <= 0)
        return (slacalc_log_chance){.worse = observed->lost_s > observed->computed * observed->promised_s};
    if (observed->lost_s > 0)
        return find(likelihood, series, observed);
    struct quiet *quiet = &likelihood->quiet[observed->service * QUIET_TIMES];
    size_t place = 0;
    while (place < QUIET_TIMES - 1 && quiet[place].promised_s > 0 && quiet[place].promised_s != observed->promised_s)
        place++;
    struct observed whole = *observed;
    whole.is_cut = false;
    if (quiet[place].promised_s != observed->promised_s || quiet[place].chance.is == SLACALC_CHANCE_UNKNOWN)
        quiet[place] = (struct quiet){observed->promised_s, find(likelihood, series, &whole)};
    slacalc_log_chance chance = quiet[place].chance;
    if (observed->is_cut && chance.is != SLACALC_CHANCE_UNKNOWN)
        chance.is = SLACALC_CHANCE_APPROXIMATE;
    return chance;
}
