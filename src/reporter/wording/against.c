#include "reporter/wording/against.h"

#include "reporter/wording/numbers.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CAUSES = 3, LONGEST_VALUE = 30 };

const char *name_of_change(const struct wording *wording, const slacalc_change *change) {
    if (!change->key)
        return change->component;
    return arena_printf(wording->arena, "%s.%s", change->component, change->key);
}

static const char *phrase_value(const struct wording *wording, const slacalc_value *value) {
    return !value->text ? "-" : value->is_level ? phrase_figure(wording, format_written(value->level)) : value->text;
}

const char *old_value_of_change(const struct wording *wording, const slacalc_change *change) {
    return change->key ? phrase_value(wording, &change->old_value) : "-";
}

const char *new_value_of_change(const struct wording *wording, const slacalc_change *change) {
    if (change->key)
        return phrase_value(wording, &change->new_value);
    return change->is_added ? "added" : "removed";
}

const char *statement_of_change(const struct wording *wording, const slacalc_change *change) {
    const char *name = name_of_change(wording, change);
    const char *old_value = old_value_of_change(wording, change), *new_value = new_value_of_change(wording, change);
    if (!change->key)
        return arena_printf(wording->arena, "%s %s", name, new_value);
    if (strlen(old_value) > LONGEST_VALUE || strlen(new_value) > LONGEST_VALUE)
        return arena_printf(wording->arena, "%s changed", name);
    return arena_printf(wording->arena, "%s %s -> %s", name, old_value, new_value);
}

const char *phrase_more(const struct wording *wording, double seconds) {
    return isnan(seconds) ? "?" : phrase_figure(wording, format_margin(seconds));
}

static const char *without_effect(const slacalc_change *change) {
    return change->effects_unknown ? "?" : "";
}

const char *service_of_effect(const slacalc_against *against, const slacalc_change *change,
                              const slacalc_effect *effect) {
    return effect ? against->services[effect->service].name : without_effect(change);
}

const char *phrase_alone(const struct wording *wording, const slacalc_change *change, const slacalc_effect *effect) {
    return effect ? phrase_more(wording, effect->alone_s) : without_effect(change);
}

const char *phrase_share(const struct wording *wording, const slacalc_change *change, const slacalc_effect *effect) {
    return effect ? phrase_more(wording, effect->share_s) : without_effect(change);
}

const char *availability_before(const struct wording *wording, const slacalc_compared_service *service) {
    return service->was ? phrase_estimate(wording, &service->before) : "-";
}

const char *availability_after(const struct wording *wording, const slacalc_compared_service *service) {
    return service->is ? phrase_estimate(wording, &service->after) : "-";
}

const char *phrase_difference(const struct wording *wording, const slacalc_compared_service *service) {
    if (!service->was || !service->is)
        return service->is ? "new" : "gone";
    return arena_printf(wording->arena, "%s per %s", phrase_more(wording, service->difference_s),
                        format_period(service->period_s).text);
}

const char *verdict_before(const slacalc_compared_promise *promise) {
    return promise->was ? word_of_verdict(promise->before) : "-";
}

const char *phrase_compared_promise(const struct wording *wording, const slacalc_compared_promise *promise) {
    const char *word = word_of_promise(promise->kind), *level = phrase_figure(wording, format_written(promise->level));
    bool is_same = !promise->was || (promise->level.down <= promise->level_before.down &&
                                     promise->level.down >= promise->level_before.down);
    if (is_same)
        return arena_printf(wording->arena, "%s %s", word, level);
    return arena_printf(wording->arena, "%s %s -> %s", word, format_written(promise->level_before).text, level);
}

/* ---- Why a verdict changed ---- */

struct cause {
    const slacalc_change *change;
    double more_s;
};

static int by_service(const void *wanted, const void *effect) {
    size_t service = *(const size_t *)wanted, other = ((const slacalc_effect *)effect)->service;
    return (service > other) - (service < other);
}

