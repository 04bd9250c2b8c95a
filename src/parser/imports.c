#include "parser/imports.h"

#include "parser/composer.h"

#include <stdlib.h>

struct imports *imports_of(struct slacalc_model *model) {
    if (model->imports)
        return model->imports;
    model->imports = arena_alloc(&model->arena, 1, sizeof *model->imports);
    model->close_imports = imports_close;
    model->imports->pick = "min";
    name_set_init(&model->imports->thresholds, &model->arena);
    name_set_init(&model->imports->named_files, &model->arena);
    name_set_init(&model->imports->followed_files, &model->arena);
    return model->imports;
}

void imports_close(struct imports *imports) {
    while (imports && imports->kept) {
        struct kept_document *kept = imports->kept;
        imports->kept = kept->next;
        document_close(&kept->document);
        free(kept);
    }
}
