/* The cursor by which all readers of keys go through a map, and what they share of one input. */
#ifndef PARSER_FIELDS_H
#define PARSER_FIELDS_H

#include "model/model.h"
#include "parser/document.h"
#include "parser/quantity.h"

/* For which values of `each` the components of a document stand. */
struct each_copies {
    const char **values; /* by pair of `components`: "market=de"; NULL where it has no placeholder */
    size_t count;        /* 0 where the document has no `each` */
    bool failed;         /* there is an error in what they are made of */
};

struct reader {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    struct document *document;
    struct quantities quantities;
    uint32_t zone; /* of the document that is being read; NO_INDEX where it names none */
    uint32_t mttr; /* the same: index in the model's document_mttrs */
    struct each_copies copies;
    bool flawed;      /* an error was found in what is being read */
    bool overlay;     /* the document adds to what other inputs define */
    bool keep;        /* the document has to stay open until the model is joined */
    const char *root; /* the folder that no Location may lead out of; NULL where the input is no file */
    bool followed;    /* the input was not named by the user, but found by a catalogue or in a folder */
};

/* A key and the node of its value. */
struct entry {
    struct text key;
    struct position where; /* of the key */
    uint32_t value;
};

/* Reports an error, and that what is being read has one. */
#define diagnose_flaw(reader, ...) ((reader)->flawed = true, diagnose((reader)->problems, SLACALC_ERROR, __VA_ARGS__))

void reader_init(struct reader *reader, struct slacalc_model *model, struct document *document,
                 slacalc_diagnostics *problems);

/* Sets `*entry` to the pair whose key is the node at `*cursor`, and moves the cursor to the next one; returns false
 * at the end. */
bool fields_next(const struct reader *reader, uint32_t *cursor, struct entry *entry);

/* Sets `*entry` to the pair with that key; returns false where there is none, or no map. */
bool fields_find(const struct reader *reader, uint32_t map, const char *key, struct entry *entry);

/* The same for a pair whose value is a map. */
bool fields_find_map(const struct reader *reader, uint32_t map, const char *key, struct entry *entry);

/* The text behind a key, and where it stands; absent where there is none. */
struct written fields_text(const struct reader *reader, uint32_t map, const char *key);

/* An error was reported already where the node stands. */
bool fields_is_broken(const struct reader *reader, uint32_t node);

/* The scalar behind a key, which has to be `form` ("text", "a level"). Returns false with an error otherwise. */
bool fields_scalar(struct reader *reader, const struct entry *entry, const char *form, struct written *written);

/* The same for a name, which may not be empty. */
bool fields_name(struct reader *reader, const struct entry *entry, const char *form, struct written *written);

/* "x-..." */
bool is_extension(struct text key);

#endif
