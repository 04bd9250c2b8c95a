#include "parser/zone.h"

#include "base/shown.h"
#include "parser/zone_file.h"
#include "parser/zone_rule.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Fixed when built: the environment of a machine must not change what a model says. */
#ifndef SLACALC_ZONEINFO
#define SLACALC_ZONEINFO "/usr/share/zoneinfo"
#endif

#define ZONE_FORM "an offset such as +01:00, or an IANA name such as Europe/London"

enum { NAME_MAX_LENGTH = 63, OFFSET_MAX = 14 * 60, FILE_MAX = 1024 * 1024 };

/* ---- The data base ---- */

static bool is_name_byte(char byte) {
    return (is_letter(byte) && (unsigned char)byte < 0x80) || is_digit(byte) || byte == '_' || byte == '+' ||
           byte == '-' || byte == '/';
}

/* A model may come from anywhere: its words must lead to no file but those of the data base, and not to the link to
 * the machine's own zone, by which it would mean something else elsewhere. */
static bool is_safe_name(struct text name) {
    if (name.length == 0 || name.length > NAME_MAX_LENGTH || text_is(name, "localtime"))
        return false;
    for (size_t i = 0; i < name.length; i++) {
        bool part_begins = i == 0 || name.at[i - 1] == '/';
        if (!is_name_byte(name.at[i]) || (part_begins && name.at[i] == '/'))
            return false;
    }
    return name.at[name.length - 1] != '/';
}

static bool read_file(const char *path, char *bytes, size_t length) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool good = pread(file, bytes, length, 0) == (ssize_t)length;
    close(file);
    return good;
}

bool zone_load(struct arena *arena, struct text name, struct zone *zone) {
    char path[sizeof SLACALC_ZONEINFO "/" + NAME_MAX_LENGTH];
    struct stat status;
    if (!is_safe_name(name))
        return false;
    snprintf(path, sizeof path, SLACALC_ZONEINFO "/%.*s", TEXT_ARGS(name));
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0 || status.st_size > FILE_MAX)
        return false;
    struct arena *scratch = arena_open(arena);
    size_t length = (size_t)status.st_size;
    char *bytes = arena_alloc(scratch, length, 1);
    bool good = read_file(path, bytes, length) && zone_file_parse(arena, (struct text){bytes, length}, zone);
    arena_close(scratch);
    return good;
}

/* ---- Offsets ---- */

static bool is_utc(struct text name) {
    return text_is(name, "Z") || (name.length == 3 && strncasecmp(name.at, "UTC", 3) == 0);
}

/* +HH, +HHMM, +HH:MM; returns false where the form is another one. */
static bool parse_offset(struct text text, int32_t *minutes) {
    char digits[4] = "0000";
    size_t count = 0;
    for (size_t i = 1; i < text.length; i++) {
        if (i == 3 && text.at[i] == ':' && text.length == 6)
            continue;
        if (!is_digit(text.at[i]) || count == sizeof digits)
            return false;
        digits[count++] = text.at[i];
    }
    if (count != 2 && count != 4)
        return false;
    int32_t rest = (digits[2] - '0') * 10 + digits[3] - '0';
    *minutes = ((digits[0] - '0') * 10 + digits[1] - '0') * 60 + rest;
    if (text.at[0] == '-')
        *minutes = -*minutes;
    return rest < 60;
}

static bool read_offset(struct reader *reader, struct written written, struct zone *zone) {
    int32_t minutes = 0;
    if (!parse_offset(written.text, &minutes))
        diagnose_flaw(reader, written.where, "'" SHOWN "' is not an offset from UTC (write +01:00)",
                      SHOWN_ARGS(written.text));
    else if (minutes < -OFFSET_MAX || minutes > OFFSET_MAX)
        diagnose_flaw(reader, written.where, "'" SHOWN "' is outside -14:00 to +14:00", SHOWN_ARGS(written.text));
    else {
        zone_add_change(&reader->model->arena, zone, 0, minutes);
        return true;
    }
    return false;
}

/* ---- Names ---- */

