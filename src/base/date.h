/* Days of the calendar. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

/* Takes YYYY-MM-DD of a day that is one. Returns its days since 1970-01-01. */
long date_days(const char *date);

#endif
