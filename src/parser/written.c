#include "parser/written.h"

struct written written_part(struct written written, size_t from, size_t length) {
    struct written part = {{written.text.at + from, length}, written.where};
    if (written.where.length == written.text.length) {
        part.where.offset += (uint32_t)from;
        part.where.length = (uint16_t)length;
    }
    return part;
}

struct written written_trim(struct written written) {
    size_t from = skip_blanks(written.text, 0), to = written.text.length;
    while (to > from && is_blank(written.text.at[to - 1]))
        to--;
    return written_part(written, from, to - from);
}
