#include "reporter/table/screen.h"

#include "reporter/wording/phrases.h"

#include <libsmartcols.h>
#include <string.h>

struct block {
    const char *line; /* NULL where it is a grid */
    enum color color;
    const struct grid *grid;
};

static const char *const color_codes[] = {
    [COLOR_NONE] = "",          [COLOR_BOLD] = "\033[1m", [COLOR_DIM] = "\033[2m",
    [COLOR_GREEN] = "\033[32m", [COLOR_RED] = "\033[31m", [COLOR_ALARM] = "\033[1;31m",
};
static const char color_end[] = "\033[0m";

void screen_init(struct screen *screen, const slacalc_layout *layout, struct arena *arena) {
    *screen = (struct screen){
        .wording = {.arena = arena, .unicode = locale_is_unicode()},
        .color = layout->color,
        .width = layout->width,
    };
}

static void add_block(struct screen *screen, struct block block) {
    screen->blocks =
        arena_reserve(screen->wording.arena, screen->blocks, screen->count, &screen->capacity, sizeof *screen->blocks);
    screen->blocks[screen->count++] = block;
    screen->lines += block.grid ? block.grid->row_count + 1 : 1;
}

void screen_line(struct screen *screen, const char *text, enum color color) {
    if (text && screen->width > 0)
        text = printable_cut(&screen->wording, text, screen->width);
    add_block(screen, (struct block){.line = text ? text : "", .color = color});
}

/* How many pieces from `first` on fit into one line of that width, at least one; all of them where it is 0. */
static size_t pieces_in_line(const struct pieces *pieces, size_t first, size_t indent, size_t width) {
    size_t taken = indent, next = first;
    while (next < pieces->count) {
        taken += (next > first ? 1 : 0) + printable_width(pieces->items[next]);
        if (next > first && width > 0 && taken > width)
            break;
        next++;
    }
    return next - first;
}

static void show_pieces(struct screen *screen, const char *label, size_t indent, const struct pieces *pieces,
                        size_t line_width, enum color color) {
    for (size_t first = 0; first < pieces->count;) {
        size_t count = pieces_in_line(pieces, first, indent, line_width);
        const char *start = first == 0 ? label : "";
        size_t width = printable_width(start);
        screen_line(screen,
                    arena_printf(screen->wording.arena, "%s%*s%s", start, (int)(indent > width ? indent - width : 0),
                                 "", pieces_joined(&screen->wording, pieces, first, count)),
                    color);
        first += count;
    }
}

void screen_pieces(struct screen *screen, const char *label, size_t indent, const struct pieces *pieces) {
    show_pieces(screen, label, indent, pieces, screen->width, COLOR_NONE);
}

void screen_hanging(struct screen *screen, size_t indent, const struct pieces *pieces, enum color color) {
    for (size_t first = 0, count; first < pieces->count; first += count) {
        size_t before = first == 0 ? 0 : indent;
        count = pieces_in_line(pieces, first, before, screen->width);
        screen_line(screen,
                    arena_printf(screen->wording.arena, "%*s%s", (int)before, "",
                                 pieces_joined(&screen->wording, pieces, first, count)),
                    color);
    }
}

void screen_prose(struct screen *screen, size_t indent, const char *text, enum color color) {
    struct pieces pieces = {0};
    pieces_add_words(&screen->wording, &pieces, text);
    show_pieces(screen, "", indent, &pieces, screen->width > 0 ? screen->width : PROSE_WIDTH, color);
}

void screen_more(struct screen *screen, const char *statement, const char *way) {
    const struct wording *wording = &screen->wording;
    const char *dots = phrase_dots(wording);
    struct pieces pieces = {0};
    if (!statement)
        return;
    pieces_add_words(wording, &pieces, statement);
    pieces_add(wording, &pieces, arena_printf(wording->arena, "(%s)", way));
    show_pieces(screen, dots, printable_width(dots) + 1, &pieces, screen->width > 0 ? screen->width : PROSE_WIDTH,
                COLOR_NONE);
}

void screen_rest(struct screen *screen, size_t left_out, const char *what) {
    if (left_out > 0)
        screen_line(
            screen,
            arena_printf(screen->wording.arena, "%s %zu more %s", phrase_dots(&screen->wording), left_out, what),
            COLOR_DIM);
}

struct grid *grid_new(struct screen *screen, const char *const *headers, size_t columns, size_t rows) {
    struct grid *grid = arena_alloc(screen->wording.arena, 1, sizeof *grid);
    grid->headers = headers;
    grid->column_count = columns;
    grid->row_count = rows;
    if (rows > SIZE_MAX / columns)
        memory_exhausted(screen->wording.arena->guard);
    grid->cells = arena_alloc(screen->wording.arena, rows * columns, sizeof *grid->cells);
    return grid;
}

struct cell *grid_cell(const struct grid *grid, size_t row, size_t column) {
    return &grid->cells[row * grid->column_count + column];
}

static bool is_hidden(const struct grid *grid, size_t column) {
    return (grid->hidden >> column & 1) != 0;
}

size_t grid_column_width(const struct grid *grid, size_t column) {
    size_t widest = printable_width(grid->headers[column]);
    for (size_t row = 0; row < grid->row_count; row++) {
        const char *text = grid_cell(grid, row, column)->text;
        size_t width = text ? printable_width(text) : 0;
        if (width > widest)
            widest = width;
    }
    return widest;
}

bool grid_column_is_empty(const struct grid *grid, size_t column) {
    for (size_t row = 0; row < grid->row_count; row++)
        if (grid_cell(grid, row, column)->text)
            return false;
    return true;
}

