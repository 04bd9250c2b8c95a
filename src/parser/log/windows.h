/* The windows in which promises are judged by a log. */
#ifndef PARSER_LOG_WINDOWS_H
#define PARSER_LOG_WINDOWS_H

#include "model/log.h"
#include "parser/written.h"

/* Texts that are not given are absent. */
struct windows_asked {
    struct written from, to, period;
};

/* Returns false with an error. */
bool windows_find(struct slacalc_model *model, const struct windows_asked *asked, slacalc_diagnostics *problems);

#endif
