#include "parser/import/follow_location.h"

#include "base/setting_names.h"
#include "base/shown.h"
#include "parser/import/formats.h"
#include "parser/import/skipped.h"
#include "parser/remark.h"
#include "parser/template.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char every_file[] = "";

static void add_location(struct slacalc_model *model, struct location location) {
    struct imports *imports = imports_of(model);
    imports->locations = arena_reserve(&model->arena, imports->locations, imports->location_count,
                                       &imports->location_capacity, sizeof *imports->locations);
    imports->locations[imports->location_count++] = location;
    imports->pending = true;
}

const char *location_root(struct slacalc_model *model, const char *path) {
    char folder[PATH_MAX], real[PATH_MAX];
    struct stat status;
    const char *slash = strrchr(path, '/');
    bool is_folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    size_t length = is_folder ? strlen(path) : slash ? (size_t)(slash - path) + 1 : 0;
    if (length >= sizeof folder)
        return NULL;
    memcpy(folder, path, length);
    folder[length] = '\0';
    if (!realpath(length > 0 ? folder : ".", real)) {
        if (errno == ENOMEM)
            memory_exhausted(&model->guard);
        return NULL;
    }
    return text_copy(&model->arena, text_of(real));
}

void location_add_folder(struct slacalc_model *model, const char *path) {
    add_location(model, (struct location){.path = text_copy(&model->arena, text_of(path)),
                                          .root = location_root(model, path),
                                          .pattern = every_file,
                                          .where = nowhere,
                                          .is_found = true});
}

/* ---- Targets ---- */

/* The target as seen from where the program runs. */
static char *join_path(struct slacalc_model *model, const char *file, struct text target) {
    const char *slash = strrchr(file, '/');
    size_t folder = slash && target.at[0] != '/' ? (size_t)(slash - file) + 1 : 0;
    while (target.length > 2 && memcmp(target.at, "./", 2) == 0)
        target = (struct text){target.at + 2, target.length - 2};
    char *path = arena_alloc(&model->arena, folder + target.length + 1, 1);
    memcpy(path, file, folder);
    memcpy(path + folder, target.at, target.length);
    return path;
}

/* A pattern is looked for below the folder that stands before its first wild card. */
static void add_target(struct reader *reader, struct text target, struct position where, bool is_optional) {
    struct slacalc_model *model = reader->model;
    struct location location = {.root = reader->root, .where = where, .is_optional = is_optional};
    if (target.length > 5 && memcmp(target.at, "file:", 5) == 0)
        target = (struct text){target.at + 5, target.length - 5};
    if (memmem(target.at, target.length, "://", 3)) {
        remark(model, REMARK_URL, where, "'" SHOWN "'", SHOWN_ARGS(target));
        return;
    }
    if (is_unrendered(target) || !reader->root) {
        remark(model, is_unrendered(target) ? REMARK_TEMPLATE : REMARK_OUTSIDE, where, "'" SHOWN "'",
               SHOWN_ARGS(target));
        return;
    }
    char *path = join_path(model, model->sources.items[reader->document->source].name, target);
    char *wild = strpbrk(path, "*?[");
    location.path = path;
    if (wild) {
        while (wild > path && wild[-1] != '/')
            wild--;
        location.pattern = text_copy(&model->arena, text_of(wild));
        *wild = '\0';
        location.path = wild > path ? path : "./";
    }
    add_location(model, location);
}

static void read_target(struct reader *reader, uint32_t node, bool is_optional) {
    const struct document *document = reader->document;
    if (document->nodes[node].kind != NODE_SCALAR || document_is_null(document, node) ||
        document->nodes[node].length == 0)
        return;
    add_target(reader, document_text(document, node), document_position(document, node), is_optional);
}

void location_follow(struct reader *reader, uint32_t target) {
    read_target(reader, target, false);
}

void location_read(struct reader *reader, uint32_t spec) {
    const struct document *document = reader->document;
    struct entry entry;
    bool is_optional = fields_find(reader, spec, "presence", &entry) &&
                       document->nodes[entry.value].kind == NODE_SCALAR &&
                       text_is(document_text(document, entry.value), "optional");
    if (fields_find(reader, spec, "target", &entry))
        read_target(reader, entry.value, is_optional);
    if (!fields_find(reader, spec, "targets", &entry))
        return;
    read_target(reader, entry.value, is_optional);
    if (document->nodes[entry.value].kind != NODE_LIST)
        return;
    for (uint32_t item = document->nodes[entry.value].first; item != NO_INDEX; item = document->nodes[item].next)
        read_target(reader, item, is_optional);
}

/* ---- Files ---- */

/* By which a file is known, whatever it is called. */
struct identity {
    dev_t device;
    ino_t inode;
};

static struct text identity_key(const struct identity *identity) {
    return (struct text){(const char *)identity, sizeof *identity};
}

