/* slacalc_compare: what the changes of a model do, as rows. */
#include "base/setting_names.h"
#include "engine/against/mixtures.h"
#include "engine/evaluate.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"

#include <math.h>

/* Of the time limit: the part in which the model has been valued, and of what is left then, that for the older one. The
 * rest is for mixtures of both. */
static const double MODEL_ENDS = 0.4, OLD_MODEL_ENDS = 0.6;

struct comparison {
    const struct slacalc_model *model;
    const slacalc_options *options; /* for the old model and for mixtures */
    struct deadline deadline;       /* of all of it */
    slacalc_diagnostics *unread;    /* problems of what is no more, or never was */
    slacalc_result *result;         /* of the model; its arena takes the rows */
    const slacalc_result *old;
    slacalc_against *against;
    struct arena scratch;
    size_t *row_of;      /* by component of the merged model: which service of the rows; SLACALC_NONE. The new model's
                            services come first, in their order */
    size_t *old_service; /* by row: index in the result of the old model; SLACALC_NONE */
    bool nothing_common;
};

/* ---- Services ---- */

/* The component of the merged model that has the name of that service. */
static uint32_t find_service(const struct comparison *comparison, const slacalc_result *result, size_t service) {
    return text_map_find(&comparison->model->difference->merged->names, text_of(service_name(result, service)));
}

/* For how many seconds of its period a service of the new model is promised. */
static double counted_s(const struct comparison *comparison, size_t row) {
    const slacalc_service *service = slacalc_result_service(comparison->result, row);
    return service->period_s * service->hours_per_week / 168;
}

static slacalc_compared_service new_row(const struct comparison *comparison, size_t index) {
    const slacalc_service *service = slacalc_result_service(comparison->result, index);
    return (slacalc_compared_service){.name = service_name(comparison->result, index),
                                      .component = service->component,
                                      .is = true,
                                      .after = service->availability,
                                      .period_s = service->period_s};
}

static void fill_old(struct comparison *comparison, size_t place, slacalc_compared_service *row, size_t index) {
    const slacalc_service *service = slacalc_result_service(comparison->old, index);
    if (!row->is) {
        row->name = text_copy(&comparison->result->arena, text_of(service_name(comparison->old, index)));
        row->component = SLACALC_NONE;
        row->period_s = service->period_s;
    }
    row->was = true;
    row->before = service->availability;
    if (row->is)
        row->difference_s = row->before.exact && row->after.exact
                                ? (row->after.value.down - row->before.value.down) * counted_s(comparison, place)
                                : NAN;
}

static void list_services(struct comparison *comparison) {
    size_t new_count = slacalc_result_service_count(comparison->result);
    size_t old_count = slacalc_result_service_count(comparison->old), count = new_count, common = 0;
    size_t components = comparison->model->difference->merged->component_count;
    slacalc_compared_service *rows = arena_alloc(&comparison->result->arena, new_count + old_count, sizeof *rows);
    comparison->row_of = arena_alloc(&comparison->scratch, components, sizeof *comparison->row_of);
    comparison->old_service = arena_alloc(&comparison->scratch, new_count + old_count, sizeof(size_t));
    for (size_t c = 0; c < components; c++)
        comparison->row_of[c] = SLACALC_NONE;
    for (size_t i = 0; i < new_count; i++) {
        rows[i] = new_row(comparison, i);
        comparison->row_of[find_service(comparison, comparison->result, i)] = i;
        comparison->old_service[i] = SLACALC_NONE;
    }
    for (size_t i = 0; i < old_count; i++) {
        uint32_t component = find_service(comparison, comparison->old, i);
        if (comparison->row_of[component] == SLACALC_NONE)
            comparison->row_of[component] = count++;
        else
            common++;
        comparison->old_service[comparison->row_of[component]] = i;
        fill_old(comparison, comparison->row_of[component], &rows[comparison->row_of[component]], i);
    }
    comparison->against->services = rows;
    comparison->against->service_count = count;
    comparison->nothing_common = common == 0;
}

/* ---- Promises ---- */

/* The promise of the same kind in the old model. Of several required levels it is the one at the same place among them.
 */
static size_t same_promise(const slacalc_service *old, const slacalc_service *new, size_t promise) {
    size_t before = 0;
    for (size_t i = 0; i < promise; i++)
        before += new->promises[i].kind == new->promises[promise].kind;
    for (size_t i = 0; i < old->promise_count; i++)
        if (old->promises[i].kind == new->promises[promise].kind && before-- == 0)
            return i;
    return SLACALC_NONE;
}

