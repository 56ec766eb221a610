#include "rouge_file.h"

#include "io/json_parse.h"
#include "io/stream.h"
#include "options.h"

#include <stdlib.h>
#include <string.h>

/* Reads one file. */
struct reader {
    struct rouge_file *file;
    struct tm_stream *stream;
    const char *like; /* what its lines should look like */
    struct cli_bytes scratch, reason;
};

typedef int (*texts_fn)(struct reader *reader, const json_t *object);

static int bad_line(const struct reader *r, const char *reason)
{
    return cli_error("%s:%zu: %s", tm_stream_name(r->stream), tm_stream_line_number(r->stream),
                     reason);
}

/* No record at all: perhaps the wrong file, so say what is expected. */
static int strange_line(const struct reader *r, const char *reason)
{
    return cli_error("%s:%zu: %s; lines should be like %s", tm_stream_name(r->stream),
                     tm_stream_line_number(r->stream), reason, r->like);
}

static void start_text(struct rouge_file *file)
{
    cli_grow(&file->text, &file->text_capacity, file->texts + 1, sizeof *file->text);
    file->text[file->texts].start = file->bytes.size;
}

static void end_text(struct rouge_file *file)
{
    file->text[file->texts++].end = file->bytes.size;
}

static void add_string(struct rouge_file *file, const json_t *value)
{
    cli_bytes_add(&file->bytes, json_string_value(value), json_string_length(value));
}

static void add_text(struct rouge_file *file, const json_t *value)
{
    start_text(file);
    add_string(file, value);
    end_text(file);
}

static bool is_summary(const json_t *object)
{
    return json_is_string(json_object_get(object, "summary")) ||
           json_is_array(json_object_get(object, "sentences"));
}

static int add_references(struct reader *r, const json_t *object)
{
    const json_t *list = json_object_get(object, "references");
    const json_t *one = json_object_get(object, "reference"), *value;
    size_t i;

    if (!list && json_is_string(one)) {
        add_text(r->file, one);
        return CLI_GO_ON;
    }
    if (json_array_size(list) == 0 && is_summary(object))
        return bad_line(r, "a summary, and no 'references'; GOLD comes before PREDICTED");
    if (json_array_size(list) == 0)
        return bad_line(r, "no 'references' that is a list of texts, and no 'reference'");
    json_array_foreach(list, i, value)
    {
        if (!json_is_string(value))
            return bad_line(r, "'references' holds something that is no text");
        add_text(r->file, value);
    }
    return CLI_GO_ON;
}

static int add_sentences(struct reader *r, const json_t *sentences)
{
    const json_t *value;
    size_t i;

    start_text(r->file);
    json_array_foreach(sentences, i, value)
    {
        const json_t *text = json_object_get(value, "text");
        if (!json_is_string(text))
            return bad_line(r, "'sentences' holds something without a 'text'");
        if (i)
            cli_bytes_add(&r->file->bytes, "\n", 1);
        add_string(r->file, text);
    }
    end_text(r->file);
    return CLI_GO_ON;
}

static int add_summary(struct reader *r, const json_t *object)
{
    const json_t *sentences = json_object_get(object, "sentences");
    const json_t *summary = json_object_get(object, "summary");

    if (json_is_array(sentences))
        return add_sentences(r, sentences);
    if (!json_is_string(summary))
        return bad_line(r, "no 'summary' that is a text, and no list 'sentences'");
    add_text(r->file, summary);
    return CLI_GO_ON;
}

/* False if it is neither a string nor a whole number. Without an id, the number of the record. */
static bool add_id(struct rouge_file *file, const json_t *id)
{
    char number[32];

    if (json_is_string(id)) {
        add_string(file, id);
        return json_string_length(id) > 0;
    }
    if (id && !json_is_integer(id))
        return false;
    snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT,
             id ? json_integer_value(id) : (json_int_t)file->count + 1);
    cli_bytes_add_string(&file->bytes, number);
    return true;
}

static int add_record(struct reader *r, tm_text line, texts_fn texts)
{
    struct rouge_file *file = r->file;
    struct rouge_record *record;
    json_t *object;
    int status;

    cli_bytes_clear(&r->reason);
    object = tm_json_parse(line, &r->scratch, &r->reason);
    if (!object)
        return strange_line(r, r->reason.size ? r->reason.data : "not JSON");
    cli_grow(&file->record, &file->capacity, file->count + 1, sizeof *file->record);
    record = &file->record[file->count];
    record->id = file->bytes.size;
    record->line = tm_stream_line_number(r->stream);
    record->first = file->texts;
    if (!json_is_object(object))
        status = strange_line(r, "not an object");
    else if (!add_id(file, json_object_get(object, "id")))
        status = bad_line(r, "'id' is neither a string nor a whole number");
    else {
        record->id_size = file->bytes.size - record->id;
        status = texts(r, object);
    }
    record->texts = file->texts - record->first;
    file->count += status == CLI_GO_ON;
    json_decref(object);
    return status;
}

