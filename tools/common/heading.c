#include "heading.h"

#include "columns.h"
#include "json.h"

#include <stdio.h>
#include <string.h>

void cli_add_name(struct cli_bytes *out, tm_text title, tm_text id, const char *file, size_t line)
{
    char number[32];

    if (title.size > 0) {
        cli_add_clean(out, title);
    } else if (id.size > 0 && id.data[0] == '"') {
        cli_json_add_plain(out, id);
    } else if (file) {
        cli_add_clean(out, (tm_text){file, strlen(file)});
        snprintf(number, sizeof number, ":%zu", line);
        if (line > 0)
            cli_bytes_add_string(out, number);
    }
}

void cli_print_heading(const struct cli_output *output, const struct cli_bytes *name)
{
    fprintf(output->file, "%s==> ", cli_bold(output));
    if (output->terminal)
        cli_print_fit(output->file, (tm_text){name->data, name->size}, output->width - 8);
    else
        fwrite(name->data, 1, name->size, output->file);
    fprintf(output->file, " <==%s\n", cli_plain(output));
}
