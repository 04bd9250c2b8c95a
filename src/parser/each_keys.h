/* The keys of `each` and their values: what placeholders may name. */
#ifndef PARSER_EACH_KEYS_H
#define PARSER_EACH_KEYS_H

#include "base/name_set.h"
#include "parser/fields.h"
#include "parser/placeholder.h"

enum { EACH_KEYS_MAX = 62 };

struct each_value {
    struct text name;
    uint32_t fields; /* a map; NO_INDEX where it has none */
};

struct each_key {
    struct text name;
    struct position where;
    struct each_value *values;
    size_t count;
    size_t chosen; /* of its values, in the copy that is being made */
    bool is_used;
    struct name_set fields; /* that placeholders name */
};

struct each_keys {
    struct reader *reader;
    struct arena *arena;
    struct each_key *at;
    size_t count;
    bool failed; /* there was an error in them, or in what they are for */
};

/* Reports an error of `each`. */
#define diagnose_each(keys, ...) ((keys)->failed = true, diagnose_flaw((keys)->reader, __VA_ARGS__))

/* Reads the map below `each`. */
void each_keys_read(struct each_keys *keys, struct reader *reader, struct arena *arena, const struct entry *entry);

/* Returns the index of the key, or their number where there is none of that name. */
size_t each_keys_find(const struct each_keys *keys, struct text name);

/* The same for a placeholder that stands there: the key and the field are used then, and an unknown key is an error. */
size_t each_keys_name(struct each_keys *keys, const struct placeholder *placeholder, struct position where);

/* Warns of keys and fields that no placeholder named. */
void each_keys_warn(const struct each_keys *keys);

#endif
