/*
 * The dependency graph for Mermaid, as GitHub and GitLab draw it. They refuse more than 500 lines or 50000 characters:
 * what has more is drawn less deep, and says so.
 */
#include "engine/rows/result.h"
#include "reporter/phrases.h"
#include "reporter/picture.h"
#include "reporter/printable.h"
#include "reporter/report.h"
#include "reporter/statements.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 500, MOST_TEXT = 50000 };

struct writer {
    const slacalc_result *result;
    struct memory_guard guard;
    struct arena arena;
    struct screen screen;
    FILE *stream;
    struct extent extent; /* that is drawn */
    size_t levels;        /* that were drawn */
    size_t lines;
    bool limited; /* less is drawn than was asked for */
};

static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0 ||
           strchr(" -.,/%", c) != NULL;
}

/* Whatever could end the text, or be read as Markdown or HTML, is written as the number of the character. */
static void put_text(const struct writer *w, const char *text) {
    for (; *text; text++) {
        if (is_plain(*text))
            putc_unlocked(*text, w->stream);
        else
            fprintf(w->stream, "#%d;", *text);
    }
}

static void put_small(const struct writer *w, const char *text) {
    fputs("<br/><small>", w->stream);
    put_text(w, text);
    fputs("</small>", w->stream);
}

static void put_component(const struct writer *w, const struct picture *picture, const struct box *box) {
    const slacalc_component *component = slacalc_result_component(w->result, box->component);
    const char *own = box_own(picture, box), *share = box_share(picture, box), *left_out = box_left_out(picture, box);
    fputs("[\"<b>", w->stream);
    put_text(w, box_name(picture, box));
    fputs("</b> ", w->stream);
    put_text(w, phrase_compound(picture->screen, &component->availability));
    if (own)
        put_small(w, own);
    if (share)
        put_small(w, arena_printf(picture->screen->arena, "share %s", share));
    for (size_t i = 0; box->service && i < box->service->promise_count; i++)
        put_small(w, box_promise(picture, &box->service->promises[i]));
    if (left_out)
        put_small(w, left_out);
    fprintf(w->stream, "\"]:::shade%zu\n", box_shade(box));
}

static void put_boxes(const struct writer *w, const struct picture *picture) {
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct box *box = &picture->boxes[i];
        fprintf(w->stream, "  n%zu", i);
        if (box->component != SLACALC_NONE) {
            put_component(w, picture, box);
            continue;
        }
        fputs("([\"", w->stream);
        put_text(w, box_name(picture, box));
        fputs("\"]):::group\n", w->stream);
    }
}

static void put_lines(const struct writer *w, const struct picture *picture) {
    for (size_t i = 0; i < picture->line_count; i++) {
        const struct line *line = &picture->lines[i];
        const char *label = line_label(picture, line);
        fprintf(w->stream, "  n%zu %s", line->from, line->optional ? "-.->" : "-->");
        if (label) {
            fputs("|\"", w->stream);
            put_text(w, label);
            fputs("\"|", w->stream);
        }
        fprintf(w->stream, " n%zu\n", line->to);
    }
}

static bool is_single(const struct box *box) {
    return box->single && !box->broken;
}

static bool is_broken(const struct box *box) {
    return box->broken;
}

static void put_class(const struct writer *w, const struct picture *picture, const char *name,
                      bool (*belongs)(const struct box *box)) {
    const char *separator = "  class ";
    for (size_t i = 0; i < picture->box_count; i++) {
        if (!belongs(&picture->boxes[i]))
            continue;
        fprintf(w->stream, "%sn%zu", separator, i);
        separator = ",";
    }
    if (*separator == ',')
        fprintf(w->stream, " %s\n", name);
}

static void put_classes(const struct writer *w, const struct picture *picture) {
    static const char *const shades[MOST_SHADE + 1] = {"#fff", "#eef4fb", "#d9e7f7", "#b9d3f0", "#93bae6"};
    for (size_t i = 0; i <= MOST_SHADE; i++)
        fprintf(w->stream, "  classDef shade%zu fill:%s,stroke:#b8c1cb,color:#1f2933\n", i, shades[i]);
    fputs("  classDef group fill:#e4e8ec,stroke:#e4e8ec,color:#1f2933\n"
          "  classDef single stroke:#5d6b78,stroke-width:3px\n"
          "  classDef broken fill:#fdeceb,stroke:#b42318,stroke-width:3px,color:#b42318\n",
          w->stream);
    put_class(w, picture, "single", is_single);
    put_class(w, picture, "broken", is_broken);
}

static void put_limit(const struct writer *w) {
    if (!w->limited)
        return;
    fprintf(w->stream, "  limit[\"Only %zu level%s below ", w->levels, w->levels == 1 ? "" : "s");
    if (w->extent.services < w->result->service_count)
        fprintf(w->stream, "the first %zu of %zu services", w->extent.services, w->result->service_count);
    else
        fputs("the services", w->stream);
    fputs(", all that Mermaid draws: choose by --service NAME or --depth N\"]\n", w->stream);
}

static void put_graph(void *context) {
    struct writer *w = context;
    struct picture picture = picture_of(w->result, &w->screen, w->extent);
    w->levels = picture.levels;
    w->lines = picture.line_count;
    if (w->lines > MOST_LINES) {
        w->levels = picture.lines[MOST_LINES].level;
        return;
    }
    fputs("%% slacalc: availability with all that is needed; stronger blue: larger share of the downtime; heavy "
          "outline: single "
          "point of failure; red: broken promise\n"
          "flowchart LR\n",
          w->stream);
    put_boxes(w, &picture);
    put_lines(w, &picture);
    put_limit(w);
    put_classes(w, &picture);
}

static bool write_graph(const void *context, FILE *stream) {
    struct writer *w = *(struct writer *const *)context;
    w->stream = stream;
    arena_init(&w->arena, &w->guard);
    w->screen = (struct screen){.arena = &w->arena, .unicode = true, .any_locale = true};
    bool done = memory_attempt(&w->guard, put_graph, w);
    arena_free(&w->arena);
    return done;
}

/* Leaves out the deepest level; where only one is left half of the services; and at last all but one service. Returns
 * false where there is no less. */
static bool draw_less(struct writer *w) {
    size_t services = w->extent.services < w->result->service_count ? w->extent.services : w->result->service_count;
    w->limited = true;
    if (w->levels > 1)
        w->extent.depth = w->levels - 1;
    else if (services > 1)
        w->extent.services = services / 2;
    else if (w->extent.depth > 0)
        w->extent.depth = 0;
    else
        return false;
    return true;
}

char *report_mermaid(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    struct writer w = {.result = result, .extent = {layout->depth > 0 ? layout->depth : SLACALC_NONE, SLACALC_NONE}};
    struct writer *self = &w;
    char *text = report_collect(write_graph, &self, length);
    while (text && (w.lines > MOST_LINES || *length > MOST_TEXT) && draw_less(&w)) {
        free(text);
        text = report_collect(write_graph, &self, length);
    }
    return text;
}
