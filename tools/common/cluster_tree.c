#include "cluster_tree.h"

#include "json.h"
#include "options.h"
#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NAME = 60 }; /* bytes of a title in a picture */

typedef void (*writer)(FILE *, const tm_tree *, const struct cli_documents *);

/* The node that each node went into; itself if into none. */
static uint32_t *parents(const tm_tree *tree)
{
    const size_t nodes = tree->rows + tree->merges;
    uint32_t *const parent = cli_alloc(nodes + 1, sizeof *parent);

    for (size_t i = 0; i < nodes; i++)
        parent[i] = (uint32_t)i;
    for (size_t i = 0; i < 2 * tree->merges; i++)
        parent[tree->part[i]] = (uint32_t)(tree->rows + i / 2);
    return parent;
}

/* How high a node is: 0 for a document, 1 - similarity for a merge. */
static double height(const tm_tree *tree, uint32_t node)
{
    return node < tree->rows ? 0 : 1 - tree->similarity[node - tree->rows];
}

/* `quote` doubled or escaped, a space for what would end a line. */
static void write_quoted(FILE *file, tm_text text, char quote, const char *escaped)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == quote)
            fputs(escaped, file);
        else if (text.data[i] == '\\' && quote == '"')
            fputs("\\\\", file);
        else
            fputc((unsigned char)text.data[i] < ' ' ? ' ' : text.data[i], file);
    }
}

/*
 * The id, so that a leaf can be traced and no two leaves have one name as long as no two documents
 * have one id, and the title up to LONGEST_NAME bytes, cut between characters.
 */
static void write_name(FILE *file, const struct cli_documents *documents, size_t row, char quote,
                       const char *escaped)
{
    tm_text name = cli_document_name(documents, row);
    struct cli_bytes id = {0};

    if (name.size > LONGEST_NAME) {
        name.size = LONGEST_NAME;
        while (name.size > 0 && ((unsigned char)name.data[name.size] & 0xC0) == 0x80)
            name.size--;
    }
    cli_json_add_plain(&id, cli_document_id(documents, row));
    write_quoted(file, (tm_text){id.data, id.size}, quote, escaped);
    fputs(": ", file);
    write_quoted(file, name, quote, escaped);
    cli_bytes_free(&id);
}

/* One visit of a node: its parts first, then the node itself. */
struct visit {
    uint32_t node;
    int part; /* parts that are done */
};

static void newick_length(FILE *file, const tm_tree *tree, const uint32_t *parent, uint32_t node)
{
    const double above = parent[node] == node ? 1 : height(tree, parent[node]);
    const double length = above - height(tree, node);

    fprintf(file, ":%.6g", length > 0 ? length : 0);
}

/* A tree may be as deep as it has documents, so that there is a stack instead of recursion. */
static void newick_below(FILE *file, const tm_tree *tree, const uint32_t *parent,
                         const struct cli_documents *documents, uint32_t root, struct visit *stack)
{
    size_t depth_now = 1;

    stack[0] = (struct visit){root, 0};
    while (depth_now > 0) {
        struct visit *const top = &stack[depth_now - 1];
        if (top->node < tree->rows) {
            fputc('\'', file);
            write_name(file, documents, top->node, '\'', "''");
            fputc('\'', file);
        } else if (top->part < 2) {
            fputc(top->part == 0 ? '(' : ',', file);
            stack[depth_now++] =
                (struct visit){tree->part[2 * (top->node - tree->rows) + (size_t)top->part++], 0};
            continue;
        } else {
            fputc(')', file);
        }
        newick_length(file, tree, parent, top->node);
        depth_now--;
    }
}

/* Trees that nothing joins hang from one root, 1 above the documents. */
static void write_newick(FILE *file, const tm_tree *tree, const struct cli_documents *documents)
{
    const size_t nodes = tree->rows + tree->merges;
    uint32_t *const parent = parents(tree);
    struct visit *const stack = cli_alloc(nodes + 1, sizeof *stack);
    bool first = true;

    fputc('(', file);
    for (uint32_t i = 0; i < nodes; i++) {
        if (parent[i] != i)
            continue;
        if (!first)
            fputs(",\n", file);
        first = false;
        newick_below(file, tree, parent, documents, i, stack);
    }
    fputs(");\n", file);
    free(stack);
    free(parent);
}

static void write_dot(FILE *file, const tm_tree *tree, const struct cli_documents *documents)
{
    fputs("digraph clusters {\n  rankdir=LR;\n  node [shape=box];\n", file);
    for (size_t i = 0; i < tree->rows; i++) {
        fprintf(file, "  n%zu [label=\"", i);
        write_name(file, documents, i, '"', "\\\"");
        fputs("\"];\n", file);
    }
    for (size_t i = 0; i < tree->merges; i++)
        fprintf(file,
                "  n%zu [shape=ellipse, label=\"%.3f\"];\n  n%zu -> n%" PRIu32
                ";\n  n%zu -> n%" PRIu32 ";\n",
                tree->rows + i, tree->similarity[i], tree->rows + i, tree->part[2 * i],
                tree->rows + i, tree->part[2 * i + 1]);
    fputs("}\n", file);
}

static void write_json(FILE *file, const tm_tree *tree, const struct cli_documents *documents)
{
    fputs("{\"documents\": [", file);
    for (size_t i = 0; i < tree->rows; i++) {
        const tm_text id = cli_document_id(documents, i);

        fputs(i ? ",\n  {\"id\": " : "\n  {\"id\": ", file);
        fwrite(id.data, 1, id.size, file);
        fputs(", \"title\": ", file);
        cli_json_string(file, cli_document_name(documents, i));
        fputc('}', file);
    }
    fputs("],\n \"merges\": [", file);
    for (size_t i = 0; i < tree->merges; i++) {
        fprintf(file,
                "%s{\"parts\": [%" PRIu32 ", %" PRIu32 "], \"similarity\": ", i ? ",\n  " : "\n  ",
                tree->part[2 * i], tree->part[2 * i + 1]);
        fprintf(file, "%.12g", tree->similarity[i]);
        fputc('}', file);
    }
    fputs("]}\n", file);
}

static writer writer_for(const char *path)
{
    static const struct {
        const char *ending;
        writer write;
    } known[] = {{".nwk", write_newick}, {".newick", write_newick}, {".tree", write_newick},
                 {".dot", write_dot},    {".gv", write_dot},        {".json", write_json}};
    const size_t size = strlen(path);

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const size_t ending = strlen(known[i].ending);
        if (size > ending && strcmp(path + size - ending, known[i].ending) == 0)
            return known[i].write;
    }
    return NULL;
}

bool cluster_tree_knows(const char *path)
{
    return writer_for(path) != NULL;
}

int cluster_tree_write(const char *path, const tm_tree *tree, const struct cli_documents *documents)
{
    struct cli_output output;
    int status = cli_output_open(&output, path, CLI_NEVER);

    if (status != CLI_GO_ON)
        return status;
    writer_for(path)(output.file, tree, documents);
    status = cli_output_close(&output);
    return status == CLI_DONE ? CLI_GO_ON : status;
}
