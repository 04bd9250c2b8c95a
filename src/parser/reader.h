/* What the readers of one input share. */
#ifndef PARSER_READER_H
#define PARSER_READER_H

#include "model/model.h"
#include "parser/document.h"
#include "parser/quantity.h"

struct reader {
    struct slacalc_model *model;
    slacalc_diagnostics *problems;
    struct document *document;
    struct quantities quantities;
    uint32_t zone;    /* of the document that is being read; NO_INDEX where it names none */
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
#define complain(reader, ...) ((reader)->flawed = true, diagnose((reader)->problems, SLACALC_ERROR, __VA_ARGS__))

void reader_init(struct reader *reader, struct slacalc_model *model, struct document *document,
                 slacalc_diagnostics *problems);

/* Sets `*entry` to the pair whose key is the node at `*cursor`, and moves the cursor to the next one; returns false
 * at the end. */
bool reader_next(const struct reader *reader, uint32_t *cursor, struct entry *entry);

/* Sets `*entry` to the pair with that key; returns false where there is none, or no map. */
bool reader_find(const struct reader *reader, uint32_t map, const char *key, struct entry *entry);

/* An error was reported already where the node stands. */
bool reader_is_broken(const struct reader *reader, uint32_t node);

/* The scalar behind a key, which has to be `form` ("text", "a level"). Returns false with an error otherwise. */
bool reader_scalar(struct reader *reader, const struct entry *entry, const char *form, struct written *written);

/* Reads the whole input into the model. */
void reader_read_model(struct reader *reader);

/* Returns whether a component has the key: to divide an assignment. */
bool component_knows_key(struct text key);

/* A key that tells how often the component is up, dependencies aside. */
bool component_key_is_level(struct text key);

/* The component's value for the key; NULL where it has none, or where the key has no single value. */
const struct attribute *component_value(const struct slacalc_model *model, uint32_t component, struct text key);

/* Both of the same key. */
bool component_same_value(const struct slacalc_model *model, const struct attribute *a, const struct attribute *b);

/* Appends a component of which nothing is known yet; the map of names is the caller's. */
uint32_t component_new(struct slacalc_model *model, struct text name, struct position where, uint32_t zone);

/* Sets one value of a component, in place of an earlier one. */
void component_store(struct slacalc_model *model, uint32_t component, const struct attribute *attribute);

/* Reads one key of a component, in place of an earlier value. */
void component_read_key(struct reader *reader, uint32_t component, const struct entry *entry);

/* Reads what is given for a component. */
void component_read(struct reader *reader, uint32_t component, const struct entry *entry);

/* Appends a requirement that stands in no chain yet. */
uint32_t requirement_new(struct slacalc_model *model, slacalc_requirement_kind kind, struct position where);

/* Puts the chain that begins with `first` behind what the component needs already. */
void requirement_append(struct slacalc_model *model, uint32_t component, uint32_t first);

/* Reads the value of depends_on; returns the first of its requirements, NO_INDEX where there is none. */
uint32_t requirements_read(struct reader *reader, const struct entry *entry);

/* Reads the value of hours or maintenance; returns false with an error. */
bool ranges_read(struct reader *reader, const struct entry *entry, struct attribute *attribute);

/* Reads the name of a time zone; returns false with an error. */
bool zone_read(struct reader *reader, struct written written, uint32_t *zone);

/* Reads a document of a Backstage catalogue, or of OpenSLO. */
void import_read(struct reader *reader, uint32_t root);
void backstage_read(struct reader *reader, uint32_t root, struct text kind);
void openslo_read(struct reader *reader, uint32_t root, struct text kind);

/* Keeps an overlay until the components that it adds to are known, and reads its other keys. */
void overlay_keep(struct reader *reader, uint32_t root);
void overlay_read_defaults(struct reader *reader, const struct entry *entry);
void overlay_read_aliases(struct reader *reader, const struct entry *entry);
void overlay_read_cuts(struct reader *reader, uint32_t component, const struct entry *entry);

/* "x-..." */
bool is_extension(struct text key);

#endif
