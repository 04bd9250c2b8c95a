#include "reporter/table/agreements.h"

#include "reporter/table/tree_view.h"
#include "reporter/wording/growing.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/words.h"

enum { COLUMN_NAME, COLUMN_AGREEMENT, COLUMN_OWNER, COLUMN_PLACE, COLUMNS };

static bool is_agreement(const slacalc_stated *stated) {
    return stated->kind == SLACALC_STATED_SLA || stated->kind == SLACALC_STATED_OLA;
}

/* "sla 99.9 %, ola 99.95 %": the agreements, or what is stated in their place; "" where there is nothing. */
static const char *stated_text(struct screen *screen, const slacalc_component *component, bool agreements) {
    const char *text = "";
    for (size_t i = 0; i < component->stated_count; i++) {
        const slacalc_stated *stated = &component->stated[i];
        if (is_agreement(stated) != agreements)
            continue;
        bool written = stated->kind != SLACALC_STATED_MTBF;
        struct figure level = written ? format_written(stated->level) : format_availability(stated->level);
        text = arena_printf(screen->wording.arena, "%s%s%s %s", text, *text ? ", " : "", word_of_stated(stated->kind),
                            level.text);
    }
    return text;
}

static const char *promises_text(struct screen *screen, const slacalc_service *service) {
    struct growing text = {.arena = screen->wording.arena};
    for (size_t i = 0; i < service->promise_count; i++) {
        growing_add(&text, i > 0 ? ", " : "");
        growing_add(&text, phrase_promise(&screen->wording, &service->promises[i]));
    }
    return growing_text(&text);
}

static struct cell agreement_cell(struct screen *screen, const slacalc_component *component) {
    const char *agreements = stated_text(screen, component, true), *instead = stated_text(screen, component, false);
    if (*agreements)
        return (struct cell){.text = agreements};
    return (struct cell){*instead ? arena_printf(screen->wording.arena, "no agreement (%s)", instead) : "no agreement",
                         COLOR_RED};
}

/* Of the agreement where there is one. */
static const char *place_of(struct screen *screen, const slacalc_component *component) {
    for (size_t i = 0; i < component->stated_count; i++)
        if (is_agreement(&component->stated[i]))
            return phrase_place(&screen->wording, component->stated[i].file, component->stated[i].line);
    return phrase_place(&screen->wording, component->file, component->line);
}

static void fill_row(const struct tree_view *view, size_t at) {
    struct screen *screen = view->screen;
    const struct tree_row *row = &view->tree->rows[at];
    if (row->kind != ROW_COMPONENT && row->kind != ROW_REPEATED)
        return;
    const slacalc_component *component = slacalc_result_component(view->result, row->component);
    struct cell *agreement = grid_cell(view->grid, at, COLUMN_AGREEMENT);
    if (row->parent == SLACALC_NONE)
        agreement->text = promises_text(screen, view->service);
    else
        *agreement = agreement_cell(screen, component);
    if (row->kind == ROW_REPEATED)
        return;
    if (component->owner)
        grid_cell(view->grid, at, COLUMN_OWNER)->text = printable(&screen->wording, component->owner);
    grid_cell(view->grid, at, COLUMN_PLACE)->text = place_of(screen, component);
}

/* Names are cut before the agreement goes: without it the grid would say nothing. */
static size_t make_room(const struct tree_view *view) {
    static const size_t extras[] = {COLUMN_PLACE, COLUMN_OWNER}, agreement[] = {COLUMN_AGREEMENT};
    struct screen *screen = view->screen;
    if (grid_column_is_empty(view->grid, COLUMN_OWNER))
        view->grid->hidden |= 1u << COLUMN_OWNER;
    if (screen->width > 0) {
        screen_make_room(screen, view->grid, COLUMN_NAME, widest_label(view, true), extras, 2);
        screen_make_room(screen, view->grid, COLUMN_NAME, LEAST_ROOM, agreement, 1);
    }
    return screen_room(screen, view->grid, COLUMN_NAME);
}

void screen_agreements(struct screen *screen, struct tree_builder *builder, const slacalc_service *service,
                       struct tree_extent extent) {
    static const char *const headers[COLUMNS] = {"COMPONENT", "AGREEMENT", "OWNER", "PLACE"};
    static const struct tree_columns columns = {headers, COLUMNS, fill_row, make_room};
    screen_tree(screen, builder, service, extent, &columns);
}
