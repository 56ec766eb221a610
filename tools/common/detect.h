/* The language of what is read, where nobody says it. */
#ifndef CLI_DETECT_H
#define CLI_DETECT_H

#include <tm.h>

/* A zeroed struct is ready; the model is loaded when it is first needed. */
struct cli_detector {
    tm_language *model;
    bool tried;
};
void cli_detector_free(struct cli_detector *detector);

/* The best guess for texts on one subject; "und" with score 0 where there is nothing to go by. */
tm_language_guess cli_detect_guess(struct cli_detector *detector, const tm_text *text,
                                   size_t texts);

/*
 * A language that the library has words of: as forced, else as the record says, else what its texts
 * look like. "und" if they are in a language without a stop list; "en" if the guess is a toss-up.
 * Borrowed for ever.
 */
const char *cli_detect_record(struct cli_detector *detector, const char *forced, tm_text said,
                              const tm_text *text, size_t texts);

/* The same for a whole collection: what most of it is in. */
const char *cli_detect_documents(const char *forced, const tm_text *documents, size_t count);

#endif
