#include "parser/calendar.h"

#include <string.h>

enum { FIRST_WEEKDAY = 4, FIRST_MONDAY = 4, DAYS_PER_WEEK = 7 };

static int32_t leap_days_until(int year) {
    int32_t before = REFERENCE_YEAR + year - 1;
    return before / 4 - (REFERENCE_YEAR - 1) / 4;
}

int32_t calendar_year(int year) {
    return year * DAYS_PER_YEAR + leap_days_until(year);
}

int32_t calendar_month(int year, unsigned month) {
    static const int32_t starts[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, DAYS_PER_YEAR};
    int32_t leap_day = month > 2 ? leap_days_until(year + 1) - leap_days_until(year) : 0;
    return calendar_year(year) + starts[(month - 1) % (sizeof starts / sizeof *starts)] + leap_day;
}

int32_t calendar_day(int year, unsigned month, unsigned week, unsigned weekday) {
    int32_t first = calendar_month(year, month);
    int32_t ahead = ((int32_t)weekday - (first + FIRST_WEEKDAY) % DAYS_PER_WEEK + DAYS_PER_WEEK) % DAYS_PER_WEEK;
    int32_t day = first + ahead + ((int32_t)week - 1) * DAYS_PER_WEEK;
    return day < calendar_month(year, month + 1) ? day : day - DAYS_PER_WEEK;
}

int32_t calendar_monday(unsigned week) {
    return FIRST_MONDAY + (int32_t)week * DAYS_PER_WEEK;
}

static void write_two(char *at, int32_t number) {
    at[0] = (char)('0' + number / 10 % 10);
    at[1] = (char)('0' + number % 10);
}

void calendar_write(int32_t day, char date[11]) {
    int year = 0;
    unsigned month = 1;
    while (day >= calendar_year(year + 1))
        year++;
    while (month < MONTHS && day >= calendar_month(year, month + 1))
        month++;
    int32_t written = REFERENCE_YEAR + year;
    memcpy(date, "0000-00-00", 11);
    write_two(date, written / 100);
    write_two(date + 2, written % 100);
    write_two(date + 5, (int32_t)month);
    write_two(date + 8, day - calendar_month(year, month) + 1);
}
