/*
 * A day's documents as stories: grouped, named, summarised, sourced and put in order. Made once by
 * digest_build(); the views only read it.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "bar.h"
#include "documents.h"
#include "fold.h"
#include "output.h"
#include "when.h"

/* How many documents, stories and words make what; the man page of tm-digest says the same. */
struct digest_options {
    const char *language;          /* forced, or NULL */
    const tm_stop_list *stop_list; /* NULL: none; borrowed by the digest */
    uint64_t words;                /* of a summary, at most; 0: no summaries */
    const char *query;             /* NULL: everything; else only what has to do with it */
    bool explain;                  /* find the terms that documents share */
    bool since, until;             /* are the next two set? */
    int64_t since_time, until_time;
};

/* Where a sentence of a summary stands. */
struct digest_sentence {
    uint32_t row; /* the document */
    bool title;   /* start and end are bytes of its title, else of its text */
    size_t start, end;
};

struct digest_story {
    uint64_t number;     /* that tm-track gave it; 0: none */
    const char *label;   /* borrowed */
    uint32_t *row;       /* [rows] documents, the most typical first; copies stand last */
    size_t rows, copies; /* how many of them repeat one before, nearly or word for word */
    size_t sources;      /* different ones; a document without a source counts as one */
    bool sourced;        /* does any document say its source? */
    bool dated;          /* are the next two set? */
    int64_t first, last; /* times of the oldest and the newest document */
    double importance;
    size_t section;                   /* below digest->sections, if there are any */
    struct digest_sentence *sentence; /* [sentences] its summary, document by document */
    size_t sentences;
    char *summary; /* the sentences joined by blanks, NUL-terminated; "" if all are headlines */
    bool cut;      /* the summary is the beginning of a sentence */
    float x, y;    /* on the map, 0..1 each */
};

struct digest_section {
    const char *label; /* borrowed */
    size_t *story;     /* [stories] indices, the most important first */
    size_t stories;
};

struct digest {
    struct cli_documents documents;
    const char *language; /* that most documents are in */
    const tm_stop_list *stop_list;
    bool *dated;                /* [documents.count] */
    int64_t *time;              /* [documents.count] seconds since 1970, where dated */
    struct cli_fold fold;       /* copies and near-copies; titles without the names of outlets */
    tm_text *name;              /* [documents.count] see digest_names.h */
    float *score;               /* [documents.count] cosine to the mean of its story */
    struct digest_story *story; /* [stories] the most important first */
    size_t stories;
    struct digest_section *section; /* [sections] by their most important story; 0: none made */
    size_t sections;
    uint32_t *loner; /* [loners] documents alone, the newest first, undated ones at the end */
    size_t loners;
    size_t outside;   /* documents left out by --since and --until */
    size_t unrelated; /* documents left out by the query */
    bool has_time;
    int64_t first, last; /* of all documents */
    tm_clustering *clusters;
    tm_labels *labels, *section_labels;
    tm_cluster_terms *terms; /* why documents are together, or NULL */
    tm_tfidf *model;         /* names these terms */
};

/* Read and build. Returns CLI_GO_ON or an exit code; digest_free() in any case. */
int digest_build(struct digest *digest, struct tm_reader *reader,
                 const struct digest_options *options, const tm_run *run, struct cli_bar *bar);
/* The same from documents that are there, whose stories are known: equal numbers, equal stories. */
int digest_build_given(struct digest *digest, const uint64_t *story,
                       const struct digest_options *options, const tm_run *run);
void digest_free(struct digest *digest);

/* The text or title a sentence stands in. */
tm_text digest_sentence_text(const struct digest *digest, const struct digest_sentence *sentence);
/* What a document is called. */
tm_text digest_name(const struct digest *digest, uint32_t row);
/* The document that it repeats; itself, if it repeats none. */
uint32_t digest_same(const struct digest *digest, uint32_t row);
/* When a dated document is of: "15 Feb, 07:40", or "15 Feb" if its date names no time. */
void digest_when(char out[CLI_WHEN_TEXT], const struct digest *digest, uint32_t row);
/* The source of a document, or the host of its address; may be empty. */
tm_text digest_source(const struct digest *digest, uint32_t row);
enum { DIGEST_COUNTS = 80 };
/* "15 reports from 10 sources", or "2 reports" where none is known; false, and "", for a single
 * one. */
bool digest_counts(char out[DIGEST_COUNTS], const struct digest_story *story);
/* How many documents repeat this one; it is the first of them itself. */
size_t digest_copies(const struct digest *digest, const struct digest_story *story, uint32_t row);

/*
 * Terms and their shares in the similarity within a story, and in that of a document to the rest of
 * its story; [terms->most] each. Only where digest->terms is there.
 */
const tm_cluster_term *digest_story_terms(const struct digest *digest,
                                          const struct digest_story *story);
const tm_cluster_term *digest_document_terms(const struct digest *digest, uint32_t row);

/* Columns of a headline; what has no title is called by its first line, however long. */
enum { DIGEST_HEADLINE = 140 };

struct digest_view {
    const struct digest *digest;
    const struct cli_output *output;
    const char *title;
    uint64_t shown;  /* stories shown in full; 0: all */
    uint64_t listed; /* documents listed of a story in the text view; 0: all */
};

void digest_text(const struct digest_view *view);
void digest_markdown(const struct digest_view *view);
void digest_json(const struct digest_view *view);
void digest_rss(const struct digest_view *view);
void digest_html(const struct digest_view *view);

/* Stories shown in full. */
size_t digest_shown(const struct digest_view *view);

#endif
