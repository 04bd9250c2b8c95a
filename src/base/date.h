/* Days and years of the calendar. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

/* In seconds; a year is the mean one of the calendar, 365.2425 days. */
enum { DAY_S = 86400, WEEK_S = 7 * DAY_S, YEAR_S = 31556952, QUARTER_S = YEAR_S / 4, MONTH_S = YEAR_S / 12 };

/* Takes YYYY-MM-DD of a day that is one. Returns its days since 1970-01-01. */
long date_days(const char *date);

/* A day of the calendar; months and days from 1. */
struct date {
    long year;
    unsigned month, day;
};

/* The days since 1970-01-01 to a day that is one, and the day that many later. */
long days_of_date(struct date date);
struct date date_of_days(long days);

/* How many days the month has. */
unsigned days_in_month(long year, unsigned month);

/* The first day of the month that is so many months behind that of the date. */
struct date date_months_on(struct date date, long months);

#endif