size_t screen_room(const struct screen *screen, const struct grid *grid, size_t column) {
    if (screen->width == 0)
        return SIZE_MAX;
    size_t taken = 0;
    for (size_t other = 0; other < grid->column_count; other++)
        if (other != column && !is_hidden(grid, other))
            taken += grid_column_width(grid, other) + COLUMN_GAP;
    return taken < screen->width ? screen->width - taken : 0;
}

void screen_make_room(const struct screen *screen, struct grid *grid, size_t column, size_t least,
                      const size_t *expendable, size_t count) {
    for (size_t i = 0; i < count && screen_room(screen, grid, column) < least; i++)
        grid->hidden |= 1u << expendable[i];
}

static void shorten_column(const struct screen *screen, const struct grid *grid, size_t column, size_t room,
                           const char *(*shorten)(const struct wording *wording, const char *text, size_t columns)) {
    for (size_t row = 0; row < grid->row_count; row++) {
        struct cell *cell = grid_cell(grid, row, column);
        if (cell->text)
            cell->text = shorten(&screen->wording, cell->text, room);
    }
}

void screen_fit_column(const struct screen *screen, struct grid *grid, size_t column, size_t least,
                       const size_t *expendable, size_t count) {
    screen_make_room(screen, grid, column, least, expendable, count);
    size_t room = screen_room(screen, grid, column);
    shorten_column(screen, grid, column, room < least ? least : room, printable_cut);
}

void screen_abridge_column(const struct screen *screen, const struct grid *grid, size_t column, size_t room) {
    shorten_column(screen, grid, column, room, printable_abridged);
}

void screen_grid(struct screen *screen, const struct grid *grid) {
    if (grid->row_count > 0)
        add_block(screen, (struct block){.grid = grid});
}

static bool fill_line(struct libscols_line *line, const struct grid *grid, size_t row) {
    for (size_t column = 0; column < grid->column_count; column++) {
        const struct cell *cell = &grid->cells[row * grid->column_count + column];
        if (!cell->text)
            continue;
        struct libscols_cell *target = scols_line_get_cell(line, column);
        if (scols_cell_set_data(target, cell->text) != 0)
            return false;
        if (cell->color != COLOR_NONE && scols_cell_set_color(target, color_codes[cell->color]) != 0)
            return false;
    }
    return true;
}

/* Texts are printable already and cut to the width, so libsmartcols is left to align and to draw the tree. */
static bool fill_table(struct libscols_table *table, const struct grid *grid, struct libscols_line **ancestors) {
    for (size_t column = 0; column < grid->column_count; column++) {
        int flags = (column == 0 && grid->depths ? SCOLS_FL_TREE : 0) | (is_hidden(grid, column) ? SCOLS_FL_HIDDEN : 0);
        if (!scols_table_new_column(table, grid->headers[column], 0, flags))
            return false;
    }
    for (size_t row = 0; row < grid->row_count; row++) {
        size_t depth = grid->depths ? grid->depths[row] : 0;
        struct libscols_line *line = scols_table_new_line(table, depth > 0 ? ancestors[depth - 1] : NULL);
        if (!line || !fill_line(line, grid, row))
            return false;
        ancestors[depth] = line;
    }
    return true;
}

static size_t deepest(const struct grid *grid) {
    size_t depth = 0;
    for (size_t row = 0; grid->depths && row < grid->row_count; row++)
        if (grid->depths[row] > depth)
            depth = grid->depths[row];
    return depth;
}

/* Set here rather than left to libsmartcols, which goes on with half of its own where memory is exhausted. */
static bool set_symbols(struct libscols_table *table, bool unicode) {
    struct libscols_symbols *symbols = scols_new_symbols();
    bool done = symbols && scols_symbols_set_branch(symbols, unicode ? "├─" : "|-") == 0 &&
                scols_symbols_set_vertical(symbols, unicode ? "│ " : "| ") == 0 &&
                scols_symbols_set_right(symbols, unicode ? "└─" : "`-") == 0 &&
                scols_table_set_symbols(table, symbols) == 0;
    scols_unref_symbols(symbols);
    return done;
}

static bool set_up(struct libscols_table *table, const struct screen *screen, FILE *stream) {
    return set_symbols(table, screen->wording.unicode) && scols_table_set_column_separator(table, "  ") == 0 &&
           scols_table_set_stream(table, stream) == 0 && scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER) == 0 &&
           scols_table_enable_noencoding(table, 1) == 0 && scols_table_enable_colors(table, screen->color) == 0;
}

static bool print_grid(const struct screen *screen, const struct grid *grid, FILE *stream) {
    struct libscols_table *table = scols_new_table();
    struct libscols_line **ancestors = calloc(deepest(grid) + 1, sizeof(struct libscols_line *));
    bool done = table && ancestors && set_up(table, screen, stream) && fill_table(table, grid, ancestors) &&
                scols_print_table(table) == 0;
    free(ancestors);
    scols_unref_table(table);
    return done;
}

static void print_line(const struct screen *screen, const struct block *block, FILE *stream) {
    bool colored = screen->color && block->color != COLOR_NONE && block->line[0] != '\0';
    fprintf(stream, "%s%s%s\n", colored ? color_codes[block->color] : "", block->line, colored ? color_end : "");
}

bool screen_print(const struct screen *screen, FILE *stream) {
    for (size_t i = 0; i < screen->count; i++) {
        const struct block *block = &screen->blocks[i];
        if (block->line)
            print_line(screen, block, stream);
        else if (!print_grid(screen, block->grid, stream))
            return false;
    }
    return true;
}

void screen_clear(struct screen *screen) {
    screen->blocks = NULL;
    screen->count = screen->capacity = 0;
}
