#include "parser/import/import.h"

#include "base/shown.h"
#include "parser/import/backstage.h"
#include "parser/import/openslo.h"
#include "parser/imports.h"
#include "parser/remark.h"

#include <string.h>

static bool begins_with(struct text text, const char *start) {
    return text.length >= strlen(start) && memcmp(text.at, start, strlen(start)) == 0;
}

static bool is_openslo(struct text version) {
    static const char *const versions[] = {"v1alpha", "v1", "v2alpha", "v2alpha1"};
    const char *slash = memchr(version.at, '/', version.length);
    struct text rest = {slash + 1, version.length - (size_t)(slash + 1 - version.at)};
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (text_is(rest, versions[i]))
            return true;
    return false;
}

/* Sets the text of a key that tells what the document is. */
static bool read_head(struct reader *reader, uint32_t root, const char *key, struct written *written) {
    struct entry entry;
    if (fields_find(reader, root, key, &entry))
        return !fields_is_broken(reader, entry.value) && fields_scalar(reader, &entry, "text", written);
    diagnose_flaw(reader, document_position(reader->document, root), "'%s' is missing beside '%s'", key,
                  key[0] == 'k' ? "apiVersion" : "kind");
    return false;
}

void import_read(struct reader *reader, uint32_t root) {
    struct written version, kind;
    if (!read_head(reader, root, "apiVersion", &version) || !read_head(reader, root, "kind", &kind))
        return;
    if (begins_with(version.text, "openslo/") || begins_with(version.text, "openslo.com/")) {
        if (is_openslo(version.text))
            openslo_read(reader, root, kind.text);
        else
            diagnose_flaw(reader, version.where,
                          "version '" SHOWN "' of OpenSLO is not known (v1alpha, v1 and v2alpha are)",
                          SHOWN_ARGS(version.text));
    } else if (memmem(version.text.at, version.text.length, "backstage.io/", 13)) {
        backstage_read(reader, root, kind.text);
    } else if (!reader->followed) {
        remark(reader->model, REMARK_FOREIGN, version.where, "'" SHOWN "' of '" SHOWN "'", SHOWN_ARGS(kind.text),
               SHOWN_ARGS(version.text));
        imports_of(reader->model)->pending = true;
    }
}
