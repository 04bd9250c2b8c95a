/*
 * What Backstage catalogues, OpenSLO documents and overlays say, kept as it was read until every input is there: a
 * reference may lead to a file that is read later. Joining turns it into components and requirements of the model.
 */
#ifndef PARSER_IMPORTS_H
#define PARSER_IMPORTS_H

#include "base/name_set.h"
#include "model/model.h"
#include "parser/document.h"
#include "parser/written.h"

enum relation {
    RELATION_DEPENDS_ON,
    RELATION_DEPENDENCY_OF,
    RELATION_CONSUMES_APIS,
    RELATION_PROVIDES_APIS,
    RELATION_SYSTEM,
    RELATION_DOMAIN,
    RELATION_NEEDED_BY, /* as an exported catalogue tells what others say */
    RELATION_HAS_PART,
    RELATIONS /* none of them */
};

struct reference {
    struct text text; /* as written */
    struct position where;
    uint32_t entity; /* that says it */
    enum relation relation;
};

/* An objective of an SLO. */
struct target {
    struct text label;     /* to show and to pick by; absent where it has no name */
    struct text indicator; /* that it refers to, its own or that of the SLO; absent where there is none */
    struct level level;
    struct position where; /* of the level */
    bool is_member;        /* it has an indicator of its own: one part of a composite */
    bool is_threshold;     /* of a latency, say, by what stands in the same document */
};

struct slo {
    struct text name, service;
    struct position where; /* of the service's name */
    uint32_t first, count; /* of its targets */
    long double period_s;  /* 0 where it has no window */
    struct position period_where;
};

/* An OpenSLO document of kind Service. */
struct service {
    struct text name, description; /* description absent where there is none */
    struct position where, description_where;
};

/* A level that may be there. */
struct stated {
    struct level level;
    struct position where;
    bool is_there;
};

/* What a manifest of OpenSRM says that its service needs. */
struct dependency {
    struct text name, type; /* type absent where there is none */
    struct position where;
    struct stated expected;
    bool is_optional;
    uint32_t component; /* from joining on; NO_INDEX where it is left out */
};

/* A manifest of OpenSRM. */
struct manifest {
    struct text name;
    struct position where;
    struct written owner, description; /* absent where there is none */
    struct stated contract;
    uint32_t first_dependency, dependency_count;
    uint32_t component; /* from joining on */
};

/* A level by kind, or by kind and type, of an overlay. */
struct default_level {
    const char *kind;
    struct text type; /* absent: every one */
    struct level level;
    struct position where;
};

/* Another name of a component. */
struct alias {
    struct text name, target;
    struct position where; /* of the target */
};

/* A document that stays open until the names that it adds to are known. */
struct kept_document {
    struct kept_document *next;
    struct document document;
};

struct overlay {
    struct document *document;
    uint32_t root;
};

/* An edge that an overlay takes away. */
struct cut {
    uint32_t component;
    struct text name;
    struct position where;
    bool done;
};

/* A file to read, or files to look for, since a catalogue or the user names where they are. */
struct location {
    const char *path;
    const char *root;      /* the folder that is not to be left, without links */
    const char *pattern;   /* of what to read below the path: NULL where the path is the file, "" for every YAML file */
    struct position where; /* nowhere for a folder that the user names */
    bool is_optional;      /* it may be missing */
    bool is_found;         /* in a folder: read only if it looks like a catalogue or OpenSLO */
};

/* A file of a folder that is not read. */
struct skipped {
    const char *path, *what;
};

enum unresolved_mode { UNRESOLVED_ERROR, UNRESOLVED_WARN, UNRESOLVED_LEVEL };

/* Of remark.h, which stands above. */
struct remark;

struct imports {
    struct reference *references;
    size_t reference_count, reference_capacity;

    struct slo *slos;
    size_t slo_count, slo_capacity;
    struct target *targets;
    size_t target_count, target_capacity;
    struct service *services;
    size_t service_count, service_capacity;
    struct manifest *manifests;
    size_t manifest_count, manifest_capacity;
    struct dependency *dependencies;
    size_t dependency_count, dependency_capacity;
    struct name_set thresholds; /* names of SLI documents with a threshold metric */

    struct overlay *overlays;
    size_t overlay_count, overlay_capacity;
    struct kept_document *kept;
    struct default_level *defaults;
    size_t default_count, default_capacity;
    struct alias *aliases;
    size_t alias_count, alias_capacity;
    struct cut *cuts;
    size_t cut_count, cut_capacity;

    struct location *locations; /* to be followed; those before `followed` are done */
    size_t location_count, location_capacity, followed;
    struct name_set named_files,
        followed_files; /* device and inode of what was read since the user, or a file, says so */

    struct skipped *skipped;
    size_t skipped_count, skipped_capacity;
    bool name_skipped; /* each one is named */

    struct remark *remarks;
    size_t remark_count, remark_capacity;

    enum unresolved_mode unresolved_mode;
    struct level unresolved_level;
    struct position unresolved_where;
    const char *pick; /* "min", "max" or a name */
    bool own;         /* an SLO is the service's own level though it has dependencies */

    size_t joined; /* entities whose components have their names */
    bool pending;  /* something was read that is not joined yet */
};

/* The model's imports, made when first needed. */
struct imports *imports_of(struct slacalc_model *model);

/* Closes the documents that were kept open. */
void imports_close(struct imports *imports);

#endif
