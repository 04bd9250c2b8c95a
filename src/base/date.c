#include "base/date.h"

#include <stdlib.h>

/* A year that begins in March ends with the leap day, so that its months have 153 days in each five. */
enum { BEFORE_1970 = 719468, DAYS_PER_400_YEARS = 146097 };

static long floor_of(long dividend, long divisor) {
    return dividend / divisor - (dividend % divisor < 0);
}

long days_of_date(struct date date) {
    long since_march = ((long)date.month + 9) % 12, year = date.year - (date.month < 3);
    return 365 * year + floor_of(year, 4) - floor_of(year, 100) + floor_of(year, 400) + (153 * since_march + 2) / 5 +
           (long)date.day - 1 - BEFORE_1970;
}

struct date date_of_days(long days) {
    long since = days + BEFORE_1970, era = floor_of(since, DAYS_PER_400_YEARS), day = since - era * DAYS_PER_400_YEARS;
    long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    long of_year = day - (365 * year + year / 4 - year / 100), since_march = (5 * of_year + 2) / 153;
    unsigned month = (unsigned)(since_march < 10 ? since_march + 3 : since_march - 9);
    return (struct date){year + era * 400 + (month < 3), month, (unsigned)(of_year - (153 * since_march + 2) / 5 + 1)};
}

unsigned days_in_month(long year, unsigned month) {
    const struct date first = {year, month, 1}, next = date_months_on(first, 1);
    return (unsigned)(days_of_date(next) - days_of_date(first));
}

struct date date_months_on(struct date date, long months) {
    long month = date.year * 12 + (long)date.month - 1 + months;
    return (struct date){floor_of(month, 12), (unsigned)(month - floor_of(month, 12) * 12) + 1, 1};
}

long date_days(const char *date) {
    char *rest;
    long year = strtol(date, &rest, 10), month = strtol(rest + 1, &rest, 10), day = strtol(rest + 1, NULL, 10);
    return days_of_date((struct date){year, (unsigned)month, (unsigned)day});
}
