#include "parser/log/log_rows.h"

#include "base/shown.h"
#include "parser/log/csv.h"
#include "parser/log/log_times.h"
#include "parser/quantity.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The columns that are read; those from `COLUMN_ID` on are for people. */
enum column { COLUMN_COMPONENT, COLUMN_START, COLUMN_END, COLUMN_LOSS, COLUMN_ID, COLUMN_NOTE, COLUMNS };

static const char *const column_names[COLUMNS] = {"component", "start", "end", "loss", "id", "note"};

struct table {
    struct slacalc_model *model;
    struct csv csv;
    struct quantities quantities;
    const struct zone *zone;
    size_t column_of[COLUMNS]; /* the number of the field; SIZE_MAX where there is none */
    size_t column_count;
    size_t unknown; /* components that were looked for among mistyped ones */
    size_t idle;    /* rows that count for nothing */
};

/* So many rows that count for nothing are shown; the rest of a file are counted. */
enum { IDLE_SHOWN = 5 };

/* ---- Header ---- */

/* The column of that name, in whatever case; COLUMNS where it is another one. */
static size_t column_named(struct text name) {
    size_t column = 0;
    while (column < COLUMNS && (strlen(column_names[column]) != name.length ||
                                strncasecmp(column_names[column], name.at, name.length) != 0))
        column++;
    return column;
}

static void read_column(struct table *table, size_t field) {
    struct written written = written_trim(table->csv.fields[field]);
    size_t column = column_named(written.text);
    if (column == COLUMNS)
        diagnose_remark(table->csv.problems, written.where, SLACALC_HINT_NONE,
                        "the column '" SHOWN "' is not read (component, start, end, loss, id and note are)",
                        SHOWN_ARGS(written.text));
    else if (table->column_of[column] != SIZE_MAX)
        diagnose(table->csv.problems, SLACALC_ERROR, written.where, "the header has the column '%s' twice",
                 column_names[column]);
    else
        table->column_of[column] = field;
}

/* The name of a column that was mistyped for the one that is missing. */
static void report_missing(struct table *table, size_t column) {
    struct nearest nearest = nearest_to(text_of(column_names[column]));
    struct position where = table->csv.fields[0].where;
    for (size_t i = 0; i < table->csv.field_count; i++) {
        struct written written = written_trim(table->csv.fields[i]);
        if (column_named(written.text) == COLUMNS)
            nearest_offer(&nearest, written.text);
        if (nearest.best.at == written.text.at && written.text.at)
            where = written.where;
    }
    if (nearest.best.at)
        diagnose(table->csv.problems, SLACALC_ERROR, where,
                 "the header has no column '%s' (is '" SHOWN "' meant to be it? write component,start,end)",
                 column_names[column], SHOWN_ARGS(nearest.best));
    else
        diagnose(table->csv.problems, SLACALC_ERROR, where,
                 "the header has no column '%s' (the first line names the columns: component,start,end)",
                 column_names[column]);
}

/* Returns false where the rows cannot be read by it. */
static bool read_header(struct table *table) {
    if (table->csv.broken)
        return false;
    table->column_count = table->csv.field_count;
    struct text first = table->csv.fields[0].text;
    if (table->column_count == 1 && (memchr(first.at, ';', first.length) || memchr(first.at, '\t', first.length))) {
        diagnose(table->csv.problems, SLACALC_ERROR, table->csv.fields[0].where,
                 "the columns are not separated by commas (export the table as comma-separated values)");
        return false;
    }
    for (size_t field = 0; field < table->column_count; field++)
        read_column(table, field);
    bool is_complete = true;
    for (size_t column = COLUMN_COMPONENT; column <= COLUMN_END; column++) {
        if (table->column_of[column] == SIZE_MAX)
            report_missing(table, column);
        is_complete = is_complete && table->column_of[column] != SIZE_MAX;
    }
    return is_complete;
}

/* ---- Components ---- */

static void report_unknown(struct table *table, struct written written) {
    enum { LOOKED_FOR = 1000 }; /* further messages are not kept */
    const struct slacalc_model *model = table->model;
    struct nearest nearest = nearest_to(written.text);
    for (size_t i = 0; i < model->component_count && table->unknown < LOOKED_FOR; i++)
        nearest_offer(&nearest, model->components[i].name);
    table->unknown++;
    diagnose_nearest(table->csv.problems, written.where, &nearest, "unknown component '" SHOWN "'",
                     SHOWN_ARGS(written.text));
}

/* The number behind the last '#'; 0 where there is none. */
static uint32_t replica_of(struct text text, size_t *name_length) {
    uint64_t number = 0;
    size_t at = text.length;
    while (at > 0 && is_digit(text.at[at - 1]))
        at--;
    if (at == text.length || at < 2 || text.at[at - 1] != '#')
        return 0;
    *name_length = at - 1;
    for (; at < text.length; at++)
        number = number < UINT32_MAX ? number * 10 + (uint64_t)(text.at[at] - '0') : number;
    return number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
}

