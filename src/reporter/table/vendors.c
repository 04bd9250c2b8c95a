/* The list of published SLAs: what `uses` may name. */
#include "base/diagnostics.h"
#include "base/numerals.h"
#include "base/shown.h"
#include "base/version.h"
#include "model/vendor.h"
#include "reporter/composing/composition.h"
#include "reporter/composing/json_writer.h"
#include "reporter/table/screen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct listing {
    const char *const *words;
    size_t word_count;
    slacalc_layout layout;
    slacalc_diagnostics *problems;
    struct memory_guard guard;
    struct arena arena;
    const struct vendor **found;
    size_t count;
    struct screen screen;
};

/* ---- Search ---- */

static bool has_word(const struct vendor *vendor, const char *word) {
    return strcasestr(vendor->name, word) || strcasestr(vendor->vendor, word) ||
           strcasestr(vendor->description, word) || strcasestr(vendor->condition, word);
}

static bool has_all(const struct listing *listing, const struct vendor *vendor) {
    for (size_t i = 0; i < listing->word_count; i++)
        if (!has_word(vendor, listing->words[i]))
            return false;
    return true;
}

/* By its other names too. */
static bool is_found(const struct listing *listing, const struct vendor *vendor) {
    for (size_t i = 0; i < vendor_count; i++) {
        const char *entry = vendors[i].same_as ? vendors[i].same_as : vendors[i].name;
        if (strcmp(entry, vendor->name) == 0 && has_all(listing, &vendors[i]))
            return true;
    }
    return false;
}

static void find(struct listing *listing) {
    listing->found = arena_alloc(&listing->arena, vendor_count, sizeof(struct vendor *));
    for (size_t i = 0; i < vendor_count; i++)
        if (!vendors[i].same_as && is_found(listing, &vendors[i]))
            listing->found[listing->count++] = &vendors[i];
}

static bool is_anywhere(const char *word) {
    for (size_t i = 0; i < vendor_count; i++)
        if (has_word(&vendors[i], word))
            return true;
    return false;
}

/* Among the pieces of names: "aurora" of "aws/aurora-multi-az". */
static struct nearest nearest_piece(const char *word) {
    struct nearest nearest = nearest_to(text_of(word));
    for (size_t i = 0; i < vendor_count; i++)
        for (const char *piece = vendors[i].name; *piece;) {
            size_t length = strcspn(piece, "/-");
            nearest_offer(&nearest, (struct text){piece, length});
            piece += length + (piece[length] != '\0');
        }
    return nearest;
}

static void report_nothing(const struct listing *listing) {
    size_t i = 0;
    while (i < listing->word_count && is_anywhere(listing->words[i]))
        i++;
    if (i == listing->word_count) {
        diagnose(listing->problems, SLACALC_ERROR, nowhere, "no published SLA has all of these words");
        return;
    }
    struct nearest nearest = nearest_piece(listing->words[i]);
    diagnose_nearest(listing->problems, nowhere, &nearest,
                     "no published SLA has '" SHOWN "' in its name, vendor, service or condition",
                     SHOWN_ARGS(text_of(listing->words[i])));
}

/* ---- Table ---- */

static const char *level_text(struct listing *listing, const struct vendor *vendor) {
    size_t digits = strlen(vendor->sla) - 1;
    return arena_printf(&listing->arena, "%.*s %%", (int)digits, vendor->sla);
}

static void show_row(struct listing *listing, int width, const char *name, const char *level, const char *date) {
    screen_line(&listing->screen, arena_printf(&listing->arena, "%-*s  %-8s  %s", width, name, level, date),
                COLOR_NONE);
}

