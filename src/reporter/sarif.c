/* SARIF 2.1.0 (OASIS): every finding as a result at its place, for code scanning. */
#include "reporter/findings.h"
#include "reporter/json_value.h"
#include "reporter/printable.h"
#include "reporter/report.h"
#include "reporter/statements.h"

#include <string.h>

static const struct rule_text {
    const char *name, *title, *help;
    slacalc_severity severity;
} rule_texts[RULES] = {
    [RULE_BROKEN] = {"BrokenPromise", "A promise is above what was computed",
                     "The promised level is above the availability that follows from everything the service needs. "
                     "It would be kept only if outages happened to overlap. Promise less, add redundancy where the "
                     "downtime share is largest, or buy better levels there.",
                     SLACALC_ERROR},
    [RULE_IMPOSSIBLE] = {"ImpossiblePromise", "A promise cannot be kept however outages fall",
                         "The promised level is above the best figure that the levels allow, even if every outage fell "
                         "together with another. Promise less, or change what the service needs.",
                         SLACALC_ERROR},
    [RULE_NOT_GUARANTEED] = {"NotGuaranteed", "A promise holds only if components fail independently",
                             "The promised level lies between the worst and the computed figure: a common cause, such "
                             "as one building or one change, may break it. Option --strict accepts only promises that "
                             "are kept however outages fall.",
                             SLACALC_ERROR},
    [RULE_HOURS] = {"UncoveredHours", "A promise holds at hours at which a part that it needs has none",
                    "Outside of its hours the part has promised nothing and counts as down. Extend its hours, or "
                    "shorten the promised ones.",
                    SLACALC_WARNING},
    [RULE_NO_AGREEMENT] = {"NoAgreement", "A promise rests on a part without any agreement",
                           "The part has neither an sla nor an ola, only an slo or a measurement: nobody answers for "
                           "it. Get an agreement for it.",
                           SLACALC_NOTE},
    [RULE_WEAK] = {"WeakAgreement", "An agreement is weaker than the level counted on",
                   "The plan counts on more than the paper says, and a claim pays for the paper only. Count on what is "
                   "agreed, or get a better agreement.",
                   SLACALC_WARNING},
    [RULE_BREACHED] = {"BreachedAgreement", "A measured level is below the agreement",
                       "The part breaks its agreement already. Claim, or count on what was measured.", SLACALC_WARNING},
    [RULE_NOT_OPTIONAL] = {"NotOptional", "An optional part is needed by another way",
                           "The part is optional in one place, but the service is down whenever it is. Treat it as "
                           "needed, or remove the other way.",
                           SLACALC_WARNING},
    [RULE_OUTDATED] =
        {"OutdatedFigure", "A figure is older than --max-age allows",
         "Vendors change what they promise. Look up at its source whether the figure still holds, and state "
         "the new date in as_of.",
         SLACALC_WARNING},
    [RULE_PROBLEM] = {"ModelProblem", "A restriction of the report",
                      "The figures stand with the restriction that the message names.", SLACALC_WARNING},
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
        return arena_printf(report->arena, "%s: %s", rule, finding->message);
    const char *of_component = slacalc_result_component(report->result, finding->component)->name;
    if (!rule_concerns_service(finding->rule))
        return arena_printf(report->arena, "%s: %s", rule, of_component);
    const slacalc_service *service = slacalc_result_service(report->result, finding->service);
    const char *of_service = slacalc_result_component(report->result, service->component)->name;
    if (finding->rule <= RULE_NOT_GUARANTEED)
        return arena_printf(report->arena, "%s: %s: %s", rule, of_service,
                            name_of_promise(report->arena, &service->promises[finding->promise]));
    return arena_printf(report->arena, "%s: %s: %s", rule, of_component, of_service);
}

static struct shown shown_of(const struct composition *report, const struct finding *finding) {
    struct shown shown = {.finding = finding,
                          .message = shown_message(report->arena, finding->message),
                          .fingerprint = fingerprint(report, finding)};
    if (finding->file)
        shown.uri = uri_of(report->arena, finding->file);
    if (finding->component != SLACALC_NONE)
        shown.component = slacalc_result_component(report->result, finding->component)->name;
    return shown;
}

/* ---- The tool ---- */

static json_t *message_object(const char *text) {
    struct object object = object_new();
    object_set_text(&object, "text", text);
    return object_done(object);
}

static json_t *rule_object(const void *context, size_t index) {
    const struct rule_text *rule = &rule_texts[index];
    struct object object = object_new();
    (void)context;
    object_set_text(&object, "id", word_of_rule((enum rule)index));
    object_set_text(&object, "name", rule->name);
    object_set(&object, "shortDescription", message_object(rule->title));
    object_set(&object, "fullDescription", message_object(rule->help));
    object_set(&object, "help", message_object(rule->help));
    object_set(&object, "defaultConfiguration", json_pack("{s:s}", "level", word_of_severity(rule->severity)));
    object_set(&object, "properties", json_pack("{s:[s,s]}", "tags", "availability", "reliability"));
    return object_done(object);
}

