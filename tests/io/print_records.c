/* Prints what the reader makes of its input, one record a line; and with --memory, how much memory
 * that took at most, in KiB, on stderr. */
#include "json.h"
#include "options.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>

static struct {
    struct cli_common common;
    bool memory, quiet;
    uint64_t limit;
} set;

static const struct cli_option options[] = {
    CLI_OPTION_INPUT(set.common),
    CLI_OPTION_STRICT(set.common),
    {"memory", 0, CLI_FLAG, NULL, "say how much was needed", NULL, &set.memory, NULL, 0, 0},
    {"quiet", 0, CLI_FLAG, NULL, "print only the number of records", NULL, &set.quiet, NULL, 0, 0},
    {"limit", 0, CLI_COUNT, "BYTES", "how long a record may be", NULL, &set.limit, NULL, 1, 0},
    CLI_OPTION_END,
};

static const struct cli_program program = {
    .name = "print_records",
    .summary = "print what the reader reads",
    .synopsis = "[OPTION]... [FILE]...",
    .description = "A test's program.",
    .options = options,
};

static void print_field(const char *name, tm_text text)
{
    if (text.size == 0)
        return;
    printf(",\"%s\":", name);
    cli_json_string(stdout, text);
}

static void print_record(const struct tm_record *record)
{
    printf("{\"id\":%.*s,\"line\":%zu", (int)record->id.size, record->id.data, record->line);
    print_field("title", record->title);
    for (size_t i = 0; i < record->texts; i++)
        print_field("text", record->text[i]);
    print_field("date", record->date);
    print_field("source", record->source);
    print_field("lang", record->lang);
    print_field("url", record->url);
    print_field("author", record->author);
    puts("}");
}

static void print_memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    fprintf(stderr, "%ld\n", usage.ru_maxrss);
}

int main(int argc, char **argv)
{
    struct tm_reader_options input;
    struct tm_reader *reader;
    struct tm_record record;
    enum tm_read got;
    uint64_t count = 0;
    int first, status = cli_parse(&program, argc, argv, &first);

    if (status == CLI_GO_ON)
        status = cli_check_input(&set.common);
    if (status != CLI_GO_ON)
        return status;
    input = cli_reader_options(&set.common, "lines");
    input.limit = (size_t)set.limit;
    reader = tm_reader_open(argv + first, (size_t)(argc - first), &input);
    while ((got = tm_reader_next(reader, &record)) == TM_READ_OK) {
        count++;
        if (!set.quiet)
            print_record(&record);
    }
    if (set.quiet)
        printf("%" PRIu64 "\n", count);
    status = got == TM_READ_FAILED || tm_reader_finish(reader) ? CLI_FAILED : CLI_DONE;
    tm_reader_close(reader);
    if (set.memory)
        print_memory();
    return status;
}
