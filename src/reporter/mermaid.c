/*
 * The dependency graph for Mermaid, as GitHub and GitLab draw it. They refuse more than 500 lines or 50000 characters:
 * what has more is drawn less deep, and says so.
 */
#include "reporter/mermaid.h"

#include "base/setting_names.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/picture.h"
#include "reporter/wording/phrases.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 500, MOST_TEXT = 50000 };

struct writer {
    const slacalc_result *result;
    struct memory_guard guard;
    struct arena arena;
    struct wording wording;
    FILE *stream;
    struct extent extent; /* that is drawn */
    size_t levels;        /* that were drawn */
    size_t services;      /* likewise */
    size_t lines;
    bool limited; /* less is drawn than was asked for */
};

static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0 ||
           strchr(" -.,/%", c) != NULL;
}

/* Whatever could end the text, or be read as Markdown or HTML, is written as the number of the character. */
static void put_text(const struct writer *writer, const char *text) {
    for (; *text; text++) {
        if (is_plain(*text))
            putc_unlocked(*text, writer->stream);
        else
            fprintf(writer->stream, "#%d;", *text);
    }
}

static void put_small(const struct writer *writer, const char *text) {
    fputs("<br/><small>", writer->stream);
    put_text(writer, text);
    fputs("</small>", writer->stream);
}

static void put_component(const struct writer *writer, const struct picture *picture, const struct box *box) {
    const slacalc_component *component = slacalc_result_component(writer->result, box->component);
    const char *own = box_own(picture, box), *share = box_share(picture, box), *left_out = box_left_out(picture, box);
    fputs("[\"<b>", writer->stream);
    put_text(writer, box_name(picture, box));
    fputs("</b> ", writer->stream);
    put_text(writer, phrase_compound(picture->wording, &component->availability));
    if (own)
        put_small(writer, own);
    if (share)
        put_small(writer, arena_printf(picture->wording->arena, "share %s", share));
    for (size_t i = 0; box->service && i < box->service->promise_count; i++)
        put_small(writer, box_promise(picture, box, i));
    if (left_out)
        put_small(writer, left_out);
    fprintf(writer->stream, "\"]:::shade%zu\n", box_shade(box));
}

static void put_boxes(const struct writer *writer, const struct picture *picture) {
    for (size_t i = 0; i < picture->box_count; i++) {
        const struct box *box = &picture->boxes[i];
        fprintf(writer->stream, "  n%zu", i);
        if (box->component != SLACALC_NONE) {
            put_component(writer, picture, box);
            continue;
        }
        fputs("([\"", writer->stream);
        put_text(writer, box_name(picture, box));
        fputs("\"]):::group\n", writer->stream);
    }
}

static void put_lines(const struct writer *writer, const struct picture *picture) {
    for (size_t i = 0; i < picture->line_count; i++) {
        const struct line *line = &picture->lines[i];
        const char *label = line_label(picture, line);
        fprintf(writer->stream, "  n%zu %s", line->from, line->optional ? "-.->" : "-->");
        if (label) {
            fputs("|\"", writer->stream);
            put_text(writer, label);
            fputs("\"|", writer->stream);
        }
        fprintf(writer->stream, " n%zu\n", line->to);
    }
}

static bool is_single(const struct box *box) {
    return box->single && !box->broken;
}

static bool is_broken(const struct box *box) {
    return box->broken && !box->single;
}

static bool is_single_and_broken(const struct box *box) {
    return box->broken && box->single;
}

static void put_class(const struct writer *writer, const struct picture *picture, const char *name,
                      bool (*belongs)(const struct box *box)) {
    const char *separator = "  class ";
    for (size_t i = 0; i < picture->box_count; i++) {
        if (!belongs(&picture->boxes[i]))
            continue;
        fprintf(writer->stream, "%sn%zu", separator, i);
        separator = ",";
    }
    if (*separator == ',')
        fprintf(writer->stream, " %s\n", name);
}

