#include "parser/credits.h"

#include "base/shown.h"
#include "parser/mapping.h"

static bool read_tier(struct reader *reader, const struct entry *entry, struct credit *tier) {
    struct written part;
    return quantity_level(&reader->quantities, (struct written){entry->key, entry->where}, &tier->below) &&
           fields_scalar(reader, entry, "a part of the fee", &part) &&
           quantity_share(&reader->quantities, part, &tier->part);
}

/* What was paid back for a smaller loss is never more than what is paid back for a larger one. */
static bool check_order(struct reader *reader, const struct entry *entry, const struct credit *tier) {
    if (tier[-1].below.down < tier->below.down && tier[-1].part.up < tier->part.up)
        return true;
    diagnose_flaw(reader, entry->where,
                  "'" SHOWN "' must be a lower level than the one before it, and pay back a larger part",
                  SHOWN_ARGS(entry->key));
    return false;
}

bool credits_read(struct reader *reader, const struct entry *entry, struct credits *credits) {
    const struct node *map = &reader->document->nodes[entry->value];
    if (map->kind != NODE_MAP || map->length == 0) {
        diagnose_flaw(
            reader, document_position(reader->document, entry->value),
            "'credits' must be a map of levels and parts of the fee, such as {99.9%%: 10%%, 99%%: 25%%}, not %s",
            map->kind == NODE_MAP ? "an empty one" : node_kind_name(reader->document, entry->value));
        return false;
    }
    struct credit *tiers = arena_alloc(&reader->model->arena, map->length, sizeof *tiers);
    uint32_t cursor = map->first;
    struct entry tier;
    *credits = (struct credits){tiers, 0};
    while (fields_next(reader, &cursor, &tier)) {
        if (!read_tier(reader, &tier, &tiers[credits->count]))
            return false;
        if (credits->count++ > 0 && !check_order(reader, &tier, &tiers[credits->count - 1]))
            return false;
    }
    return true;
}

static bool same_level(struct level a, struct level b) {
    return !(a.down < b.down) && !(a.down > b.down);
}

bool credits_same(const struct credits *a, const struct credits *b) {
    for (size_t i = 0; i < a->count && a->count == b->count; i++)
        if (!same_level(a->tiers[i].below, b->tiers[i].below) || !same_level(a->tiers[i].part, b->tiers[i].part))
            return false;
    return a->count == b->count;
}
