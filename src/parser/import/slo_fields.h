/* What all formats of SLOs say alike: a service, its targets and a window. */
#ifndef PARSER_IMPORT_SLO_FIELDS_H
#define PARSER_IMPORT_SLO_FIELDS_H

#include "parser/fields.h"
#include "parser/imports.h"

enum target_form { TARGET_RATIO, TARGET_PERCENT, TARGET_RATIO_OR_PERCENT };

/* Reads the level of a target. Returns false with an error. */
bool slo_read_level(struct reader *reader, const struct entry *entry, enum target_form form, struct target *target);

/* Reads a duration as the window of an SLO. */
void slo_read_window(struct reader *reader, struct slo *slo, struct written written);

/* Begins an SLO: its targets are those that are added next. */
struct slo slo_begin(struct reader *reader, struct text name, struct written service);

void slo_add_target(struct reader *reader, struct slo *slo, const struct target *target);

/* Keeps a finished SLO. */
void slo_add(struct reader *reader, const struct slo *slo);

#endif
