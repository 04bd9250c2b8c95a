#include "parser/import/formats.h"

#include "base/characters.h"

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

enum format format_of(struct text version) {
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (text_begins(version, text_of(versions[i].start)))
            return versions[i].format;
    return FORMATS;
}

bool format_is_sloth(struct text version) {
    return text_begins(version, text_of("prometheus/"));
}

struct text format_next_version(struct text *text) {
    static const char key[] = "apiVersion";
    const char *end = text->at + text->length;
    const char *at = text->length > 0 ? memmem(text->at, text->length, key, sizeof key - 1) : NULL;
    at = at ? at + sizeof key - 1 : end;
    while (at < end && (is_blank(*at) || *at == '"' || *at == '\'' || *at == ':'))
        at++;
    size_t length = 0;
    while (at + length < end && !is_blank(at[length]) && !strchr("\"',}", at[length]))
        length++;
    *text = (struct text){at + length, (size_t)(end - at) - length};
    return (struct text){at, length};
}

static bool begins_with_key(struct text line, const char *key) {
    size_t length = strlen(key), at = 0;
    if (line.length > 0 && line.at[0] == '{')
        at = skip_blanks(line, 1);
    bool is_quoted = at < line.length && (line.at[at] == '"' || line.at[at] == '\'');
    at += is_quoted;
    if (line.length - at <= length || memcmp(line.at + at, key, length) != 0)
        return false;
    at = skip_blanks(line, at + length + is_quoted);
    return at < line.length && line.at[at] == ':';
}

bool format_has_key(struct text text, const char *key) {
    const char *end = text.at + text.length;
    while (text.length > 0) {
        if (begins_with_key(text, key))
            return true;
        const char *newline = memchr(text.at, '\n', text.length);
        if (!newline)
            break;
        text = (struct text){newline + 1, (size_t)(end - newline - 1)};
    }
    return false;
}

bool format_is_in(struct text text) {
    struct text rest = text;
    for (struct text version = format_next_version(&rest); version.length > 0; version = format_next_version(&rest))
        if (format_of(version) != FORMATS)
            return true;
    return format_has_key(text, "version") && format_has_key(text, "service") && format_has_key(text, "slos") &&
           memmem(text.at, text.length, "prometheus/v1", 13);
}
