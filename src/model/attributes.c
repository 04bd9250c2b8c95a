#include "model/attributes.h"

void component_store(struct slacalc_model *model, uint32_t component, const struct attribute *attribute) {
    uint32_t *link = &model->components[component].attributes;
    model->stated |= UINT32_C(1) << attribute->key;
    for (uint32_t i = *link; i != NO_INDEX; i = model->attributes[i].next) {
        if (model->attributes[i].key == attribute->key) {
            uint32_t next = model->attributes[i].next;
            model->attributes[i] = *attribute;
            model->attributes[i].next = next;
            return;
        }
    }
    model->attributes = arena_reserve(&model->arena, model->attributes, model->attribute_count,
                                      &model->attribute_capacity, sizeof *model->attributes);
    model->attributes[model->attribute_count] = *attribute;
    model->attributes[model->attribute_count].next = *link;
    *link = (uint32_t)model->attribute_count++;
}

void component_take_away(struct slacalc_model *model, uint32_t component, enum attribute_key key) {
    uint32_t *link = &model->components[component].attributes;
    while (*link != NO_INDEX && model->attributes[*link].key != key)
        link = &model->attributes[*link].next;
    if (*link != NO_INDEX)
        *link = model->attributes[*link].next;
}
