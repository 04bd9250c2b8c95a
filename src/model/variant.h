/* A checked model in which some keys have other values, checked again. It shares with that model what is not changed.
 */
#ifndef MODEL_VARIANT_H
#define MODEL_VARIANT_H

#include "model/model.h"

/* What a setting gives: the value of a key, what depends_on says, or the places of replicas. */
enum setting_kind { SETS_VALUE, SETS_DEPENDS_ON, SETS_ACROSS };

/* One key of one component with another value. */
struct setting_of_key {
    uint32_t component;
    enum setting_kind kind;
    bool is_given; /* a value: otherwise it is taken away */
    enum attribute_key key;
    struct attribute value;
    uint32_t requirements; /* of the other kinds: the first one, or the one whose parts are the places; NO_INDEX where
                              there is none */
};

/* Both are for the same key of the same component. */
bool setting_has_same_key(const struct setting_of_key *a, const struct setting_of_key *b);

/* A copy that is not checked yet; what it is to have is set between this and the check. Returns NULL when memory is
 * exhausted. It is freed like other models, and before the one that it is of. */
struct slacalc_model *variant_new(const struct slacalc_model *model);

/* Sets what depends_on or across says; a setting of a value does nothing. */
void variant_set_needs(struct slacalc_model *variant, const struct setting_of_key *setting);

/* Sets that, or the value, within memory_attempt of the variant. */
void variant_set(struct slacalc_model *variant, const struct setting_of_key *setting);

/* A variant with those settings that is checked: `failed` where it is no valid model. Only the components that are
 * `selected` are to be reported, with what is promised of them from outside; where there are none, those of the model.
 * Returns NULL when memory is exhausted. */
struct slacalc_model *variant_of(const struct slacalc_model *model, const struct setting_of_key *const *settings,
                                 size_t setting_count, const uint32_t *selected, size_t selected_count);

#endif
