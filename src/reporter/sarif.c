/* SARIF 2.1.0 (OASIS): every finding as a result at its place, for code scanning. */
#include "reporter/sarif.h"

#include "base/setting_names.h"
#include "engine/rows/promises_kept.h"
#include "engine/rows/result.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/findings.h"
#include "reporter/composing/json_writer.h"
#include "reporter/wording/phrases.h"
#include "reporter/wording/statements.h"
#include "reporter/wording/words.h"

#include <string.h>

/* Where a title or a help has "%s" it names the hint. */
static const struct rule_text {
    const char *name, *title, *help;
    slacalc_severity severity;
    slacalc_hint hint;
} rule_texts[RULES] = {
    [RULE_BROKEN] = {"BrokenPromise", "A promise is above what was computed",
                     "The promised level is above the availability that follows from everything the service needs. "
                     "It would be kept only if outages happened to overlap. Promise less, add redundancy where the "
                     "downtime share is largest, or buy better levels there.",
                     .severity = SLACALC_ERROR},
    [RULE_IMPOSSIBLE] = {"ImpossiblePromise", "A promise cannot be kept however outages fall",
                         "The promised level is above the best figure that the levels allow, even if every outage fell "
                         "together with another. Promise less, or change what the service needs.",
                         .severity = SLACALC_ERROR},
    [RULE_NOT_GUARANTEED] = {"NotGuaranteed", "A promise holds only if components fail independently",
                             "The promised level lies between the worst and the computed figure: a common cause, such "
                             "as one building or one change, may break it. Option %s accepts only promises that "
                             "are kept however outages fall.",
                             .severity = SLACALC_ERROR, .hint = SLACALC_HINT_STRICT},
    [RULE_KEPT_TOO_RARELY] =
        {"KeptTooRarely", "A promise is kept in too few periods",
         "The mean downtime is within the promise, but periods differ: with the outages that are to be expected the "
         "promise is kept in fewer of them than %s asks for. Promise less, restore faster, or add redundancy.",
         .severity = SLACALC_ERROR, .hint = SLACALC_HINT_MIN_KEPT},
    [RULE_CONTRACT] = {"UnbackedPromise", "A promise that the agreements of its parts do not back",
                       "By plan the promise is kept, but not where each part delivers only what its sla or ola says: a "
                       "claim against them would not pay for it. Get better agreements for the parts that are named, "
                       "or promise less.",
                       .severity = SLACALC_WARNING},
    [RULE_HOURS] = {"UncoveredHours", "A promise holds at hours at which a part that it needs has none",
                    "Outside of its hours the part has promised nothing and counts as down. Extend its hours, or "
                    "shorten the promised ones.",
                    .severity = SLACALC_WARNING},
    [RULE_NO_AGREEMENT] = {"NoAgreement", "A promise rests on a part without any agreement",
                           "The part has neither an sla nor an ola, only an slo or a measurement: nobody answers for "
                           "it. Get an agreement for it.",
                           .severity = SLACALC_NOTE},
    [RULE_BREACHED] = {"BreachedAgreement", "A measured level is below the agreement",
                       "The part breaks its agreement already. Claim, or count on what was measured.",
                       .severity = SLACALC_WARNING},
    [RULE_NOT_OPTIONAL] = {"NotOptional", "An optional part is needed by another way",
                           "The part is optional in one place, but the service is down whenever it is. Treat it as "
                           "needed, or remove the other way.",
                           .severity = SLACALC_WARNING},
    [RULE_NO_OWN_LEVEL] =
        {"NoOwnLevel", "A promised component states no level of its own",
         "It counts as never down by itself, so that the figure is that of what it needs alone. State "
         "its own level as slo, measured, or mtbf with mttr; slo: 100%% says that it has no part of "
         "its own.",
         .severity = SLACALC_WARNING},
    [RULE_OUTDATED] =
        {"OutdatedFigure", "A figure is older than %s allows",
         "Vendors change what they promise. Look up at its source whether the figure still holds, and state "
         "the new date in as_of.",
         .severity = SLACALC_WARNING, .hint = SLACALC_HINT_MAX_AGE},
    [RULE_PROBLEM] = {"ModelProblem", "A problem of the model",
                      "Nothing is computed from a model with an error; with a warning the figures stand as it says.",
                      .severity = SLACALC_WARNING},
};

