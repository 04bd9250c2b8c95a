#include "parser/calendar.h"

#include <string.h>

enum { FIRST_WEEKDAY = 4, FIRST_MONDAY = 4, DAYS_PER_WEEK = 7 };

static const int32_t month_starts[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, REFERENCE_DAYS};

int32_t calendar_day(unsigned month, unsigned week, unsigned weekday) {
    int32_t first = month_starts[month - 1];
    int32_t ahead = ((int32_t)weekday - (first + FIRST_WEEKDAY) % DAYS_PER_WEEK + DAYS_PER_WEEK) % DAYS_PER_WEEK;
    int32_t day = first + ahead + ((int32_t)week - 1) * DAYS_PER_WEEK;
    return day < month_starts[month] ? day : day - DAYS_PER_WEEK;
}

int32_t calendar_monday(unsigned week) {
    return FIRST_MONDAY + (int32_t)week * DAYS_PER_WEEK;
}

static void write_two(char *at, int32_t number) {
    at[0] = (char)('0' + number / 10 % 10);
    at[1] = (char)('0' + number % 10);
}

void calendar_write(int32_t day, char date[11]) {
    int32_t month = 1;
    while (day >= month_starts[month])
        month++;
    memcpy(date, "0000-00-00", 11);
    write_two(date, REFERENCE_YEAR / 100);
    write_two(date + 2, REFERENCE_YEAR % 100);
    write_two(date + 5, month);
    write_two(date + 8, day - month_starts[month - 1] + 1);
}
