#include "parser/credits.h"

#include "base/shown.h"
#include "parser/mapping.h"
#include "parser/money.h"

bool credits_read_part(struct reader *reader, struct written written, struct level *part) {
    if (!quantity_share(&reader->quantities, written, part))
        return false;
    if (part->up > 0)
        return true;
    written = written_trim(written);
    diagnose_flaw(reader, written.where, "'" SHOWN "' of the fee is nothing (leave it out, or write more than 0)",
                  SHOWN_ARGS(written.text));
    return false;
}

bool credits_read_fee(struct reader *reader, struct written written, const struct money **fee) {
    struct money money;
    size_t at = 0;
    written = written_trim(written);
    bool is_money = money_read(written.text, &at, &money);
    bool is_fee = is_money && at == written.text.length && money.amount > 0;
    if (!is_money || at < written.text.length)
        diagnose_flaw(reader, written.where, "'" SHOWN "' is no fee (write 12000 or 12000 EUR%s)",
                      SHOWN_ARGS(written.text),
                      is_money && written.text.at[at] == '/' ? ", for the period over which the sla is judged" : "");
    else if (!(money.amount > 0))
        diagnose_flaw(reader, written.where,
                      "'" SHOWN "' is not a fee of which a part could be paid back (leave 'fee' out)",
                      SHOWN_ARGS(written.text));
    else
        *fee = arena_copy(&reader->model->arena, &money, 1, sizeof money);
    return is_fee;
}

static bool read_tier(struct reader *reader, const struct entry *entry, struct credit *tier) {
    struct written part;
    return quantity_level(&reader->quantities, (struct written){entry->key, entry->where}, &tier->below) &&
           fields_scalar(reader, entry, "a part of the fee", &part) && credits_read_part(reader, part, &tier->part);
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

static void check_tiers(const struct slacalc_model *model, uint32_t component, const struct attribute *credits,
                        slacalc_diagnostics *problems) {
    const struct attribute *sla = model_attribute(model, component, KEY_SLA);
    struct text name = model->components[component].name;
    if (!sla)
        diagnose(problems, SLACALC_ERROR, credits->where,
                 "'credits' without 'sla': they are paid back where that is missed (add sla: 99.9%%, or leave them "
                 "out)");
    else if (credits->credits.tiers[0].below.down < sla->level.down) {
        diagnose(problems, SLACALC_ERROR, credits->where,
                 "'credits' of '" SHOWN
                 "' begin above its sla, where nothing is missed yet (the first level is the sla "
                 "or a lower one)",
                 SHOWN_ARGS(name));
        diagnose(problems, SLACALC_NOTE, sla->where, "the sla is here");
    }
}

void credits_check(const struct slacalc_model *model, uint32_t component, slacalc_diagnostics *problems) {
    const struct attribute *credits = model_attribute(model, component, KEY_CREDITS);
    const struct attribute *fee = model_attribute(model, component, KEY_FEE);
    if (credits)
        check_tiers(model, component, credits, problems);
    else if (fee)
        diagnose(problems, SLACALC_ERROR, fee->where,
                 "'fee' without 'credits': nothing says which part of it is paid back (add credits: {99.9%%: 10%%}, or "
                 "leave it out)");
}

void credits_check_currencies(const struct slacalc_model *model, slacalc_diagnostics *problems) {
    const struct attribute *first = NULL;
    for (uint32_t c = 0; c < model->component_count; c++) {
        const struct attribute *fee = model_attribute(model, c, KEY_FEE);
        first = first ? first : fee;
        if (!fee || money_same_currency(fee->fee->currency, first->fee->currency))
            continue;
        diagnose(problems, SLACALC_ERROR, fee->where,
                 "'" SHOWN "' is in another currency than '" SHOWN "' (all fees are in one)",
                 SHOWN_ARGS(fee->fee->written), SHOWN_ARGS(first->fee->written));
        diagnose(problems, SLACALC_NOTE, first->where, "the other one is here");
    }
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