static const char *word_of_severity(slacalc_severity severity) {
    static const char *const words[] = {
        [SLACALC_ERROR] = "error", [SLACALC_WARNING] = "warning", [SLACALC_NOTE] = "note"};
    return words[severity];
}

/* ---- Texts: all of them are made before the first value, which would be lost where memory runs out ---- */

/* A finding as it is shown. */
struct shown {
    const struct finding *finding;
    const char *message;
    const char *uri;       /* NULL where it is in no file */
    const char *component; /* NULL where it is about none */
    const char *fingerprint;
};

/* The text of a message may hold placeholders, "{0}", and links, "[text](target)": a name that looks like one is none.
 */
static const char *shown_message(struct arena *arena, const char *text) {
    text = harmless(arena, text);
    bool linked = strstr(text, "](") != NULL;
    char *shown = arena_alloc(arena, strlen(text) + 1, 2), *to = shown;
    for (; *text; *to++ = *text++) {
        if (*text == '{' || *text == '}')
            *to++ = *text;
        else if (linked && strchr("[]\\", *text))
            *to++ = '\\';
    }
    return shown;
}

static bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~/", c));
}

/* A path as a URI reference: relative as it is named, absolute with its scheme. */
static const char *uri_of(struct arena *arena, const char *path) {
    const char *scheme = *path == '/' ? "file://" : "";
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    char *uri = arena_alloc(arena, strlen(scheme) + strlen(path) + 1, strlen("%XX")), *to = stpcpy(uri, scheme);
    for (; *path; path++) {
        if (is_unreserved(*path))
            *to++ = *path;
        else
            to += sprintf(to, "%%%02X", (unsigned char)*path);
    }
    return uri;
}

/* Stays the same where lines move, so that an alert is not taken for another one. */
static const char *fingerprint(const struct composition *report, const struct finding *finding) {
    const char *rule = word_of_rule(finding->rule);
    if (finding->component == SLACALC_NONE)
        return arena_printf(report->wording.arena, "%s: %s", rule, finding->message);
    const char *of_component = slacalc_result_component(report->result, finding->component)->name;
    if (!rule_concerns_service(finding->rule))
        return arena_printf(report->wording.arena, "%s: %s", rule, of_component);
    const slacalc_service *service = slacalc_result_service(report->result, finding->service);
    const char *of_service = slacalc_result_component(report->result, service->component)->name;
    if (rule_concerns_promise(finding->rule))
        return arena_printf(report->wording.arena, "%s: %s: %s", rule, of_service,
                            phrase_promise(&report->wording, &service->promises[finding->promise]));
    return arena_printf(report->wording.arena, "%s: %s: %s", rule, of_component, of_service);
}

static struct shown shown_of(const struct composition *report, const struct finding *finding) {
    struct shown shown = {.finding = finding,
                          .message = shown_message(report->wording.arena, finding->message),
                          .fingerprint = fingerprint(report, finding)};
    if (finding->file)
        shown.uri = uri_of(report->wording.arena, finding->file);
    if (finding->component != SLACALC_NONE)
        shown.component = slacalc_result_component(report->result, finding->component)->name;
    return shown;
}

/* ---- The tool ---- */

static void put_message(struct json_writer *json, const char *key, const char *text) {
    json_open(json, key, '{');
    json_put_text(json, "text", text);
    json_close(json, '}');
}

static void put_tag(struct json_writer *json, const void *context, size_t index) {
    json_put_text(json, NULL, ((const char *const *)context)[index]);
}

