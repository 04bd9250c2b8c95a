#include "engine/frontier/canonical.h"

/* What is looked at before the rules costs nothing that matters while a state has no more words than this. */
enum { USUAL_WORDS = 4 };

/* Adds the words that it looks at to `looked`, as what follows does. */
static bool is_met(const struct frontier_rules *rules, const struct frontier_check *check, const uint64_t *bits,
                   size_t *looked) {
    uint64_t flip = check->by_up ? 0 : UINT64_MAX;
    uint32_t met = 0, i = 0;
    for (; i < check->masks.count && met < check->need; i++) {
        const uint64_t *mask = frontier_mask(rules, check->masks.first + i);
        bool hit = false;
        for (size_t w = 0; w < rules->words && !hit; w++)
            hit = ((bits[w] ^ flip) & mask[w]) != 0;
        met += hit;
    }
    *looked += i * rules->words;
    return met >= check->need;
}

static const struct frontier_check *met_check(const struct frontier_rules *rules, struct span way, const uint64_t *bits,
                                              size_t *looked) {
    for (uint32_t i = 0; i < way.count; i++)
        if (is_met(rules, &rules->checks[way.first + i], bits, looked))
            return &rules->checks[way.first + i];
    return NULL;
}

/* Whether it is up and could not be set to anything else, so that nothing more needs to be looked at. */
static bool stays_up(const struct frontier_rules *rules, const struct frontier_bit *bit, const uint64_t *bits) {
    const uint64_t *deciders = frontier_mask(rules, bit->deciders);
    bool stays = bits_have(bits, bit->slot);
    for (size_t w = 0; w < rules->words && stays; w++)
        stays = (~bits[w] & deciders[w]) == 0;
    return stays;
}

/* Gives a bit that does not matter the value that helps to decide the gates which are decided already. The way which
 * shows that the bit does matter is asked first the next time, since states are alike. Returns whether the bit
 * changed. */
static bool set_to_what_helps(const struct frontier_rules *rules, const struct frontier_bit *bit, uint64_t *bits,
                              size_t *looked) {
    struct span *ways = &rules->ways[bit->ways.first];
    bool up = true;
    for (uint32_t i = 0; i < bit->ways.count; i++) {
        const struct frontier_check *check = met_check(rules, ways[i], bits, looked);
        if (!check) {
            struct span way = ways[i];
            ways[i] = ways[0];
            ways[0] = way;
            return false;
        }
        up = up && check->by_up;
    }
    if (up == bits_have(bits, bit->slot))
        return false;
    bits_put(bits, bit->slot, up);
    return true;
}

size_t frontier_make_canonical(const struct frontier_rules *rules, uint32_t position, uint64_t *bits) {
    struct span span = rules->of_position[position];
    bool up = bits_have(bits, rules->slot[position]), changed = false;
    size_t looked = 0;
    for (uint32_t i = 0; i < span.count; i++) {
        const struct frontier_bit *bit = &rules->candidates[span.first + i];
        looked += rules->words / USUAL_WORDS;
        if ((changed || bit->when[up]) && !stays_up(rules, bit, bits))
            changed = set_to_what_helps(rules, bit, bits, &looked) || changed;
    }
    return looked;
}
