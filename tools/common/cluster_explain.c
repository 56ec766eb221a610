#include "cluster_explain.h"

#include "json.h"

#include <stdlib.h>

enum { OF_TEXT = 5 }; /* terms shown to people */

void cluster_explain_json(struct cli_bytes *out, const tm_tfidf *model, const tm_cluster_term *term,
                          size_t most)
{
    cli_bytes_add(out, "[", 1);
    for (size_t i = 0; i < most && term[i].term != UINT32_MAX; i++) {
        cli_bytes_add_string(out, i ? ", {\"term\": " : "{\"term\": ");
        cli_json_add_string(out, tm_tfidf_term(model, term[i].term));
        cli_bytes_add_string(out, ", \"share\": ");
        cli_json_add_number(out, term[i].share);
        cli_bytes_add(out, "}", 1);
    }
    cli_bytes_add(out, "]", 1);
}

void cluster_explain_text(struct cli_bytes *out, const tm_tfidf *model, const tm_cluster_term *term,
                          size_t most)
{
    for (size_t i = 0; i < most && i < OF_TEXT && term[i].term != UINT32_MAX; i++) {
        const tm_text name = tm_tfidf_term(model, term[i].term);
        char share[32];

        if (i > 0)
            cli_bytes_add_string(out, ", ");
        cli_bytes_add(out, name.data, name.size);
        snprintf(share, sizeof share, " %.0f%%", 100 * term[i].share);
        cli_bytes_add_string(out, share);
    }
}
