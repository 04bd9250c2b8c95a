#include "reporter/wording/log.h"

#include "model/clock.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

#include <string.h>

/* The date of the moment. */
static const char *date_at(const struct wording *wording, int64_t instant, int32_t ahead_s) {
    return arena_printf(wording->arena, "%.10s", clock_write(instant, ahead_s).text);
}

/* The last second of the window, by the clocks of its end: a day that ends as clocks are set has the same date. */
static const char *last_day(const struct wording *wording, const slacalc_log_window *window) {
    return date_at(wording, window->to.instant - 1, window->to.ahead_s);
}

/* Whether these are the first and the last day of one month. */
static bool is_month(const char *first, const char *last) {
    return strncmp(first, last, 7) == 0 && strcmp(first + 7, "-01") == 0 && date_of_days(date_days(last) + 1).day == 1;
}

const char *phrase_window(const struct wording *wording, const slacalc_log_window *window) {
    const char *first = date_at(wording, window->from.instant, window->from.ahead_s), *last = last_day(wording, window);
    if (is_month(first, last))
        return arena_printf(wording->arena, "%.7s", first);
    return strcmp(first, last) == 0 ? first : arena_printf(wording->arena, "%s to %s", first, last);
}

const char *phrase_time(const struct wording *wording, slacalc_time time) {
    char *text = arena_printf(wording->arena, "%.19s", clock_write(time.instant, time.ahead_s).text);
    text[10] = ' ';
    if (strcmp(text + 16, ":00") == 0)
        text[16] = '\0';
    return text;
}

const char *phrase_log_cause(const struct wording *wording, const slacalc_result *result, const size_t *components,
                             size_t count) {
    enum { MOST_NAMES = 5 };
    struct pieces names = {0};
    if (count == 1)
        return slacalc_result_component(result, components[0])->name;
    pieces_add(wording, &names, "together:");
    pieces_add_first_names(wording, &names, result, components, count, MOST_NAMES);
    return pieces_joined(wording, &names, 0, names.count);
}

const char *phrase_log_promise(const struct wording *wording, const slacalc_log_promise *promise) {
    return arena_printf(wording->arena, "%s %s", word_of_promise(promise->kind), format_written(promise->level).text);
}

const char *phrase_attained(const struct wording *wording, const slacalc_log_service *service,
                            const slacalc_log_promise *promise) {
    return phrase_figure(wording, promise ? format_against(service->availability, promise->level, promise->met)
                                          : format_availability(service->availability));
}

const char *phrase_chance(const struct wording *wording, const slacalc_log_chance *chance) {
    const char *sign = "";
    if (chance->is == SLACALC_CHANCE_UNKNOWN)
        return NULL;
    if (chance->is == SLACALC_CHANCE_AT_MOST)
        sign = wording->unicode ? "≤" : "<=";
    else if (chance->is == SLACALC_CHANCE_APPROXIMATE)
        sign = wording->unicode ? "≈" : "~";
    struct figure figure = format_frequency(chance->chance);
    bool is_limit = *figure.text == '>' || *figure.text == '<';
    return arena_printf(wording->arena, "%s%s", is_limit ? "" : sign, figure.text);
}

const char *phrase_against_model(const struct wording *wording, const slacalc_log_chance *chance) {
    const char *ratio = phrase_chance(wording, chance);
    return ratio ? arena_printf(wording->arena, "%s as %s", ratio, chance->worse ? "bad" : "good") : NULL;
}

bool is_surprising(const slacalc_log_chance *chance) {
    return chance->is != SLACALC_CHANCE_UNKNOWN && chance->chance < SURPRISING;
}

bool has_chances(const slacalc_log *log) {
    for (size_t s = 0; s < log->total_count; s++)
        if (log->totals[s].against_model.is != SLACALC_CHANCE_UNKNOWN)
            return true;
    return false;
}

bool is_eventful(const slacalc_log_total *total) {
    return total->lost_s > 0 || total->degraded_s > 0 || is_surprising(&total->against_model);
}