static void put_classes(const struct writer *writer, const struct picture *picture) {
    static const char *const shades[MOST_SHADE + 1] = {"#fff", "#eef4fb", "#d9e7f7", "#b9d3f0", "#93bae6"};
    for (size_t i = 0; i <= MOST_SHADE; i++)
        fprintf(writer->stream, "  classDef shade%zu fill:%s,stroke:#b8c1cb,color:#1f2933\n", i, shades[i]);
    fputs("  classDef group fill:#e4e8ec,stroke:#e4e8ec,color:#1f2933\n"
          "  classDef single stroke:#5d6b78,stroke-width:3px\n"
          "  classDef broken stroke:#b42318,stroke-width:1.5px\n"
          "  classDef brokenSingle stroke:#b42318,stroke-width:3px\n",
          writer->stream);
    put_class(writer, picture, "single", is_single);
    put_class(writer, picture, "broken", is_broken);
    put_class(writer, picture, "brokenSingle", is_single_and_broken);
}

static void put_limit(const struct writer *writer) {
    if (!writer->limited)
        return;
    fprintf(writer->stream, "  limit[\"Only %zu level%s below ", writer->levels, writer->levels == 1 ? "" : "s");
    if (writer->extent.services < writer->result->service_count)
        fprintf(writer->stream, "the first %zu of %zu services", writer->extent.services,
                writer->result->service_count);
    else
        fputs("the services", writer->stream);
    fprintf(writer->stream, ", all that Mermaid draws: choose by %s NAME or %s N\"]\n",
            hint_name(writer->result->hint_names, SLACALC_HINT_SELECT),
            hint_name(writer->result->hint_names, SLACALC_HINT_DEPTH));
}

static void put_left_out(const struct writer *writer, const struct picture *picture) {
    const char *const left_out[] = {picture_parts_left_out(picture), picture_services_left_out(picture)};
    if (picture->is_whole)
        return;
    fputs("  rest[\"", writer->stream);
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        if (!left_out[i])
            continue;
        put_text(writer, left_out[i]);
        fputs("<br/>", writer->stream);
    }
    fprintf(writer->stream, "All is drawn with %s\"]:::group\n",
            hint_name(writer->result->hint_names, SLACALC_HINT_ALL));
}

static void put_graph(void *context) {
    struct writer *writer = context;
    struct picture picture = picture_of(writer->result, &writer->wording, writer->extent);
    writer->levels = picture.levels;
    writer->services = picture.service_count;
    writer->lines = picture.line_count;
    if (writer->lines > MOST_LINES) {
        writer->levels = picture.lines[MOST_LINES].level;
        return;
    }
    fputs("%% slacalc: availability with all that is needed; stronger blue: larger share of the downtime; heavy "
          "outline: single "
          "point of failure; red: broken promise\n",
          writer->stream);
    fprintf(writer->stream, "flowchart %s\n", picture.is_tall ? "TB" : "LR");
    put_boxes(writer, &picture);
    put_lines(writer, &picture);
    put_limit(writer);
    put_left_out(writer, &picture);
    put_classes(writer, &picture);
}

static bool write_graph(const void *context, FILE *stream) {
    struct writer *writer = *(struct writer *const *)context;
    writer->stream = stream;
    arena_init(&writer->arena, &writer->guard);
    writer->wording = wording_of_file(&writer->arena);
    bool done = memory_attempt(&writer->guard, put_graph, writer);
    arena_free(&writer->arena);
    return done;
}

/* Leaves out the deepest level; where only one is left half of the services; and at last all but one service. Returns
 * false where there is no less. */
static bool draw_less(struct writer *writer) {
    writer->limited = true;
    if (writer->levels > 1)
        writer->extent.depth = writer->levels - 1;
    else if (writer->services > 1)
        writer->extent.services = writer->services / 2;
    else if (writer->extent.depth > 0)
        writer->extent.depth = 0;
    else
        return false;
    return true;
}

char *report_mermaid(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    struct writer writer = {.result = result, .extent = extent_of(layout)};
    struct writer *self = &writer;
    char *text = collect_report(write_graph, &self, length);
    while (text && (writer.lines > MOST_LINES || *length > MOST_TEXT) && draw_less(&writer)) {
        free(text);
        text = collect_report(write_graph, &self, length);
    }
    return text;
}