bool location_enter(struct slacalc_model *model, FILE *stream, bool followed) {
    struct imports *imports = imports_of(model);
    struct stat status;
    if (fstat(fileno(stream), &status) != 0 || !S_ISREG(status.st_mode))
        return true;
    struct identity *identity = arena_alloc(&model->arena, 1, sizeof *identity);
    identity->device = status.st_dev;
    identity->inode = status.st_ino;
    struct text key = identity_key(identity);
    if (name_set_has(followed ? &imports->named_files : &imports->followed_files, key))
        return false;
    return name_set_add(followed ? &imports->followed_files : &imports->named_files, key) || !followed;
}

bool slacalc_model_reads(const slacalc_model *model, const char *path) {
    struct stat status;
    if (!model->imports || stat(path, &status) != 0)
        return false;
    struct identity identity;
    memset(&identity, 0, sizeof identity);
    identity.device = status.st_dev;
    identity.inode = status.st_ino;
    return name_set_has(&model->imports->named_files, identity_key(&identity)) ||
           name_set_has(&model->imports->followed_files, identity_key(&identity));
}

static bool is_inside(const char *root, const char *path) {
    size_t length = strlen(root);
    return strncmp(root, path, length) == 0 && (path[length] == '/' || path[length] == '\0' || strcmp(root, "/") == 0);
}

static void report_missing(struct slacalc_model *model, const struct location *location, int reason,
                           slacalc_diagnostics *problems) {
    if (reason == ENOMEM)
        memory_exhausted(&model->guard);
    if (location->is_optional && reason == ENOENT)
        return;
    if (model->imports->unresolved_mode != UNRESOLVED_ERROR)
        remark(model, REMARK_NO_FILE, location->where, "'" SHOWN "'", SHOWN_ARGS(text_of(location->path)));
    else
        diagnose_hint(problems, SLACALC_ERROR, location->where, SLACALC_HINT_UNRESOLVED, NULL,
                      "'" SHOWN "' cannot be read: %s (%s warn goes on)", SHOWN_ARGS(text_of(location->path)),
                      strerror(reason), hint_name(model->hint_names, SLACALC_HINT_UNRESOLVED));
}

/* What a target was to bring in would be missing without a word. */
static void report_no_match(struct slacalc_model *model, const struct location *location,
                            slacalc_diagnostics *problems) {
    if (location->is_optional)
        return;
    if (model->imports->unresolved_mode != UNRESOLVED_ERROR)
        remark(model, REMARK_NO_FILE, location->where, "'" SHOWN "'", SHOWN_ARGS(text_of(location->pattern)));
    else
        diagnose_hint(problems, SLACALC_ERROR, location->where, SLACALC_HINT_UNRESOLVED, NULL,
                      "no file matches '" SHOWN "' in '" SHOWN "' (%s warn goes on)",
                      SHOWN_ARGS(text_of(location->pattern)), SHOWN_ARGS(text_of(location->path)),
                      hint_name(model->hint_names, SLACALC_HINT_UNRESOLVED));
}

bool location_is_readable(struct slacalc_model *model, const struct location *location, slacalc_diagnostics *problems) {
    char real[PATH_MAX];
    struct stat status;
    bool was_found = location->where.source == NO_SOURCE;
    if (!realpath(location->path, real) || stat(real, &status) != 0) {
        if (was_found && location->is_optional && errno == ENOENT)
            skipped_add_link(model, location->path);
        report_missing(model, location, errno, problems);
        return false;
    }
    if (!location->root || !is_inside(location->root, real)) {
        if (was_found)
            skipped_add_link(model, location->path);
        else
            remark(model, REMARK_OUTSIDE, location->where, "'" SHOWN "'", SHOWN_ARGS(text_of(location->path)));
        return false;
    }
    if (!S_ISREG(status.st_mode)) {
        report_missing(model, location, S_ISDIR(status.st_mode) ? EISDIR : EINVAL, problems);
        return false;
    }
    return true;
}

/* Interfaces and development environments have components too, which are others. */
static bool looks_like_model(struct text text) {
    if (format_has_key(text, "slacalc") || format_has_key(text, "overlay"))
        return true;
    return format_has_key(text, "components") && !format_has_key(text, "openapi") &&
           !format_has_key(text, "asyncapi") && !format_has_key(text, "schemaVersion");
}

bool location_is_wanted(const char *path, struct text text) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return strcmp(name, "catalog-info.yaml") == 0 || strcmp(name, "catalog-info.yml") == 0 || format_is_in(text) ||
           looks_like_model(text);
}

/* ---- Folders ---- */

/* Segment by segment, where "**" stands for any number of folders. */
static bool fits(const char *pattern, const char *path) {
    const char *retry_pattern = NULL, *retry_path = NULL;
    for (;;) {
        size_t segment = strcspn(pattern, "/"), part = strcspn(path, "/");
        char glob[NAME_MAX + 1], name[NAME_MAX + 1];
        if (segment == 2 && memcmp(pattern, "**", 2) == 0 && pattern[2] == '/') {
            retry_pattern = pattern += 3;
            retry_path = path;
            continue;
        }
        if (segment >= sizeof glob || part >= sizeof name)
            return false;
        memcpy(glob, pattern, segment + 1);
        memcpy(name, path, part + 1);
        glob[segment] = name[part] = '\0';
        bool both_end = !pattern[segment] && !path[part], both_go_on = pattern[segment] && path[part];
        if (fnmatch(glob, name, FNM_PERIOD) == 0 && (both_end || both_go_on)) {
            if (both_end)
                return true;
            pattern += segment + 1;
            path += part + 1;
            continue;
        }
        size_t skipped = retry_path ? strcspn(retry_path, "/") : 0;
        if (!retry_path || !retry_path[skipped])
            return false;
        path = retry_path += skipped + 1;
        pattern = retry_pattern;
    }
}

