/* What is known of a concept before it is judged: how often, where and beside what it stands. */
#ifndef TM_SUMMARIZE_FEATURES_H
#define TM_SUMMARIZE_FEATURES_H

#include "summarize/concepts.h"
#include "summarize/passages.h"

/*
 * Columns of a row; log is natural, s runs over the sentences that hold the concept. A column that
 * does not belong to words, or to pairs, is 0 there.
 */
enum tm__feature {
    TM__LOG_COUNT,     /* log of occurrences */
    TM__LOG_SENTENCES, /* log of sentences that hold it */
    TM__SHARE,         /* sentences that hold it / sentences */
    /* where; p is the number of sentences before it in its document, the least there is */
    TM__EARLY,    /* 1 / (1 + p) */
    TM__FIRST,    /* p = 0 */
    TM__SECOND,   /* p is 1 or 2 */
    TM__FOURTH,   /* p is 3, 4 or 5 */
    TM__RELATIVE, /* p / sentences of the document, the least there is */
    /* how central its sentences are */
    TM__CENTROID,     /* max over s of the cosine to the sum of all */
    TM__LEXRANK_MAX,  /* max over s of log(max(.05, LexRank / mean LexRank)) */
    TM__LEXRANK_MEAN, /* mean of the same */
    TM__QUOTED,       /* mean over s of the share of bytes within quotation marks */
    TM__LENGTH,       /* mean over s of log(1 + words) */
    /* documents */
    TM__DOCUMENTS,     /* documents that hold it / documents */
    TM__SHARED,        /* more than one */
    TM__LOG_DOCUMENTS, /* log of them */
    TM__LEADS,         /* documents that hold it in their first three sentences / documents */
    TM__COMMON,
    /* words */
    TM__STOP = TM__COMMON,
    TM__CAPITAL, /* share of occurrences that are capitalised, not first in a sentence */
    TM__NUMBER,
    TM__STOP_LOG_SENTENCES, /* products of two of the above */
    TM__STOP_SHARE,
    TM__CAPITAL_LOG_SENTENCES,
    TM__CAPITAL_FIRST,
    TM__WORD_FEATURES,
    /* pairs of words, in the same columns */
    TM__PAIR_STOP = TM__COMMON, /* both are stop words */
    TM__PAIR_STOPS,             /* how many are */
    TM__PAIR_CAPITALS,          /* product of the words' capitals */
    TM__PAIR_CAPITAL,           /* their maximum */
    TM__PAIR_NUMBER,            /* one is a number */
    TM__PAIR_LOG_SENTENCES_1,   /* of the first word alone */
    TM__PAIR_LOG_SENTENCES_2,
    TM__PAIR_CAPITALS_LOG_SENTENCES,
    TM__FEATURES /* columns of a row */
};

enum { TM__SMALL_LOGS = 64 };

/* What was gathered of all concepts; passages and concepts are borrowed. */
struct tm__features {
    const struct tm__passages *passages;
    const struct tm__concepts *concepts;
    enum tm__guard kind;
    uint32_t *sentences;             /* [concepts] that hold it, of those looked at */
    struct tm__feature_tally *tally; /* [concepts] of those that a sentence holds */
    float *capital; /* [concepts] of words: share of capitals, 0 where no sentence holds it */
    double looked_at, texts;       /* passages, documents */
    double log_of[TM__SMALL_LOGS]; /* of whole numbers; 0: not computed yet */
    /* What concepts of a sentence have in common that no other sentence holds. */
    float shared[TM__COMMON];
    size_t shared_by; /* 1 + the sentence; 0: none yet */
};

/*
 * Gather what rows are made of.
 * @param lexrank       [passages->own] their sum is 1
 * @param kind  passages of worse kinds than fragments are not looked at, unless it is a worse kind
 * Zeroed features in; release them on failure too. Cost O(occurrences). Errors: TM_ENOMEM.
 */
tm_status tm__features_start(struct tm__features *features, const struct tm__passages *passages,
                             const struct tm__concepts *concepts, const tm_text *documents,
                             const double *lexrank, enum tm__guard kind, tm_error *err);

enum { TM__FEATURE_STEP = 16 }; /* from a feature of a row to the next */

/* The row of a concept, TM__FEATURES numbers; false, and nothing is written, if it is only in
 * passages that are set aside or not looked at. Most concepts are new in a sentence, and share
 * much: to ask for them in their order is fastest. */
bool tm__features_row(struct tm__features *features, float *row, size_t concept);
void tm__features_release(struct tm__features *features);

/* The share of a text's bytes that stands within quotation marks, of which one may be missing. */
double tm__quoted(tm_text text);

#endif
