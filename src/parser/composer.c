#include "parser/composer.h"

#include "base/characters.h"
#include "base/shown.h"
#include "parser/encoding.h"
#include "parser/syntax.h"
#include "parser/tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* Values that aliases add to those that are written. Each may become a requirement, which takes some 200 bytes in a
 * model and its result. */
enum { EXPANDED_MAX = 2500000 };

/* libyaml's objects, which are not in an arena. */
struct yaml_stream {
    yaml_parser_t parser;
    yaml_event_t event;
};

struct anchor {
    struct text name;
    size_t document; /* an anchor is known in its own document only */
    uint32_t node;
    uint32_t height;
    uint64_t size;
    bool open; /* its collection is being read */
};

/* libyaml counts characters where we count bytes. */
struct cursor {
    uint32_t byte;
    size_t character;
    size_t ascii; /* so many bytes from there on are a character each */
};

struct builder {
    struct tree tree;
    yaml_event_t *event;
    size_t documents;
    struct anchor *anchors;
    size_t anchor_count, anchor_capacity;
    struct text_map anchor_names;
    uint64_t expanded; /* values that aliases added so far */
    struct cursor cursor;
};

bool document_open(struct document *document, struct memory_guard *guard, struct arena *kept) {
    *document = (struct document){.kept = kept};
    arena_init(&document->scratch, guard);
    arena_init(&document->keys, guard);
    document->stream = calloc(1, sizeof *document->stream);
    if (document->stream && yaml_parser_initialize(&document->stream->parser))
        return true;
    free(document->stream);
    document->stream = NULL;
    return false;
}

void document_close(struct document *document) {
    if (document->stream) {
        yaml_event_delete(&document->stream->event);
        yaml_parser_delete(&document->stream->parser);
        free(document->stream);
    }
    arena_free(&document->scratch);
    arena_free(&document->keys);
}

/* ---- Places ---- */

