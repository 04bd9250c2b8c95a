/* Tables of comma-separated values, by RFC 4180, with the place of each field. */
#ifndef PARSER_LOG_CSV_H
#define PARSER_LOG_CSV_H

#include "base/arena.h"
#include "parser/written.h"

/* Start with problems, text, source and arena. */
struct csv {
    slacalc_diagnostics *problems;
    struct text text;
    uint32_t source;
    struct arena *arena; /* of the fields of one record at a time */
    size_t at;           /* the next byte */
    struct written *fields;
    size_t field_count, field_capacity;
    struct position where; /* of the record */
    bool broken;           /* there is an error in it, and it has no fields */
};

/* Goes on to the next record that is no empty line. Lines end with LF, or CR and LF. Returns false at the end. The
 * fields of the record before are gone. */
bool csv_next(struct csv *csv);

#endif
