#include "tasks.h"

#include <stddef.h>
#include <string.h>

const struct cli_task cli_tasks[] = {
    {"cluster", "group documents into stories or topics, and name them"},
    {"digest", "turn a day's documents into summarised stories"},
    {"evaluate", "score results against gold"},
    {"keywords", "find the phrases that documents are about"},
    {"read", "turn pages, feeds and files into clean records"},
    {"segment", "cut text into sentences or words, with their places"},
    {"similar", "find documents that are alike"},
    {"summarize", "pick the key sentences of documents"},
    {"track", "follow stories from day to day"},
    {"train", "make a model from texts"},
    {"vectorize", "turn documents into TF-IDF vectors"},
    {NULL, NULL},
};

const char *cli_task_summary(const char *name)
{
    for (const struct cli_task *task = cli_tasks; task->name; task++)
        if (strcmp(task->name, name) == 0)
            return task->summary;
    return NULL;
}
