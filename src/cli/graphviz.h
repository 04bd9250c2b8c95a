/* Graphviz, the program `dot`, where it is installed. */
#ifndef CLI_GRAPHVIZ_H
#define CLI_GRAPHVIZ_H

#include <stdbool.h>
#include <stddef.h>

/* Draws graphs in the language DOT, one behind the other. Sets `*drawn` to the SVG, to be freed with free(); to NULL
 * where there is no `dot` on PATH, or it failed. Where it does not end within these seconds, there are the pictures
 * that it drew by then. Returns false only when memory is exhausted. Nothing that `dot` started runs on, not even where
 * a signal ends this program meanwhile. */
bool graphviz_svg(const char *graph, size_t length, double seconds, char **drawn);

#endif
