/* The style sheet of the page. */
#ifndef REPORTER_HTML_STYLE_H
#define REPORTER_HTML_STYLE_H

/* In pieces; ends with NULL. */
extern const char *const html_style[];

/* What a page of many services has besides. */
extern const char *const html_style_of_many[];

/* The colours of a timeline. */
extern const char *const html_style_of_log[];

#endif
