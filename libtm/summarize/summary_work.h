/* One call of tm_summarize(): its parts and what is handed from step to step. */
#ifndef TM_SUMMARIZE_SUMMARY_WORK_H
#define TM_SUMMARIZE_SUMMARY_WORK_H

#include "summarize/selection.h"

struct tm__summary_work {
    /* What is summarised; behind it in texts: what the reader knows, then what he asks. */
    const tm_text *texts;
    size_t count, background, queries;
    const tm_summary_options *options; /* complete */
    tm_summary_mode mode;
    const tm_summary_model *model;
    struct tm__budget budget;
    struct tm__passages passages;
    struct tm__word_forms *forms; /* of this call alone, if there is no cache */
    struct tm__reading reading;   /* of the passages */
    struct tm__concepts concepts;
    struct tm__ranking ranking;
    struct tm__selection selection;
};

/* Find the concepts, if that is not done. */
tm_status tm__need_concepts(struct tm__summary_work *w, tm_error *err);

/* The mode where it is TM_SUMMARY_AUTO, from passages and, if it has to, concepts. */
tm_status tm__find_mode(struct tm__summary_work *w, tm_error *err);

/* Weigh concepts by how much their sentences are about the query; sets ranking.asked and who
 * answers. */
tm_status tm__focus(struct tm__summary_work *w, tm_error *err);

/* What the reader knows is worth nothing. */
void tm__forget_known(struct tm__summary_work *w);

/* Where the passages of the query begin, behind those that the reader knows. */
size_t tm__query_start(const struct tm__summary_work *w);

/* Fill the summary from the selection, or with the beginning of a passage. */
tm_status tm__write_summary(tm_summary *s, const struct tm__summary_work *w, tm_error *err);
tm_status tm__write_beginning(tm_summary *s, const struct tm__summary_work *w, size_t passage,
                              tm_error *err);

/* The concepts that each sentence is the first of the summary to cover. */
tm_status tm__explain(tm_summary *s, const struct tm__summary_work *w, tm_error *err);

#endif
