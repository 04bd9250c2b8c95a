#include "base/shown.h"
#include "parser/import/import.h"
#include "parser/mapping.h"
#include "parser/reader.h"

static const char *const kinds[] = {"component", "resource", "api", "service"};

enum { KINDS = sizeof kinds / sizeof *kinds };

void overlay_keep(struct reader *reader, uint32_t root) {
    struct imports *imports = imports_of(reader->model);
    imports->overlays = arena_reserve(&reader->model->arena, imports->overlays, imports->overlay_count,
                                      &imports->overlay_capacity, sizeof *imports->overlays);
    imports->overlays[imports->overlay_count++] = (struct overlay){.document = reader->document, .root = root};
    imports->pending = true;
    reader->keep = true;
}

/* Reads every pair of a map that is whole. */
static void read_map(struct reader *reader, const struct entry *entry,
                     void (*read)(struct reader *reader, const struct entry *one)) {
    const struct document *document = reader->document;
    const struct node *value = &document->nodes[entry->value];
    if (value->kind != NODE_MAP) {
        if (!document_is_null(document, entry->value))
            complain(reader, document_position(document, entry->value), "'%.*s' must be a map, not %s",
                     TEXT_ARGS(entry->key), node_kind_name(document, entry->value));
        return;
    }
    uint32_t cursor = value->first;
    struct entry one;
    while (reader_next(reader, &cursor, &one))
        if (!reader_is_broken(reader, one.value))
            read(reader, &one);
}

/* "resource/database" or "resource". */
static bool read_kind(struct reader *reader, const struct entry *entry, struct default_level *level) {
    struct nearest nearest;
    size_t length = 0;
    while (length < entry->key.length && entry->key.at[length] != '/')
        length++;
    struct text kind = {entry->key.at, length};
    if (length < entry->key.length)
        level->type = (struct text){entry->key.at + length + 1, entry->key.length - length - 1};
    nearest = nearest_to(kind);
    for (size_t i = 0; i < KINDS; i++) {
        level->kind = kinds[i];
        if (entity_word_is(kind, kinds[i]))
            return true;
        nearest_offer(&nearest, text_of(kinds[i]));
    }
    reader->flawed = true;
    diagnose_nearest(reader->problems, entry->where, &nearest, "unknown kind '" SHOWN "' of a default",
                     SHOWN_ARGS(kind));
    return false;
}

static void read_default(struct reader *reader, const struct entry *entry) {
    struct imports *imports = reader->model->imports;
    struct default_level level = {.where = document_position(reader->document, entry->value)};
    struct written written;
    if (!read_kind(reader, entry, &level) || !reader_scalar(reader, entry, "a level", &written) ||
        !quantity_level(&reader->quantities, written, &level.level))
        return;
    imports->defaults = arena_reserve(&reader->model->arena, imports->defaults, imports->default_count,
                                      &imports->default_capacity, sizeof *imports->defaults);
    imports->defaults[imports->default_count++] = level;
}

void overlay_read_defaults(struct reader *reader, const struct entry *entry) {
    read_map(reader, entry, read_default);
}

static void read_alias(struct reader *reader, const struct entry *entry) {
    struct imports *imports = reader->model->imports;
    struct written written;
    if (!reader_scalar(reader, entry, "the name of a component", &written))
        return;
    imports->aliases = arena_reserve(&reader->model->arena, imports->aliases, imports->alias_count,
                                     &imports->alias_capacity, sizeof *imports->aliases);
    imports->aliases[imports->alias_count++] =
        (struct alias){.name = entry->key, .target = written.text, .where = written.where};
}

void overlay_read_aliases(struct reader *reader, const struct entry *entry) {
    read_map(reader, entry, read_alias);
}

/* ---- not_depends_on: [name] ---- */

static void read_cut(struct reader *reader, uint32_t component, uint32_t node) {
    struct slacalc_model *model = reader->model;
    struct imports *imports = model->imports;
    const struct document *document = reader->document;
    if (reader_is_broken(reader, node) || document->nodes[node].kind != NODE_SCALAR) {
        complain(reader, document_position(document, node), "'not_depends_on' takes names of components, not %s",
                 node_kind_name(document, node));
        return;
    }
    imports->cuts =
        arena_reserve(&model->arena, imports->cuts, imports->cut_count, &imports->cut_capacity, sizeof *imports->cuts);
    imports->cuts[imports->cut_count++] = (struct cut){
        .component = component, .name = document_text(document, node), .where = document_position(document, node)};
}

void overlay_read_cuts(struct reader *reader, uint32_t component, const struct entry *entry) {
    const struct document *document = reader->document;
    if (document->nodes[entry->value].kind != NODE_LIST) {
        read_cut(reader, component, entry->value);
        return;
    }
    for (uint32_t item = document->nodes[entry->value].first; item != NO_INDEX; item = document->nodes[item].next)
        read_cut(reader, component, item);
}
