/* Documents that were read, to be found by id in a file of labels or the other way round. */
#ifndef CLI_DOCUMENT_IDS_H
#define CLI_DOCUMENT_IDS_H

#include "documents.h"
#include "label_file.h"

/* Their ids without labels, in their order; free with cli_labels_free(). */
void cli_document_ids(struct cli_labels *ids, const struct cli_documents *documents);

#endif
