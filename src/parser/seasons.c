#include "parser/seasons.h"

#include "parser/calendar.h"
#include "parser/zone_rule.h"

/* The zones in which some component has hours: the clocks of others change nothing. */
static bool *used_zones(const struct slacalc_model *model, struct arena *scratch) {
    bool *used = arena_alloc(scratch, model->zone_count, sizeof *used);
    for (size_t i = 0; i < model->hours_count; i++)
        used[model->hours[i].zone] = true;
    return used;
}

static bool is_known_season(const struct slacalc_model *model, const bool *used, const int32_t *offsets) {
    for (size_t season = 0; season < model->season_count; season++) {
        size_t zone = 0;
        while (zone < model->zone_count && (!used[zone] || model->seasons[season].offsets[zone] == offsets[zone]))
            zone++;
        if (zone == model->zone_count)
            return true;
    }
    return false;
}

void seasons_find(struct slacalc_model *model, struct arena *scratch) {
    const bool *used = used_zones(model, scratch);
    int32_t *offsets = arena_alloc(&model->arena, model->zone_count, sizeof *offsets);
    model->seasons = arena_alloc(&model->arena, REFERENCE_WEEKS, sizeof *model->seasons);
    for (unsigned week = 0; week < REFERENCE_WEEKS; week++) {
        int32_t monday = calendar_monday(week);
        for (size_t zone = 0; zone < model->zone_count; zone++)
            offsets[zone] = zone_offset(&model->zones[zone], monday * MINUTES_PER_DAY + MINUTES_PER_DAY / 2);
        if (is_known_season(model, used, offsets))
            continue;
        struct season *season = &model->seasons[model->season_count++];
        calendar_write(monday, season->monday);
        season->offsets = offsets;
        offsets = arena_alloc(&model->arena, model->zone_count, sizeof *offsets);
    }
}
