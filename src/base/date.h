/* Days and years of the calendar. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

/* The mean year of the calendar, 365.2425 days, in seconds. */
enum { YEAR_S = 31556952 };

/* Takes YYYY-MM-DD of a day that is one. Returns its days since 1970-01-01. */
long date_days(const char *date);

#endif
