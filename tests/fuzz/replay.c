/* Runs a fuzz target on files and on all files of directories, without libFuzzer. */
#include "check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t replayed;

static void replay_stream(FILE *file, const char *path) {
    uint8_t *bytes = NULL;
    size_t length = 0, room = 0, got;
    do {
        room = 2 * room + 4096;
        bytes = realloc(bytes, room);
        if (!bytes)
            abort();
        got = fread(bytes + length, 1, room - length, file);
        length += got;
    } while (got > 0);
    fprintf(stderr, "%s\n", path);
    uint8_t *exact = malloc(length > 0 ? length : 1); /* so that a read behind the end is seen */
    if (!exact)
        abort();
    memcpy(exact, bytes, length);
    LLVMFuzzerTestOneInput(exact, length);
    replayed++;
    free(exact);
    free(bytes);
}

static bool replay_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return false;
    }
    replay_stream(file, path);
    fclose(file);
    return true;
}

static bool replay_folder(const char *folder, DIR *entries) {
    bool good = true;
    for (struct dirent *entry; (entry = readdir(entries));) {
        char *path;
        if (entry->d_name[0] == '.')
            continue;
        if (asprintf(&path, "%s/%s", folder, entry->d_name) < 0)
            abort();
        good = replay_file(path) && good;
        free(path);
    }
    return good;
}

int main(int argc, char **argv) {
    bool good = true;
    LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++) {
        DIR *entries = opendir(argv[i]);
        good = (entries ? replay_folder(argv[i], entries) : replay_file(argv[i])) && good;
        if (entries)
            closedir(entries);
    }
    fprintf(stderr, "%zu inputs\n", replayed);
    return good && replayed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
