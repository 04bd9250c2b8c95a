/* The dependency graph for Graphviz. Classes let a page that holds the picture set colours of its own. */
#include "engine/rows/result.h"
#include "reporter/phrases.h"
#include "reporter/picture.h"
#include "reporter/printable.h"
#include "reporter/report.h"
#include "reporter/statements.h"
#include "reporter/xml.h"

#include <string.h>

#define INK "#1f2933"
#define FAINT "#5b6773"
#define SMALL "#37424d" /* on every shade */
#define RED "#b42318"

static const char *const shades[MOST_SHADE + 1] = {"#ffffff", "#eef4fb", "#d9e7f7", "#b9d3f0", "#93bae6"};

struct writer {
    const slacalc_result *result;
    struct screen screen;
    FILE *stream;
};

/* Backslashes begin escapes of Graphviz, also between tags. */
static void put_text(const struct writer *w, const char *text) {
    char *copy = arena_alloc(w->screen.arena, strlen(text) + 1, 2), *to = copy;
    for (; *text; text++) {
        if (*text == '\\')
            *to++ = '\\';
        *to++ = *text;
    }
    xml_put(w->stream, copy);
}

static void put_head(const struct writer *w) {
    const char *title = slacalc_result_title(w->result);
    fputs("digraph slacalc {\n"
          "  graph [rankdir=LR, nodesep=0.16, ranksep=0.8, pad=0.2, bgcolor=transparent, fontsize=10,\n"
          "         fontname=\"Helvetica,Arial,sans-serif\", fontcolor=\"" FAINT "\", labelloc=b, labeljust=l,\n"
          "         label=<",
          w->stream);
    if (title) {
        fputs("<B>", w->stream);
        put_text(w, harmless(w->screen.arena, title));
        fputs("</B><BR ALIGN=\"LEFT\"/>", w->stream);
    }
    fputs("Availability of each part with all that it needs. Stronger blue: a larger share of the downtime.<BR "
          "ALIGN=\"LEFT\"/>Heavy outline: a single point of failure. Red: a promise is broken.<BR ALIGN=\"LEFT\"/>>];\n"
          "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica,Arial,sans-serif\", fontsize=11,\n"
          "        fontcolor=\"" INK "\", color=\"#b8c1cb\", fillcolor=white, margin=\"0.09,0.05\", height=0.3];\n"
          "  edge [headport=w, color=\"#8894a1\", arrowsize=0.6, fontname=\"Helvetica,Arial,sans-serif\", fontsize=9,\n"
          "        fontcolor=\"" FAINT "\"];\n",
          w->stream);
}

/* A cell of the second row on; the text may be NULL. */
static void put_cell(const struct writer *w, const char *side, const char *text, const char *color) {
    fprintf(w->stream, "<TD ALIGN=\"%s\">", side);
    if (text) {
        fprintf(w->stream, "<FONT POINT-SIZE=\"9\" COLOR=\"%s\">", color);
        put_text(w, text);
        fputs("</FONT>", w->stream);
    }
    fputs("</TD>", w->stream);
}

static void put_wide_row(const struct writer *w, const char *text, const char *color) {
    fprintf(w->stream, "<TR><TD ALIGN=\"LEFT\" COLSPAN=\"2\"><FONT POINT-SIZE=\"9\" COLOR=\"%s\">", color);
    put_text(w, text);
    fputs("</FONT></TD></TR>", w->stream);
}

static void put_component_label(const struct writer *w, const struct picture *picture, const struct box *box) {
    const slacalc_component *component = slacalc_result_component(w->result, box->component);
    const char *own = box_own(picture, box), *share = box_share(picture, box), *left_out = box_left_out(picture, box);
    fputs("<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\"><TR>"
          "<TD ALIGN=\"LEFT\" WIDTH=\"64\"><B>",
          w->stream);
    put_text(w, box_name(picture, box));
    fputs("</B></TD><TD ALIGN=\"RIGHT\">&#160; ", w->stream);
    xml_put(w->stream, phrase_compound(picture->screen, &component->availability));
    fputs("</TD></TR>", w->stream);
    if (own || share) {
        fputs("<TR>", w->stream);
        put_cell(w, "LEFT", own, SMALL);
        put_cell(w, "RIGHT", share, SMALL);
        fputs("</TR>", w->stream);
    }
    for (size_t i = 0; box->service && i < box->service->promise_count; i++) {
        const slacalc_promise *promise = &box->service->promises[i];
        put_wide_row(w, box_promise(picture, promise), promise_is_kept(promise) ? INK : RED);
    }
    if (left_out)
        put_wide_row(w, left_out, SMALL);
    fputs("</TABLE>>", w->stream);
}

static void put_component(const struct writer *w, const struct picture *picture, const struct box *box) {
    size_t shade = box_shade(box);
    fputs("label=", w->stream);
    put_component_label(w, picture, box);
    fprintf(w->stream, ", class=\"component shade-%zu%s%s\"", shade, box->single ? " single" : "",
            box->broken ? " broken" : "");
    if (box->broken)
        fputs(", fillcolor=\"#fdeceb\", color=\"" RED "\", penwidth=1.8", w->stream);
    else if (shade > 0)
        fprintf(w->stream, ", fillcolor=\"%s\"", shades[shade]);
    if (box->single && !box->broken)
        fputs(", color=\"#3b4754\", penwidth=1.8", w->stream);
}

static void put_group(const struct writer *w, const struct picture *picture, const struct box *box) {
    fputs("label=\"", w->stream);
    xml_put(w->stream, box_name(picture, box));
    fputs("\", class=group, fontsize=9, height=0.2, margin=\"0.08,0.02\", color=\"#e4e8ec\", fillcolor=\"#e4e8ec\"",
          w->stream);
}

static void put_boxes(const struct writer *w, const struct picture *picture) {
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct box *box = &picture->boxes[i];
        fprintf(w->stream, "  n%zu [", i);
        if (box->component == SLACALC_NONE)
            put_group(w, picture, box);
        else
            put_component(w, picture, box);
        fputs("];\n", w->stream);
    }
}

static void put_lines(const struct writer *w, const struct picture *picture) {
    for (size_t i = 0; i < picture->line_count; i++) {
        const struct line *line = &picture->lines[i];
        const char *label = line_label(picture, line), *comma = "";
        fprintf(w->stream, "  n%zu -> n%zu", line->from, line->to);
        if (line->optional || label)
            fputs(" [", w->stream);
        if (line->optional) {
            fputs("style=dashed", w->stream);
            comma = ", ";
        }
        if (label) {
            fprintf(w->stream, "%slabel=\"", comma);
            xml_put(w->stream, label);
            fputs("\"", w->stream);
        }
        fputs(line->optional || label ? "];\n" : ";\n", w->stream);
    }
}

static void compose(const struct composition *report) {
    struct writer w = {.result = report->result,
                       .stream = report->stream,
                       .screen = {.arena = report->arena, .unicode = true, .any_locale = true}};
    struct extent extent = {report->layout->depth > 0 ? report->layout->depth : SLACALC_NONE, SLACALC_NONE};
    struct picture picture = picture_of(w.result, &w.screen, extent);
    put_head(&w);
    put_boxes(&w, &picture);
    put_lines(&w, &picture);
    fputs("}\n", w.stream);
}

char *report_dot(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return report_compose(result, layout, compose, length);
}
