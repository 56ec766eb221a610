#include "label_file.h"

#include "io/stream.h"
#include "options.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static size_t add(struct cli_labels *labels, const char *text, size_t size)
{
    const size_t at = labels->bytes.size;

    cli_bytes_add(&labels->bytes, text, size);
    return at;
}

/* A string or a number behind what is there already; its size, 0 if it is neither. */
static size_t add_value(struct cli_labels *labels, const json_t *value)
{
    const size_t before = labels->bytes.size;
    char number[32];

    if (json_is_string(value)) {
        cli_bytes_add(&labels->bytes, json_string_value(value), json_string_length(value));
    } else if (json_is_integer(value)) {
        snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        cli_bytes_add_string(&labels->bytes, number);
    } else if (json_is_real(value)) {
        snprintf(number, sizeof number, "%.17g", json_real_value(value));
        cli_bytes_add_string(&labels->bytes, number);
    } else if (json_is_boolean(value)) {
        cli_bytes_add_string(&labels->bytes, json_is_true(value) ? "true" : "false");
    }
    return labels->bytes.size - before;
}

static size_t add_number(struct cli_labels *labels, size_t n)
{
    char number[32];

    snprintf(number, sizeof number, "%zu", n);
    cli_bytes_add_string(&labels->bytes, number);
    return strlen(number);
}

static const json_t *find_label(const json_t *object, const char *const *fields)
{
    const json_t *value = NULL;

    for (; *fields && !value; fields++)
        value = json_object_get(object, *fields);
    return value;
}

static int bad_line(const struct tm_stream *stream, const char *reason)
{
    return cli_error("%s:%zu: %s", tm_stream_name(stream), tm_stream_line_number(stream), reason);
}

static int add_json(struct cli_labels *labels, const struct tm_stream *stream, tm_text line,
                    struct cli_label *item, const char *const *fields)
{
    json_error_t error;
    json_t *object = json_loadb(line.data, line.size, JSON_ALLOW_NUL, &error);
    const json_t *label = find_label(object, fields), *id = json_object_get(object, "id");
    int status = CLI_GO_ON;

    if (!object)
        return bad_line(stream, "not JSON; a record is a line, as --format jsonl writes them");
    item->id = labels->bytes.size;
    item->id_size = id ? add_value(labels, id) : add_number(labels, labels->count + 1);
    item->label = labels->bytes.size;
    item->label_size = label ? add_value(labels, label) : 0;
    if (item->id_size == 0)
        status = bad_line(stream, "'id' is neither a string nor a number");
    else if (item->label_size == 0)
        status = cli_error("%s:%zu: no '%s' that is a string or a number", tm_stream_name(stream),
                           tm_stream_line_number(stream), fields[0]);
    json_decref(object);
    return status;
}

/* Field `number` of a line of a table, from 0. data is NULL if there are not so many. */
static tm_text tsv_field(tm_text line, size_t number)
{
    const char *at = line.data, *const end = line.data + line.size, *tab;

    while ((tab = memchr(at, '\t', (size_t)(end - at))) && number > 0) {
        at = tab + 1;
        number--;
    }
    return number > 0 ? (tm_text){NULL, 0} : (tm_text){at, (size_t)((tab ? tab : end) - at)};
}

static bool is_called(tm_text field, const char *name)
{
    return field.size == strlen(name) && memcmp(field.data, name, field.size) == 0;
}

/* The column that a header calls by the first of the fields that it has; the second if by none. */
static size_t label_column(tm_text header, const char *const *fields)
{
    for (; *fields; fields++)
        for (size_t i = 1; tsv_field(header, i).data; i++)
            if (is_called(tsv_field(header, i), *fields))
                return i;
    return 1;
}

static int add_tsv(struct cli_labels *labels, const struct tm_stream *stream, tm_text line,
                   struct cli_label *item)
{
    const tm_text id = tsv_field(line, 0), label = tsv_field(line, labels->column);

    if (!label.data)
        return bad_line(stream,
                        "neither JSON, nor an id, a tab and a label, nor one word or number");
    item->id_size = id.size;
    item->id = add(labels, id.data, id.size);
    item->label_size = label.size;
    item->label = add(labels, label.data, label.size);
    return CLI_GO_ON;
}

