#include "parser/hours.h"

#include "base/shown.h"
#include "parser/calendar.h"

#include <string.h>
#include <strings.h>

enum { DAYS = 7 };

/* A range while it is read. */
struct range {
    struct written written; /* without blanks around it */
    slacalc_diagnostics *problems;
    size_t at;
    bool days[DAYS];     /* from Monday */
    uint32_t start, end; /* minutes of the day */
};

/* ---- The week ---- */

void week_fill(struct week_minutes *week, struct stretch stretch, bool on) {
    memset(week->on + stretch.start, on, stretch.end - stretch.start);
}

bool week_next(const struct week_minutes *week, struct stretch *stretch) {
    const unsigned char *begin = week->on, *behind = begin + MINUTES_PER_WEEK, *from = begin + stretch->end;
    const unsigned char *start = memchr(from, 1, (size_t)(behind - from));
    if (!start)
        return false;
    const unsigned char *end = memchr(start, 0, (size_t)(behind - start));
    *stretch = (struct stretch){(uint32_t)(start - begin), (uint32_t)((end ? end : behind) - begin)};
    return true;
}

bool stretches_same(const struct stretch *a, const struct stretch *b, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (a[i].start != b[i].start || a[i].end != b[i].end)
            return false;
    return true;
}

/* ---- Parts of a range ---- */

static bool refuse(const struct range *range, struct written part, const char *message) {
    diagnose(range->problems, SLACALC_ERROR, part.where, "'" SHOWN "' %s", SHOWN_ARGS(part.text), message);
    return false;
}

static struct written part(const struct range *range, size_t from, size_t to) {
    return written_part(range->written, from, to - from);
}

static bool at_end(const struct range *range) {
    return range->at == range->written.text.length;
}

static bool take(struct range *range, char byte) {
    if (at_end(range) || range->written.text.at[range->at] != byte)
        return false;
    range->at = skip_blanks(range->written.text, range->at + 1);
    return true;
}

static bool is_separator(char byte) {
    return is_blank(byte) || byte == ',' || byte == ';' || byte == '-';
}

/* What stands up to the next blank, comma or dash, and moves behind it and blanks. */
static struct written take_word(struct range *range) {
    struct text text = range->written.text;
    size_t from = range->at, to = from;
    while (to < text.length && !is_separator(text.at[to]))
        to++;
    range->at = skip_blanks(text, to);
    return part(range, from, to);
}

/* ---- Days ---- */

