/* Overlays: documents that add to what catalogues and other inputs define. */
#ifndef PARSER_IMPORT_OVERLAY_H
#define PARSER_IMPORT_OVERLAY_H

#include "parser/fields.h"
#include "parser/import/naming.h"

/* Keeps an overlay until the components that it adds to are known. */
void overlay_keep(struct reader *reader, uint32_t root);

/* Reads the value of defaults, and of aliases. */
void overlay_read_defaults(struct reader *reader, const struct entry *entry);
void overlay_read_aliases(struct reader *reader, const struct entry *entry);

/* The default that an overlay gives for it; NULL where there is none. */
const struct default_level *overlay_default_of(const struct imports *imports, const struct entity *entity);

/* Reads the components of an overlay into those of the model. */
void overlay_join(struct join *join, const struct overlay *overlay);

/* Reports aliases of a component that is unknown. */
void overlay_check_aliases(const struct join *join);

/* An overlay may add what a catalogue lacks, but nothing that stands on its own: that would be a mistyped name. */
void overlay_check_added(struct join *join);

#endif
