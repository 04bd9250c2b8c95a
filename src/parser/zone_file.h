/* Files of the time zone data base, by RFC 8536. */
#ifndef PARSER_ZONE_FILE_H
#define PARSER_ZONE_FILE_H

#include "model/model.h"

/* Sets the zone's changes: those that the file lists, and behind them those of its rule. Returns false where the bytes
 * are no such file. */
bool zone_file_parse(struct arena *arena, struct text bytes, struct zone *zone);

#endif
