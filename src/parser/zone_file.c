#include "parser/zone_file.h"

#include "parser/calendar.h"
#include "parser/zone_rule.h"

#include <string.h>

enum { HEAD_LENGTH = 44, COUNTS_AT = 20, TYPE_LENGTH = 6, TIME_LENGTH = 8, OLD_TIME_LENGTH = 4 };

/* How many there are of each thing, in the order of the head. */
enum count { UT_MARKS, STANDARD_MARKS, LEAP_SECONDS, TIMES, TYPES, NAME_BYTES, COUNTS };

/* What is left of a file. */
struct bytes {
    const unsigned char *at;
    size_t length;
};

static bool skip(struct bytes *bytes, size_t length) {
    if (bytes->length < length)
        return false;
    bytes->at += length;
    bytes->length -= length;
    return true;
}

static int64_t number_at(const unsigned char *at, size_t length) {
    uint64_t number = length > 0 && at[0] >= 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < length; i++)
        number = number << 8 | at[i];
    return (int64_t)number;
}

static bool read_head(struct bytes *bytes, size_t counts[COUNTS]) {
    const unsigned char *head = bytes->at;
    if (!skip(bytes, HEAD_LENGTH) || memcmp(head, "TZif", 4) != 0 || head[4] < '2')
        return false;
    bool good = true;
    for (size_t i = 0; i < COUNTS; i++) {
        uint64_t count = (uint64_t)number_at(head + COUNTS_AT + i * 4, 4);
        counts[i] = (size_t)count;
        good &= count <= bytes->length;
    }
    return good && counts[TYPES] > 0;
}

/* What stands behind the times and types. */
static size_t length_of_rest(const size_t counts[COUNTS], size_t time_length) {
    return counts[NAME_BYTES] + counts[LEAP_SECONDS] * (time_length + 4) + counts[STANDARD_MARKS] + counts[UT_MARKS];
}

static size_t length_of_times(const size_t counts[COUNTS], size_t time_length) {
    return counts[TIMES] * (time_length + 1);
}

/* Since version 2 there are two blocks of data, the first one with times of 32 bits. */
static bool skip_old_block(struct bytes *bytes) {
    size_t counts[COUNTS];
    return read_head(bytes, counts) &&
           skip(bytes, length_of_times(counts, OLD_TIME_LENGTH) + counts[TYPES] * TYPE_LENGTH +
                           length_of_rest(counts, OLD_TIME_LENGTH));
}

static int64_t floor_minutes(int64_t seconds) {
    return seconds / 60 - (seconds % 60 < 0 ? 1 : 0);
}

static void add_change(struct arena *arena, struct zone *zone, int64_t minute, const unsigned char *type) {
    zone_add_change(arena, zone, minute, (int32_t)floor_minutes(number_at(type, 4)));
}

/* The first type holds until the first change. Returns the minute of the last one; what lies before 1970 counts as at
 * its begin. */
static int64_t read_changes(struct arena *arena, const unsigned char *times, const unsigned char *types,
                            const size_t counts[COUNTS], struct zone *zone) {
    const unsigned char *type_of = times + counts[TIMES] * TIME_LENGTH;
    int64_t minute = -REFERENCE_BEGINS / 60;
    add_change(arena, zone, minute, types);
    for (size_t i = 0; i < counts[TIMES]; i++) {
        int64_t seconds = number_at(times + i * TIME_LENGTH, TIME_LENGTH);
        minute = (seconds > 0 ? seconds / 60 : 0) - REFERENCE_BEGINS / 60;
        if (type_of[i] < counts[TYPES])
            add_change(arena, zone, minute, types + (size_t)type_of[i] * TYPE_LENGTH);
    }
    return minute;
}

/* The rule stands in a line of its own; where that is empty, the last change holds. */
static bool read_rule(struct arena *arena, struct bytes line, int64_t last, struct zone *zone) {
    struct zone_rule rule;
    if (line.length < 2 || line.at[0] != '\n' || line.at[line.length - 1] != '\n')
        return false;
    struct text text = {(const char *)line.at + 1, line.length - 2};
    if (text.length > 0 && !zone_rule_parse(text, &rule))
        return false;
    if (text.length > 0)
        zone_add_rule(arena, zone, &rule, last);
    return true;
}

bool zone_file_parse(struct arena *arena, struct text text, struct zone *zone) {
    struct bytes bytes = {(const unsigned char *)text.at, text.length};
    size_t counts[COUNTS];
    if (!skip_old_block(&bytes) || !read_head(&bytes, counts))
        return false;
    const unsigned char *times = bytes.at, *types = times + length_of_times(counts, TIME_LENGTH);
    if (!skip(&bytes,
              length_of_times(counts, TIME_LENGTH) + counts[TYPES] * TYPE_LENGTH + length_of_rest(counts, TIME_LENGTH)))
        return false;
    return read_rule(arena, bytes, read_changes(arena, times, types, counts, zone), zone);
}
