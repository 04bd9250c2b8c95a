/* Notes on what a model may say, but hardly means. */
#ifndef PARSER_ADVICE_H
#define PARSER_ADVICE_H

#include "model/model.h"

/* Notes what the model holds of that kind; its names are resolved. `needed` tells by component whether another one, or
 * the user, wants it. */
void advice_give(struct slacalc_model *model, const bool *needed, struct arena *scratch);

#endif
