#include "parser/load.h"

#include <errno.h>
#include <sys/stat.h>

enum { FIRST_ROOM = 64 * 1024 };

/* A regular file tells its size, so that it is read into memory that just holds it; those of /proc say 0. */
static size_t first_room(FILE *stream) {
    struct stat status;
    if (fstat(fileno(stream), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
        return FIRST_ROOM;
    return (uintmax_t)status.st_size > INPUT_MAX ? INPUT_MAX + 1 : (size_t)status.st_size + 1;
}

struct load load_stream(struct arena *arena, FILE *stream) {
    size_t room = first_room(stream), length = 0;
    char *bytes = arena_alloc(arena, room, 1);
    struct load load = {.error = 0};
    for (;;) {
        errno = 0;
        length += fread(bytes + length, 1, room - length, stream);
        if (length < room || length > INPUT_MAX)
            break;
        size_t more = room > INPUT_MAX / 2 ? INPUT_MAX + 1 : room * 2;
        bytes = arena_grow(arena, bytes, room, more, 1);
        room = more;
    }
    load.error = ferror(stream) ? (errno ? errno : EIO) : 0;
    load.too_large = length > INPUT_MAX;
    load.text = (struct text){bytes, length};
    if (load.error || load.too_large) {
        arena_release(arena, bytes, room, 1);
        load.text = (struct text){"", 0};
    }
    return load;
}