/* "web", or "web#2" for its second replica. */
static bool read_component(struct table *table, struct written written, struct log_row *row) {
    const struct slacalc_model *model = table->model;
    size_t length = written.text.length;
    uint32_t component = model_find(model, written.text), replica = 0;
    if (component == NO_INDEX) {
        replica = replica_of(written.text, &length);
        component = length < written.text.length ? model_find(model, (struct text){written.text.at, length}) : NO_INDEX;
    }
    if (written.text.length == 0) {
        diagnose(table->csv.problems, SLACALC_ERROR, table->csv.where, "the row names no component");
        return false;
    }
    if (component == NO_INDEX || model->components[component].absent) {
        report_unknown(table, written);
        return false;
    }
    if (model->components[component].dissolved) {
        diagnose(table->csv.problems, SLACALC_ERROR, written.where,
                 "'" SHOWN "' is nothing that fails by itself: others stand for it (name those)",
                 SHOWN_ARGS(written.text));
        return false;
    }
    uint32_t replicas = model_number(model, component, KEY_REPLICAS);
    if (length < written.text.length && (replica < 1 || replica > replicas)) {
        diagnose(table->csv.problems, SLACALC_ERROR, written.where,
                 replicas == 1 ? "'" SHOWN "' has %u replica (leave the number out)"
                               : "'" SHOWN "' has %u replicas (number them from 1)",
                 SHOWN_ARGS(((struct text){written.text.at, length})), replicas);
        return false;
    }
    row->component = component;
    row->replica = replica > 0 && replicas > 1 ? replica - 1 : NO_INDEX;
    return true;
}

/* ---- Rows ---- */

static struct written field_of(const struct table *table, enum column column) {
    return written_trim(table->csv.fields[table->column_of[column]]);
}

/* An empty one lasts on. */
static bool read_end(struct table *table, struct log_row *row) {
    struct written written = field_of(table, COLUMN_END);
    row->end = LOG_OPEN;
    return written.text.length == 0 || log_time(table->csv.problems, written, table->zone, &row->end);
}

/* An empty one is 100 %. */
static bool read_loss(struct table *table, struct log_row *row) {
    struct level level = {1, 0};
    if (table->column_of[COLUMN_LOSS] != SIZE_MAX) {
        struct written written = field_of(table, COLUMN_LOSS);
        if (written.text.length > 0 && !quantity_share(&table->quantities, written, &level))
            return false;
    }
    row->loss = (double)level.up;
    return true;
}

static bool read_start(struct table *table, struct log_row *row) {
    struct written written = field_of(table, COLUMN_START);
    if (written.text.length > 0)
        return log_time(table->csv.problems, written, table->zone, &row->start);
    diagnose(table->csv.problems, SLACALC_ERROR, table->csv.where, "the row has no start (only an end may be empty)");
    return false;
}

static bool check_length(struct table *table, const struct log_row *row) {
    struct written end = field_of(table, COLUMN_END);
    if (row->end >= row->start)
        return true;
    diagnose(table->csv.problems, SLACALC_ERROR, end.where, "the incident ends before it starts ('" SHOWN "')",
             SHOWN_ARGS(field_of(table, COLUMN_START).text));
    return false;
}

static void read_row(struct table *table) {
    struct log *log = table->model->log;
    if (table->csv.broken)
        return;
    if (table->csv.field_count != table->column_count) {
        diagnose(table->csv.problems, SLACALC_ERROR, table->csv.where,
                 "the row has %zu field%s, and the header %zu (a field with a comma in it stands in quotes)",
                 table->csv.field_count, table->csv.field_count == 1 ? "" : "s", table->column_count);
        return;
    }
    struct written component = field_of(table, COLUMN_COMPONENT);
    struct log_row row = {.where = component.where};
    bool good = read_component(table, component, &row);
    bool has_times = read_start(table, &row);
    has_times = read_end(table, &row) && has_times;
    good = read_loss(table, &row) && good;
    if (!has_times || !check_length(table, &row) || !good)
        return;
    if (row.loss > 0 && row.end > row.start)
        ARENA_APPEND(&table->model->arena, log->rows, log->row_count, log->row_capacity, row);
    else if (table->idle++ < IDLE_SHOWN)
        diagnose_remark(table->csv.problems, row.where, SLACALC_HINT_NONE, "the row %s, so that it counts for nothing",
                        row.loss > 0 ? "ends as it starts" : "has a loss of 0 %");
}

void log_rows_read(struct slacalc_model *model, struct text text, uint32_t source, slacalc_diagnostics *problems) {
    struct arena *scratch = arena_open(&model->arena);
    struct table table = {.model = model,
                          .csv = {.problems = problems, .text = text, .source = source, .arena = scratch},
                          .zone = &model->log->clocks[model->log->zone]};
    for (size_t column = 0; column < COLUMNS; column++)
        table.column_of[column] = SIZE_MAX;
    quantities_init(&table.quantities, problems, scratch);
    if (!csv_next(&table.csv))
        diagnose(problems, SLACALC_ERROR, position_of_source(source),
                 "is empty (the first line names the columns: component,start,end)");
    else if (read_header(&table))
        while (csv_next(&table.csv))
            read_row(&table);
    if (table.idle > IDLE_SHOWN)
        diagnose_remark(problems, position_of_source(source), SLACALC_HINT_NONE, "%zu more row%s for nothing",
                        table.idle - IDLE_SHOWN, table.idle - IDLE_SHOWN == 1 ? " counts" : "s count");
    arena_close(scratch);
}