static const char *const common_names[] = {"UTC",
                                           "Africa/Cairo",
                                           "Africa/Johannesburg",
                                           "Africa/Lagos",
                                           "Africa/Nairobi",
                                           "America/Anchorage",
                                           "America/Bogota",
                                           "America/Buenos_Aires",
                                           "America/Chicago",
                                           "America/Denver",
                                           "America/Halifax",
                                           "America/Los_Angeles",
                                           "America/Mexico_City",
                                           "America/New_York",
                                           "America/Phoenix",
                                           "America/Santiago",
                                           "America/Sao_Paulo",
                                           "America/St_Johns",
                                           "America/Toronto",
                                           "America/Vancouver",
                                           "Asia/Bangkok",
                                           "Asia/Dubai",
                                           "Asia/Hong_Kong",
                                           "Asia/Jakarta",
                                           "Asia/Jerusalem",
                                           "Asia/Karachi",
                                           "Asia/Kolkata",
                                           "Asia/Manila",
                                           "Asia/Seoul",
                                           "Asia/Shanghai",
                                           "Asia/Singapore",
                                           "Asia/Taipei",
                                           "Asia/Tokyo",
                                           "Australia/Brisbane",
                                           "Australia/Melbourne",
                                           "Australia/Perth",
                                           "Australia/Sydney",
                                           "Europe/Amsterdam",
                                           "Europe/Athens",
                                           "Europe/Berlin",
                                           "Europe/Brussels",
                                           "Europe/Dublin",
                                           "Europe/Helsinki",
                                           "Europe/Istanbul",
                                           "Europe/Kyiv",
                                           "Europe/Lisbon",
                                           "Europe/London",
                                           "Europe/Madrid",
                                           "Europe/Moscow",
                                           "Europe/Paris",
                                           "Europe/Prague",
                                           "Europe/Rome",
                                           "Europe/Stockholm",
                                           "Europe/Vienna",
                                           "Europe/Warsaw",
                                           "Europe/Zurich",
                                           "Pacific/Auckland",
                                           "Pacific/Honolulu"};

static void report_unknown(struct reader *reader, struct written written) {
    struct nearest nearest = nearest_to(written.text);
    if (access(SLACALC_ZONEINFO, X_OK) != 0) {
        diagnose_flaw(reader, written.where, "unknown time zone '" SHOWN "' (" ZONE_FORM "; needs the package tzdata)",
                      SHOWN_ARGS(written.text));
        return;
    }
    for (size_t i = 0; i < sizeof common_names / sizeof *common_names; i++)
        nearest_offer(&nearest, text_of(common_names[i]));
    if (nearest.best.at) {
        reader->flawed = true;
        diagnose_nearest(reader->problems, written.where, &nearest, "unknown time zone '" SHOWN "'",
                         SHOWN_ARGS(written.text));
    } else
        diagnose_flaw(reader, written.where, "unknown time zone '" SHOWN "' (" ZONE_FORM ")", SHOWN_ARGS(written.text));
}

/* Of a name that the model does not know yet. */
static uint32_t add_zone(struct slacalc_model *model, struct zone zone) {
    text_map_add(&model->zone_names, zone.name, (uint32_t)model->zone_count);
    model->zones =
        arena_reserve(&model->arena, model->zones, model->zone_count, &model->zone_capacity, sizeof *model->zones);
    model->zones[model->zone_count] = zone;
    return (uint32_t)model->zone_count++;
}

bool zone_load_all_years(struct arena *arena, const struct zone *read, struct zone *zone) {
    struct text name = read->name;
    *zone = (struct zone){.name = name, .all_years = true};
    bool is_fixed = is_utc(name) || name.at[0] == '+' || name.at[0] == '-';
    if (is_fixed)
        zone_add_change(arena, zone, INT64_MIN, read->changes[0].offset);
    return is_fixed || zone_load(arena, name, zone);
}

uint32_t zone_utc(struct slacalc_model *model) {
    struct zone utc = {.name = text_of("UTC")};
    uint32_t known = text_map_find(&model->zone_names, utc.name);
    if (known != NO_INDEX)
        return known;
    zone_add_change(&model->arena, &utc, 0, 0);
    return add_zone(model, utc);
}

bool zone_read(struct reader *reader, struct written written, uint32_t *index) {
    written = written_trim(written);
    struct zone zone = {.name = written.text};
    uint32_t known = text_map_find(&reader->model->zone_names, written.text);
    if (known != NO_INDEX) {
        *index = known;
        return true;
    }
    if (written.text.length == 0) {
        diagnose_flaw(reader, written.where, "a time zone is empty (write " ZONE_FORM ")");
        return false;
    }
    if (written.text.at[0] == '+' || written.text.at[0] == '-') {
        if (!read_offset(reader, written, &zone))
            return false;
    } else if (is_utc(zone.name)) {
        zone_add_change(&reader->model->arena, &zone, 0, 0);
    } else if (!zone_load(&reader->model->arena, zone.name, &zone)) {
        report_unknown(reader, written);
        return false;
    }
    *index = add_zone(reader->model, zone);
    return true;
}