static void put_rule(struct json_writer *json, const void *context, size_t index) {
    static const char *const tags[] = {"availability", "reliability"};
    const struct composition *report = context;
    const struct rule_text *rule = &rule_texts[index];
    const char *name = hint_name(report->result->hint_names, rule->hint);
    const char *help = arena_printf(report->wording.arena, rule->help, name);
    json_open(json, NULL, '{');
    json_put_text(json, "id", word_of_rule((enum rule)index));
    json_put_text(json, "name", rule->name);
    put_message(json, "shortDescription", arena_printf(report->wording.arena, rule->title, name));
    put_message(json, "fullDescription", help);
    put_message(json, "help", help);
    json_open(json, "defaultConfiguration", '{');
    json_put_text(json, "level", word_of_severity(rule->severity));
    json_close(json, '}');
    json_open(json, "properties", '{');
    json_put_array(json, "tags", tags, sizeof tags / sizeof *tags, put_tag);
    json_close(json, '}');
    json_close(json, '}');
}

static void put_tool(struct json_writer *json, const struct composition *report) {
    json_open(json, "tool", '{');
    json_open(json, "driver", '{');
    json_put_text(json, "name", "slacalc");
    json_put_text(json, "version", slacalc_version());
    json_put_text(json, "semanticVersion", slacalc_version());
    json_put_array(json, "rules", report, RULES, put_rule);
    json_close(json, '}');
    json_close(json, '}');
}

/* ---- Places ---- */

static void put_region(struct json_writer *json, const struct finding *finding) {
    json_open(json, "region", '{');
    json_put_count(json, "startLine", finding->line);
    if (finding->column > 0)
        json_put_count(json, "startColumn", finding->column);
    json_close(json, '}');
}

static void put_physical(struct json_writer *json, const struct shown *shown) {
    json_open(json, "physicalLocation", '{');
    json_open(json, "artifactLocation", '{');
    json_put_text(json, "uri", shown->uri);
    json_close(json, '}');
    if (shown->finding->line > 0)
        put_region(json, shown->finding);
    json_close(json, '}');
}

static void put_logical(struct json_writer *json, const char *name) {
    json_open(json, "logicalLocations", '[');
    json_open(json, NULL, '{');
    json_put_text(json, "name", name);
    json_put_text(json, "kind", "resource");
    json_close(json, '}');
    json_close(json, ']');
}

static void put_place(struct json_writer *json, const struct shown *shown) {
    if (shown->uri)
        put_physical(json, shown);
    if (shown->component)
        put_logical(json, shown->component);
}

static bool has_place(const struct shown *shown) {
    return shown->uri || shown->component;
}

/* ---- Results ---- */

/* The notes that follow a problem belong to it. */
static void put_note(struct json_writer *json, const void *context, size_t index) {
    const struct shown *note = &((const struct shown *)context)[index];
    json_open(json, NULL, '{');
    put_place(json, note);
    put_message(json, "message", note->message);
    json_close(json, '}');
}

static void put_location(struct json_writer *json, const void *context, size_t index) {
    json_open(json, NULL, '{');
    put_place(json, &((const struct shown *)context)[index]);
    json_close(json, '}');
}

static void put_result(struct json_writer *json, const struct shown *shown, size_t notes) {
    enum rule rule = shown->finding->rule;
    json_open(json, NULL, '{');
    json_put_text(json, "ruleId", word_of_rule(rule));
    json_put_count(json, "ruleIndex", rule);
    json_put_text(json, "level", word_of_severity(shown->finding->severity));
    put_message(json, "message", shown->message);
    json_put_array(json, "locations", shown, 1, put_location);
    if (notes > 0)
        json_put_array(json, "relatedLocations", shown + 1, notes, put_note);
    json_open(json, "partialFingerprints", '{');
    json_put_text(json, "slacalc/1", shown->fingerprint);
    json_close(json, '}');
    json_close(json, '}');
}

static bool is_note(const struct shown *shown) {
    return shown->finding->rule == RULE_PROBLEM && shown->finding->severity == SLACALC_NOTE;
}