/* Returns false where nothing is to be told. */
static bool compare_promise(const struct comparison *comparison, size_t row, size_t promise,
                            slacalc_compared_promise *compared) {
    const slacalc_service *new = slacalc_result_service(comparison->result, row);
    const slacalc_service *old = slacalc_result_service(comparison->old, comparison->old_service[row]);
    const slacalc_promise *after = &new->promises[promise];
    size_t earlier = old ? same_promise(old, new, promise) : SLACALC_NONE;
    bool was = earlier != SLACALC_NONE, is_kept = promise_is_enough(comparison->result, new, promise);
    bool was_kept = was && promise_is_enough(comparison->old, old, earlier);
    *compared = (slacalc_compared_promise){.service = row,
                                           .kind = after->kind,
                                           .was = was,
                                           .after = after->verdict,
                                           .level = after->level,
                                           .file = after->file,
                                           .line = after->line,
                                           .column = after->column};
    if (was) {
        compared->before = old->promises[earlier].verdict;
        compared->level_before = old->promises[earlier].level;
    }
    bool was_broken = was && !was_kept && old->promises[earlier].decided; /* what was left open may have been kept */
    compared->turn = !is_kept && (was_kept || !was) ? SLACALC_NEWLY_BROKEN
                     : is_kept && was_broken        ? SLACALC_MENDED
                                                    : SLACALC_CHANGED;
    return compared->turn != SLACALC_CHANGED || (was && compared->before != compared->after);
}

static void list_promises(struct comparison *comparison) {
    static const slacalc_turn turns[] = {SLACALC_NEWLY_BROKEN, SLACALC_MENDED, SLACALC_CHANGED};
    slacalc_against *against = comparison->against;
    size_t most = promise_count(comparison->result);
    slacalc_compared_promise *rows = arena_alloc(&comparison->result->arena, most, sizeof *rows), compared;
    for (size_t turn = 0; turn < sizeof turns / sizeof *turns; turn++)
        for (size_t i = 0; i < slacalc_result_service_count(comparison->result); i++)
            for (size_t p = 0; p < slacalc_result_service(comparison->result, i)->promise_count; p++)
                if (compare_promise(comparison, i, p, &compared) && compared.turn == turns[turn])
                    rows[against->promise_count++] = compared;
    for (size_t i = 0; i < against->promise_count; i++) {
        against->newly_broken += rows[i].turn == SLACALC_NEWLY_BROKEN;
        against->mended += rows[i].turn == SLACALC_MENDED;
    }
    against->promises = rows;
}

/* ---- Changes ---- */

static const char *copied(const struct comparison *comparison, const char *text) {
    return text ? text_copy(&comparison->result->arena, text_of(text)) : NULL;
}

static slacalc_value value_row(const struct comparison *comparison, const struct written_value *value) {
    return (slacalc_value){copied(comparison, value->text), value->is_level, level_row(value->level)};
}

static slacalc_change *list_changes(struct comparison *comparison) {
    const struct difference *difference = comparison->model->difference;
    const struct slacalc_model *merged = difference->merged;
    struct sources places = sources_view(&merged->sources, &comparison->scratch);
    slacalc_change *rows = arena_alloc(&comparison->result->arena, difference->change_count, sizeof *rows);
    for (size_t i = 0; i < difference->change_count; i++) {
        const struct change *change = &difference->changes[i];
        struct place place = sources_locate(&places, change->where);
        rows[i] = (slacalc_change){
            .component = text_copy(&comparison->result->arena, merged->components[change->component].name),
            .key = copied(comparison, change->key),
            .is_added = change->is_added,
            .old_value = value_row(comparison, &change->old),
            .new_value = value_row(comparison, &change->new),
            .file =
                change->where.source == NO_SOURCE ? NULL : copied(comparison, places.items[change->where.source].name),
            .line = place.line,
            .column = place.column};
    }
    comparison->against->changes = rows;
    comparison->against->change_count = difference->change_count;
    return rows;
}

static double down_of(const slacalc_estimate *estimate) {
    return estimate->exact ? estimate->value.down : NAN;
}

/* The services that both models have. Sets `*rows` to where they stand among the rows. */
static struct mixed_service *common_services(struct comparison *comparison, size_t **rows, size_t *count) {
    const slacalc_against *against = comparison->against;
    size_t components = comparison->model->difference->merged->component_count;
    struct mixed_service *services = arena_alloc(&comparison->scratch, against->service_count, sizeof *services);
    uint32_t *component_of = arena_alloc(&comparison->scratch, against->service_count, sizeof *component_of);
    *rows = arena_alloc(&comparison->scratch, against->service_count, sizeof **rows);
    for (uint32_t c = 0; c < components; c++)
        if (comparison->row_of[c] != SLACALC_NONE)
            component_of[comparison->row_of[c]] = c;
    for (size_t row = 0; row < against->service_count; row++) {
        const slacalc_compared_service *service = &against->services[row];
        if (!service->was || !service->is)
            continue;
        services[*count] =
            (struct mixed_service){component_of[row], down_of(&service->before), down_of(&service->after)};
        (*rows)[(*count)++] = row;
    }
    return services;
}

