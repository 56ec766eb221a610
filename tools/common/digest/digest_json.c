/* The schema is digest.schema.json; a change that breaks readers gives it a new number. */
#include "cluster_explain.h"
#include "digest/digest.h"
#include "json.h"
#include "text.h"

#include <inttypes.h>
#include <string.h>

static void field(FILE *file, const char *name, tm_text value)
{
    fprintf(file, ", \"%s\": ", name);
    cli_json_string(file, value);
}

static void time_field(FILE *file, const char *name, bool known, int64_t seconds)
{
    char when[CLI_WHEN_TEXT];

    if (known)
        cli_when_iso(when, seconds);
    fprintf(file, ", \"%s\": %s%s%s", name, known ? "\"" : "", known ? when : "null",
            known ? "\"" : "");
}

static void print_id(const struct digest *d, uint32_t row, FILE *file)
{
    const tm_text id = cli_document_id(&d->documents, row);

    fwrite(id.data, 1, id.size, file);
}

static void print_terms(const struct digest *d, const char *name, const tm_cluster_term *term,
                        FILE *file)
{
    struct cli_bytes terms = {NULL, 0, 0};

    cluster_explain_json(&terms, d->model, term, d->terms->most);
    fprintf(file, ", \"%s\": %s", name, terms.data);
    cli_bytes_free(&terms);
}

static void print_document(const struct digest *d, uint32_t row, FILE *file)
{
    fputs("{\"id\": ", file);
    print_id(d, row, file);
    field(file, "title", cli_document_name(&d->documents, row));
    field(file, "source", digest_source(d, row));
    field(file, "url", cli_document_url(&d->documents, row));
    time_field(file, "date", d->dated[row], d->time[row]);
    fputs(", \"score\": ", file);
    cli_json_number(file, (double)d->score[row]);
    fputs(", \"copy_of\": ", file);
    if (digest_same(d, row) != row)
        print_id(d, digest_same(d, row), file);
    else
        fputs("null", file);
    if (d->terms)
        print_terms(d, "shared", digest_document_terms(d, row), file);
    fputc('}', file);
}

static void print_summary(const struct digest *d, const struct digest_story *story, FILE *file)
{
    fputs("\"summary\": {\"text\": ", file);
    cli_json_string(file, cli_text(story->summary));
    fprintf(file, ", \"cut\": %s, \"sentences\": [", story->cut ? "true" : "false");
    for (size_t i = 0; i < story->sentences; i++) {
        const struct digest_sentence *const s = &story->sentence[i];

        fprintf(file, "%s\n        {\"document\": ", i > 0 ? "," : "");
        print_id(d, s->row, file);
        fprintf(file, ", \"field\": \"%s\", \"start\": %zu, \"end\": %zu",
                s->title ? "title" : "text", s->start, s->end);
        field(file, "text", digest_sentence_text(d, s));
        fputc('}', file);
    }
    fputs("]}", file);
}

static void print_story(const struct digest *d, size_t s, FILE *file)
{
    const struct digest_story *const story = &d->story[s];

    fprintf(file, "%s\n    {\"story\": %zu, \"label\": ", s > 0 ? "," : "", s + 1);
    cli_json_string(file, cli_text(story->label));
    if (story->number > 0)
        fprintf(file, ", \"track\": %" PRIu64, story->number);
    field(file, "headline", digest_name(d, story->row[0]));
    fputs(", \"importance\": ", file);
    cli_json_number(file, story->importance);
    fprintf(file, ", \"size\": %zu, \"copies\": %zu, \"sources\": %zu", story->rows, story->copies,
            story->sources);
    time_field(file, "first", story->dated, story->first);
    time_field(file, "last", story->dated, story->last);
    if (d->sections > 0)
        fprintf(file, ", \"section\": %zu", story->section + 1);
    else
        fputs(", \"section\": null", file);
    if (d->terms)
        print_terms(d, "shared", digest_story_terms(d, story), file);
    fputs(",\n      ", file);
    print_summary(d, story, file);
    fputs(",\n      \"documents\": [", file);
    for (size_t i = 0; i < story->rows; i++) {
        fputs(i > 0 ? ",\n        " : "\n        ", file);
        print_document(d, story->row[i], file);
    }
    fputs("]}", file);
}

static void print_sections(const struct digest *d, FILE *file)
{
    fputs("  \"sections\": [", file);
    for (size_t i = 0; i < d->sections; i++) {
        fprintf(file, "%s\n    {\"section\": %zu, \"label\": ", i > 0 ? "," : "", i + 1);
        cli_json_string(file, cli_text(d->section[i].label));
        fputs(", \"stories\": [", file);
        for (size_t s = 0; s < d->section[i].stories; s++)
            fprintf(file, "%s%zu", s > 0 ? ", " : "", d->section[i].story[s] + 1);
        fputs("]}", file);
    }
    fputs("],\n", file);
}

void digest_json(const struct digest_view *view)
{
    const struct digest *const d = view->digest;
    FILE *const file = view->output->file;

    fputs("{\n  \"schema\": \"tm-digest/1\"", file);
    field(file, "title", cli_text(view->title));
    field(file, "language", cli_text(d->language));
    fprintf(file, ",\n  \"documents\": %zu, \"outside\": %zu, \"unrelated\": %zu",
            d->documents.count, d->outside, d->unrelated);
    time_field(file, "first", d->has_time, d->first);
    time_field(file, "last", d->has_time, d->last);
    fputs(",\n", file);
    print_sections(d, file);
    fputs("  \"stories\": [", file);
    for (size_t s = 0; s < d->stories; s++)
        print_story(d, s, file);
    fputs("],\n  \"loners\": [", file);
    for (size_t i = 0; i < d->loners; i++) {
        fputs(i > 0 ? ",\n    " : "\n    ", file);
        print_document(d, d->loner[i], file);
    }
    fputs("]\n}\n", file);
}
