#include "cluster_explain.h"

#include "json.h"

#include <stdlib.h>

enum { OF_TEXT = 5 }; /* terms shown to people */

void cluster_explain_json(FILE *file, const tm_tfidf *model, const tm_cluster_term *term,
                          size_t most)
{
    fputc('[', file);
    for (size_t i = 0; i < most && term[i].term != UINT32_MAX; i++) {
        fputs(i ? ", {\"term\": " : "{\"term\": ", file);
        cli_json_string(file, tm_tfidf_term(model, term[i].term));
        fputs(", \"share\": ", file);
        cli_json_number(file, term[i].share);
        fputc('}', file);
    }
    fputc(']', file);
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
