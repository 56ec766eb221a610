#include "fold.h"

#include "columns.h"
#include "json.h"
#include "options.h"
#include "talk.h"
#include "tsv.h"

#include <stdlib.h>
#include <string.h>

static tm_status strip_titles(struct cli_fold *fold, tm_error *err)
{
    const size_t count = fold->documents->count;
    tm_outlets *outlets = NULL;
    tm_status status;

    for (size_t i = 0; i < count; i++)
        fold->title[i] = cli_document_name(fold->documents, i);
    status = tm_outlets_learn(&outlets, fold->title, count, err);
    for (size_t i = 0; status == TM_OK && i < count; i++)
        status = tm_outlets_strip(&fold->title[i].size, outlets, fold->title[i].data,
                                  fold->title[i].size, err);
    tm_outlets_free(outlets);
    return status;
}

/* What a document says without the outlets' names behind its title. */
static void add_words(struct cli_bytes *bytes, const struct cli_fold *fold, size_t i)
{
    const tm_text words = cli_document_words(fold->documents, i),
                  name = cli_document_name(fold->documents, i), title = fold->title[i];
    const char *const rest = name.data + name.size;

    cli_bytes_add(bytes, title.data, title.size);
    if (words.size > 0)
        cli_bytes_add(bytes, rest, (size_t)(words.data + words.size - rest));
}

static tm_status cut(tm_sparse **shingles, const struct cli_fold *fold, tm_error *err)
{
    const size_t count = fold->documents->count;
    struct cli_bytes bytes = {0};
    size_t *const start = cli_alloc(count + 1, sizeof *start);
    tm_text *const text = cli_alloc(count, sizeof *text);
    tm_status status;

    for (size_t i = 0; i < count; i++) {
        start[i] = bytes.size;
        add_words(&bytes, fold, i);
    }
    start[count] = bytes.size;
    for (size_t i = 0; i < count; i++)
        text[i] = (tm_text){bytes.data + start[i], start[i + 1] - start[i]};
    status = tm_shingles(shingles, text, count, 0, err);
    free(text);
    free(start);
    cli_bytes_free(&bytes);
    return status;
}

static void number_groups(struct cli_fold *fold)
{
    for (size_t i = 0; i < fold->documents->count; i++)
        fold->group[i] = fold->representative[i] == i ? (uint32_t)++fold->groups
                                                      : fold->group[fold->representative[i]];
}

int cli_fold(struct cli_fold *fold, const struct cli_documents *documents, double threshold,
             const tm_run *run)
{
    const size_t count = documents->count;
    tm_sparse *shingles = NULL;
    tm_error err;
    tm_status status;

    *fold = (struct cli_fold){
        .documents = documents,
        .title = cli_alloc(count, sizeof *fold->title),
        .representative = cli_alloc(count, sizeof *fold->representative),
        .similarity = cli_alloc(count, sizeof *fold->similarity),
        .group = cli_alloc(count, sizeof *fold->group),
    };
    status = strip_titles(fold, &err);
    if (status == TM_OK)
        status = cut(&shingles, fold, &err);
    if (status == TM_OK)
        status = tm_near_duplicates(fold->representative, fold->similarity, shingles, threshold,
                                    run, &err);
    tm_sparse_free(shingles);
    if (status != TM_OK)
        return cli_library_error(&err);
    number_groups(fold);
    return CLI_GO_ON;
}

void cli_fold_free(struct cli_fold *fold)
{
    free(fold->title);
    free(fold->representative);
    free(fold->similarity);
    free(fold->group);
}

static const char *kind_of(const struct cli_fold *fold, size_t i)
{
    return fold->representative[i] == i ? "none" : fold->similarity[i] == 1 ? "exact" : "near";
}

void cli_fold_jsonl(const struct cli_fold *fold, const struct cli_output *output)
{
    FILE *const file = output->file;

    for (size_t i = 0; i < fold->documents->count; i++) {
        const tm_text id = cli_document_id(fold->documents, i),
                      first = cli_document_id(fold->documents, fold->representative[i]);

        fprintf(file, "{\"id\": %.*s, \"group\": %lu, \"representative\": ", (int)id.size, id.data,
                (unsigned long)fold->group[i]);
        fwrite(first.data, 1, first.size, file);
        fprintf(file, ", \"kind\": \"%s\", \"similarity\": ", kind_of(fold, i));
        cli_json_number(file, (double)fold->similarity[i]);
        fputs(", \"title\": ", file);
        cli_json_string(file, fold->title[i]);
        fputs("}\n", file);
    }
}

void cli_fold_tsv(const struct cli_fold *fold, const struct cli_output *output)
{
    FILE *const file = output->file;

    fputs("id\tgroup\trepresentative\tkind\tsimilarity\ttitle\n", file);
    for (size_t i = 0; i < fold->documents->count; i++) {
        cli_tsv_id(file, cli_document_id(fold->documents, i));
        fprintf(file, "\t%lu\t", (unsigned long)fold->group[i]);
        cli_tsv_id(file, cli_document_id(fold->documents, fold->representative[i]));
        fprintf(file, "\t%s\t%.6g\t", kind_of(fold, i), (double)fold->similarity[i]);
        cli_tsv_field(file, fold->title[i]);
        fputc('\n', file);
    }
}

/* A document under the size of its group, or under nothing. */
struct line {
    size_t size; /* of the group */
    uint32_t group, document;
};

/* The largest group first, then as they come. */
static int compare_lines(const void *a, const void *b)
{
    const struct line *const x = a, *const y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return x->document < y->document ? -1 : x->document > y->document;
}

static struct line *lines_of(const struct cli_fold *fold)
{
    const size_t count = fold->documents->count;
    struct line *const line = cli_alloc(count, sizeof *line);
    size_t *const size = cli_alloc(fold->groups + 1, sizeof *size);

    memset(size, 0, (fold->groups + 1) * sizeof *size);
    for (size_t i = 0; i < count; i++)
        size[fold->group[i]]++;
    for (size_t i = 0; i < count; i++)
        line[i] = (struct line){size[fold->group[i]], fold->group[i], (uint32_t)i};
    if (count > 0)
        qsort(line, count, sizeof *line, compare_lines);
    free(size);
    return line;
}

void cli_fold_text(const struct cli_fold *fold, const struct cli_output *output)
{
    struct line *const line = lines_of(fold);
    const size_t count = fold->documents->count;
    FILE *const file = output->file;

    for (size_t k = 0; k < count && line[k].size > 1; k++) {
        const size_t i = line[k].document;

        if (fold->representative[i] == i) {
            fprintf(file, "%s%s%zu x  ", k > 0 ? "\n" : "", cli_bold(output), line[k].size);
            cli_print_fit(file, fold->title[i], output->width > 10 ? output->width - 10 : 0);
            fputs(cli_plain(output), file);
        } else {
            fprintf(file, "  %s%.2f%s  ", cli_dim(output), (double)fold->similarity[i],
                    cli_plain(output));
            cli_print_fit(file, cli_document_name(fold->documents, i),
                          output->width > 8 ? output->width - 8 : 0);
        }
        fputc('\n', file);
    }
    fprintf(file, "%s%zu document%s, %zu without their copies\n",
            count > 0 && line[0].size > 1 ? "\n" : "", count, count == 1 ? "" : "s", fold->groups);
    free(line);
}
