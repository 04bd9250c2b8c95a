#include "cli/option_reading.h"

#include "base/did_you_mean.h"
#include "cli/complaint.h"

#include <getopt.h>
#include <string.h>

/* What getopt_long returns for a row, above every letter. */
enum { FIRST_CODE = 256 };

bool refuse(const struct reading *reading) {
    fputs("try 'slacalc --help'\n", reading->errors);
    return false;
}

static struct arguments *list_of(struct options *options, size_t id) {
    switch (id) {
    case OPTION_SERVICE:
        return &options->services;
    case OPTION_REQUIRE:
        return &options->requirements;
    case OPTION_SET:
        return &options->assignments;
    case OPTION_LOG:
        return &options->logs;
    case OPTION_AGAINST:
        return &options->olds;
    default:
        return &options->downs;
    }
}

static bool take_single(struct reading *reading, size_t id, const char *value) {
    const char *earlier = reading->values[id];
    reading->values[id] = value;
    if (!earlier || strcmp(earlier, value) == 0)
        return true;
    complain(reading->errors, "'--%s %s' contradicts '--%s %s'", option_rows[id].name, value, option_rows[id].name,
             earlier);
    return refuse(reading);
}

/* The word that follows help says what of it is wanted; an option that follows is none. */
static bool take_help(struct reading *reading, const char *value, const char *next) {
    const char *word = value ? value : next && *next != '-' ? next : NULL;
    reading->given[OPTION_HELP] = true;
    reading->options->help_all = word != NULL;
    if (!word || strcmp(word, "all") == 0)
        return true;
    complain(reading->errors, "there is no help on '%s', only 'slacalc --help' and 'slacalc --help all'", word);
    return false;
}

static bool take_option(struct reading *reading, size_t id, const char *value) {
    reading->given[id] = true;
    if (option_rows[id].kind == FLAG)
        return true;
    if (*value == '\0') {
        complain(reading->errors, "option '--%s' has an empty value", option_rows[id].name);
        return refuse(reading);
    }
    if (option_rows[id].kind == SINGLE)
        return take_single(reading, id, value);
    struct arguments *list = list_of(reading->options, id);
    list->items[list->count++] = value;
    return true;
}

static bool take_model(struct reading *reading, const char *path) {
    struct arguments *models = &reading->options->models;
    if (*path == '\0') {
        complain(reading->errors, "a model has an empty name");
        return refuse(reading);
    }
    models->items[models->count++] = path;
    return true;
}

static size_t id_of_code(int code) {
    for (size_t id = 0; id < OPTION_COUNT; id++)
        if (code == FIRST_CODE + (int)id || (option_rows[id].letter && code == option_rows[id].letter))
            return id;
    return OPTION_COUNT;
}

static bool is_ambiguous(const char *name, size_t length) {
    size_t matches = 0;
    for (size_t id = 0; id < OPTION_COUNT; id++)
        matches += strncmp(option_rows[id].name, name, length) == 0;
    return length > 0 && matches > 1;
}

enum { LONGEST_NAME = 31 }; /* of the options, with room to spare */

static void complain_ambiguous(const struct reading *reading, const char *name, size_t length) {
    char matches[OPTION_COUNT * (LONGEST_NAME + 6)] = "", *end = matches;
    for (size_t id = 0; id < OPTION_COUNT; id++)
        if (strncmp(option_rows[id].name, name, length) == 0)
            end += sprintf(end, "%s'--%s'", end > matches ? ", " : "", option_rows[id].name);
    complain(reading->errors, "option '--%.*s' is ambiguous: %s", (int)length, name, matches);
}

static bool refuse_unknown(const struct reading *reading, const char *argument) {
    if (strncmp(argument, "--", 2) != 0) {
        complain(reading->errors, "unknown option '%s'", argument);
        return refuse(reading);
    }
    const char *name = argument + 2;
    size_t length = strcspn(name, "=");
    struct nearest nearest = {.word = {name, length}, .any_case = true};
    for (size_t id = 0; id < OPTION_COUNT; id++)
        nearest_offer(&nearest, text_of(option_rows[id].name));
    if (is_ambiguous(name, length))
        complain_ambiguous(reading, name, length);
    else if (nearest.best.at)
        complain(reading->errors, "unknown option '--%.*s' (did you mean '--%s'?)", (int)length, name, nearest.best.at);
    else
        complain(reading->errors, "unknown option '--%.*s'", (int)length, name);
    return refuse(reading);
}

/* getopt_long names what it could not take by optopt: a letter, the code of a row, or 0 for an unknown long name. */
static bool refuse_argument(const struct reading *reading, int code, const char *argument) {
    size_t id = id_of_code(optopt);
    if (id == OPTION_COUNT && optopt > ' ' && optopt < 127)
        complain(reading->errors, "unknown option '-%c'", optopt);
    else if (id == OPTION_COUNT)
        return refuse_unknown(reading, argument);
    else if (code == ':')
        complain(reading->errors, "option '--%s' needs a value: --%s %s", option_rows[id].name, option_rows[id].name,
                 option_rows[id].value);
    else
        complain(reading->errors, "option '--%s' takes no value", option_rows[id].name);
    return refuse(reading);
}

static void describe_to_getopt(struct option *longs, char *shorts) {
    shorts = stpcpy(shorts, "-:");
    for (size_t id = 0; id < OPTION_COUNT; id++) {
        enum option_kind kind = option_rows[id].kind;
        bool takes_value = kind == SINGLE || kind == REPEATED;
        int has_argument = takes_value ? required_argument : kind == OPTIONAL ? optional_argument : no_argument;
        longs[id] = (struct option){option_rows[id].name, has_argument, NULL, FIRST_CODE + (int)id};
        if (option_rows[id].letter)
            *shorts++ = option_rows[id].letter;
        if (option_rows[id].letter && takes_value)
            *shorts++ = ':';
    }
    longs[OPTION_COUNT] = (struct option){0};
    *shorts = '\0';
}

bool read_arguments(struct reading *reading, int argc, char **argv) {
    struct option longs[OPTION_COUNT + 1];
    char shorts[2 * OPTION_COUNT + 3];
    describe_to_getopt(longs, shorts);
    optind = 0; /* begins anew */
    for (;;) {
        int at = optind > 0 ? optind : 1;
        int code = getopt_long(argc, argv, shorts, longs, NULL);
        if (code == -1)
            break;
        size_t id = code == 1 || code == '?' || code == ':' ? OPTION_COUNT : id_of_code(code);
        bool taken = code == 1            ? take_model(reading, optarg)
                     : id == OPTION_COUNT ? refuse_argument(reading, code, argv[at])
                     : id == OPTION_HELP  ? take_help(reading, optarg, argv[optind])
                                          : take_option(reading, id, optarg);
        if (!taken)
            return false;
        if (reading->given[OPTION_HELP] || reading->given[OPTION_VERSION])
            return true;
    }
    while (optind < argc)
        if (!take_model(reading, argv[optind++]))
            return false;
    return true;
}
