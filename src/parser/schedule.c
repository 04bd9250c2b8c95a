#include "parser/schedule.h"

#include "base/shown.h"
#include "parser/hours.h"
#include "parser/seasons.h"
#include "parser/zone.h"

#include <string.h>

#define RANGE_FORM "write Mon-Fri 08:00-18:00, or 24x7"

/* Appends the week's stretches to the model's; sets `*first` to the first one and returns how many there are. */
static uint32_t add_stretches(struct slacalc_model *model, const struct week_minutes *week, uint32_t *first) {
    struct stretch stretch = {0};
    *first = (uint32_t)model->stretch_count;
    while (week_next(week, &stretch)) {
        model->stretches = arena_reserve(&model->arena, model->stretches, model->stretch_count,
                                         &model->stretch_capacity, sizeof *model->stretches);
        model->stretches[model->stretch_count++] = stretch;
    }
    return (uint32_t)model->stretch_count - *first;
}

/* ---- Reading ---- */

static bool comma_follows(const struct document *document, struct written written) {
    size_t at = skip_blanks(document->text, (size_t)written.where.offset + written.where.length);
    return at < document->text.length && document->text.at[at] == ',';
}

static bool read_range(struct reader *reader, const struct entry *entry, uint32_t node, struct week_minutes *week) {
    const struct document *document = reader->document;
    struct position where = document_position(document, node);
    if (fields_is_broken(reader, node))
        reader->flawed = true;
    else if (document->nodes[node].kind != NODE_SCALAR)
        diagnose_flaw(reader, where, "a range of '%.*s' must be text, not %s", TEXT_ARGS(entry->key),
                      node_kind_name(document, node));
    else {
        struct written written = {document_text(document, node), document_text_position(document, node)};
        if (!document_is_null(document, node) && written_trim(written).text.length > 0)
            return hours_read_range(week, written, comma_follows(document, written), reader->problems);
        diagnose_flaw(reader, where, "a range of '%.*s' is empty (" RANGE_FORM ")", TEXT_ARGS(entry->key));
    }
    return false;
}

/* The ranges of a list as one text. */
static struct text join(struct reader *reader, uint32_t list) {
    const struct document *document = reader->document;
    size_t length = 0;
    for (uint32_t i = document->nodes[list].first; i != NO_INDEX; i = document->nodes[i].next)
        length += document->nodes[i].length + 2;
    char *joined = arena_alloc(&reader->model->arena, length + 1, 1), *at = joined;
    for (uint32_t i = document->nodes[list].first; i != NO_INDEX; i = document->nodes[i].next) {
        struct text range = written_trim((struct written){document_text(document, i), nowhere}).text;
        if (at > joined) {
            *at++ = ',';
            *at++ = ' ';
        }
        memcpy(at, range.at, range.length);
        at += range.length;
    }
    return (struct text){joined, (size_t)(at - joined)};
}

/* Says what is wrong with a list that has no item: no hours are a mistake, no maintenance is none. */
static bool read_empty_list(struct reader *reader, const struct entry *entry, const struct attribute *attribute) {
    if (attribute->key == KEY_MAINTENANCE)
        return true;
    diagnose_flaw(reader, attribute->where, "'%.*s' is empty (" RANGE_FORM ")", TEXT_ARGS(entry->key));
    return false;
}

static bool read_list(struct reader *reader, const struct entry *entry, struct attribute *attribute,
                      struct week_minutes *week) {
    const struct document *document = reader->document;
    bool good = true;
    if (document->nodes[entry->value].length == 0)
        return read_empty_list(reader, entry, attribute);
    for (uint32_t item = document->nodes[entry->value].first; item != NO_INDEX; item = document->nodes[item].next)
        good &= read_range(reader, entry, item, week);
    if (good)
        attribute->ranges.text = join(reader, entry->value);
    return good;
}

static bool read_single(struct reader *reader, const struct entry *entry, struct attribute *attribute,
                        struct week_minutes *week) {
    struct written written;
    if (!fields_scalar(reader, entry, "text or a list of texts", &written))
        return false;
    attribute->ranges.text = written_trim(written).text;
    if (attribute->ranges.text.length > 0)
        return hours_read_range(week, written, comma_follows(reader->document, written), reader->problems);
    diagnose_flaw(reader, attribute->where, "'%.*s' is empty (" RANGE_FORM ")", TEXT_ARGS(entry->key));
    return false;
}

bool ranges_read(struct reader *reader, const struct entry *entry, struct attribute *attribute) {
    struct week_minutes week = {.on = {0}};
    bool is_list = reader->document->nodes[entry->value].kind == NODE_LIST;
    if (!(is_list ? read_list : read_single)(reader, entry, attribute, &week))
        return false;
    attribute->ranges.count = add_stretches(reader->model, &week, &attribute->ranges.first);
    return true;
}

/* ---- Hours less maintenance ---- */

static void fill_ranges(const struct slacalc_model *model, struct week_minutes *week, const struct ranges *ranges,
                        bool on) {
    for (uint32_t i = 0; i < ranges->count; i++)
        week_fill(week, model->stretches[ranges->first + i], on);
}

/* Sets the stretches of `hours`; returns false where nothing is left of them. */
static bool combine(struct slacalc_model *model, const struct attribute *on, const struct attribute *off,
                    struct hours *hours) {
    struct week_minutes week = {.on = {0}};
    struct stretch whole = {0, MINUTES_PER_WEEK};
    if (on && !off) {
        hours->first = on->ranges.first;
        hours->count = on->ranges.count;
        return true;
    }
    if (on)
        fill_ranges(model, &week, &on->ranges, true);
    else
        week_fill(&week, whole, true);
    fill_ranges(model, &week, &off->ranges, false);
    hours->count = add_stretches(model, &week, &hours->first);
    return hours->count > 0;
}

static bool is_whole_week(const struct slacalc_model *model, const struct hours *hours) {
    const struct stretch *first = &model->stretches[hours->first];
    return first->start == 0 && first->end == MINUTES_PER_WEEK;
}

static void check_schedule(struct slacalc_model *model, uint32_t index, slacalc_diagnostics *problems) {
    const struct attribute *on = model_attribute(model, index, KEY_HOURS);
    const struct attribute *off = model_attribute(model, index, KEY_MAINTENANCE);
    const struct attribute *zone = model_attribute(model, index, KEY_TIMEZONE);
    struct component *component = &model->components[index];
    if (zone)
        component->zone = zone->zone;
    if (!on && !off)
        return;
    struct hours hours = {.where = on ? on->where : off->where};
    if (!combine(model, on, off, &hours)) {
        diagnose(problems, SLACALC_ERROR, off->where, "'maintenance' leaves no hour of '" SHOWN "'",
                 SHOWN_ARGS(component->name));
        return;
    }
    if (is_whole_week(model, &hours))
        return;
    hours.hours = on ? on->ranges.text : hours.hours;
    hours.maintenance = off ? off->ranges.text : hours.maintenance;
    hours.zone = component->zone == NO_INDEX ? zone_utc(model) : component->zone;
    model->hours =
        arena_reserve(&model->arena, model->hours, model->hours_count, &model->hours_capacity, sizeof *model->hours);
    model->hours[model->hours_count] = hours;
    component->hours = (uint32_t)model->hours_count++;
}

void schedules_check(struct slacalc_model *model, struct arena *scratch, slacalc_diagnostics *problems) {
    for (uint32_t i = 0; i < model->component_count; i++)
        if (!model->components[i].flawed)
            check_schedule(model, i, problems);
    if (model->hours_count > 0)
        seasons_find(model, scratch);
}
