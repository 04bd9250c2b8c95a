/* Files that a template engine was to render first: they are no YAML yet. */
#ifndef PARSER_TEMPLATE_H
#define PARSER_TEMPLATE_H

#include "base/text.h"

/* A text that a template engine was to replace: it holds "{{" or "{%". */
bool is_unrendered(struct text text);

#endif