static bool continues(char byte) {
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static uint32_t byte_before(struct text text, struct cursor cursor, size_t character) {
    while (cursor.character > character) {
        cursor.byte--;
        while (continues(text.at[cursor.byte]))
            cursor.byte--;
        cursor.character--;
    }
    return cursor.byte;
}

/* Marks mostly follow one another, so the cursor only goes forward. */
static uint32_t byte_of(struct builder *builder, size_t character) {
    struct text text = builder->tree.document->text;
    struct cursor *cursor = &builder->cursor;
    if (character < cursor->character)
        return byte_before(text, *cursor, character);
    if (character - cursor->character <= cursor->ascii)
        return cursor->byte + (uint32_t)(character - cursor->character);
    cursor->byte += (uint32_t)cursor->ascii;
    cursor->character += cursor->ascii;
    while (cursor->character < character && cursor->byte < text.length) {
        cursor->byte++;
        while (cursor->byte < text.length && continues(text.at[cursor->byte]))
            cursor->byte++;
        cursor->character++;
    }
    cursor->ascii = encoding_ascii((struct text){text.at + cursor->byte, text.length - cursor->byte});
    return cursor->byte;
}

/* libyaml lets a node begin with its anchor and tag; the value is what the user looks for. */
static uint32_t skip_properties(const struct document *document, uint32_t offset) {
    struct text text = document->text;
    size_t at = offset;
    while (at < text.length && (text.at[at] == '&' || text.at[at] == '!')) {
        while (at < text.length && !is_blank(text.at[at]))
            at++;
        size_t next = at;
        while (next < text.length && is_blank(text.at[next]))
            next++;
        if (next == text.length || text.at[next] == '#')
            return offset;
        at = next;
    }
    return (uint32_t)at;
}

static uint32_t start_of(struct builder *builder, bool has_properties) {
    uint32_t offset = byte_of(builder, builder->event->start_mark.index);
    return has_properties ? skip_properties(builder->tree.document, offset) : offset;
}

static void report_event(struct builder *builder, size_t length, const char *message) {
    struct position where = document_span(builder->tree.document, start_of(builder, false), length);
    diagnose(builder->tree.problems, SLACALC_ERROR, where, "%s", message);
}

/* ---- Building ---- */

static uint32_t define_anchor(struct builder *builder, const yaml_char_t *name, uint32_t node, bool open) {
    if (!name)
        return NO_INDEX;
    struct text text = text_of((const char *)name);
    uint32_t index = text_map_find(&builder->anchor_names, text);
    if (index == NO_INDEX) {
        index = (uint32_t)builder->anchor_count;
        builder->anchors = arena_reserve(&builder->tree.document->scratch, builder->anchors, builder->anchor_count++,
                                         &builder->anchor_capacity, sizeof *builder->anchors);
        text.at = text_copy(&builder->tree.document->scratch, text);
        text_map_add(&builder->anchor_names, text, index);
        builder->anchors[index].name = text;
    }
    struct anchor *anchor = &builder->anchors[index];
    *anchor =
        (struct anchor){.name = anchor->name, .document = builder->documents, .node = node, .size = 1, .open = open};
    return index;
}

/* Refers to the source where the text stands there as it is, and copies it elsewhere. */
static bool place_text(struct builder *builder, struct node *node, struct text text, bool quoted) {
    struct text source = builder->tree.document->text;
    uint32_t end = byte_of(builder, builder->event->end_mark.index);
    size_t behind = text.length + (quoted ? 1 : 0);
    node->length = (unsigned)text.length & NODE_LENGTH_MAX;
    if (behind <= end && memcmp(source.at + end - behind, text.at, text.length) == 0) {
        node->first = end - (uint32_t)behind;
        node->offset = node->first < node->offset ? node->first : node->offset;
        return true;
    }
    if (memchr(text.at, '\0', text.length))
        return false;
    tree_copy(&builder->tree, node, text, end);
    return true;
}

static void on_scalar(struct builder *builder) {
    const yaml_event_t *event = builder->event;
    const yaml_char_t *anchor = event->data.scalar.anchor, *tag = event->data.scalar.tag;
    yaml_scalar_style_t style = event->data.scalar.style;
    bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    struct node node = {.kind = NODE_SCALAR, .plain = style == YAML_PLAIN_SCALAR_STYLE && !tag};
    struct text text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    node.offset = start_of(builder, anchor || tag);
    if (!place_text(builder, &node, text, quoted))
        node = tree_broken_text(&builder->tree, node.offset);
    uint32_t index = tree_append(&builder->tree, node, 1, 0);
    define_anchor(builder, anchor, index, false);
}

static bool on_open(struct builder *builder, enum node_kind kind, const yaml_char_t *anchor, const yaml_char_t *tag) {
    struct frame *frame = tree_open(&builder->tree, kind, start_of(builder, anchor || tag));
    if (!frame)
        return false;
    frame->anchor = define_anchor(builder, anchor, frame->node, true);
    return true;
}

static void on_close(struct builder *builder) {
    const struct frame frame = tree_close(&builder->tree);
    if (frame.anchor == NO_INDEX || builder->anchors[frame.anchor].node != frame.node)
        return;
    struct anchor *anchor = &builder->anchors[frame.anchor];
    anchor->open = false;
    anchor->height = frame.height;
    anchor->size = frame.size;
}

static void report_unknown_anchor(struct builder *builder, struct text name) {
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < builder->anchor_count; i++)
        if (builder->anchors[i].document == builder->documents)
            nearest_offer(&nearest, builder->anchors[i].name);
    struct position where = document_span(builder->tree.document, start_of(builder, false), name.length + 1);
    diagnose_nearest(builder->tree.problems, where, &nearest, "unknown anchor '" SHOWN "'", SHOWN_ARGS(name));
}

/* The anchor that an alias names; NULL with an error where there is none, or where it would contain itself. */
static const struct anchor *find_anchor(struct builder *builder, struct text name) {
    uint32_t index = text_map_find(&builder->anchor_names, name);
    if (index == NO_INDEX || builder->anchors[index].document != builder->documents) {
        report_unknown_anchor(builder, name);
        return NULL;
    }
    if (!builder->anchors[index].open)
        return &builder->anchors[index];
    struct position where = document_span(builder->tree.document, start_of(builder, false), name.length + 1);
    diagnose(builder->tree.problems, SLACALC_ERROR, where, "anchor '" SHOWN "' contains itself", SHOWN_ARGS(name));
    return NULL;
}

