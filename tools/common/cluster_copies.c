#include "cluster_copies.h"

#include "copies.h"
#include "talk.h"

#include <inttypes.h>
#include <stdlib.h>

size_t *cluster_copies(const struct cli_documents *documents)
{
    tm_text *const array = cli_documents_array(documents);
    size_t *const copy_of = cli_copies(array, documents->count);

    free(array);
    return copy_of;
}

static size_t count_different(const struct cli_documents *documents)
{
    size_t *const copy_of = cluster_copies(documents);
    size_t different = 0;

    for (size_t i = 0; i < documents->count; i++)
        different += copy_of[i] == i;
    free(copy_of);
    return different;
}

void cluster_report_fewer(const struct cluster_view *view, uint64_t asked)
{
    const size_t documents = view->documents->count, clusters = view->clusters->clusters;
    const char *const s = clusters == 1 ? "" : "s";
    size_t different;

    if (asked <= clusters)
        return;
    different = count_different(view->documents);
    if (different < documents && different <= asked)
        cli_message("-k %" PRIu64 ": %zu documents have only %zu different text%s: %zu topic%s",
                    asked, documents, different, different == 1 ? "" : "s", clusters, s);
    else
        cli_message("-k %" PRIu64 ": %zu %s only %zu topic%s", asked, documents,
                    documents == 1 ? "document makes" : "documents make", clusters, s);
}
