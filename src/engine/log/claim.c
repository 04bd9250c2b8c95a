#include "engine/log/claim.h"

#include "base/date.h"

#include <string.h>

/* Of words that one blank stands between. */
struct words {
    struct text left;
};

static struct text next_word(struct words *words) {
    struct text word = words->left;
    while (word.length > 0 && *word.at == ' ')
        word = (struct text){word.at + 1, word.length - 1};
    const char *end = word.length > 0 ? memchr(word.at, ' ', word.length) : NULL;
    word.length = end ? (size_t)(end - word.at) : word.length;
    words->left =
        (struct text){word.at + word.length, (size_t)(words->left.at + words->left.length - word.at) - word.length};
    return word;
}

/* Whether the words that are left are just these. */
static bool are_left(struct words words, const char *wanted) {
    struct words other = {text_of(wanted)};
    for (;;) {
        struct text word = next_word(&words), want = next_word(&other);
        if (!text_equal(word, want))
            return false;
        if (want.length == 0)
            return true;
    }
}

/* "30" of "30d" too; what follows the digits is left. */
static bool take_number(struct words *words, long *number) {
    enum { MOST = 1000 };
    struct words ahead = *words;
    struct text word = next_word(&ahead);
    size_t digits = 0;
    *number = 0;
    for (; digits < word.length && word.at[digits] >= '0' && word.at[digits] <= '9' && *number <= MOST; digits++)
        *number = *number * 10 + (word.at[digits] - '0');
    words->left = (struct text){word.at + digits, (size_t)(words->left.at + words->left.length - word.at) - digits};
    return digits > 0 && *number > 0 && *number <= MOST;
}

static bool is_one_of(struct text word, const char *one, const char *other, const char *letter) {
    return text_is(word, one) || text_is(word, other) || text_is(word, letter);
}

/* A month on, the 31st becomes the last day that there is. */
static long months_on(long day, long months) {
    struct date date = date_of_days(day), month = date_months_on(date, months);
    unsigned most = days_in_month(month.year, month.month);
    month.day = date.day < most ? date.day : most;
    return days_of_date(month);
}

static long end_of_month(long day, long months) {
    return days_of_date(date_months_on(date_of_days(day), months + 1)) - 1;
}

static long end_of_quarter(long day) {
    return end_of_month(day, 2 - (long)(date_of_days(day).month - 1) % 3);
}

/* From which day on the time runs. */
static bool base_of(struct words words, long incident, long *base) {
    static const char *const at_once[] = {"", "after the incident", "after becoming eligible"};
    *base = incident;
    for (size_t i = 0; i < sizeof at_once / sizeof *at_once; i++)
        if (are_left(words, at_once[i]))
            return true;
    *base = end_of_month(incident, 0);
    if (are_left(words, "after the end of the month") || are_left(words, "after the end of the billing cycle"))
        return true;
    *base = end_of_quarter(incident);
    return are_left(words, "after the end of the quarter");
}

/* "end of the second month after" */
static bool is_end_of_cycle(struct words words, long incident, long *last_day) {
    static const char *const numbers[] = {"first", "second", "third"};
    static const char *const lead[] = {"end", "of", "the"};
    long months = 0;
    for (size_t i = 0; i < 3; i++)
        if (!text_is(next_word(&words), lead[i]))
            return false;
    struct text number = next_word(&words);
    for (size_t i = 0; i < 3; i++)
        months = text_is(number, numbers[i]) ? (long)i + 1 : months;
    if (months == 0)
        return false;
    struct text unit = next_word(&words);
    bool is_cycle = text_is(unit, "month") || (text_is(unit, "billing") && text_is(next_word(&words), "cycle"));
    *last_day = end_of_month(incident, months);
    return is_cycle && (are_left(words, "after") || are_left(words, "after the incident"));
}

bool claim_until(struct text text, long incident, long *last_day) {
    struct words words = {text};
    long number, base;
    if (is_end_of_cycle(words, incident, last_day))
        return true;
    if (!take_number(&words, &number))
        return false;
    struct text unit = next_word(&words);
    bool is_month = is_one_of(unit, "month", "months", "M"), is_week = is_one_of(unit, "week", "weeks", "w");
    if (!(is_month || is_week || is_one_of(unit, "day", "days", "d")) || !base_of(words, incident, &base))
        return false;
    *last_day = is_month ? months_on(base, number) : base + number * (is_week ? 7 : 1);
    return true;
}
