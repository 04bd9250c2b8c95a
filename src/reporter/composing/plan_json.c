#include "reporter/composing/plan_json.h"

#include "reporter/wording/words.h"

static void put_names(struct json_writer *json, const slacalc_plan *plan, const size_t *options, size_t count) {
    json_open(json, "options", '[');
    for (size_t i = 0; i < count; i++)
        json_put_text(json, NULL, plan->names[options[i]]);
    json_close(json, ']');
}

static void put_missed(struct json_writer *json, const void *context, size_t index) {
    const slacalc_missed *missed = &((const slacalc_plan *)context)->missed[index];
    json_open(json, NULL, '{');
    json_put_text(json, "service", missed->service);
    json_put_text(json, "kind", word_of_promise(missed->kind));
    json_put_real(json, "level", missed->level.up);
    json_put_real(json, "short_s", missed->short_s);
    json_close(json, '}');
}

static void put_reachable(struct json_writer *json, const void *context, size_t index) {
    const slacalc_reachable *reachable = &((const slacalc_plan *)context)->reachable[index];
    json_open(json, NULL, '{');
    json_put_text(json, "service", reachable->service);
    json_put_text(json, "kind", word_of_promise(reachable->kind));
    json_put_real(json, "level", reachable->level.up);
    json_put_real(json, "availability", reachable->best.up);
    json_put_real(json, "unavailability", reachable->best.down);
    json_put_truth(json, "proven", reachable->proven);
    json_close(json, '}');
}

struct of_service {
    const slacalc_plan *plan;
    const slacalc_steps *steps;
};

static void put_step(struct json_writer *json, const void *context, size_t index) {
    const struct of_service *of = context;
    const slacalc_step *step = &of->steps->steps[index];
    json_open(json, NULL, '{');
    json_put_number(json, "cost", step->cost);
    put_names(json, of->plan, step->options, step->option_count);
    json_put_real(json, "unavailability", step->availability.down);
    json_close(json, '}');
}

static void put_steps(struct json_writer *json, const void *context, size_t index) {
    const slacalc_plan *plan = context;
    const slacalc_steps *steps = &plan->frontier[index];
    json_open(json, NULL, '{');
    json_put_text(json, "service", steps->service);
    json_put_array(json, "steps", &(struct of_service){plan, steps}, steps->step_count, put_step);
    json_put_truth(json, "complete", steps->complete);
    json_close(json, '}');
}

static void put_tried(struct json_writer *json, const slacalc_plan *plan) {
    json_open(json, "tried", '{');
    json_open(json, "changes", '[');
    for (size_t i = 0; i < plan->name_count; i++)
        json_put_text(json, NULL, plan->names[i]);
    json_close(json, ']');
    json_put_count(json, "left_out", plan->left_out);
    json_close(json, '}');
}

void json_put_plan(struct json_writer *json, const slacalc_plan *plan) {
    json_open(json, "plan", '{');
    json_put_truth(json, "found", plan->found);
    json_put_truth(json, "proven", plan->proven);
    json_put_number(json, "cost", plan->cost);
    json_put_number(json, "least_cost", plan->least_cost);
    json_put_text(json, "currency", plan->currency);
    put_names(json, plan, plan->options, plan->option_count);
    if (plan->has_runner_up) {
        json_open(json, "runner_up", '{');
        json_put_number(json, "cost", plan->runner_up_cost);
        put_names(json, plan, plan->runner_up_options, plan->runner_up_count);
        json_put_array(json, "missed", plan, plan->missed_count, put_missed);
        json_close(json, '}');
    } else {
        json_put_null(json, "runner_up");
    }
    if (!plan->has_options)
        put_tried(json, plan);
    json_put_array(json, "reachable", plan, plan->reachable_count, put_reachable);
    json_put_array(json, "frontier", plan, plan->frontier_count, put_steps);
    json_close(json, '}');
}
