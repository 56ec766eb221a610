#include "digest/digest_read.h"

#include <stdlib.h>
#include <string.h>

/* A document without a date may well be of the period: it stays. */
static bool is_outside(const struct digest_options *options, tm_text date)
{
    int64_t time;

    if ((!options->since && !options->until) || !cli_when_parse(&time, date))
        return false;
    return (options->since && time < options->since_time) ||
           (options->until && time > options->until_time);
}

static int read_records(struct digest *digest, struct tm_reader *reader,
                        const struct digest_options *options, struct cli_bar *bar)
{
    struct tm_record record;
    enum tm_read got;

    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        if (is_outside(options, record.date))
            digest->outside++;
        else
            cli_documents_add(&digest->documents, &record);
        cli_bar_update(bar, "read", record.number, 0);
    }
    if (got == TM_READ_FAILED || tm_reader_finish(reader) != 0)
        return CLI_FAILED;
    return CLI_GO_ON;
}

void digest_find_times(struct digest *digest)
{
    const size_t count = digest->documents.count;

    digest->dated = cli_alloc(count, sizeof *digest->dated);
    digest->time = cli_alloc(count, sizeof *digest->time);
    for (size_t i = 0; i < count; i++) {
        const int64_t *const time = &digest->time[i];

        digest->dated[i] =
            cli_when_parse(&digest->time[i], cli_document_date(&digest->documents, i));
        if (!digest->dated[i])
            continue;
        if (!digest->has_time || *time < digest->first)
            digest->first = *time;
        if (!digest->has_time || *time > digest->last)
            digest->last = *time;
        digest->has_time = true;
    }
}

int digest_read(struct digest *digest, struct tm_reader *reader,
                const struct digest_options *options, struct cli_bar *bar)
{
    const int status = read_records(digest, reader, options, bar);

    if (status == CLI_GO_ON)
        digest_find_times(digest);
    return status;
}
