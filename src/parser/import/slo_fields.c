#include "parser/import/slo_fields.h"

#include "base/shown.h"

#include <string.h>

#define HOUR_S 3600

static const struct {
    const char *what, *example;
} forms[] = {
    [TARGET_RATIO] = {"a number from 0 to below 1 (or write targetPercent)", "0.999 as target, 99.9 as targetPercent"},
    [TARGET_PERCENT] = {"a number from 0 to below 100", "write 99.9"},
    [TARGET_RATIO_OR_PERCENT] = {"a ratio below 1 or a percentage below 100", "write 0.999 or 99.9"}};

/* Reads a number, or a number of percent. */
static bool read_number(struct reader *reader, struct written written, bool percent, struct level *level) {
    char *text = arena_alloc(&reader->model->arena, written.text.length + 2, 1);
    struct diagnostics_mark mark = diagnostics_mark(reader->problems);
    memcpy(text, written.text.at, written.text.length);
    text[written.text.length] = percent ? '%' : '\0';
    if (quantity_level(&reader->quantities, (struct written){text_of(text), written.where}, level))
        return true;
    diagnostics_rewind(reader->problems, &mark);
    return false;
}

bool slo_read_level(struct reader *reader, const struct entry *entry, enum target_form form, struct target *target) {
    struct written written;
    if (!fields_scalar(reader, entry, "a number", &written))
        return false;
    written = written_trim(written);
    target->where = written.where;
    if (memchr(written.text.at, '%', written.text.length)) {
        diagnose_flaw(reader, written.where, "'%.*s' is a number without '%%' (%s)", TEXT_ARGS(entry->key),
                      forms[form].example);
        return false;
    }
    bool good = form != TARGET_PERCENT && read_number(reader, written, false, &target->level);
    good = good || (form != TARGET_RATIO && read_number(reader, written, true, &target->level));
    if (!good)
        diagnose_flaw(reader, written.where, "'%.*s' must be %s", TEXT_ARGS(entry->key), forms[form].what);
    else if (!(target->level.down > 0))
        diagnose_flaw(reader, written.where, "'%.*s' must be below 100 %% (no service is up always)",
                      TEXT_ARGS(entry->key));
    return good && target->level.down > 0;
}

void slo_read_window(struct reader *reader, struct slo *slo, struct written written) {
    slo->period_where = written.where;
    if (!quantity_duration(&reader->quantities, written, &slo->period_s))
        reader->flawed = true;
    else if (!(slo->period_s > 0))
        diagnose_flaw(reader, written.where, "a time window has no length");
    else if (slo->period_s < HOUR_S)
        diagnose(reader->problems, SLACALC_WARNING, written.where,
                 "a time window of '" SHOWN "' is shorter than an hour (m is a minute, M a month)",
                 SHOWN_ARGS(written.text));
}

struct slo slo_begin(struct reader *reader, struct text name, struct written service) {
    struct imports *imports = imports_of(reader->model);
    return (struct slo){
        .name = name, .service = service.text, .where = service.where, .first = (uint32_t)imports->target_count};
}

void slo_add_target(struct reader *reader, struct slo *slo, const struct target *target) {
    struct imports *imports = reader->model->imports;
    imports->targets = arena_reserve(&reader->model->arena, imports->targets, imports->target_count,
                                     &imports->target_capacity, sizeof *imports->targets);
    imports->targets[imports->target_count++] = *target;
    slo->count++;
}

void slo_add(struct reader *reader, const struct slo *slo) {
    struct imports *imports = reader->model->imports;
    imports->slos = arena_reserve(&reader->model->arena, imports->slos, imports->slo_count, &imports->slo_capacity,
                                  sizeof *imports->slos);
    imports->slos[imports->slo_count++] = *slo;
}
