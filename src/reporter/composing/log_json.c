#include "reporter/composing/log_json.h"

#include "model/clock.h"
#include "reporter/wording/words.h"

static void put_time(struct json_writer *json, const char *key, slacalc_time time) {
    json_put_text(json, key, clock_write(time.instant, time.ahead_s).text);
}

static void put_names(struct json_writer *json, const char *key, const slacalc_result *result, const size_t *components,
                      size_t count) {
    json_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        json_put_text(json, NULL, slacalc_result_component(result, components[i])->name);
    json_close(json, ']');
}

/* What the rows of a service are made with. */
struct of_service {
    const slacalc_result *result;
    const slacalc_log_service *service;
};

static void put_outage(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_log_outage *outage = &of->service->outages[index];
    json_open(json, NULL, '{');
    put_time(json, "start", outage->start);
    put_time(json, "end", outage->end);
    json_put_number(json, "down_s", outage->down_s);
    json_put_number(json, "lost_s", outage->lost_s);
    put_names(json, "cause", of->result, outage->cause, outage->cause_count);
    json_close(json, '}');
}

static void put_by(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_log_by *by = &of->service->by[index];
    json_open(json, NULL, '{');
    put_names(json, "components", of->result, by->components, by->component_count);
    json_put_number(json, "lost_s", by->lost_s);
    json_close(json, '}');
}

static void put_promise(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_log_promise *promise = &of->service->promises[index];
    json_open(json, NULL, '{');
    json_put_text(json, "kind", word_of_promise(promise->kind));
    json_put_real(json, "level", promise->level.up);
    json_put_text(json, "verdict", promise->met ? "met" : "missed");
    json_put_real(json, "margin_s", promise->margin_s);
    json_put_place(json, promise->file, promise->line);
    json_close(json, '}');
}

static void put_chance(struct json_writer *json, const slacalc_log_chance *chance) {
    if (chance->is == SLACALC_CHANCE_UNKNOWN)
        return;
    json_put_real(json, "chance", chance->chance);
    json_put_text(json, "chance_of", word_of_chance_side(chance));
    json_put_text(json, "chance_is", word_of_chance(chance->is));
}

/* An amount is left out where no fee is stated. */
static void put_credit_values(struct json_writer *json, const slacalc_log_credit *credit) {
    json_put_real(json, "part", credit->part);
    if (credit->amount >= 0)
        json_put_number(json, "amount", credit->amount);
    json_put_text(json, "currency", credit->currency);
}

/* What a window is made with. */
struct of_window {
    const slacalc_result *result;
    const slacalc_log_window *window;
};

static void put_recoverable(struct json_writer *json, const void *context, size_t index) {
    const struct of_window *in = context;
    const slacalc_log_credit *credit = &in->window->recoverable[index];
    json_open(json, NULL, '{');
    json_put_text(json, "component", slacalc_result_component(in->result, credit->component)->name);
    json_put_real(json, "availability", credit->availability.up);
    put_credit_values(json, credit);
    json_put_text(json, "claim_within", credit->claim_within);
    json_put_text(json, "claim_until", credit->claim_until);
    json_close(json, '}');
}

static void put_service(struct json_writer *json, const void *context, size_t index) {
    const struct of_window *in = context;
    const slacalc_log_service *service = &in->window->services[index];
    const struct of_service of = {in->result, service};
    json_open(json, NULL, '{');
    json_put_text(json, "name", slacalc_result_component(in->result, service->component)->name);
    json_put_real(json, "computed", service->computed.up);
    put_chance(json, &service->against_model);
    json_put_number(json, "promised_s", service->promised_s);
    json_put_real(json, "availability", service->availability.up);
    json_put_real(json, "unavailability", service->availability.down);
    json_put_number(json, "lost_s", service->lost_s);
    json_put_number(json, "down_s", service->down_s);
    json_put_number(json, "degraded_s", service->degraded_s);
    json_put_number(json, "longest_s", service->longest_s);
    json_put_array(json, "outages", &of, service->outage_count, put_outage);
    json_put_array(json, "by", &of, service->by_count, put_by);
    json_put_array(json, "promises", &of, service->promise_count, put_promise);
    if (service->credit) {
        json_open(json, "credit", '{');
        put_credit_values(json, service->credit);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void put_window(struct json_writer *json, const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_log_window *window = &slacalc_result_log(result)->windows[index];
    json_open(json, NULL, '{');
    put_time(json, "from", window->from);
    put_time(json, "to", window->to);
    json_put_array(json, "services", &(struct of_window){result, window}, window->service_count, put_service);
    if (window->recoverable_count > 0)
        json_put_array(json, "recoverable", &(struct of_window){result, window}, window->recoverable_count,
                       put_recoverable);
    json_close(json, '}');
}

static void put_total(struct json_writer *json, const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_log_total *total = &slacalc_result_log(result)->totals[index];
    const slacalc_log_service service = {.by = total->by, .by_count = total->by_count};
    json_open(json, NULL, '{');
    json_put_text(json, "name", slacalc_result_component(result, total->component)->name);
    json_put_real(json, "computed", total->computed.up);
    put_chance(json, &total->against_model);
    json_put_number(json, "promised_s", total->promised_s);
    json_put_real(json, "availability", total->availability.up);
    json_put_real(json, "unavailability", total->availability.down);
    json_put_number(json, "lost_s", total->lost_s);
    json_put_number(json, "down_s", total->down_s);
    json_put_number(json, "degraded_s", total->degraded_s);
    json_put_number(json, "longest_s", total->longest_s);
    json_put_count(json, "outages", total->outages);
    json_put_array(json, "by", &(struct of_service){result, &service}, total->by_count, put_by);
    json_close(json, '}');
}

static void put_group(struct json_writer *json, const void *context, size_t index) {
    const slacalc_result *result = context;
    const slacalc_log_group *group = &slacalc_result_log(result)->groups[index];
    json_open(json, NULL, '{');
    put_names(json, "components", result, group->components, group->component_count);
    json_put_count(json, "at_least", group->at_least);
    json_put_count(json, "of", group->of);
    json_put_number(json, "together_s", group->together_s);
    json_put_count(json, "times", group->times);
    json_put_number(json, "expected_s", group->expected_s);
    if (group->beta >= 0)
        json_put_real(json, "beta", group->beta);
    if (group->beta_low >= 0) {
        json_put_real(json, "beta_low", group->beta_low);
        json_put_real(json, "beta_high", group->beta_high);
    }
    json_close(json, '}');
}

void json_put_log(struct json_writer *json, const slacalc_result *result) {
    const slacalc_log *log = slacalc_result_log(result);
    json_open(json, "log", '{');
    json_put_text(json, "timezone", log->timezone);
    json_put_count(json, "rows", log->rows);
    json_put_array(json, "windows", result, log->window_count, put_window);
    json_put_array(json, "totals", result, log->total_count, put_total);
    if (log->group_count > 0)
        json_put_array(json, "redundant", result, log->group_count, put_group);
    json_close(json, '}');
}
