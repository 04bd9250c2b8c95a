/* The whole chain: an input is the bytes of a model file, a catalogue or OpenSLO documents. */
#include "chain.h"
#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    demand_good_chain((const char *)bytes, length);
    return 0;
}
