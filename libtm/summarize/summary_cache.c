#include "summarize/summary_cache.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

/* Words of a language, beyond which it is begun anew. */
enum { MOST = 1 << 16 };

tm_status tm_summary_cache_new(tm_summary_cache **out, tm_error *err)
{
    *out = tm__calloc(1, sizeof **out);
    return *out ? TM_OK : tm__fail_memory(err, "making a cache");
}

void tm_summary_cache_free(tm_summary_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->count; i++)
        tm__word_forms_free(cache->forms[i]);
    tm__free(cache->forms);
    for (size_t i = 0; i < TM__OWN_MODELS; i++)
        tm_summary_model_free(cache->model[i]);
    tm__free(cache);
}

/* Where the language is with these stop words, or would go. */
static size_t find(const tm_summary_cache *cache, const char *language,
                   const tm_stop_list *stop_list)
{
    size_t i = 0;

    while (i < cache->count && (cache->forms[i]->stop_list != stop_list ||
                                strcmp(cache->forms[i]->language, language) != 0))
        i++;
    return i;
}

/* Take a language out. */
static void forget(tm_summary_cache *cache, size_t i)
{
    tm__word_forms_free(cache->forms[i]);
    cache->forms[i] = cache->forms[--cache->count];
}

tm_status tm__summary_cache_forms(tm_summary_cache *cache, struct tm__word_forms **out,
                                  const char *language, const tm_stop_list *stop_list,
                                  tm_error *err)
{
    size_t i = find(cache, language, stop_list);
    tm_status status = TM_OK;

    if (i < cache->count && cache->forms[i]->count > MOST) {
        forget(cache, i);
        i = cache->count;
    }
    if (i == cache->count) {
        if (!tm__grow(&cache->forms, &cache->capacity, i + 1, sizeof *cache->forms))
            return tm__fail_memory(err, "making a cache");
        status = tm__word_forms_new(&cache->forms[i], language, stop_list, err);
        cache->count += status == TM_OK;
    }
    *out = status == TM_OK ? cache->forms[i] : NULL;
    return status;
}
