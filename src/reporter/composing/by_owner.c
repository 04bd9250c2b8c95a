#include "reporter/composing/by_owner.h"

#include "engine/rows/result.h"
#include "reporter/wording/numbers.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"

enum { MOST_OWNERS = 40, MOST_IN_DETAIL = 10, MOST_VERDICTS = 3 };

const char *name_of_owner(const struct owner *owner) {
    return owner->name ? owner->name : "(no owner)";
}

size_t promises_of_owner(const struct owner *owner) {
    size_t count = 0;
    for (slacalc_verdict verdict = SLACALC_GUARANTEED; verdict <= SLACALC_IMPOSSIBLE; verdict++)
        count += owner->verdicts[verdict];
    return count;
}

double share_of_owner(const struct owners *owners, const struct owner *owner) {
    return owners->downtime_s > 0 ? owner->caused_s / owners->downtime_s : 0;
}

size_t owners_shown(const struct owners *owners, bool all) {
    return all || owners->count < MOST_OWNERS ? owners->count : MOST_OWNERS;
}

size_t owners_in_detail(const struct owners *owners, bool all) {
    size_t count = 0;
    while (count < owners->count && (all || (count < MOST_IN_DETAIL && owners->rows[count].unkept > 0)))
        count++;
    return count;
}

const struct verdict_row *verdicts_by_owner(const struct attention *attention, const slacalc_result *result,
                                            const struct owners *owners, struct arena *arena) {
    struct verdict_row *verdicts = arena_alloc(arena, attention->verdict_count, sizeof *verdicts);
    size_t *next = arena_alloc(arena, owners->count, sizeof *next); /* by owner: the place of its next verdict */
    for (size_t row = 1; row < owners->count; row++)
        next[row] = next[row - 1] + promises_of_owner(&owners->rows[row - 1]);
    for (size_t i = 0; i < attention->verdict_count; i++) {
        size_t component = slacalc_result_service(result, attention->verdicts[i].service)->component;
        verdicts[next[owners->of_component[component]]++] = attention->verdicts[i];
    }
    return verdicts;
}

struct attention attention_to_owner(const struct attention *attention, const struct verdict_row *verdicts,
                                    const struct owner *owner, bool all) {
    size_t count = promises_of_owner(owner);
    return (struct attention){.verdicts = verdicts,
                              .verdict_count = count,
                              .verdicts_shown = all || count < MOST_VERDICTS ? count : MOST_VERDICTS,
                              .has_periods = attention->has_periods,
                              .has_kept = attention->has_kept};
}

const char *heading_of_owner(const struct wording *wording, const struct owner *owner) {
    return arena_printf(wording->arena, "%s: %s", name_of_owner(owner),
                        statement_of_verdicts(wording, owner->verdicts, "promise"));
}

const char *statement_of_more_owners(const struct wording *wording, const struct owners *owners, size_t shown) {
    size_t unkept = 0;
    double caused_s = 0;
    if (shown == owners->count)
        return NULL;
    for (size_t i = shown; i < owners->count; i++) {
        unkept += owners->rows[i].unkept;
        caused_s += owners->rows[i].caused_s;
    }
    return arena_printf(wording->arena, "%s: %s not kept, %s caused; the worst: %s",
                        phrase_count(wording, owners->count - shown, "more owner"),
                        phrase_count(wording, unkept, "promise"), format_duration(caused_s).text,
                        name_of_owner(&owners->rows[shown]));
}

const char *statement_of_more_details(const struct wording *wording, const struct owners *owners, size_t shown) {
    size_t count = 0;
    for (size_t i = shown; i < owners->count; i++)
        count += owners->rows[i].unkept > 0;
    if (count == 0)
        return NULL;
    return arena_printf(wording->arena, "%s with promises that are not kept",
                        phrase_count(wording, count, "more owner"));
}

const char *statement_of_owners(const struct wording *wording, const struct owners *owners) {
    const char *text = arena_printf(wording->arena,
                                    "all services together are down for %s; what an owner causes is the part of it "
                                    "that comes from its components; what takes several outages counts for each",
                                    format_duration(owners->downtime_s).text);
    if (owners->unexplained == 0)
        return text;
    return arena_printf(wording->arena, "%s; %s of %s belong to nobody, because their cause is not known", text,
                        format_duration(owners->unexplained_s).text,
                        phrase_count(wording, owners->unexplained, "service"));
}