/* One word or number, and no line of another table or of JSON. */
static bool is_bare(tm_text line)
{
    for (size_t i = 0; i < line.size; i++)
        if ((unsigned char)line.data[i] <= ' ' || strchr(",;", line.data[i]))
            return false;
    return line.data[0] != '{' && line.data[0] != '[';
}

/* The line's number is the document's, as in files of CLUTO. */
static int add_bare(struct cli_labels *labels, const struct tm_stream *stream, tm_text line,
                    struct cli_label *item)
{
    if (!is_bare(line))
        return bad_line(stream, "is no label alone, as the lines before");
    item->id = labels->bytes.size;
    item->id_size = add_number(labels, item->line);
    item->label_size = line.size;
    item->label = add(labels, line.data, line.size);
    return CLI_GO_ON;
}

static int add_line(struct cli_labels *labels, const struct tm_stream *stream, tm_text line,
                    const char *const *fields)
{
    struct cli_label *item;
    int status;

    if (line.size == 0)
        return CLI_GO_ON;
    if (tm_stream_line_number(stream) == 1 && is_called(tsv_field(line, 0), "id")) {
        labels->column = label_column(line, fields);
        return CLI_GO_ON;
    }
    cli_grow(&labels->item, &labels->capacity, labels->count + 1, sizeof *labels->item);
    item = &labels->item[labels->count];
    item->line = tm_stream_line_number(stream);
    if (labels->count == 0)
        labels->bare = is_bare(line);
    if (labels->bare)
        status = add_bare(labels, stream, line, item);
    else if (line.data[0] == '{')
        status = add_json(labels, stream, line, item, fields);
    else
        status = add_tsv(labels, stream, line, item);
    labels->count += status == CLI_GO_ON;
    return status;
}

int cli_labels_read(struct cli_labels *labels, const char *path, const char *const *fields)
{
    struct tm_stream *stream = tm_stream_open(path, TM_STREAM_LIMIT);
    enum tm_read got = stream ? tm_stream_member(stream) : TM_READ_FAILED;
    int status = CLI_GO_ON;
    tm_text line;

    memset(labels, 0, sizeof *labels);
    labels->column = 1;
    while (got == TM_READ_OK && status == CLI_GO_ON) {
        got = tm_stream_line(stream, &line);
        if (got == TM_READ_OK)
            status = add_line(labels, stream, line, fields);
    }
    if (stream)
        tm_stream_close(stream);
    return got == TM_READ_FAILED ? CLI_FAILED : status;
}

void cli_labels_add_id(struct cli_labels *labels, tm_text id)
{
    struct cli_label *item;

    cli_grow(&labels->item, &labels->capacity, labels->count + 1, sizeof *labels->item);
    item = &labels->item[labels->count++];
    *item = (struct cli_label){.id_size = id.size, .line = labels->count};
    item->id = add(labels, id.data, id.size);
    item->label = labels->bytes.size;
}

void cli_labels_free(struct cli_labels *labels)
{
    cli_bytes_free(&labels->bytes);
    free(labels->item);
    memset(labels, 0, sizeof *labels);
}

/* A text that is being sorted, and which document it is of. */
struct key {
    const char *data;
    size_t size, item;
};

static int by_text(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    const size_t n = x->size < y->size ? x->size : y->size;
    const int order = n ? memcmp(x->data, y->data, n) : 0;

    return order ? order : x->size < y->size ? -1 : x->size > y->size;
}

static struct key *sorted(const struct cli_labels *labels, bool by_id)
{
    struct key *key = cli_alloc(labels->count + 1, sizeof *key);

    for (size_t i = 0; i < labels->count; i++) {
        const struct cli_label *item = &labels->item[i];
        key[i].data = labels->bytes.data + (by_id ? item->id : item->label);
        key[i].size = by_id ? item->id_size : item->label_size;
        key[i].item = i;
    }
    qsort(key, labels->count, sizeof *key, by_text);
    return key;
}

uint32_t *cli_labels_number(const struct cli_labels *labels)
{
    struct key *key = sorted(labels, false);
    uint32_t *number = cli_alloc(labels->count + 1, sizeof *number), n = 0;

    for (size_t i = 0; i < labels->count; i++) {
        n += i > 0 && by_text(&key[i - 1], &key[i]) != 0;
        number[key[i].item] = n;
    }
    free(key);
    return number;
}

