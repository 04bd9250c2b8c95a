#include "parser/import/import.h"

#include "base/shown.h"
#include "parser/import/backstage.h"
#include "parser/import/foreign.h"
#include "parser/import/formats.h"
#include "parser/import/openslo.h"
#include "parser/import/opensrm.h"
#include "parser/import/prometheus.h"
#include "parser/imports.h"
#include "parser/remark.h"

#include <string.h>

enum { KINDS_MAX = 10 };

/* Of the kinds of a format, those that stand first are read, and fewer of them hold figures; any other kind may be a
 * mistyped one. */
static const struct format_kinds {
    const char *name;
    const char *kinds[KINDS_MAX];
    size_t read_kinds, figure_kinds;
    bool is_open; /* its kinds are written in any case, and there may be others, to which references lead */
    void (*read)(struct reader *reader, uint32_t root, struct text kind);
} formats[FORMATS] = {
    [FORMAT_OPENSLO] = {.name = "OpenSLO",
                        .kinds = {"SLO", "Service", "SLI", "DataSource", "AlertPolicy", "AlertCondition",
                                  "AlertNotificationTarget"},
                        .read_kinds = 3,
                        .figure_kinds = 2,
                        .read = openslo_read},
    [FORMAT_BACKSTAGE] = {.name = "Backstage",
                          .kinds = {"Component", "Resource", "API", "System", "Domain", "Location", "Template", "Group",
                                    "User"},
                          .read_kinds = 9,
                          .figure_kinds = 6,
                          .is_open = true,
                          .read = backstage_read},
    [FORMAT_SLOTH] = {.name = "Sloth",
                      .kinds = {"PrometheusServiceLevel", "AlertWindows"},
                      .read_kinds = 1,
                      .figure_kinds = 1,
                      .read = sloth_read},
    [FORMAT_PYRRA] =
        {.name = "Pyrra", .kinds = {"ServiceLevelObjective"}, .read_kinds = 1, .figure_kinds = 1, .read = pyrra_read},
    [FORMAT_OPENSRM] = {.name = "OpenSRM",
                        .kinds = {"ServiceReliabilityManifest", "ServiceManifest", "JudgmentSLO",
                                  "ServiceManifestTemplate"},
                        .read_kinds = 2,
                        .figure_kinds = 2,
                        .read = opensrm_read},
};

/* Sets the text of a key that tells what the document is. */
static bool read_head(struct reader *reader, uint32_t root, const char *key, struct written *written) {
    struct entry entry;
    if (fields_find(reader, root, key, &entry))
        return !fields_is_broken(reader, entry.value) && fields_scalar(reader, &entry, "text", written);
    diagnose_flaw(reader, document_position(reader->document, root), "'%s' is missing beside '%s'", key,
                  key[0] == 'k' ? "apiVersion" : "kind");
    return false;
}

/* Returns the place of a known kind; KINDS_MAX after a warning where the kind is unknown. */
static size_t find_kind(struct reader *reader, const struct format_kinds *format, struct written kind) {
    struct nearest nearest = nearest_to(kind.text);
    for (size_t i = 0; i < KINDS_MAX && format->kinds[i]; i++) {
        bool same_word = entity_word_is(kind.text, format->kinds[i]);
        if (text_is(kind.text, format->kinds[i]) || (same_word && format->is_open))
            return i;
        nearest_offer(&nearest, text_of(format->kinds[i]));
        if (same_word)
            nearest.best = text_of(format->kinds[i]);
    }
    diagnose_hint(reader->problems, SLACALC_WARNING, kind.where, SLACALC_HINT_NONE, &nearest,
                  "not read, since %s knows no kind '" SHOWN "'", format->name, SHOWN_ARGS(kind.text));
    return KINDS_MAX;
}

static void read_format(struct reader *reader, uint32_t root, const struct format_kinds *format, struct written kind) {
    size_t place = find_kind(reader, format, kind);
    imports_of(reader->model)->pending = true;
    if (place < format->read_kinds || format->is_open)
        format->read(reader, root, kind.text);
    if (place < KINDS_MAX && place >= format->figure_kinds)
        remark(reader->model, REMARK_IDLE, kind.where, "'" SHOWN "' of %s", SHOWN_ARGS(kind.text), format->name);
}

static bool is_known_openslo(struct text version) {
    static const char *const versions[] = {"v1alpha", "v1", "v2alpha", "v2alpha1"};
    const char *slash = memchr(version.at, '/', version.length);
    struct text rest = {slash + 1, version.length - (size_t)(slash + 1 - version.at)};
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (text_is(rest, versions[i]))
            return true;
    return false;
}

static bool is_sloth(const struct reader *reader, uint32_t root) {
    struct entry entry;
    return fields_find(reader, root, "version", &entry) && reader->document->nodes[entry.value].kind == NODE_SCALAR &&
           format_is_sloth(document_text(reader->document, entry.value));
}

bool import_is_document(const struct reader *reader, uint32_t root) {
    struct entry entry;
    return fields_find(reader, root, "apiVersion", &entry) || is_sloth(reader, root) ||
           (fields_find(reader, root, "kind", &entry) && fields_find(reader, root, "metadata", &entry));
}

void import_read(struct reader *reader, uint32_t root) {
    struct written version, kind;
    struct entry entry;
    if (is_sloth(reader, root)) {
        sloth_read_own(reader, root);
        return;
    }
    if (!fields_find(reader, root, "kind", &entry) && foreign_refuse(reader, root))
        return;
    if (!read_head(reader, root, "apiVersion", &version) || !read_head(reader, root, "kind", &kind))
        return;
    enum format format = format_of(version.text);
    if (format == FORMAT_OPENSLO && !is_known_openslo(version.text))
        diagnose_flaw(reader, version.where,
                      "version '" SHOWN "' of OpenSLO is not known (v1alpha, v1 and v2alpha are)",
                      SHOWN_ARGS(version.text));
    else if (format != FORMATS)
        read_format(reader, root, &formats[format], kind);
    else if (!reader->followed)
        foreign_remark(reader, version, kind.text);
}
