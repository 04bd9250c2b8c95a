/* The names of components, to choose from. */
#include "parser/import/join.h"

#include <stdlib.h>
#include <string.h>

/* One that can be typed, and that a terminal shows. */
static bool is_showable(struct text name) {
    size_t length;
    for (size_t at = 0; at < name.length; at += length) {
        uint32_t character;
        length = text_character(name, at, &character);
        if (length == 0 || character_is_control(character))
            return false;
    }
    return true;
}

char *slacalc_model_names(slacalc_model *model, size_t *length, slacalc_diagnostics *problems) {
    size_t room = 1;
    if (!imports_join(model, problems))
        return NULL;
    for (size_t i = 0; i < model->component_count; i++)
        room += model->components[i].name.length + 1;
    char *names = malloc(room), *end = names;
    if (!names) {
        diagnose_out_of_memory(problems);
        return NULL;
    }
    for (size_t i = 0; i < model->component_count; i++) {
        struct text name = model->components[i].name;
        if (model->components[i].dissolved || !is_showable(name))
            continue;
        end = mempcpy(end, name.at, name.length);
        *end++ = '\n';
    }
    *end = '\0';
    *length = (size_t)(end - names);
    return names;
}
