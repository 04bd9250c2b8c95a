/* What the user wrote: read, changed by what-ifs, checked, printed. */
#ifndef SLACALC_MODEL_H
#define SLACALC_MODEL_H

#include "slacalc/problems.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Models ---------------------------------------------------------------------------------- */

/* What the user wrote. Several files are read into one model, then it is checked once, then evaluated as often
 * as wanted. */
typedef struct slacalc_model slacalc_model;

/* Returns an empty model, or NULL when memory is exhausted. */
SLACALC_API slacalc_model *slacalc_model_new(void);
SLACALC_API void slacalc_model_free(slacalc_model *model);

/* Says under which name the caller's users know what a hint stands for, such as "--max-nodes"; NULL where they know
 * none. The text has to live as long as the model and its results. */
typedef const char *slacalc_hint_name(slacalc_hint hint);

/* Sets how messages about the model and reports of its results name hints; call it first. Without it, or where `name`
 * returns NULL, they are named as in this header: "slacalc_options.max_nodes". What is set, put down, selected or
 * required is shown in messages as a file of that name. */
SLACALC_API void slacalc_model_name_hints(slacalc_model *model, slacalc_hint_name *name);

/* How Backstage catalogues and OpenSLO documents become a model. NULL in any of them stands for the first choice. */
typedef struct {
    size_t size;            /* sizeof(slacalc_import), as in slacalc_options */
    const char *unresolved; /* a reference that leads nowhere: "error", "warn" (left out), or a level ("99.9%") with
                               which what it names counts */
    const char *slo_pick;   /* of several objectives of a service: "min", "max", or the name of an SLO or objective */
    const char *slo_as;     /* the SLO of a service that has dependencies: "objective", which is checked against what
                               they allow, or "own", the level of the service itself */
    bool name_skipped;      /* a note for each file of a folder that is not read, instead of one that counts them */
} slacalc_import;

/* Sets how imports are read; call it before the first file is read. The texts are copied. Returns false with an error
 * in `problems` for a word or level that is not understood. */
SLACALC_API bool slacalc_model_import(slacalc_model *model, const slacalc_import *import,
                                      slacalc_diagnostics *problems);

/* Adds the YAML (or JSON) file at `path` to the model; "-" is standard input. Documents of a Backstage catalogue, of
 * OpenSLO, Sloth, Pyrra and OpenSRM are recognised by their apiVersion; a Location of a catalogue is followed to
 * other files below the folder of this one. Where `path` is a folder, every catalog-info.yaml below it is read, and
 * every other file that has such documents or is a model; what is left aside is counted in a note. Returns false when
 * a file cannot be read or has errors, which are then in `problems`; further files may still be read, so that their
 * errors are reported too. */
SLACALC_API bool slacalc_model_read(slacalc_model *model, const char *path, slacalc_diagnostics *problems);

/* The same for `length` bytes of text in memory, which is copied; `name` stands for the file in messages. */
SLACALC_API bool slacalc_model_read_text(slacalc_model *model, const char *name, const char *text, size_t length,
                                         slacalc_diagnostics *problems);

/* Returns a small model, as YAML with comments, for users to start from. */
SLACALC_API const char *slacalc_starter(void);

/* Whether the file at `path`, or that which it links to, is one that was read, of standard input too: for those who
 * write beside it. */
SLACALC_API bool slacalc_model_reads(const slacalc_model *model, const char *path);

/* What if: as though the model said so. `assignment` is NAME.KEY=VALUE, the last dot divides, VALUE is YAML
 * ("web.slo=99.9%", "web.depends_on=[db, cache]") or empty, which takes away the value that there is. Call it after the
 * files are read. Returns false with an error in `problems` for an unknown name or key, for a bad value, and for a key
 * that is set twice to different values. */
SLACALC_API bool slacalc_model_set(slacalc_model *model, const char *assignment, slacalc_diagnostics *problems);

/* What if: the component `name` is down, all replicas of it. */
SLACALC_API bool slacalc_model_down(slacalc_model *model, const char *name, slacalc_diagnostics *problems);

/* What if: as though all replicas, and all groups of components (any, at_least, any with failover), that state no beta
 * had that one: `beta` is a share such as "5%", of the unavailability of a replica, or of the best member of a group,
 * that one cause of all of them has (the beta factor of Fleming 1975, "A reliability model for common mode failures in
 * redundant safety systems"). Call it after the files are read. Returns false with an error in `problems` where it is
 * no share between 0 and 100 %, both excluded. */
SLACALC_API bool slacalc_model_assume_beta(slacalc_model *model, const char *beta, slacalc_diagnostics *problems);

/* What if: as though all components that state no mttr had that one: `mttr` is a duration such as "1h", the mean length
 * of an outage of one replica. Call it after the files are read. Returns false with an error in `problems` where it is
 * no duration above 0. */
SLACALC_API bool slacalc_model_assume_mttr(slacalc_model *model, const char *mttr, slacalc_diagnostics *problems);

/* Reports the component `name`, and only those that were selected so, instead of the services that the model
 * implies. Reports stand in the order of the calls. */
SLACALC_API bool slacalc_model_select(slacalc_model *model, const char *name, slacalc_diagnostics *problems);

/* Checks a promise that the model does not hold: `requirement` is NAME=LEVEL ("checkout=99.9%"). The component is
 * reported beside those that are reported anyway. */
SLACALC_API bool slacalc_model_require(slacalc_model *model, const char *requirement, slacalc_diagnostics *problems);

/* Writes the names of the components, one a line, in the order of the input; a name with a control character is left
 * out. What was imported is joined first. Returns a text of `*length` bytes and a NUL that the caller frees with
 * free(), or NULL with an error in `problems`. May be called before and after the model is checked. */
SLACALC_API char *slacalc_model_names(slacalc_model *model, size_t *length, slacalc_diagnostics *problems);

/* Checks what only the whole model can tell: unknown names, cycles, missing levels. Returns true where the model
 * has no error, of reading either; only then may it be evaluated. Nothing may be read or set afterwards. */
SLACALC_API bool slacalc_model_check(slacalc_model *model, slacalc_diagnostics *problems);

/* Says that `model` changes what `old` was, both of them checked: slacalc_compare tells what that does. Components are
 * the same that have the same name, and of keys only those count that a figure or a verdict rests on; another notation
 * of a value is no change. `old` has to live as long as `model`. Returns false where one of the models may not be
 * evaluated, or where memory is exhausted, with an error in `problems`. */
SLACALC_API bool slacalc_model_compare(slacalc_model *model, const slacalc_model *old, slacalc_diagnostics *problems);

/* Returns a checked model, with all that was imported and set, as text in the format of a model; its length in
 * `*length`. Read again, it gives the same figures; what slacalc_model_down, slacalc_model_select and
 * slacalc_model_require asked for is not in it. To be freed with free(); NULL when memory is exhausted. */
SLACALC_API char *slacalc_model_print(const slacalc_model *model, size_t *length);

/* ---- Quantities ------------------------------------------------------------------------------ */

/* Reads a duration as OpenSLO writes them: a number with a unit, s, m (minute), h, d, w, M (month), Q (quarter) or
 * Y (year), or several that add up ("1h30m"). A year is 365.2425 days, a month a twelfth of it, a quarter a
 * fourth. Sets `*seconds` and returns true; on failure reports an error that names `where` as its file. */
SLACALC_API bool slacalc_parse_duration(const char *where, const char *text, double *seconds,
                                        slacalc_diagnostics *problems);

#ifdef __cplusplus
}
#endif

#endif
