#include "parser/import/join.h"

#include "parser/import/levels.h"
#include "parser/import/links.h"
#include "parser/import/opensrm.h"
#include "parser/import/overlay.h"
#include "parser/import/skipped.h"
#include "parser/remark.h"

static void join_all(void *context) {
    struct join *join = context;
    struct imports *imports = join->imports;
    join_name_components(join);
    overlay_check_aliases(join);
    for (size_t i = 0; i < imports->overlay_count; i++)
        overlay_join(join, &imports->overlays[i]);
    opensrm_join(join);
    join_references(join);
    overlay_check_added(join);
    join_levels(join);
    join_note_origins(join);
    skipped_report(join->model, join->problems);
    remarks_report(join->model, join->problems);
    imports->overlay_count = imports->reference_count = imports->slo_count = imports->service_count = 0;
    imports->cut_count = imports->manifest_count = imports->dependency_count = 0;
}

bool imports_join(struct slacalc_model *model, slacalc_diagnostics *problems) {
    if (!model->imports || !model->imports->pending)
        return true;
    struct join join = {.model = model, .imports = model->imports, .problems = problems};
    model->imports->pending = false;
    arena_init(&join.scratch, &model->guard);
    bool good = model_run(model, problems, join_all, &join);
    arena_free(&join.scratch);
    imports_close(model->imports);
    return good;
}
