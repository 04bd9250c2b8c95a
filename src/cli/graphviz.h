/* Graphviz, the program `dot`, where it is installed. */
#ifndef CLI_GRAPHVIZ_H
#define CLI_GRAPHVIZ_H

#include <stddef.h>

/* Draws a graph in the language DOT. Returns the SVG, to be freed with free(); NULL where there is no `dot` on PATH, or
 * it failed, or did not end within these seconds, or the graph is so large that nobody would wait for it. Nothing that
 * `dot` started runs on, not even where a signal ends this program meanwhile. */
char *graphviz_svg(const char *graph, size_t length, double seconds);

#endif