static int read_file(struct rouge_file *file, const char *path, texts_fn texts, const char *like)
{
    struct reader r = {.file = file, .stream = tm_stream_open(path, TM_STREAM_LIMIT), .like = like};
    enum tm_read got = r.stream ? tm_stream_member(r.stream) : TM_READ_FAILED;
    int status = CLI_GO_ON;
    tm_text line;

    memset(file, 0, sizeof *file);
    file->path = strcmp(path, "-") == 0 ? "standard input" : path;
    while (got == TM_READ_OK && status == CLI_GO_ON) {
        got = tm_stream_line(r.stream, &line);
        if (got == TM_READ_OK &&
            tm_json_skip_blanks(line.data, line.data + line.size) < line.data + line.size)
            status = add_record(&r, line, texts);
    }
    if (r.stream)
        tm_stream_close(r.stream);
    cli_bytes_free(&r.scratch);
    cli_bytes_free(&r.reason);
    return got == TM_READ_FAILED ? CLI_FAILED : status;
}

int rouge_file_read_gold(struct rouge_file *file, const char *path)
{
    const int status =
        read_file(file, path, add_references, "{\"id\": 1, \"references\": [\"...\"]}");

    return status == CLI_GO_ON && !file->count ? cli_error("%s: no records", file->path) : status;
}

int rouge_file_read_summaries(struct rouge_file *file, const char *path)
{
    return read_file(file, path, add_summary, "{\"id\": 1, \"summary\": \"...\"}");
}

void rouge_file_free(struct rouge_file *file)
{
    cli_bytes_free(&file->bytes);
    free(file->record);
    free(file->text);
    memset(file, 0, sizeof *file);
}

tm_text rouge_file_text(const struct rouge_file *file, size_t record, size_t k)
{
    const tm_span span = file->text[file->record[record].first + k];

    return (tm_text){file->bytes.data + span.start, span.end - span.start};
}

tm_text rouge_file_id(const struct rouge_file *file, size_t record)
{
    return (tm_text){file->bytes.data + file->record[record].id, file->record[record].id_size};
}

/* An id that is being sorted, and whose it is. */
struct key {
    tm_text id;
    size_t record;
};

static int by_id(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    const size_t n = x->id.size < y->id.size ? x->id.size : y->id.size;
    const int order = memcmp(x->id.data, y->id.data, n);

    return order ? order : x->id.size < y->id.size ? -1 : x->id.size > y->id.size;
}

/* The ids of a file in order; NULL, after a message, if one stands twice. */
static struct key *sort_ids(const struct rouge_file *file)
{
    struct key *key = cli_alloc(file->count + 1, sizeof *key);

    for (size_t i = 0; i < file->count; i++)
        key[i] = (struct key){rouge_file_id(file, i), i};
    qsort(key, file->count, sizeof *key, by_id);
    for (size_t i = 1; i < file->count; i++) {
        if (by_id(&key[i - 1], &key[i]) != 0)
            continue;
        cli_error("%s:%zu: id %.*s stands twice", file->path, file->record[key[i].record].line,
                  (int)key[i].id.size, key[i].id.data);
        free(key);
        return NULL;
    }
    return key;
}

static int find_summaries(size_t *where, const struct rouge_file *gold,
                          const struct rouge_file *summaries, const struct key *key)
{
    for (size_t i = 0; i < gold->count; i++) {
        const struct key want = {rouge_file_id(gold, i), i};
        const struct key *found = bsearch(&want, key, summaries->count, sizeof *key, by_id);
        if (!found)
            return cli_error("%s: no summary of record %.*s", summaries->path, (int)want.id.size,
                             want.id.data);
        where[i] = found->record;
    }
    return CLI_GO_ON;
}

int rouge_file_join(size_t **where, const struct rouge_file *gold,
                    const struct rouge_file *summaries)
{
    struct key *gold_key = sort_ids(gold);
    struct key *key = gold_key ? sort_ids(summaries) : NULL;
    int status = CLI_FAILED;

    *where = NULL;
    if (key) {
        *where = cli_alloc(gold->count, sizeof **where);
        status = find_summaries(*where, gold, summaries, key);
    }
    free(gold_key);
    free(key);
    return status;
}