static bool on_alias(struct builder *builder) {
    struct text name = text_of((const char *)builder->event->data.alias.anchor);
    const struct anchor *anchor = find_anchor(builder, name);
    if (!anchor) {
        tree_append(&builder->tree, (struct node){.offset = start_of(builder, false), .kind = NODE_BROKEN}, 1, 0);
        return true;
    }
    builder->expanded += anchor->size;
    if (builder->expanded > EXPANDED_MAX) {
        report_event(builder, name.length + 1, "aliases expand to more than 2500000 values");
        return false;
    }
    if (builder->tree.depth + anchor->height > LEVELS_MAX) {
        report_event(builder, name.length + 1, "nested deeper than 256 levels through this alias");
        return false;
    }
    tree_append(&builder->tree, builder->tree.document->nodes[anchor->node], anchor->size, anchor->height);
    return true;
}

static void on_document_end(struct builder *builder) {
    builder->documents++;
    tree_end_document(&builder->tree);
}

static bool on_event(struct builder *builder) {
    yaml_event_t *event = builder->event;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        on_scalar(builder);
        return true;
    case YAML_ALIAS_EVENT:
        return on_alias(builder);
    case YAML_SEQUENCE_START_EVENT:
        return on_open(builder, NODE_LIST, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return on_open(builder, NODE_MAP, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        on_close(builder);
        return true;
    case YAML_DOCUMENT_END_EVENT:
        on_document_end(builder);
        return true;
    default:
        return true;
    }
}

static void report_syntax(struct builder *builder, const yaml_parser_t *parser) {
    struct position problem = document_span(builder->tree.document, byte_of(builder, parser->problem_mark.index), 1);
    struct position context = document_span(builder->tree.document, byte_of(builder, parser->context_mark.index), 1);
    syntax_report(builder->tree.problems, builder->tree.document->text, parser->problem, problem, parser->context,
                  context);
}

static bool read_events(struct builder *builder, yaml_parser_t *parser) {
    for (;;) {
        yaml_event_delete(builder->event);
        if (!yaml_parser_parse(parser, builder->event)) {
            if (parser->error == YAML_MEMORY_ERROR)
                memory_exhausted(builder->tree.document->scratch.guard);
            report_syntax(builder, parser);
            return false;
        }
        if (builder->event->type == YAML_STREAM_END_EVENT)
            return true;
        if (!on_event(builder))
            return false;
    }
}

/* libyaml compares each %TAG line with all before it. */
static bool has_few_tag_lines(struct document *document, uint32_t from, slacalc_diagnostics *problems) {
    enum { MOST = 100 };
    struct text text = document->text;
    const char *start = text.at + from, *end = text.at + text.length;
    size_t count = 0;
    for (const char *at = start; (at = memchr(at, '%', (size_t)(end - at))); at++) {
        bool begins_line = at == start || at[-1] == '\n' || at[-1] == '\r' || (at[-1] & 0x80);
        count += begins_line && end - at >= 4 && memcmp(at, "%TAG", 4) == 0;
        if (count <= MOST)
            continue;
        diagnose(problems, SLACALC_ERROR, document_span(document, (uint32_t)(at - text.at), 4),
                 "more than %d lines of %%TAG", MOST);
        return false;
    }
    return true;
}

static struct text anchor_name(const void *builder, uint32_t index) {
    return ((const struct builder *)builder)->anchors[index].name;
}

bool document_read(struct document *document, uint32_t source, struct text text, uint32_t from,
                   slacalc_diagnostics *problems) {
    document->source = source;
    document->text = text;
    if (!has_few_tag_lines(document, from, problems))
        return false;
    yaml_parser_t *parser = &document->stream->parser;
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)text.at + from, text.length - from);
    struct builder builder = {.tree = {.document = document, .problems = problems, .root = NO_INDEX},
                              .event = &document->stream->event,
                              .cursor = {.byte = from}};
    text_map_init(&builder.anchor_names, &document->scratch, anchor_name, &builder);
    return read_events(&builder, parser);
}
