/* Graphviz, the program `dot`, where it is installed. */
#ifndef CLI_GRAPHVIZ_H
#define CLI_GRAPHVIZ_H

#include <stddef.h>

/* Draws a graph in the language DOT. Returns the SVG, to be freed with free(); NULL where there is no `dot` on PATH, or
 * it failed, or the graph is so large that nobody would wait for it. */
char *graphviz_svg(const char *graph, size_t length);

#endif