static const char *const day_names[DAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const long_names[DAYS] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday"};

static bool is_day(struct text word, const char *name) {
    return word.length == strlen(name) && strncasecmp(word.at, name, word.length) == 0;
}

static bool report_unknown_day(const struct range *range, struct written word) {
    struct nearest nearest = nearest_to(word.text);
    for (size_t i = 0; i < DAYS; i++)
        nearest_offer(&nearest, text_of(day_names[i]));
    for (size_t i = 0; i < DAYS; i++)
        nearest_offer(&nearest, text_of(long_names[i]));
    if (nearest.best.at) {
        nearest.best.length = strlen(day_names[0]);
        diagnose_nearest(range->problems, word.where, &nearest, "unknown day '" SHOWN "'", SHOWN_ARGS(word.text));
    } else
        diagnose(range->problems, SLACALC_ERROR, word.where, "unknown day '" SHOWN "' (write Mon to Sun)",
                 SHOWN_ARGS(word.text));
    return false;
}

static bool read_day(struct range *range, size_t *day) {
    struct written word = take_word(range);
    if (word.text.length == 0)
        return refuse(range, range->written, "lacks a day (write Mon-Fri 08:00-18:00)");
    for (*day = 0; *day < DAYS; ++*day)
        if (is_day(word.text, day_names[*day]))
            return true;
    return report_unknown_day(range, word);
}

/* "Mon-Wed,Fri"; every day where none is named. */
static bool read_days(struct range *range) {
    size_t first, last;
    if (is_digit(range->written.text.at[0])) {
        memset(range->days, true, sizeof range->days);
        return true;
    }
    do {
        if (!read_day(range, &first))
            return false;
        last = first;
        if (take(range, '-') && !read_day(range, &last))
            return false;
        for (size_t day = first; day != last; day = (day + 1) % DAYS)
            range->days[day] = true;
        range->days[last] = true;
    } while (take(range, ','));
    return true;
}

/* ---- Times ---- */

static bool has_form(struct text text, const char *form) {
    for (size_t i = 0; i < text.length; i++)
        if (form[i] == '0' ? !is_digit(text.at[i]) : form[i] != text.at[i])
            return false;
    return text.length == strlen(form);
}

static bool read_time(struct range *range, uint32_t *minute) {
    struct written word = take_word(range);
    const char *at = word.text.at;
    if (word.text.length == 0)
        return refuse(range, range->written, "lacks a time (write 08:00-18:00)");
    if (has_form(word.text, "0:00")) {
        diagnose(range->problems, SLACALC_ERROR, word.where, "'%.*s' lacks a digit (write 0%.*s)", TEXT_ARGS(word.text),
                 TEXT_ARGS(word.text));
        return false;
    }
    if (!has_form(word.text, "00:00"))
        return refuse(range, word, "is not a time (write HH:MM, such as 08:00; 24x7 is always)");
    uint32_t hours = (uint32_t)(at[0] - '0') * 10 + (uint32_t)(at[1] - '0');
    uint32_t rest = (uint32_t)(at[3] - '0') * 10 + (uint32_t)(at[4] - '0');
    *minute = hours * 60 + rest;
    if (rest > 59)
        return refuse(range, word, "has more than 59 minutes");
    if (*minute > MINUTES_PER_DAY)
        return refuse(range, word, "is outside 00:00-24:00");
    return true;
}

static bool check_times(const struct range *range, struct written times) {
    if (range->start == MINUTES_PER_DAY)
        return refuse(range, times, "begins where the day ends (write 00:00, of the next day)");
    if (range->start == range->end)
        return refuse(range, times, "has no length (a whole day is 00:00-24:00)");
    return true;
}

static bool read_times(struct range *range) {
    size_t from = range->at;
    if (!read_time(range, &range->start))
        return false;
    if (!take(range, '-'))
        return refuse(range, range->written, "has no end (write 08:00-18:00)");
    if (!read_time(range, &range->end))
        return false;
    if (!at_end(range))
        return refuse(range, part(range, range->at, range->written.text.length),
                      "follows a whole range (write several as a list: [08:00-12:00, 13:00-18:00])");
    return check_times(range, part(range, from, range->at));
}

/* ---- Ranges ---- */

/* A range that ends at or before its beginning ends on the next day, that of Sunday on Monday. */
static void fill_range(const struct range *range, struct week_minutes *week) {
    uint32_t length =
        range->end > range->start ? range->end - range->start : range->end + MINUTES_PER_DAY - range->start;
    for (uint32_t day = 0; day < DAYS; day++) {
        struct stretch stretch = {.start = day * MINUTES_PER_DAY + range->start};
        if (!range->days[day])
            continue;
        stretch.end = stretch.start + length;
        if (stretch.end > MINUTES_PER_WEEK) {
            week_fill(week, (struct stretch){0, stretch.end - MINUTES_PER_WEEK}, true);
            stretch.end = MINUTES_PER_WEEK;
        }
        week_fill(week, stretch, true);
    }
}

/* Word processors make them of two hyphens, or of one. */
static bool has_long_dash(struct text text) {
    for (size_t i = 0; i + 2 < text.length; i++)
        if (memcmp(text.at + i, "\xe2\x80\x93", 3) == 0 || memcmp(text.at + i, "\xe2\x80\x94", 3) == 0)
            return true;
    return false;
}

/* YAML divides what stands in brackets or braces at each comma, and knows nothing of days. */
static bool refuse_days(const struct range *range, bool comma_follows) {
    struct text text = range->written.text;
    diagnose(range->problems, SLACALC_ERROR, range->written.where,
             "'" SHOWN "' has no times (write " SHOWN " 00:00-24:00%s)", SHOWN_ARGS(text), SHOWN_ARGS(text),
             comma_follows ? "; days with a comma need quotes here" : "");
    return false;
}

bool hours_read_range(struct week_minutes *week, struct written written, bool comma_follows,
                      slacalc_diagnostics *problems) {
    struct range range = {.written = written_trim(written), .problems = problems};
    struct text text = range.written.text;
    if (text_is(text, "24x7") || text_is(text, "24X7")) {
        week_fill(week, (struct stretch){0, MINUTES_PER_WEEK}, true);
        return true;
    }
    if (has_long_dash(text))
        return refuse(&range, range.written, "has a long dash (write -)");
    if (!read_days(&range))
        return false;
    if (at_end(&range))
        return refuse_days(&range, comma_follows);
    if (!read_times(&range))
        return false;
    fill_range(&range, week);
    return true;
}