const char *statement_of_chance(const struct wording *wording, const slacalc_log_chance *chance, const char *times) {
    if (!is_surprising(chance))
        return NULL;
    return arena_printf(wording->arena, "%s than the model allows by chance (%s of %s)",
                        chance->worse ? "worse" : "better", phrase_chance(wording, chance), times);
}

const char *word_of_all_windows(const slacalc_log *log) {
    return log->window_count == 1 ? "such windows" : "times as long";
}

bool tells_something(const slacalc_log_group *group) {
    return group->together_s > 0 || group->expected_s > 0;
}

const char *phrase_redundant(const struct wording *wording, const slacalc_result *result,
                             const slacalc_log_group *group) {
    enum { MOST_NAMES = 5 };
    struct pieces names = {0};
    if (group->component_count == 1)
        return arena_printf(wording->arena, "%zu of %zu %s", group->at_least, group->of,
                            slacalc_result_component(result, group->components[0])->name);
    pieces_add(wording, &names, arena_printf(wording->arena, "%zu of", group->at_least));
    pieces_add_first_names(wording, &names, result, group->components, group->component_count, MOST_NAMES);
    return pieces_joined(wording, &names, 0, names.count);
}

const char *phrase_beta(const struct wording *wording, const slacalc_log_group *group) {
    if (group->beta < 0)
        return NULL;
    return arena_printf(wording->arena, "beta %s (%s to %s)", format_coverage(group->beta).text,
                        format_coverage(group->beta_low).text, format_coverage(group->beta_high).text);
}

const char *word_of_met(const slacalc_log_promise *promise) {
    return promise->met ? "met" : "missed";
}

const char *statement_of_log(const struct wording *wording, const slacalc_log *log) {
    const slacalc_log_window *first = &log->windows[0], *last = &log->windows[log->window_count - 1];
    return arena_printf(wording->arena, "%s from %s to %s, times in %s", phrase_count(wording, log->rows, "incident"),
                        date_at(wording, first->from.instant, first->from.ahead_s), last_day(wording, last),
                        printable(wording, log->timezone));
}

const char *summary_of_log(const struct wording *wording, const slacalc_log *log) {
    if (log->promises == 0)
        return "no promise";
    if (log->missed > 0)
        return arena_printf(wording->arena, "%zu of %s missed", log->missed,
                            phrase_count(wording, log->promises, "promise"));
    return log->promises == 1 ? "the one promise met"
                              : arena_printf(wording->arena, "all %zu promises met", log->promises);
}

const char *phrase_lost_by(const struct wording *wording, const slacalc_result *result, const slacalc_log_by *by,
                           size_t count, size_t most) {
    const char *text = "";
    double all = 0;
    for (size_t i = 0; i < count; i++)
        all += by[i].lost_s;
    for (size_t i = 0; i < count && i < most; i++)
        text = arena_printf(wording->arena, "%s%s%s %s (%s)", text, i > 0 ? ", " : "",
                            phrase_log_cause(wording, result, by[i].components, by[i].component_count),
                            format_duration(by[i].lost_s).text, format_share(by[i].lost_s / all).text);
    return count > most ? arena_printf(wording->arena, "%s and %zu more", text, count - most) : text;
}

const char *statement_of_log_promise(const struct wording *wording, const slacalc_result *result,
                                     const slacalc_log_service *service, const slacalc_log_promise *promise) {
    enum { MOST_CAUSES = 3 };
    const char *text = arena_printf(
        wording->arena, "%s %s by %s: %s attained", phrase_log_promise(wording, promise), word_of_met(promise),
        format_duration(promise->margin_s < 0 ? -promise->margin_s : promise->margin_s).text,
        phrase_attained(wording, service, promise));
    if (service->outage_count > 0)
        text = arena_printf(wording->arena, "%s, %s lost in %s: %s", text, format_duration(service->lost_s).text,
                            phrase_count(wording, service->outage_count, "outage"),
                            phrase_lost_by(wording, result, service->by, service->by_count, MOST_CAUSES));
    const char *chance = statement_of_chance(wording, &service->against_model, "such windows");
    return chance ? arena_printf(wording->arena, "%s; %s", text, chance) : text;
}
