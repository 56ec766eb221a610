/* Documents as they arrive: each to a story, into the state, and then as a line of output. */
#ifndef TRACK_STREAM_H
#define TRACK_STREAM_H

#include "options.h"
#include "output.h"
#include "track/track_store.h"

struct track_stream {
    const struct cli_common *common;
    const char *path; /* of the state, for messages */
    struct track_store *store;
    struct cli_output *output;
    uint64_t window;   /* of a new state */
    bool keeps_window; /* a state that is there must have been made with it */
    bool quiet;        /* no lines */
};

/* Read to the end of the input, which may be never. CLI_GO_ON or an exit code. */
int track_stream(const struct track_stream *how, char *const *paths, size_t count);

#endif