static void show_table(struct listing *listing) {
    int width = 0;
    screen_init(&listing->screen, &listing->layout, &listing->arena);
    for (size_t i = 0; i < listing->count; i++)
        if ((int)strlen(listing->found[i]->name) > width)
            width = (int)strlen(listing->found[i]->name);
    show_row(listing, width, "NAME", "LEVEL", "AS OF");
    for (size_t i = 0; i < listing->count; i++) {
        enum { INDENT = 4 };
        const struct vendor *vendor = listing->found[i];
        show_row(listing, width, vendor->name, level_text(listing, vendor), vendor->as_of);
        screen_prose(&listing->screen, INDENT,
                     arena_printf(&listing->arena, "%s: %s", vendor->description, vendor->condition), COLOR_NONE);
    }
}

/* ---- JSON ---- */

/* The ratio that is nearest to a percentage of at most eight decimals. */
static void put_ratio(struct json_writer *json, const char *key, const char *percentage) {
    json_put_real(json, key, round(strtod(percentage, NULL) * 1e8) / 1e10);
}

static void put_credit(struct json_writer *json, const void *context, size_t index) {
    const struct vendor_credit *credit = &((const struct vendor *)context)->credits[index];
    json_open(json, NULL, '{');
    put_ratio(json, "below", credit->below);
    put_ratio(json, "part", credit->part);
    json_close(json, '}');
}

static void put_vendor(struct json_writer *json, const void *context, size_t index) {
    const struct vendor *vendor = ((const struct listing *)context)->found[index];
    json_open(json, NULL, '{');
    json_put_text(json, "name", vendor->name);
    json_put_text(json, "vendor", vendor->vendor);
    json_put_text(json, "description", vendor->description);
    json_put_text(json, "condition", vendor->condition);
    put_ratio(json, "sla", vendor->sla);
    if (vendor->credit_count > 0)
        json_put_array(json, "credits", vendor, vendor->credit_count, put_credit);
    if (vendor->credit_cap)
        put_ratio(json, "credit_cap", vendor->credit_cap);
    json_put_text(json, "claim_within", vendor->claim_within);
    json_put_text(json, "source", vendor->source);
    json_put_text(json, "as_of", vendor->as_of);
    json_put_text(json, "evidence", vendor->evidence);
    json_close(json, '}');
}

static bool write_json(const struct listing *listing, FILE *stream) {
    struct json_writer json = {.stream = stream};
    json_open(&json, NULL, '{');
    json_put_text(&json, "schema", "slacalc/vendors/1");
    json_put_array(&json, "vendors", listing, listing->count, put_vendor);
    json_close(&json, '}');
    return !json.failed;
}

/* ---- Both ---- */

static void make(void *context) {
    struct listing *listing = context;
    size_t before = diagnostics_exhausted(listing->problems);
    find(listing);
    if (listing->count == 0)
        report_nothing(listing);
    else if (listing->layout.format != SLACALC_JSON)
        show_table(listing);
    if (diagnostics_exhausted(listing->problems) > before)
        memory_exhausted(&listing->guard);
}

static bool write_listing(const void *context, FILE *stream) {
    const struct listing *listing = context;
    if (listing->count == 0)
        return true;
    return listing->layout.format == SLACALC_JSON ? write_json(listing, stream)
                                                  : screen_print(&listing->screen, stream);
}

char *slacalc_vendors(const char *const *words, size_t count, const slacalc_layout *layout,
                      slacalc_diagnostics *problems, size_t *length) {
    struct listing listing = {.words = words, .word_count = count, .problems = problems};
    struct numerals numerals;
    char *text = NULL;
    if (!VERSION_TAKE(&listing.layout, layout, graph_svg)) {
        diagnose(problems, SLACALC_ERROR, nowhere, LATER_VERSION, "slacalc_layout");
        return NULL;
    }
    if (!numerals_begin(&numerals))
        return NULL;
    arena_init(&listing.arena, &listing.guard);
    if (memory_attempt(&listing.guard, make, &listing))
        text = collect_report(write_listing, &listing, length);
    arena_free(&listing.arena);
    numerals_end(&numerals);
    return text;
}
