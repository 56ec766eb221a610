#include "document_ids.h"

#include "json.h"

void cli_document_ids(struct cli_labels *ids, const struct cli_documents *documents)
{
    struct cli_bytes plain = {0};

    *ids = (struct cli_labels){0};
    for (size_t i = 0; i < documents->count; i++) {
        cli_bytes_clear(&plain);
        cli_json_add_plain(&plain, cli_document_id(documents, i));
        cli_labels_add_id(ids, (tm_text){plain.data, plain.size});
    }
    cli_bytes_free(&plain);
}
