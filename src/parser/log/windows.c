#include "parser/log/windows.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "model/clock.h"
#include "parser/log/log_times.h"

enum { WINDOWS_MAX = 20000 };

struct finding {
    struct slacalc_model *model;
    struct log *log;
    const struct zone *clock;
    const struct windows_asked *asked;
    slacalc_diagnostics *problems;
    long from, to;     /* days; the second one does not count any more */
    long months, days; /* that a window lasts, one of them; 0, 0: the calendar's months */
};

/* "7d", "2w", "1M", "1Q" or "1Y": what a calendar can count. */
static bool read_period(struct finding *finding) {
    static const struct {
        char unit;
        long months, days;
    } units[] = {{'d', 0, 1}, {'w', 0, 7}, {'M', 1, 0}, {'Q', 3, 0}, {'Y', 12, 0}};
    struct written period = finding->asked->period;
    long number = 0;
    size_t at = 0;
    for (; at < period.text.length && is_digit(period.text.at[at]) && number < WINDOWS_MAX; at++)
        number = number * 10 + (period.text.at[at] - '0');
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (number > 0 && at + 1 == period.text.length && period.text.at[at] == units[i].unit) {
            finding->months = number * units[i].months;
            finding->days = number * units[i].days;
            return true;
        }
    diagnose(finding->problems, SLACALC_ERROR, period.where,
             "a window is a whole number of days, weeks, months, quarters or years, such as 7d or 1M, not '" SHOWN "'",
             SHOWN_ARGS(period.text));
    return false;
}

/* ---- What the log touches ---- */

static long first_of_month(long day, long months_on) {
    return days_of_date(date_months_on(date_of_days(day), months_on));
}

/* Where the text is absent, the months of the log say it. Returns false with an error. */
static bool find_ends(struct finding *finding) {
    const struct log *log = finding->log;
    int64_t first = INT64_MAX, last = INT64_MIN;
    for (size_t i = 0; i < log->row_count; i++) {
        const struct log_row *row = &log->rows[i];
        int64_t touched = row->end == LOG_OPEN ? row->start : row->end - 1;
        first = row->start < first ? row->start : first;
        last = touched > last ? touched : last;
    }
    bool has_from = finding->asked->from.text.at, has_to = finding->asked->to.text.at;
    if (log->row_count == 0 && !(has_from && has_to)) {
        diagnose(finding->problems, SLACALC_ERROR, nowhere,
                 "the log has no incident, so that nothing says which time it is of (say so by %s and %s)",
                 hint_name(finding->model->hint_names, SLACALC_HINT_FROM),
                 hint_name(finding->model->hint_names, SLACALC_HINT_TO));
        return false;
    }
    bool good = (!has_from || log_date(finding->problems, finding->asked->from, &finding->from)) &&
                (!has_to || log_date(finding->problems, finding->asked->to, &finding->to));
    if (good && !has_from)
        finding->from = first_of_month(clock_day(finding->clock, first), 0);
    if (good && !has_to)
        finding->to = first_of_month(clock_day(finding->clock, last), 1);
    return good;
}

static bool check_ends(const struct finding *finding) {
    if (finding->from < finding->to)
        return true;
    if (finding->asked->from.text.at && finding->asked->to.text.at)
        diagnose(finding->problems, SLACALC_ERROR, finding->asked->to.where,
                 "the first day that does not count comes before the one that does ('" SHOWN "')",
                 SHOWN_ARGS(finding->asked->from.text));
    else
        diagnose(
            finding->problems, SLACALC_ERROR,
            finding->asked->from.text.at ? finding->asked->from.where : finding->asked->to.where,
            "all incidents of the log are %s that (choose another day, or give %s too)",
            finding->asked->from.text.at ? "before" : "behind",
            hint_name(finding->model->hint_names, finding->asked->from.text.at ? SLACALC_HINT_TO : SLACALC_HINT_FROM));
    return false;
}

/* ---- Windows ---- */

/* The day on which a window ends that begins on `day`, the `number`-th one from 0. Months are counted from the first
 * day, so that windows that begin on the 31st do not move to the 28th for ever. */
static long window_end(const struct finding *finding, long day, long number) {
    if (finding->days > 0)
        return day + finding->days;
    if (finding->months == 0)
        return first_of_month(day, 1);
    struct date first = date_of_days(finding->from);
    struct date month = date_months_on(first, (number + 1) * finding->months);
    unsigned length = days_in_month(month.year, month.month);
    month.day = first.day < length ? first.day : length;
    return days_of_date(month);
}

static bool cut(struct finding *finding) {
    struct log *log = finding->log;
    long day = finding->from;
    for (long number = 0; day < finding->to; number++) {
        if (number == WINDOWS_MAX) {
            diagnose(finding->problems, SLACALC_ERROR, nowhere,
                     "there are more than %d windows (make them longer by %s)", WINDOWS_MAX,
                     hint_name(finding->model->hint_names, SLACALC_HINT_PERIOD));
            return false;
        }
        long end = window_end(finding, day, number);
        end = end < finding->to ? end : finding->to;
        struct log_window window = {clock_day_begins(finding->clock, day), clock_day_begins(finding->clock, end)};
        if (window.from < window.to)
            ARENA_APPEND(&finding->model->arena, log->windows, log->window_count, log->window_capacity, window);
        day = end;
    }
    return true;
}

bool windows_find(struct slacalc_model *model, const struct windows_asked *asked, slacalc_diagnostics *problems) {
    struct finding finding = {.model = model,
                              .log = model->log,
                              .clock = &model->log->clocks[model->log->zone],
                              .asked = asked,
                              .problems = problems};
    model->log->window_count = 0;
    return (!asked->period.text.at || read_period(&finding)) && find_ends(&finding) && check_ends(&finding) &&
           cut(&finding);
}
