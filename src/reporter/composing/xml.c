#include "reporter/composing/xml.h"

#include "base/text.h"
#include "reporter/wording/printable.h"

#include <stdarg.h>

enum { INDENT = 2 };

struct xml xml_start(FILE *stream) {
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", stream);
    return (struct xml){.stream = stream};
}

static void end_tag(struct xml *xml) {
    if (xml->in_tag)
        fputs(">\n", xml->stream);
    xml->in_tag = false;
}

void xml_open(struct xml *xml, const char *element) {
    end_tag(xml);
    fprintf(xml->stream, "%*s<%s", INDENT * xml->depth++, "", element);
    xml->in_tag = true;
}

void xml_attribute(struct xml *xml, const char *key, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(xml->stream, " %s=\"", key);
    vfprintf(xml->stream, format, arguments);
    putc_unlocked('"', xml->stream);
    va_end(arguments);
}

void xml_close(struct xml *xml, const char *element) {
    xml->depth--;
    if (xml->in_tag)
        fputs("/>\n", xml->stream);
    else
        fprintf(xml->stream, "%*s</%s>\n", xml->in_line ? 0 : INDENT * xml->depth, "", element);
    xml->in_tag = xml->in_line = false;
}

/* XML 1.0 has no other characters, and tabs and line ends do not survive in every place. */
static bool is_character(uint32_t code) {
    return code >= 0x20 && (code < 0x7f || code > 0x9f) && (code & 0xfffe) != 0xfffe;
}

static const char *entity_of(uint32_t code) {
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

static void put_text(FILE *stream, const char *text, bool keeps_lines) {
    while (*text) {
        uint32_t code;
        size_t length = utf8_decode(text, &code);
        bool good = length > 0 && (is_character(code) || (keeps_lines && code == '\n'));
        const char *entity = good ? entity_of(code) : "\xef\xbf\xbd";
        if (entity)
            fputs(entity, stream);
        else if (code != '\n' && character_is_control(code))
            fprintf(stream, "&#x%x;", (unsigned)code);
        else
            fwrite_unlocked(text, 1, length, stream);
        text += length > 0 ? length : 1;
    }
}

void xml_put(FILE *stream, const char *text) {
    put_text(stream, text, false);
}

void xml_attribute_text(struct xml *xml, const char *key, const char *value) {
    fprintf(xml->stream, " %s=\"", key);
    put_text(xml->stream, value, false);
    putc_unlocked('"', xml->stream);
}

void xml_lines(struct xml *xml, const char *text) {
    if (xml->in_tag)
        putc_unlocked('>', xml->stream);
    put_text(xml->stream, text, true);
    xml->in_tag = false;
    xml->in_line = true;
}

void xml_text(struct xml *xml, const char *element, const char *text) {
    end_tag(xml);
    fprintf(xml->stream, "%*s<%s>", INDENT * xml->depth, "", element);
    put_text(xml->stream, text, false);
    fprintf(xml->stream, "</%s>\n", element);
}