static json_t *tool_object(void) {
    struct object driver = object_new(), tool = object_new();
    object_set_text(&driver, "name", "slacalc");
    object_set_text(&driver, "version", slacalc_version());
    object_set_text(&driver, "semanticVersion", slacalc_version());
    object_set(&driver, "rules", json_array_of(NULL, RULES, rule_object));
    object_set(&tool, "driver", object_done(driver));
    return object_done(tool);
}

/* ---- Places ---- */

static json_t *region_object(const struct finding *finding) {
    struct object object = object_new();
    object_set_count(&object, "startLine", finding->line);
    if (finding->column > 0)
        object_set_count(&object, "startColumn", finding->column);
    return object_done(object);
}

static json_t *physical_object(const struct shown *shown) {
    struct object object = object_new();
    object_set(&object, "artifactLocation", json_pack("{s:s}", "uri", shown->uri));
    if (shown->finding->line > 0)
        object_set(&object, "region", region_object(shown->finding));
    return object_done(object);
}

static json_t *logical_object(const char *name) {
    struct object object = object_new();
    object_set_text(&object, "name", name);
    object_set_text(&object, "kind", "resource");
    return object_done(object);
}

static json_t *location_object(const struct shown *shown) {
    struct object object = object_new();
    if (shown->uri)
        object_set(&object, "physicalLocation", physical_object(shown));
    if (shown->component)
        object_set(&object, "logicalLocations", json_array_of_one(logical_object(shown->component)));
    return object_done(object);
}

static bool has_place(const struct shown *shown) {
    return shown->uri || shown->component;
}

/* ---- Results ---- */

/* The notes that follow a problem belong to it. */
static json_t *note_object(const void *context, size_t index) {
    const struct shown *note = &((const struct shown *)context)[index];
    json_t *location = location_object(note);
    struct object object = {.json = location, .failed = !location};
    object_set(&object, "message", message_object(note->message));
    return object_done(object);
}

static json_t *result_object(const struct shown *shown, size_t notes) {
    enum rule rule = shown->finding->rule;
    struct object object = object_new();
    object_set_text(&object, "ruleId", word_of_rule(rule));
    object_set_count(&object, "ruleIndex", rule);
    object_set_text(&object, "level", word_of_severity(shown->finding->severity));
    object_set(&object, "message", message_object(shown->message));
    object_set(&object, "locations", json_array_of_one(location_object(shown)));
    if (notes > 0)
        object_set(&object, "relatedLocations", json_array_of(shown + 1, notes, note_object));
    struct object fingerprints = object_new();
    object_set_text(&fingerprints, "slacalc/1", shown->fingerprint);
    object_set(&object, "partialFingerprints", object_done(fingerprints));
    return object_done(object);
}

static bool is_note(const struct shown *shown) {
    return shown->finding->rule == RULE_PROBLEM && shown->finding->severity == SLACALC_NOTE;
}

static void put_results(struct json_writer *writer, const struct shown *shown, size_t count) {
    json_open(writer, "results", '[');
    for (size_t i = 0; i < count && !writer->failed; i++) {
        size_t notes = 0;
        while (i + 1 + notes < count && is_note(&shown[i + 1 + notes]))
            notes++;
        if (has_place(&shown[i]))
            json_put(writer, NULL, result_object(&shown[i], notes));
        i += notes;
    }
    json_close(writer, ']');
}

static json_t *notification_object(const struct shown *shown) {
    struct object object = object_new();
    object_set_text(&object, "level", word_of_severity(shown->finding->severity));
    object_set(&object, "message", message_object(shown->message));
    return object_done(object);
}

/* What stands at no place is said of the run. */
static void put_invocations(struct json_writer *writer, const struct shown *shown, size_t count) {
    json_open(writer, "invocations", '[');
    json_open(writer, NULL, '{');
    json_put(writer, "executionSuccessful", json_true());
    json_open(writer, "toolExecutionNotifications", '[');
    for (size_t i = 0; i < count && !writer->failed; i++)
        if (!has_place(&shown[i]))
            json_put(writer, NULL, notification_object(&shown[i]));
    json_close(writer, ']');
    json_close(writer, '}');
    json_close(writer, ']');
}

static void compose(const struct composition *report) {
    struct findings found = findings_of(report->result, report->layout->problems, report->arena);
    struct shown *shown = arena_alloc(report->arena, found.count, sizeof *shown);
    for (size_t i = 0; i < found.count; i++)
        shown[i] = shown_of(report, &found.items[i]);
    struct json_writer writer = {.stream = report->stream};
    json_open(&writer, NULL, '{');
    json_put(&writer, "$schema",
             json_string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"));
    json_put(&writer, "version", json_string("2.1.0"));
    json_open(&writer, "runs", '[');
    json_open(&writer, NULL, '{');
    json_put(&writer, "tool", tool_object());
    put_invocations(&writer, shown, found.count);
    json_put(&writer, "columnKind", json_string("unicodeCodePoints"));
    put_results(&writer, shown, found.count);
    json_close(&writer, '}');
    json_close(&writer, ']');
    json_close(&writer, '}');
    if (writer.failed)
        memory_exhausted(report->arena->guard);
}

char *report_sarif(const slacalc_result *result, const slacalc_layout *layout, size_t *length) {
    return report_compose(result, layout, compose, length);
}
