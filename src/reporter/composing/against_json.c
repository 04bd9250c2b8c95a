#include "reporter/composing/against_json.h"

#include "reporter/wording/words.h"

#include <math.h>

static void put_text(struct json_writer *json, const char *key, const char *text) {
    if (text)
        json_put_text(json, key, text);
    else
        json_put_null(json, key);
}

static void put_service(struct json_writer *json, const void *context, size_t index) {
    const slacalc_compared_service *service = &((const slacalc_against *)context)->services[index];
    json_open(json, NULL, '{');
    json_put_text(json, "name", service->name);
    json_put_real_or_null(json, "before", service->was ? service->before.value.up : NAN);
    json_put_real_or_null(json, "after", service->is ? service->after.value.up : NAN);
    json_put_number(json, "period_s", service->period_s);
    json_put_real_or_null(json, "difference_s", service->was && service->is ? service->difference_s : NAN);
    json_close(json, '}');
}

struct of_change {
    const slacalc_against *against;
    const slacalc_change *change;
};

static void put_effect(struct json_writer *json, const void *context, size_t index) {
    const struct of_change *of = context;
    const slacalc_effect *effect = &of->change->effects[index];
    json_open(json, NULL, '{');
    json_put_text(json, "service", of->against->services[effect->service].name);
    json_put_real_or_null(json, "alone_s", effect->alone_s);
    json_put_real_or_null(json, "share_s", effect->share_s);
    json_close(json, '}');
}

static void put_change(struct json_writer *json, const void *context, size_t index) {
    const slacalc_against *against = context;
    const slacalc_change *change = &against->changes[index];
    json_open(json, NULL, '{');
    json_put_text(json, "component", change->component);
    put_text(json, "key", change->key);
    if (!change->key)
        json_put_truth(json, "added", change->is_added);
    put_text(json, "old", change->old_value.text);
    put_text(json, "new", change->new_value.text);
    json_put_place(json, change->file, change->line);
    if (change->effects_unknown)
        json_put_null(json, "effects");
    else
        json_put_array(json, "effects", &(struct of_change){against, change}, change->effect_count, put_effect);
    json_close(json, '}');
}

static void put_promises(struct json_writer *json, const char *key, const slacalc_against *against, slacalc_turn turn) {
    json_open(json, key, '[');
    for (size_t i = 0; i < against->promise_count; i++) {
        const slacalc_compared_promise *promise = &against->promises[i];
        if (promise->turn != turn)
            continue;
        json_open(json, NULL, '{');
        json_put_text(json, "service", against->services[promise->service].name);
        json_put_text(json, "kind", word_of_promise(promise->kind));
        json_put_real(json, "level", promise->level.up);
        put_text(json, "before", promise->was ? word_of_verdict(promise->before) : NULL);
        json_put_text(json, "after", word_of_verdict(promise->after));
        json_put_place(json, promise->file, promise->line);
        json_close(json, '}');
    }
    json_close(json, ']');
}

void json_put_against(struct json_writer *json, const slacalc_against *against) {
    json_open(json, "against", '{');
    json_put_array(json, "services", against, against->service_count, put_service);
    json_put_array(json, "changes", against, against->change_count, put_change);
    put_promises(json, "newly_broken", against, SLACALC_NEWLY_BROKEN);
    put_promises(json, "mended", against, SLACALC_MENDED);
    put_promises(json, "changed", against, SLACALC_CHANGED);
    json_close(json, '}');
}