static void put_results(struct json_writer *json, const struct shown *shown, size_t count) {
    json_open(json, "results", '[');
    for (size_t i = 0; i < count && !json->failed; i++) {
        size_t notes = 0;
        while (i + 1 + notes < count && is_note(&shown[i + 1 + notes]))
            notes++;
        if (has_place(&shown[i]))
            put_result(json, &shown[i], notes);
        i += notes;
    }
    json_close(json, ']');
}

static void put_notification(struct json_writer *json, slacalc_severity severity, const char *message) {
    json_open(json, NULL, '{');
    json_put_text(json, "level", word_of_severity(severity));
    put_message(json, "message", message);
    json_close(json, '}');
}

/* With an error nothing is computed. */
static bool has_errors(const struct shown *shown, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (shown[i].finding->rule == RULE_PROBLEM && shown[i].finding->severity == SLACALC_ERROR)
            return true;
    return false;
}

/* What stands at no place is said of the run. */
static void put_invocations(struct json_writer *json, const struct shown *shown, size_t count, const char *left_out) {
    json_open(json, "invocations", '[');
    json_open(json, NULL, '{');
    json_put_truth(json, "executionSuccessful", !has_errors(shown, count));
    json_open(json, "toolExecutionNotifications", '[');
    for (size_t i = 0; i < count && !json->failed; i++)
        if (!has_place(&shown[i]))
            put_notification(json, shown[i].finding->severity, shown[i].message);
    if (left_out)
        put_notification(json, SLACALC_NOTE, left_out);
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, ']');
}

static void put_promise(struct json_writer *json, const slacalc_result *result, const slacalc_service *service,
                        size_t promise) {
    json_open(json, NULL, '{');
    json_put_text(json, "service", slacalc_result_component(result, service->component)->name);
    json_put_text(json, "kind", word_of_promise(service->promises[promise].kind));
    json_put_real(json, "level", service->promises[promise].level.up);
    json_put_text(json, "verdict", word_of_verdict(service->promises[promise].verdict));
    if (!service->gaps_unknown)
        json_put_count(json, "gaps", gap_count(service, promise));
    json_close(json, '}');
}

/* Promises that are kept are no results: every verdict, with its gaps, is a property of the run. */
static void put_promises(struct json_writer *json, const slacalc_result *result) {
    if (promise_count(result) == 0)
        return;
    json_open(json, "properties", '{');
    json_open(json, "promises", '[');
    for (size_t i = 0; i < slacalc_result_service_count(result) && !json->failed; i++) {
        const slacalc_service *service = slacalc_result_service(result, i);
        for (size_t j = 0; j < service->promise_count; j++)
            put_promise(json, result, service, j);
    }
    json_close(json, ']');
    json_close(json, '}');
}

static void compose(const struct composition *report) {
    struct findings found = findings_of(report->result, report->layout->problems, &report->wording);
    struct shown *shown = arena_alloc(report->wording.arena, found.count, sizeof *shown);
    for (size_t i = 0; i < found.count; i++)
        shown[i] = shown_of(report, &found.items[i]);
    const char *left_out =
        found.left_out > 0 ? statement_of_left_out_gaps(&report->wording, report->result, found.left_out) : NULL;
    struct json_writer json = {.stream = report->stream};
    json_open(&json, NULL, '{');
    json_put_text(&json, "$schema",
                  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    json_put_text(&json, "version", "2.1.0");
    json_open(&json, "runs", '[');
    json_open(&json, NULL, '{');
    put_tool(&json, report);
    put_invocations(&json, shown, found.count, left_out);
    json_put_text(&json, "columnKind", "unicodeCodePoints");
    put_results(&json, shown, found.count);
    put_promises(&json, report->result);
    json_close(&json, '}');
    json_close(&json, ']');
    json_close(&json, '}');
    if (json.failed)
        memory_exhausted(report->wording.arena->guard);
}

char *report_sarif(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return compose_report(result, layout, compose, length);
}
