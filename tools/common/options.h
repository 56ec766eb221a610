/*
 * Options from one table. The table of a tool drives parsing, --help, the man page and completion,
 * so that none of them can be forgotten.
 *
 * The variables are set from the defaults in the table before anything is parsed. Options and files
 * may be mixed; `--` ends the options. Table and program must outlive the parsing.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "bytes.h"
#include "io/reader.h" /* tm_reader_inputs */
#include "talk.h"

enum cli_kind {
    CLI_HEADING, /* not an option: `help` is a heading over those that follow */
    CLI_FLAG,    /* bool: --name sets it */
    CLI_SWITCH,  /* bool: --name sets it, --no-name clears it */
    CLI_MAYBE,   /* int: the same, 1 or 0; -1 if neither is given */
    CLI_COUNT,   /* uint64_t, a whole number in [low, high] */
    CLI_NUMBER,  /* double in (low, high] */
    CLI_SHARE,   /* double in [0, 1] */
    CLI_CHOICE,  /* int: index into choices */
    CLI_STRING,  /* const char *, borrowed from argv */
    CLI_CODE,    /* the same, a code of a language: EN and en-US become en there */
    CLI_LIST,    /* struct cli_bytes: what was given, each time behind a comma */
    CLI_FILE     /* as CLI_STRING; completed as a file name */
};

struct cli_option {
    const char *name; /* long name */
    char letter;      /* short name, 0 for none */
    enum cli_kind kind;
    const char *value;    /* what stands for the value in the help, NULL for bools */
    const char *help;     /* a phrase without a full stop */
    const char *fallback; /* the default as a user would write it; NULL leaves *target alone */
    void *target;         /* the variable, of the type that the kind says */
    const char *const *choices; /* ends with NULL */
    double low, high;           /* high 0: no upper limit */
};

struct cli_example {
    const char *command, *explanation;
};

struct cli_rule; /* rules.h */

struct cli_program {
    const char *name;                 /* "tm-cluster" */
    const char *summary;              /* one line; NULL: the task's, see tasks.h */
    const char *synopsis;             /* "[OPTION]... [FILE]..." */
    const char *description;          /* paragraphs, separated by blank lines */
    const struct cli_option *options; /* ends with a row whose help is NULL */
    const char *formats; /* what the output means, field by field: paragraphs for the man page */
    const struct cli_example *examples; /* ends with a row of NULLs; may be NULL */
    const struct cli_rule
        *rules; /* what options exclude or need each other, see rules.h; or NULL */
    bool dense; /* long products of dense blocks: OpenBLAS must know the processor */
};

enum { CLI_GO_ON = -1 };

/*
 * Parse, first thing in main() (it calls tm_blas_prepare()). The operands are argv[*first .. argc).
 * Returns CLI_GO_ON, or the exit code when there is nothing left to do (--help, --version) or the
 * options are wrong.
 */
int cli_parse(const struct cli_program *program, int argc, char **argv, int *first);

/* Whether there is a --no-name too. */
bool cli_is_switch(const struct cli_option *row);
/* Rows of the table, headings included. */
size_t cli_option_count(const struct cli_program *program);
/* --help and --version, which every tool has, as rows for the writers below. */
extern const struct cli_option cli_standard_options[2];

/* To stdout; return an exit code. */
int cli_print_help(const struct cli_program *program);
int cli_print_man(const struct cli_program *program);
int cli_print_completion(const struct cli_program *program, const char *shell);

/* What every tool has. */
enum cli_when { CLI_AUTO, CLI_ALWAYS, CLI_NEVER };

struct cli_common {
    const char *lang;
    const char *stop_file;   /* --stop-list */
    tm_stop_list *stop_list; /* what is in it, see cli_check_common(); NULL: not given */
    int input;               /* index into tm_reader_inputs */
    const char *charset;
    struct cli_bytes field; /* --field, as given */
    struct tm_fields fields;
    bool strict;
    const char *output;
    uint64_t seed, threads;
    int progress, color; /* enum cli_when */
};

