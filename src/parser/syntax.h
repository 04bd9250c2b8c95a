/* libyaml's errors in the words of a user. */
#ifndef PARSER_SYNTAX_H
#define PARSER_SYNTAX_H

#include "base/diagnostics.h"
#include "base/text.h"

/* Reports what libyaml found at `where`, and where the thing began that it was reading; `context` may be NULL. */
void syntax_report(slacalc_diagnostics *problems, struct text text, const char *problem, struct position where,
                   const char *context, struct position begin);

#endif
