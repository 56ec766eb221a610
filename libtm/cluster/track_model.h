/* A mixture of Dirichlet-multinomials that documents are added to one after the other. */
#ifndef TM_CLUSTER_TRACK_MODEL_H
#define TM_CLUSTER_TRACK_MODEL_H

#include "base/strings.h"
#include "cluster/word_stories.h"

#include <tm/text.h>

enum { TM__TRACK_GAINS = 256 };
#define TM__TRACK_NEW UINT32_MAX /* a story that does not exist yet */

struct tm__track_story {
    uint64_t words;
    uint32_t documents;
    double log_documents;
};

/* A word of the document at hand, and how often it stands there. */
struct tm__track_word {
    uint32_t word, count;
};

struct tm__track_model {
    tm_analyzer *analyzer;               /* borrowed */
    double gain_of_one[TM__TRACK_GAINS]; /* what a word that stands once adds where it stands n
                                            times */
    struct tm__strings form;             /* words as written */
    uint32_t *form_word;                 /* [form.count] the word of a form; UINT32_MAX: none */
    size_t form_capacity;
    struct tm__strings word;
    struct tm__word_stories postings; /* [word.count] lists */
    size_t used;                      /* words that a story has */
    struct tm__track_story *story;    /* [stories] */
    double *score;                    /* [stories] scratch; 0 between calls */
    size_t stories, story_capacity, score_capacity;
    uint64_t documents;
    double alpha;      /* of the Dirichlet process */
    uint32_t *touched; /* stories with a score */
    size_t touched_capacity;
    struct tm__track_word *current; /* the document at hand */
    size_t current_count, current_capacity;
};

/* False when memory is out. Release in any case. */
bool tm__track_model_init(struct tm__track_model *model, tm_analyzer *analyzer);
void tm__track_model_release(struct tm__track_model *model);

/* Read the words of a document; it is then the one at hand. Errors: TM_ENOMEM, TM_EOVERFLOW. */
tm_status tm__track_model_read(struct tm__track_model *model, tm_text document, tm_error *err);
/* The likeliest story of the document at hand, or TM__TRACK_NEW. Errors: TM_ENOMEM. */
tm_status tm__track_model_choose(uint32_t *story, struct tm__track_model *model, tm_error *err);
/* Put it into a story: one below model->stories, or model->stories itself for a new one. Errors:
 * TM_ENOMEM, and nothing is changed then. */
tm_status tm__track_model_put(struct tm__track_model *model, uint32_t story, tm_error *err);

#endif
