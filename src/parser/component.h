/* Components and their keys. */
#ifndef PARSER_COMPONENT_H
#define PARSER_COMPONENT_H

#include "model/attributes.h"
#include "parser/fields.h"

/* Returns whether a component has the key: to divide an assignment. */
bool component_knows_key(struct text key);

/* Sets `*attribute` to what the key carries; false for one that carries no single value, or is unknown. */
bool component_key_of(struct text key, enum attribute_key *attribute);

/* As models write it. */
const char *component_key_name(enum attribute_key attribute);

/* A key that tells how often the component is up, dependencies aside. */
bool component_key_is_level(struct text key);

/* The component's value for the key; NULL where it has none, or where the key has no single value. */
const struct attribute *component_value(const struct slacalc_model *model, uint32_t component, struct text key);

/* Both of the same key. */
bool component_same_value(const struct slacalc_model *model, const struct attribute *a, const struct attribute *b);

/* Appends a component of which nothing is known yet; the map of names is the caller's. */
uint32_t component_new(struct slacalc_model *model, struct text name, struct position where, uint32_t zone);

/* Reads one key of a component, in place of an earlier value. */
void component_read_key(struct reader *reader, uint32_t component, const struct entry *entry);

/* Reads what is given for a component. */
void component_read(struct reader *reader, uint32_t component, const struct entry *entry);

#endif
