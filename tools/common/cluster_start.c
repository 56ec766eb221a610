#include "cluster_start.h"

#include "document_ids.h"

#include <inttypes.h>
#include <stdlib.h>

/* label[count], the groups of the file, becomes its numbers from 0; returns how many there are. */
static uint32_t renumber(uint32_t *label, size_t count, size_t groups)
{
    uint32_t *number = cli_alloc(groups + 1, sizeof *number), used = 0;

    for (size_t g = 0; g < groups; g++)
        number[g] = TM_KMEANS_FREE;
    for (size_t i = 0; i < count; i++) {
        if (label[i] == TM_KMEANS_FREE)
            continue;
        if (number[label[i]] == TM_KMEANS_FREE)
            number[label[i]] = used++;
        label[i] = number[label[i]];
    }
    free(number);
    return used;
}

/* The groups of documents that are in the file, in where[] what cli_labels_match() found. */
static void look_up(uint32_t *where, size_t count, const struct cli_labels *file)
{
    uint32_t *const group = cli_labels_number(file);

    for (size_t i = 0; i < count; i++)
        where[i] = where[i] == CLI_NO_LABEL ? TM_KMEANS_FREE : group[where[i]];
    free(group);
}

static int check(uint32_t used, uint64_t *clusters, const char *path)
{
    if (!used)
        return cli_error("%s: has none of the documents by id", path);
    if (*clusters && used > *clusters)
        return cli_error("%s: has the documents in %" PRIu32 " clusters, more than -k %" PRIu64,
                         path, used, *clusters);
    if (!*clusters)
        *clusters = used;
    return CLI_GO_ON;
}

int cluster_start_read(uint32_t **label, uint64_t *clusters, const char *path,
                       const struct cli_documents *documents)
{
    static const char *const fields[] = {"cluster", NULL};
    struct cli_labels file, ids = {0};
    int status = cli_labels_read(&file, path, fields);

    *label = NULL;
    if (status == CLI_GO_ON) {
        cli_document_ids(&ids, documents);
        status = cli_labels_match(label, &ids, &file, path);
    }
    if (status == CLI_GO_ON) {
        look_up(*label, documents->count, &file);
        status = check(renumber(*label, documents->count, file.count), clusters, path);
    }
    cli_labels_free(&ids);
    cli_labels_free(&file);
    return status;
}
