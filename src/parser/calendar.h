/* The year whose clock changes stand for those of every year. A whole answer depends on it, so that it is fixed: the
 * same model gives the same report next year. */
#ifndef PARSER_CALENDAR_H
#define PARSER_CALENDAR_H

#include <stdint.h>

enum {
    REFERENCE_YEAR = 2026, /* not a leap year; it begins on a Thursday */
    REFERENCE_DAYS = 365,
    REFERENCE_WEEKS = 52, /* that begin in it */
    MINUTES_PER_DAY = 24 * 60
};

/* A day of the year counts from 0, months and their days from 1, weekdays from Sunday as 0. */

/* The day on which that weekday falls in the month for the `week`-th time; 5 means the last time. */
int32_t calendar_day(unsigned month, unsigned week, unsigned weekday);

/* The Monday that begins a week; weeks count from 0. */
int32_t calendar_monday(unsigned week);

/* Writes the day as YYYY-MM-DD. */
void calendar_write(int32_t day, char date[11]);

#endif
