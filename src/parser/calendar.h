/* The years whose clock changes stand for those of all years to come. A whole answer depends on them, so that they are
 * fixed: the same model gives the same report next year. There are as many as hold the three years that follow any day
 * of the first one, since some zones list their changes year by year. */
#ifndef PARSER_CALENDAR_H
#define PARSER_CALENDAR_H

#include <stdint.h>

enum {
    MINUTES_PER_DAY = 24 * 60,
    DAYS_PER_YEAR = 365, /* but for leap years */
    MONTHS = 12,
    REFERENCE_YEAR = 2026, /* the first one; it begins on a Thursday */
    REFERENCE_YEARS = 4,
    REFERENCE_DAYS = REFERENCE_YEARS * DAYS_PER_YEAR + 1,
    REFERENCE_WEEKS = 208,              /* that lie in them */
    FIRST_YEAR = 1970 - REFERENCE_YEAR, /* of logs, counted as years are below */
    LAST_YEAR = 2099 - REFERENCE_YEAR
};

/* Seconds from 1970 to the first of these years, in UTC. */
#define REFERENCE_BEGINS INT64_C(1767225600)

/* A day counts from 0 at the begin of the reference years. In a date, years of them count from 0, months and their days
 * from 1, weekdays from Sunday as 0. */

/* The day on which a year, or one more than the last one, begins. */
int32_t calendar_year(int year);

/* The day on which a month of a year begins. */
int32_t calendar_month(int year, unsigned month);

/* The day on which that weekday falls in the month for the `week`-th time; 5 means the last time. */
int32_t calendar_day(int year, unsigned month, unsigned week, unsigned weekday);

/* The Monday that begins a week; weeks count from 0. */
int32_t calendar_monday(unsigned week);

/* Writes the day as YYYY-MM-DD. */
void calendar_write(int32_t day, char date[11]);

#endif
