/* The whole chain for texts that are valid but odd: the bytes of an input are the choices of a grammar. With SHOW_TEXT
 * in the environment the texts are printed. */
#include "chain.h"
#include "check.h"
#include "grammar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    struct generator generator = {.state = length, .choices = bytes, .choice_count = length};
    char *text = grammar_text(&generator, OWN_CODE_ONLY);
    if (getenv("SHOW_TEXT"))
        puts(text), fflush(stdout);
    demand_good_chain(text, strlen(text));
    free(text);
    return 0;
}
