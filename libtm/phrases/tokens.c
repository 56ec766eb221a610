#include "phrases/tokens.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "phrases/token_reader.h"

#include <string.h>

enum {
    DOCUMENTS_PER_REPORT = 1024,
    DOCUMENTS_A_PART = 4096 /* or more: forms are looked up in each part anew */
};

/* Documents that one worker reads, as if there were no others. */
struct part {
    struct tm__token_reader reader;
    struct tm__tokens tokens;
    const tm_text *document;
    uint32_t *term;  /* [tokens.terms] what its terms are called in the whole */
    uint64_t before; /* words of the parts before */
};

static tm_status read_documents(struct part *p, const tm_run *run, tm_error *err)
{
    struct tm__tokens *const t = &p->tokens;
    uint64_t size = 0;
    tm_status status = TM_OK;

    p->reader.out = t;
    for (size_t d = 0; status == TM_OK && d < t->documents; d++) {
        if (d % DOCUMENTS_PER_REPORT == 0)
            status = tm__progress(run, "words", d, t->documents, err);
        if (status == TM_OK && tm__token_read(&p->reader, d, p->document[d], &size) != TM_OK)
            status = tm__fail_memory(err, "reading words");
        t->first[d + 1] = size;
    }
    t->terms = p->reader.terms.count;
    return status;
}

static tm_status read_part(void *ctx, size_t block, unsigned worker)
{
    struct part *part = ctx;

    (void)worker;
    return read_documents(&part[block], NULL, NULL);
}

/* Terms of a part are added to those of the parts before it, which have ids in the same order. */
static bool add_terms(struct tm__token_reader *whole, struct part *p)
{
    p->term = tm__alloc_array(p->tokens.terms, sizeof *p->term);
    for (uint32_t t = 0; p->term && t < p->tokens.terms; t++) {
        if (tm__token_term(whole, &p->term[t], tm__strings_get(&p->reader.terms, t)) != TM_OK)
            return false;
        whole->out->df[p->term[t]] += p->tokens.df[t];
    }
    return p->term != NULL;
}

/* Where the words of the parts go. */
struct joining {
    struct tm__tokens *out;
    struct part *part;
};

static tm_status copy_part(void *ctx, size_t block, unsigned worker)
{
    const struct joining *j = ctx;
    const struct part *p = &j->part[block];
    const size_t first = (size_t)(p->document - j->part->document);
    struct tm__token *const token = j->out->token + p->before;

    (void)worker;
    for (size_t d = 0; d < p->tokens.documents; d++)
        j->out->first[first + d + 1] = p->before + p->tokens.first[d + 1];
    for (uint64_t t = 0; t < p->tokens.first[p->tokens.documents]; t++) {
        token[t] = p->tokens.token[t];
        token[t].term = p->term[token[t].term];
    }
    return TM_OK;
}

/* The parts as one: every term has the id it would have if all had been read in order. */
static tm_status join(struct tm__tokens *out, struct part *part, size_t parts, size_t documents,
                      const tm_run *run, tm_error *err)
{
    struct joining joining = {out, part};
    struct tm__token_reader whole = {.out = out};
    uint64_t size = 0;
    bool ok = tm__strings_init(&whole.terms);

    for (size_t p = 0; ok && p < parts; p++) {
        part[p].before = size;
        size += part[p].tokens.first[part[p].tokens.documents];
        ok = add_terms(&whole, &part[p]);
    }
    out->documents = documents;
    out->terms = whole.terms.count;
    out->first = tm__calloc(documents + 1, sizeof *out->first);
    out->token = tm__alloc_array(size, sizeof *out->token);
    tm__token_reader_release(&whole);
    if (!ok || !out->first || !out->token)
        return tm__fail_memory(err, "reading words");
    return tm__parallel_for(parts, copy_part, &joining, "words", run, err);
}

static tm_status start_parts(struct part *part, size_t parts, const tm_text *documents,
                             size_t count, const char *language, const tm_stop_list *stop_list,
                             bool stem, tm_error *err)
{
    tm_status status = TM_OK;

    for (size_t p = 0; status == TM_OK && p < parts; p++) {
        const size_t from = count / parts * p, to = p + 1 < parts ? from + count / parts : count;

        part[p].document = documents + from;
        part[p].tokens.documents = to - from;
        part[p].tokens.first = tm__calloc(to - from + 1, sizeof *part[p].tokens.first);
        status = part[p].tokens.first
                     ? tm__token_reader_start(&part[p].reader, language, stop_list, stem, err)
                     : tm__fail_memory(err, "reading words");
    }
    return status;
}

static tm_status read_parts(struct tm__tokens *out, struct part *part, size_t parts, size_t count,
                            const tm_run *run, tm_error *err)
{
    tm_status status;

    if (parts > 1) {
        status = tm__parallel_for(parts, read_part, part, "words", run, err);
        return status == TM_OK ? join(out, part, parts, count, run, err) : status;
    }
    status = read_documents(part, run, err);
    *out = part->tokens;
    memset(&part->tokens, 0, sizeof part->tokens);
    return status;
}

tm_status tm__tokens_read(struct tm__tokens *tokens, const tm_text *documents, size_t count,
                          const char *language, const tm_stop_list *stop_list, bool stem,
                          const tm_run *run, tm_error *err)
{
    const size_t most = 1 + count / DOCUMENTS_A_PART, threads = tm__threads(run);
    const size_t parts = threads < most ? threads : most;
    struct part *const part = tm__calloc(parts, sizeof *part);
    tm_status status;

    memset(tokens, 0, sizeof *tokens);
    if (!part)
        return tm__fail_memory(err, "reading words");
    status = start_parts(part, parts, documents, count, language, stop_list, stem, err);
    if (status == TM_OK)
        status = read_parts(tokens, part, parts, count, run, err);
    for (size_t p = 0; p < parts; p++) {
        tm__token_reader_release(&part[p].reader);
        tm__tokens_release(&part[p].tokens);
        tm__free(part[p].term);
    }
    tm__free(part);
    if (status != TM_OK)
        tm__tokens_release(tokens);
    return status;
}

void tm__tokens_release(struct tm__tokens *tokens)
{
    tm__free(tokens->first);
    tm__free(tokens->token);
    tm__free(tokens->df);
    memset(tokens, 0, sizeof *tokens);
}

bool tm__token_leads(const struct tm__tokens *tokens, uint64_t t, uint64_t end)
{
    static const uint32_t name = TM__TOKEN_JOINED | TM__TOKEN_CAPITAL;

    return tokens->token[t].flags & TM__TOKEN_TITLE && t + 1 < end &&
           (tokens->token[t + 1].flags & name) == name;
}

bool tm__tokens_mixed(const struct tm__token *token, size_t count)
{
    size_t words = 0, capitals = 0;

    for (size_t i = 0; i < count; i++) {
        words += !(token[i].flags & TM__TOKEN_STOP);
        capitals += (token[i].flags & (TM__TOKEN_STOP | TM__TOKEN_CAPITAL)) == TM__TOKEN_CAPITAL;
    }
    return capitals > 0 && 2 * capitals < words;
}