tm_text *cli_labels_names(const struct cli_labels *labels, size_t *groups)
{
    struct key *key = sorted(labels, false);
    tm_text *name = cli_alloc(labels->count + 1, sizeof *name);

    *groups = 0;
    for (size_t i = 0; i < labels->count; i++)
        if (i == 0 || by_text(&key[i - 1], &key[i]) != 0)
            name[(*groups)++] = (tm_text){key[i].data, key[i].size};
    free(key);
    return name;
}

static int check_twice(const struct cli_labels *labels, const struct key *key, const char *path)
{
    for (size_t i = 1; i < labels->count; i++)
        if (by_text(&key[i - 1], &key[i]) == 0)
            return cli_error("%s:%zu: id %.*s stands twice", path, labels->item[key[i].item].line,
                             (int)key[i].size, key[i].data);
    return CLI_GO_ON;
}

/* where[i]: the document of `from` that is document i of `wanted`, or CLI_NO_LABEL. */
static void align(uint32_t *where, const struct key *wanted, size_t count, const struct key *from,
                  size_t from_count)
{
    size_t at = 0;

    for (size_t i = 0; i < count; i++) {
        while (at < from_count && by_text(&from[at], &wanted[i]) < 0)
            at++;
        where[wanted[i].item] = at < from_count && by_text(&from[at], &wanted[i]) == 0
                                    ? (uint32_t)from[at].item
                                    : CLI_NO_LABEL;
    }
}

/* Every document has to be there; the first in the order of ids is named that is not. */
static int check_all(const uint32_t *where, const struct key *wanted, size_t count,
                     const char *path)
{
    for (size_t i = 0; i < count; i++)
        if (where[wanted[i].item] == CLI_NO_LABEL)
            return cli_error("%s: no document with id %.*s", path, (int)wanted[i].size,
                             wanted[i].data);
    return CLI_GO_ON;
}

/* where[] for keys of `wanted` that were sorted by id. */
static int find(uint32_t **where, const struct cli_labels *wanted, const struct key *wanted_key,
                const struct cli_labels *from, const char *from_path)
{
    struct key *from_key = sorted(from, true);
    const int status = check_twice(from, from_key, from_path);

    *where = cli_alloc(wanted->count + 1, sizeof **where);
    align(*where, wanted_key, wanted->count, from_key, from->count);
    free(from_key);
    return status;
}

static int forget_unless(int status, uint32_t **where)
{
    if (status != CLI_GO_ON) {
        free(*where);
        *where = NULL;
    }
    return status;
}

int cli_labels_find(uint32_t **where, const struct cli_labels *wanted, const char *wanted_path,
                    const struct cli_labels *from, const char *from_path)
{
    struct key *wanted_key = sorted(wanted, true);
    int status = check_twice(wanted, wanted_key, wanted_path);

    *where = NULL;
    if (status == CLI_GO_ON)
        status = find(where, wanted, wanted_key, from, from_path);
    if (status == CLI_GO_ON)
        status = check_all(*where, wanted_key, wanted->count, from_path);
    free(wanted_key);
    return forget_unless(status, where);
}

int cli_labels_match(uint32_t **where, const struct cli_labels *wanted,
                     const struct cli_labels *from, const char *from_path)
{
    struct key *wanted_key = sorted(wanted, true);
    const int status = find(where, wanted, wanted_key, from, from_path);

    free(wanted_key);
    return forget_unless(status, where);
}

int cli_labels_join(const struct cli_labels *gold_labels, const char *gold_path,
                    const struct cli_labels *predicted_labels, const char *predicted_path,
                    uint32_t **gold, uint32_t **predicted)
{
    uint32_t *number;
    const int status =
        cli_labels_find(predicted, gold_labels, gold_path, predicted_labels, predicted_path);

    *gold = NULL;
    if (status != CLI_GO_ON)
        return status;
    number = cli_labels_number(predicted_labels);
    for (size_t i = 0; i < gold_labels->count; i++)
        (*predicted)[i] = number[(*predicted)[i]];
    free(number);
    *gold = cli_labels_number(gold_labels);
    return CLI_GO_ON;
}