static void find_effects(struct comparison *comparison, slacalc_change *changes) {
    const struct difference *difference = comparison->model->difference;
    uint32_t *with_key = arena_alloc(&comparison->scratch, difference->change_count, sizeof *with_key);
    struct mixing mixing = {.difference = difference,
                            .changes = with_key,
                            .options = comparison->options,
                            .deadline = &comparison->deadline,
                            .problems = comparison->unread,
                            .arena = &comparison->scratch};
    size_t *rows;
    for (uint32_t i = 0; i < difference->change_count; i++)
        if (difference->changes[i].key)
            with_key[mixing.change_count++] = i;
    mixing.services = common_services(comparison, &rows, &mixing.service_count);
    const struct effects effects = effects_of(&mixing);
    for (size_t i = 0; i < mixing.change_count; i++) {
        slacalc_change *change = &changes[with_key[i]];
        change->effects_unknown = i >= effects.reached.known;
        if (change->effects_unknown)
            continue;
        size_t first = effects.reached.starts[i], count = effects.reached.starts[i + 1] - first;
        slacalc_effect *found = arena_alloc(&comparison->result->arena, count, sizeof *found);
        for (size_t e = 0; e < count; e++) {
            size_t row = rows[effects.reached.services[first + e]];
            double seconds = counted_s(comparison, row);
            found[e] = (slacalc_effect){row, effects.alone[first + e] * seconds, effects.share[first + e] * seconds};
        }
        change->effects = found;
        change->effect_count = count;
    }
}

static void compare(void *context) {
    struct comparison *comparison = context;
    comparison->against = arena_alloc(&comparison->result->arena, 1, sizeof *comparison->against);
    list_services(comparison);
    if (comparison->nothing_common)
        return;
    list_promises(comparison);
    find_effects(comparison, list_changes(comparison));
    comparison->result->against = comparison->against;
}

static void warn_of_unknown(const struct comparison *comparison, slacalc_diagnostics *problems) {
    const slacalc_against *against = comparison->against;
    for (size_t i = 0; i < against->change_count; i++) {
        const slacalc_change *change = &against->changes[i];
        if (!change->effects_unknown)
            continue;
        diagnose_hint(problems, SLACALC_WARNING, nowhere, SLACALC_HINT_SELECT, NULL,
                      "what the change of '%s' of '%s' and those after it reach is not looked for: it takes more work "
                      "than is allowed (choose services by %s)",
                      change->key, change->component, hint_name(comparison->result->hint_names, SLACALC_HINT_SELECT));
        return;
    }
}

/* Those of an evaluation that has a share of the time that is left. */
static slacalc_options options_in(const struct comparison *comparison, double share, const slacalc_options *options) {
    struct deadline end = deadline_at(&comparison->deadline, share);
    return options_until(&end, *options);
}

static slacalc_result *evaluate_old(const struct comparison *comparison) {
    slacalc_options options = options_in(comparison, OLD_MODEL_ENDS, comparison->options);
    return figures_of(comparison->model->difference->old, &options, comparison->unread);
}

slacalc_result *slacalc_compare(const slacalc_model *model, const slacalc_options *options,
                                slacalc_diagnostics *problems) {
    if (!model->difference) {
        diagnose(problems, SLACALC_ERROR, nowhere, "a model is compared after slacalc_model_compare was called for it");
        return NULL;
    }
    slacalc_options whole, lesser;
    if (!take_options(&whole, options, problems) || !options_for_verdicts(&lesser, options, problems))
        return NULL;
    struct comparison comparison = {.model = model, .options = &lesser, .deadline = deadline_in(whole.time_limit_s)};
    whole = options_in(&comparison, MODEL_ENDS, &whole);
    comparison.result = slacalc_evaluate(model, &whole, problems);
    if (!comparison.result)
        return NULL;
    comparison.unread = slacalc_diagnostics_new();
    slacalc_result *old = comparison.unread ? evaluate_old(&comparison) : NULL;
    comparison.old = old;
    arena_init(&comparison.scratch, &comparison.result->guard);
    bool good = old && memory_attempt(&comparison.result->guard, compare, &comparison);
    arena_free(&comparison.scratch);
    slacalc_result_free(old);
    slacalc_diagnostics_free(comparison.unread);
    if (!good)
        diagnose_out_of_memory(problems);
    else if (!comparison.nothing_common)
        warn_of_unknown(&comparison, problems);
    else
        diagnose(problems, SLACALC_ERROR, nowhere,
                 "the old model and the new one have no service in common: nothing can be compared");
    if (good && !comparison.nothing_common)
        return comparison.result;
    slacalc_result_free(comparison.result);
    return NULL;
}
