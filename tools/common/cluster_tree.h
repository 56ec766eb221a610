/* The tree of stories as Newick, DOT or JSON, by the ending of the file's name. */
#ifndef CLI_CLUSTER_TREE_H
#define CLI_CLUSTER_TREE_H

#include "documents.h"

/* .nwk .newick .tree, .dot .gv, .json */
bool cluster_tree_knows(const char *path);

/* The file appears whole or not at all. CLI_GO_ON, or an exit code after a message. */
int cluster_tree_write(const char *path, const tm_tree *tree,
                       const struct cli_documents *documents);

#endif