static bool may_hold_documents(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0 || strcmp(dot, ".json") == 0);
}

/* A folder that is being walked through. */
struct folder {
    const char *path;
    char **names; /* of what stands in it, in their order */
    size_t count, next;
};

/* Ours and not fts(3), which passes over what it finds no memory for. */
struct walk {
    struct slacalc_model *model;
    struct location location;
    slacalc_diagnostics *problems;
    struct arena *arena;
    struct folder *folders; /* each stands in the one before */
    size_t depth, capacity;
    DIR *open; /* held outside of arenas */
    bool is_empty;
};

/* The folder itself is no part of what stands in it. */
static void note_unread(const struct walk *walk, const char *path) {
    if (errno == ENOMEM)
        memory_exhausted(&walk->model->guard);
    if (walk->depth > 0)
        remark(walk->model, REMARK_NO_FILE, walk->location.where, "'" SHOWN "'", SHOWN_ARGS(text_of(path)));
}

static int by_name(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void read_names(struct walk *walk, struct folder *folder) {
    size_t capacity = 0;
    for (struct dirent *entry; errno = 0, (entry = readdir(walk->open));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        folder->names = arena_reserve(walk->arena, folder->names, folder->count, &capacity, sizeof *folder->names);
        folder->names[folder->count++] = text_copy(walk->arena, text_of(entry->d_name));
    }
    if (errno != 0)
        note_unread(walk, folder->path);
    if (folder->count > 1)
        qsort(folder->names, folder->count, sizeof *folder->names, by_name);
}

static void enter_folder(struct walk *walk, const char *path) {
    struct folder folder = {.path = path};
    walk->open = opendir(path);
    if (!walk->open) {
        note_unread(walk, path);
        return;
    }
    read_names(walk, &folder);
    closedir(walk->open);
    walk->open = NULL;
    walk->folders = arena_reserve(walk->arena, walk->folders, walk->depth, &walk->capacity, sizeof *walk->folders);
    walk->folders[walk->depth++] = folder;
}

static void note_file(struct walk *walk, const char *path, const char *name, bool is_link) {
    bool is_every = walk->location.pattern == every_file;
    const char *below = path + strlen(walk->folders[0].path);
    struct stat status;
    below += strspn(below, "/");
    /* A link to a folder is not followed: it may lead out, or round in a circle. */
    if (is_link && is_every && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        skipped_add_link(walk->model, path);
    if (is_every ? !may_hold_documents(name) : !fits(walk->location.pattern, below))
        return;
    struct location found = walk->location;
    found.path = text_copy(&walk->model->arena, text_of(strcmp(walk->location.path, "./") == 0 ? below : path));
    found.pattern = NULL;
    found.is_optional = found.is_optional || is_link;
    add_location(walk->model, found);
    walk->is_empty = false;
}

static void note_entry(struct walk *walk, const char *path, const char *name) {
    struct stat status;
    if (lstat(path, &status) != 0)
        note_unread(walk, path);
    else if (S_ISREG(status.st_mode) || S_ISLNK(status.st_mode))
        note_file(walk, path, name, S_ISLNK(status.st_mode));
    else if (S_ISDIR(status.st_mode) && strcmp(name, ".git") != 0 && strcmp(name, "node_modules") != 0)
        enter_folder(walk, path);
}

static void walk_folder(void *context) {
    struct walk *walk = context;
    struct text root = text_of(walk->location.path);
    while (root.length > 1 && root.at[root.length - 1] == '/')
        root.length--;
    walk->arena = arena_open(&walk->model->arena);
    enter_folder(walk, text_copy(walk->arena, root));
    while (walk->depth > 0) {
        struct folder *folder = &walk->folders[walk->depth - 1];
        if (folder->next == folder->count) {
            walk->depth--;
            continue;
        }
        const char *name = folder->names[folder->next++];
        const char *slash = strcmp(folder->path, "/") == 0 ? "" : "/";
        note_entry(walk, arena_printf(walk->arena, "%s%s%s", folder->path, slash, name), name);
    }
    arena_close(walk->arena);
    if (walk->is_empty && walk->location.where.source != NO_SOURCE)
        report_no_match(walk->model, &walk->location, walk->problems);
}

bool location_expand(struct slacalc_model *model, const struct location *location, slacalc_diagnostics *problems) {
    struct walk walk = {.model = model, .location = *location, .problems = problems, .is_empty = true};
    bool good = model_run(model, problems, walk_folder, &walk);
    if (walk.open)
        closedir(walk.open);
    return good;
}
