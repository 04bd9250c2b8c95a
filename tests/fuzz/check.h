/* What every fuzz target shares: its entry, and how it tells of a finding. */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Under MemorySanitizer only what is built here may be looked at: what libyaml, libsmartcols, jansson and the streams
 * of the C library write would count as never written. So JSON is read and evaluated, and nothing is reported. */
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#define OWN_CODE_ONLY 1
#endif
#endif
#ifndef OWN_CODE_ONLY
#define OWN_CODE_ONLY 0
#endif

/* Called once by libFuzzer, and by the runner that replays inputs without it. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
/* Called with each input. A finding is whatever ends the process. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

_Noreturn void finding(const char *what, const char *file, int line);

/* Not assert(): it stays in every build. */
#define demand(condition) ((condition) ? (void)0 : finding(#condition, __FILE__, __LINE__))

/* What comes out for a terminal: UTF-8 in which only the end of a line, and with `color` the choice of a colour, is not
 * shown as it is; in `ascii` nothing else either. */
void demand_safe_text(const char *text, size_t length, bool color, bool ascii);

#endif
