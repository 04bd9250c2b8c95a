/* Numbers as a person reads them. Every text is as long as a double allows, so it has a fixed size. */
#ifndef REPORTER_WORDING_NUMBERS_H
#define REPORTER_WORDING_NUMBERS_H

#include "slacalc.h"

struct figure {
    char text[64];
};

/* As many nines as there are: the smaller side with three significant digits, trailing zeros left out ("99.9871 %").
 * Prints "100 %" only where nothing is ever down, "0 %" only where it always is. */
struct figure format_availability(slacalc_level level);

/* A level that was written as a decimal, as it was written. */
struct figure format_written(slacalc_level level);

/* As format_availability, with so many digits more, but no more than format_written has. */
struct figure format_closer(slacalc_level level, int more);

/* The shortest decimal that reads back as the same double, with a full stop whatever the locale. */
struct figure format_number(double number);

/* A computed availability beside the promise that it is measured by: with as many digits as it takes to see on which
 * side of the promise it lies. */
struct figure format_against(slacalc_level computed, slacalc_level promise, bool kept);

/* "3d 04h", "2h 06m", "43m 12s", "12.3s", "0.26s", "0.8ms", "0s". Takes seconds, not negative. */
struct figure format_duration(double seconds);

/* How often something happens in some time, on average: "0.72", "12.3", "1450", "3.1e-07", "0". Not negative. */
struct figure format_rate(double times);

/* How long something may last beside what it lasts now: "42 %", "2.34 times"; above 1 never more than it is. */
struct figure format_factor(double factor);

/* A duration with its sign: "+21m 28s", "-7.78s", "0s". Takes seconds. */
struct figure format_margin(double seconds);

/* "30d", "1M", "1Q", "1Y" where the period is a multiple of a unit, otherwise as format_duration has it. Takes
 * seconds. */
struct figure format_period(double seconds);

/* A ratio with one decimal, never "0.0 %" for what is above 0. */
struct figure format_share(double share);

/* How often something happens of all times, as a ratio: "68.8 %", "99.97 %", ">99.99 %"; "100 %" and "0 %" only where
 * it is exactly that. */
struct figure format_frequency(double ratio);

/* A ratio with up to two decimals; "100 %" and "0 %" only where it is exactly that. */
struct figure format_coverage(double ratio);

/* A share below 1 with two significant digits, rounded down: "4.2 %", "0.00097 %". */
struct figure format_least_share(double share);

/* "5 days", "7 months", "3 years", rounded down. Takes days, not negative. */
struct figure format_age(long days);

/* "50h", "7h 30m". Takes hours, not negative. */
struct figure format_hours(double hours);

/* "Mon 00:00-08:00", "Mon 18:00-Tue 08:00"; a day ends at 24:00. */
struct figure format_stretch(slacalc_stretch stretch);

/* A stretch with the day at both ends: "Mon 00:00-Mon 08:00". */
struct figure format_full_stretch(slacalc_stretch stretch);

/* A number of nines with one decimal, rounded down. */
struct figure format_nines(double nines);

#endif
