/*
 * A page for the terminal: lines of text and grids with aligned columns, one below the other. It is put together in an
 * arena with a guard, and written whole or part by part.
 */
#ifndef REPORTER_TABLE_SCREEN_H
#define REPORTER_TABLE_SCREEN_H

#include "reporter/wording/pieces.h"
#include "reporter/wording/printable.h"
#include "slacalc.h"

enum color { COLOR_NONE, COLOR_BOLD, COLOR_DIM, COLOR_GREEN, COLOR_RED, COLOR_ALARM };

struct cell {
    const char *text; /* printable; NULL is empty */
    enum color color;
};

/* Columns align to the left. */
struct grid {
    const char *const *headers; /* one a column; "" is none */
    size_t column_count;
    struct cell *cells; /* row by row */
    size_t row_count;
    size_t *depths;  /* by row: 0 for the first one, at most one more than the row before. The first column shows the
                        tree. NULL where the rows are no tree */
    unsigned hidden; /* bit by column */
};

struct block;

struct screen {
    struct wording wording;
    bool color;
    size_t width; /* columns of the terminal; 0 cuts nothing off */
    struct block *blocks;
    size_t count, capacity;
    size_t lines; /* that it has by now */
};

enum {
    PROSE_WIDTH = 80,
    COLUMN_GAP = 2,
    TREE_INDENT = 2,
    LABEL_WIDTH = 16 /* columns of the labels before the lines of a service, their indent included */
};

void screen_init(struct screen *screen, const slacalc_layout *layout, struct arena *arena);

/* A line of its own, cut to the width. NULL or "" is an empty one. */
void screen_line(struct screen *screen, const char *text, enum color color);

/* Pieces one after the other behind a label; a piece that does not fit into the line goes to the next one, below the
 * first piece. */
void screen_pieces(struct screen *screen, const char *label, size_t indent, const struct pieces *pieces);

/* Pieces one after the other; lines after the first one are indented. */
void screen_hanging(struct screen *screen, size_t indent, const struct pieces *pieces, enum color color);

/* What is left out, and the way to see it; nothing where there is no statement. Names in it are as the model has
 * them. */
void screen_more(struct screen *screen, const char *statement, const char *way);

/* "… 3 more slices"; nothing where none is left out. */
void screen_rest(struct screen *screen, size_t left_out, const char *what);

/* The words of a text, which may be the user's, line by line; PROSE_WIDTH columns of them where the screen has no
 * width. */
void screen_prose(struct screen *screen, size_t indent, const char *text, enum color color);

/* A grid of empty cells. The headers belong to the caller. */
struct grid *grid_new(struct screen *screen, const char *const *headers, size_t columns, size_t rows);
struct cell *grid_cell(const struct grid *grid, size_t row, size_t column);

/* Whether no row has a text there. */
bool grid_column_is_empty(const struct grid *grid, size_t column);

/* Columns that it takes. */
size_t grid_column_width(const struct grid *grid, size_t column);

/* Columns of the terminal that are left for that column; SIZE_MAX where the width is unlimited. */
size_t screen_room(const struct screen *screen, const struct grid *grid, size_t column);

/* Hides the columns of `expendable`, in that order, until `column` has room for `least`. */
void screen_make_room(const struct screen *screen, struct grid *grid, size_t column, size_t least,
                      const size_t *expendable, size_t count);

/* The same, and cuts the texts of `column` to the room that it has then, or to `least`. */
void screen_fit_column(const struct screen *screen, struct grid *grid, size_t column, size_t least,
                       const size_t *expendable, size_t count);

/* Cuts the texts of a column in their middle to so many columns of the terminal. */
void screen_abridge_column(const struct screen *screen, const struct grid *grid, size_t column, size_t room);

/* The grid belongs to the screen's arena. One without rows is left out. */
void screen_grid(struct screen *screen, const struct grid *grid);

/* Writes what is on it. Returns false when memory is exhausted; what the stream itself failed at is left to its owner.
 */
bool screen_print(const struct screen *screen, FILE *stream);

/* Forgets what is on it, but not how many lines it had. */
void screen_clear(struct screen *screen);

#endif
