#include "cli/starter.h"

#include "cli/complaint.h"
#include "cli/option_names.h"
#include "cli/output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A file that is there may be somebody's work, so that none is replaced. */
bool write_starter(const char *path, FILE *errors) {
    const char *text = slacalc_starter();
    bool exists = false;
    if (!path)
        return output_write(NULL, text, strlen(text), errors);
    bool written = output_create(path, text, strlen(text), &exists, errors);
    if (written)
        complain(errors, "wrote '%s'; run 'slacalc %s' next, then put in your own services", path, path);
    else if (exists)
        complain(errors, "'%s' exists already and is left as it is (write to another file: slacalc --init -o FILE)",
                 path);
    return written;
}

void offer_starter(const struct options *options, FILE *errors) {
    if (options->models.count == 1 && strcmp(options->models.items[0], "-") != 0 &&
        access(options->models.items[0], F_OK) != 0 && errno == ENOENT)
        complain(errors, "no model yet? %s writes one to start from", hint_option(SLACALC_HINT_STARTER));
}
