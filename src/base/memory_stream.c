#include "base/memory_stream.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { FIRST_CAPACITY = 512 };

static bool make_room(struct memory_stream *stream, size_t more) {
    if (more > SIZE_MAX / 2 - stream->length - 1)
        return false;
    size_t wanted = stream->length + more + 1, capacity = stream->capacity ? stream->capacity : FIRST_CAPACITY;
    while (capacity < wanted)
        capacity *= 2;
    char *grown = capacity == stream->capacity ? stream->text : realloc(stream->text, capacity);
    if (!grown)
        return false;
    stream->text = grown;
    stream->capacity = capacity;
    return true;
}

static ssize_t append(void *cookie, const char *text, size_t length) {
    struct memory_stream *stream = cookie;
    if (!stream->failed && length > stream->most - stream->length)
        stream->is_full = true;
    if (stream->failed || stream->is_full || !make_room(stream, length)) {
        stream->failed = true;
        return 0;
    }
    memcpy(stream->text + stream->length, text, length);
    stream->length += length;
    stream->text[stream->length] = '\0';
    return (ssize_t)length;
}

bool memory_stream_open(struct memory_stream *stream, size_t most) {
    *stream = (struct memory_stream){.most = most};
    if (!make_room(stream, 0))
        return false;
    stream->text[0] = '\0';
    stream->file = fopencookie(stream, "w", (cookie_io_functions_t){.write = append});
    if (!stream->file)
        free(stream->text);
    return stream->file != NULL;
}

char *memory_stream_close(struct memory_stream *stream) {
    bool whole = !ferror(stream->file);
    whole = fclose(stream->file) == 0 && whole && !stream->failed;
    if (!whole)
        free(stream->text);
    return whole ? stream->text : NULL;
}