extern const char *const cli_when_choices[];

/* Check --charset and --field. CLI_GO_ON, or CLI_WRONG_USE after a message. */
int cli_check_input(struct cli_common *common);
/* What the options say about reading; borrows from `common`. fallback: the format of what is
 * recognised as nothing else. */
struct tm_reader_options cli_reader_options(const struct cli_common *common, const char *fallback);

#define CLI_OPTION_HEADING(text)                                                                   \
    {                                                                                              \
        .kind = CLI_HEADING, .help = (text)                                                        \
    }
#define CLI_OPTION_LANG(c, shown)                                                                  \
    {                                                                                              \
        "lang", 0, CLI_CODE, "CODE", "language, ISO 639-1", shown, &(c).lang, NULL, 0, 0           \
    }
#define CLI_OPTION_STOP_LIST(c, help)                                                              \
    {                                                                                              \
        "stop-list", 0, CLI_FILE, "FILE", help, NULL, &(c).stop_file, NULL, 0, 0                   \
    }
/* Several rows: everything about how input is read but --strict. */
#define CLI_OPTION_INPUT(c)                                                                         \
    {"input", 0,          CLI_CHOICE,       "FORMAT", "read this format instead of looking",        \
     "auto",  &(c).input, tm_reader_inputs, 0,        0},                                           \
        {"charset",    0,    CLI_STRING, "NAME", "the input is in this charset; do not look", NULL, \
         &(c).charset, NULL, 0,          0},                                                        \
    {                                                                                               \
        "field", 0, CLI_LIST, "FIELD=NAME",                                                         \
            "records have FIELD (title, text, id, date, source, url, author, lang, label, html) "   \
            "under NAME, in "                                                                       \
            "JSON and CSV",                                                                         \
            NULL, &(c).field, NULL, 0, 0                                                            \
    }
#define CLI_OPTION_STRICT(c)                                                                       \
    {                                                                                              \
        "strict", 0, CLI_FLAG, NULL, "stop at a bad record instead of skipping it", NULL,          \
            &(c).strict, NULL, 0, 0                                                                \
    }
/* choices: by name, for people or programs, the default first; see ending.h. */
#define CLI_OPTION_FORMAT(target, choices, first, help)                                            \
    {                                                                                              \
        "format", 0, CLI_CHOICE, "FORMAT", help, "(by the ending of -o, else " first ")",          \
            &(target), choices, 0, 0                                                               \
    }
#define CLI_OPTION_OUTPUT(c)                                                                       \
    {                                                                                              \
        "output", 'o', CLI_FILE, "FILE", "write to FILE, which appears whole or not at all", NULL, \
            &(c).output, NULL, 0, 0                                                                \
    }
#define CLI_OPTION_SEED(c)                                                                         \
    {                                                                                              \
        "seed", 0, CLI_COUNT, "N", "seed of everything random", "0", &(c).seed, NULL, 0, 0         \
    }
#define CLI_OPTION_THREADS(c)                                                                      \
    {                                                                                              \
        "threads", 0, CLI_COUNT, "N", "threads to use; the output does not depend on it", "(all)", \
            &(c).threads, NULL, 1, 4096                                                            \
    }
#define CLI_OPTION_PROGRESS(c)                                                                     \
    {                                                                                              \
        "progress", 0, CLI_CHOICE, "WHEN", "show a bar on the terminal", "auto", &(c).progress,    \
            cli_when_choices, 0, 0                                                                 \
    }
#define CLI_OPTION_COLOR(c)                                                                        \
    {                                                                                              \
        "color", 0, CLI_CHOICE, "WHEN", "colours; NO_COLOR is honoured", "auto", &(c).color,       \
            cli_when_choices, 0, 0                                                                 \
    }
#define CLI_OPTION_END                                                                             \
    {                                                                                              \
        .kind = CLI_HEADING                                                                        \
    }

#endif