static const slacalc_effect *effect_on(const slacalc_change *change, size_t service) {
    if (change->effect_count == 0)
        return NULL;
    return bsearch(&service, change->effects, change->effect_count, sizeof *change->effects, by_service);
}

/* A promise that says more is a cause by itself, before all others. */
static double more_by(const slacalc_against *against, const slacalc_change *change,
                      const slacalc_compared_promise *promise) {
    const char *word = word_of_promise(promise->kind);
    const slacalc_effect *effect = effect_on(change, promise->service);
    if (change->key && strcmp(change->component, against->services[promise->service].name) == 0 &&
        strcmp(change->key, word) == 0)
        return INFINITY;
    if (!effect)
        return 0;
    return isnan(effect->share_s) ? effect->alone_s : effect->share_s;
}

/* The greatest ones first; returns how many there are in all. */
static size_t find_causes(const slacalc_against *against, const slacalc_compared_promise *promise,
                          struct cause *causes) {
    size_t count = 0;
    for (size_t i = 0; i < against->change_count; i++) {
        struct cause cause = {&against->changes[i], more_by(against, &against->changes[i], promise)};
        if (!(cause.more_s > 0))
            continue;
        size_t at = count < MOST_CAUSES ? count : MOST_CAUSES;
        for (; at > 0 && causes[at - 1].more_s < cause.more_s; at--)
            if (at < MOST_CAUSES)
                causes[at] = causes[at - 1];
        if (at < MOST_CAUSES)
            causes[at] = cause;
        count++;
    }
    return count;
}

const slacalc_change *main_cause(const slacalc_against *against, const slacalc_compared_promise *promise) {
    struct cause causes[MOST_CAUSES];
    return find_causes(against, promise, causes) > 0 ? causes[0].change : NULL;
}

static const char *downtime_of(const struct wording *wording, const slacalc_compared_service *service) {
    if (!service->was)
        return "a new service";
    if (isnan(service->difference_s))
        return "not exact";
    if (!(fabs(service->difference_s) > 0))
        return "the same downtime";
    return arena_printf(wording->arena, "%s %s downtime per %s", format_duration(fabs(service->difference_s)).text,
                        service->difference_s > 0 ? "more" : "less", format_period(service->period_s).text);
}

const char *statement_of_turn(const struct wording *wording, const slacalc_against *against,
                              const slacalc_compared_promise *promise) {
    const slacalc_compared_service *service = &against->services[promise->service];
    struct cause causes[MOST_CAUSES];
    size_t count = find_causes(against, promise, causes);
    const char *text = promise->was ? arena_printf(wording->arena, "%s: %s -> %s%s (%s)", service->name,
                                                   word_of_verdict(promise->before), word_of_verdict(promise->after),
                                                   promise->before == promise->after ? " with a gap" : "",
                                                   downtime_of(wording, service))
                                    : arena_printf(wording->arena, "%s: the new %s %s is %s (%s)", service->name,
                                                   word_of_promise(promise->kind), format_written(promise->level).text,
                                                   word_of_verdict(promise->after), downtime_of(wording, service));
    for (size_t i = 0; i < count && i < MOST_CAUSES; i++)
        text = arena_printf(wording->arena, "%s%s%s", text, i == 0 ? ": " : ", ",
                            statement_of_change(wording, causes[i].change));
    return count > MOST_CAUSES ? arena_printf(wording->arena, "%s and %zu more", text, count - MOST_CAUSES) : text;
}

const char *summary_of_against(const struct wording *wording, const slacalc_against *against) {
    size_t count = against->newly_broken;
    const char *broken = arena_printf(wording->arena, "%s %s newly broken", phrase_count(wording, count, "promise"),
                                      count > 1 ? "are" : "is");
    if (against->mended == 0)
        return broken;
    return arena_printf(wording->arena, "%s; %zu %s mended", broken, against->mended,
                        against->mended == 1 ? "is" : "are");
}
