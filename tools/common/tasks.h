/* What there is to do, in one line each; `tm` lists it and every tool's manual page says it. */
#ifndef CLI_TASKS_H
#define CLI_TASKS_H

struct cli_task {
    const char *name, *summary;
};

/* Ends with a row of NULLs. */
extern const struct cli_task cli_tasks[];

/* The summary of a task, NULL if it is none of ours. */
const char *cli_task_summary(const char *name);

#endif
