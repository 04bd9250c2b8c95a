#include "formats.h"

#include "check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

void demand_json(const char *text) {
    json_error_t error;
    json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    demand(value);
    json_decref(value);
}

/* ---- XML ---- */

struct name {
    const char *at;
    size_t length;
};

static const char *const blanks = " \t\r\n";

static struct name name_at(const char *text) {
    return (struct name){text, strcspn(text, " \t\r\n=/>")};
}

/* Text of an element or an attribute, up to one of `ends`: a reference is one of those that XML knows. */
static const char *skip_text(const char *text, const char *ends) {
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    while (*text && !strchr(ends, *text)) {
        bool good = *text != '&' && *text != '<';
        for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
            good |= strncmp(text, entities[i], strlen(entities[i])) == 0;
        if (strncmp(text, "&#x", 3) == 0) {
            char *end;
            unsigned long code = strtoul(text + 3, &end, 16);
            good = *end == ';' && code > 0x7e && code < 0x110000;
        }
        demand(good);
        text++;
    }
    return text;
}

/* Returns what follows the tag, and whether the element is open then. */
static const char *skip_tag(const char *text, bool *open) {
    text += name_at(text).length;
    for (;;) {
        text += strspn(text, blanks);
        *open = *text == '>';
        if (*text == '>' || strncmp(text, "/>", 2) == 0)
            return text + (*open ? 1 : 2);
        struct name key = name_at(text);
        demand(key.length > 0 && strncmp(text + key.length, "=\"", 2) == 0);
        text = skip_text(text + key.length + 2, "\"");
        demand(*text == '"');
        text++;
    }
}

void demand_xml(const char *text) {
    enum { DEPTH_MAX = 600 };
    struct name open[DEPTH_MAX];
    size_t depth = 0, roots = 0;
    demand(strncmp(text, "<?xml ", 6) == 0);
    text = strstr(text, "?>");
    demand(text);
    for (text = skip_text(text + 2, "<"); *text; text = skip_text(text, "<")) {
        bool is_open;
        if (strncmp(text, "<!", 2) == 0) {
            text = strchr(text, '>');
            demand(text);
            text++;
        } else if (text[1] == '/') {
            struct name name = name_at(text + 2);
            demand(depth > 0 && open[depth - 1].length == name.length);
            demand(memcmp(open[--depth].at, name.at, name.length) == 0 && name.at[name.length] == '>');
            text = name.at + name.length + 1;
        } else {
            struct name name = name_at(text + 1);
            roots += depth == 0;
            demand(name.length > 0 && depth < DEPTH_MAX);
            text = skip_tag(text + 1, &is_open);
            if (is_open)
                open[depth++] = name;
        }
    }
    demand(depth == 0 && roots == 1);
}

/* ---- CSV ---- */

/* Returns what ends the field. */
static const char *skip_field(const char *text) {
    if (*text != '"')
        return text + strcspn(text, ",\r\n\"");
    for (text++; *text != '"' || text[1] == '"'; text++) {
        demand(*text && *text != '\r' && *text != '\n');
        text += *text == '"';
    }
    return text + 1;
}

void demand_csv(const char *text) {
    size_t columns = 0;
    while (*text) {
        size_t fields = 1;
        for (text = skip_field(text); *text == ','; text = skip_field(text + 1))
            fields++;
        demand(strncmp(text, "\r\n", 2) == 0);
        text += 2;
        demand(columns == 0 || fields == columns);
        columns = fields;
    }
}

/* ---- Lines and graphs ---- */

void demand_github(const char *text) {
    static const char *const starts[] = {"::error ", "::warning ", "::notice ", "slacalc: "};
    while (*text) {
        const char *end = strchr(text, '\n');
        bool good = false;
        for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
            good |= strncmp(text, starts[i], strlen(starts[i])) == 0;
        demand(good && end);
        text = end + 1;
    }
}

/* Brackets are in pairs outside of texts, and texts end; a label between < and > has tags in pairs. */
void demand_dot(const char *text) {
    long braces = 0, angles = 0;
    for (; *text; text++) {
        if (*text == '"') {
            for (text++; *text != '"'; text++) {
                demand(*text);
                text += *text == '\\' && text[1];
            }
            continue;
        }
        braces += (angles == 0 && *text == '{') - (angles == 0 && *text == '}');
        angles += (*text == '<') - (*text == '>' && (angles > 0 || text[-1] != '-'));
        demand(braces >= 0 && angles >= 0);
    }
    demand(braces == 0 && angles == 0);
}
