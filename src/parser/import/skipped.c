#include "parser/import/skipped.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "parser/import/foreign.h"
#include "parser/imports.h"

#include <string.h>

#define LINK "symbolic link"
#define OTHERS "other"

/* Folders are full of those, which nobody takes for a model. */
static bool is_json(const char *path) {
    size_t length = strlen(path);
    return length > 5 && strcmp(path + length - 5, ".json") == 0;
}

static void add(struct slacalc_model *model, const char *path, const char *what) {
    struct imports *imports = imports_of(model);
    imports->skipped = arena_reserve(&model->arena, imports->skipped, imports->skipped_count,
                                     &imports->skipped_capacity, sizeof *imports->skipped);
    imports->skipped[imports->skipped_count++] =
        (struct skipped){.path = text_copy(&model->arena, text_of(path)), .what = what};
    imports->pending = true;
}

void skipped_add_link(struct slacalc_model *model, const char *path) {
    if (!is_json(path))
        add(model, path, LINK);
}

void skipped_add_file(struct slacalc_model *model, const char *path, struct text text) {
    if (is_json(path))
        return;
    const char *program = foreign_by_text(text);
    add(model, path, program ? program : OTHERS);
}

struct kind {
    const char *what;
    size_t count;
};

/* There are few kinds, whatever the number of files. */
static struct kind *count_kinds(struct slacalc_model *model, size_t *count) {
    const struct imports *imports = model->imports;
    struct kind *kinds = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; i < imports->skipped_count; i++) {
        size_t k = 0;
        while (k < *count && strcmp(kinds[k].what, imports->skipped[i].what) != 0)
            k++;
        if (k == *count) {
            kinds = arena_reserve(&model->arena, kinds, *count, &capacity, sizeof *kinds);
            kinds[(*count)++] = (struct kind){imports->skipped[i].what, 0};
        }
        kinds[k].count++;
    }
    return kinds;
}

/* "3 of Kubernetes, 2 symbolic links, 1 other" */
static const char *list_kinds(struct slacalc_model *model) {
    const char *list = "";
    size_t count;
    const struct kind *kinds = count_kinds(model, &count);
    for (size_t i = 0; i < count; i++) {
        bool is_program = strcmp(kinds[i].what, OTHERS) != 0 && strcmp(kinds[i].what, LINK) != 0;
        list = arena_printf(&model->arena, "%s%s%zu %s%s%s", list, i > 0 ? ", " : "", kinds[i].count,
                            is_program ? "of " : "", kinds[i].what, !is_program && kinds[i].count > 1 ? "s" : "");
    }
    return list;
}

void skipped_report(struct slacalc_model *model, slacalc_diagnostics *problems) {
    struct imports *imports = model->imports;
    for (size_t i = 0; i < imports->skipped_count && imports->name_skipped; i++)
        diagnose_remark(problems, nowhere, SLACALC_HINT_NONE, "not read: '" SHOWN "' (%s)",
                        SHOWN_ARGS(text_of(imports->skipped[i].path)), imports->skipped[i].what);
    if (imports->skipped_count > 0 && !imports->name_skipped)
        diagnose_remark(problems, nowhere, SLACALC_HINT_NAME_SKIPPED,
                        "%zu file%s of the folder %s not read: %s (%s names them)", imports->skipped_count,
                        imports->skipped_count > 1 ? "s" : "", imports->skipped_count > 1 ? "were" : "was",
                        list_kinds(model), hint_name(model->hint_names, SLACALC_HINT_NAME_SKIPPED));
    imports->skipped_count = 0;
}
