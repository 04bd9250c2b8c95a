#include "parser/import/formats.h"

#include <string.h>

static const struct {
    const char *start;
    enum format format;
} versions[] = {{"openslo/", FORMAT_OPENSLO},
                {"openslo.com/", FORMAT_OPENSLO},
                {"backstage.io/", FORMAT_BACKSTAGE},
                {"scaffolder.backstage.io/", FORMAT_BACKSTAGE},
                {"sloth.slok.dev/", FORMAT_SLOTH},
                {"pyrra.dev/", FORMAT_PYRRA},
                {"srm/", FORMAT_OPENSRM},
                {"opensrm/", FORMAT_OPENSRM},
                {"opensrm.nthlayer.io/", FORMAT_OPENSRM}};

static bool begins_with(struct text text, const char *start) {
    return text.length >= strlen(start) && memcmp(text.at, start, strlen(start)) == 0;
}

enum format format_of(struct text version) {
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (begins_with(version, versions[i].start))
            return versions[i].format;
    return FORMATS;
}

bool format_is_sloth(struct text version) {
    return begins_with(version, "prometheus/v1");
}
