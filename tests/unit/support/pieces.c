#include "pieces.h"

#include <stdlib.h>

unsigned pieces_uncovered_at(const struct oracle_model *model, unsigned minute) {
    unsigned uncovered = 0;
    for (size_t c = 0; c < model->component_count; c++)
        if (!week_covers(&model->components[c].week, minute))
            uncovered |= 1U << c;
    return uncovered;
}

size_t pieces_find(const struct oracle_model *model, unsigned of, struct piece *pieces) {
    size_t count = 0;
    for (unsigned minute = 0; minute < WEEK_MINUTES; minute++) {
        unsigned uncovered = pieces_uncovered_at(model, minute) & of;
        size_t found = 0;
        while (found < count && pieces[found].uncovered != uncovered)
            found++;
        if (found == PIECES)
            abort();
        if (found == count)
            pieces[count++] = (struct piece){.uncovered = uncovered};
        pieces[found].minutes++;
    }
    return count;
}

unsigned pieces_needed(const struct oracle_model *model, size_t service) {
    bool reached[ORACLE_COMPONENTS] = {false};
    unsigned needed = 0;
    oracle_reach(model, service, false, reached);
    for (size_t c = 0; c < model->component_count; c++)
        needed |= (unsigned)reached[c] << c;
    return needed;
}
