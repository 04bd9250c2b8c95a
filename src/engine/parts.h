/*
 * Narrower intervals for gates that nothing else reads, where neither diagrams nor sweeps came far. A part is a gate
 * with what must be down before it can be: P(gate) = P(those are down) P(gate, given that they are). It is valued by a
 * diagram of bounded size (sifted.h) or from the parts that it reads, by the inequalities of exact.h; the widest parts
 * are looked at again with larger diagrams until the interval of the top is narrow or the work is done.
 */
#ifndef ENGINE_PARTS_H
#define ENGINE_PARTS_H

#include "engine/exact.h"

/* All gates have values. The work is in proportion to `max_nodes`; nothing is done for many tops, or very large ones.
 */
void parts_narrow(struct exact *exact, size_t max_nodes, struct arena *scratch);

#endif
