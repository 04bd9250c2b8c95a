/* Whether a report can be read by what reads its format. */
#ifndef FORMATS_H
#define FORMATS_H

/* Each takes the whole text. */
void demand_json(const char *text);
void demand_xml(const char *text);
void demand_csv(const char *text);
void demand_github(const char *text);
void demand_dot(const char *text);

#endif
