#include "base/date.h"

#include <stdlib.h>

/* A year that begins in March ends with the leap day, so that its months have 153 days in each five. */
long date_days(const char *date) {
    char *rest;
    long year = strtol(date, &rest, 10), month = strtol(rest + 1, &rest, 10), day = strtol(rest + 1, NULL, 10);
    long since_march = (month + 9) % 12;
    year -= month < 3;
    const long before_1970 = 719469;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * since_march + 2) / 5 + day - before_1970;
}
