#include "vector/form_keys.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

/* Keys that need a function of their own: of long words, and of those where the text ends. */
static void make_rare_keys(struct tm__batch_word *word, const struct tm__forms *forms, tm_text text,
                           const tm_span *span, size_t spans)
{
    for (size_t i = 0; i < spans; i++) {
        const size_t start = span[i].start, size = span[i].end - start, left = text.size - start;

        if (size <= TM__FORM_HEAD && left >= TM__FORM_HEAD)
            continue;
        word[i].data = text.data + start;
        word[i].size = size < UINT32_MAX ? (uint32_t)size : UINT32_MAX;
        tm__form_key(&word[i].key, word[i].data, size, left);
        tm__forms_ask(forms, &word[i].key);
    }
}

/* The loop over all others calls nothing, so its constants stay where they are. */
void tm__form_keys_plain(struct tm__batch_word *word, const struct tm__forms *forms, tm_text text,
                         const tm_span *span, size_t spans)
{
    const struct tm__forms table = *forms;
    /* The first start behind which there is no whole head any more; runs of characters go back. */
    const size_t late = text.size < TM__FORM_HEAD ? 0 : text.size - TM__FORM_HEAD + 1;
    size_t longest = 0;

    for (size_t i = 0; i < spans; i++) {
        const size_t start = span[i].start, size = span[i].end - start;

        if (start >= late) {
            longest = SIZE_MAX;
            continue;
        }
        word[i].data = text.data + start;
        word[i].size = (uint32_t)size;
        tm__form_key_head(&word[i].key, word[i].data, size);
        tm__forms_ask(&table, &word[i].key);
        longest |= size;
    }
    if (longest > TM__FORM_HEAD)
        make_rare_keys(word, forms, text, span, spans);
}

#if defined(__x86_64__) && defined(__GNUC__)

/* A masked load reads no byte behind its word, wherever the text ends. */
__attribute__((target("avx512bw,avx512vl,bmi2"))) static void
make_masked_keys(struct tm__batch_word *word, const struct tm__forms *forms, tm_text text,
                 const tm_span *span, size_t spans)
{
    const struct tm__forms table = *forms;
    size_t longest = 0;

    for (size_t i = 0; i < spans; i++) {
        const char *const data = text.data + span[i].start;
        const size_t size = span[i].end - span[i].start;
        const __mmask16 mask = (__mmask16)_bzhi_u32(0xFFFF, (unsigned)size);
        const __m128i head = _mm_maskz_loadu_epi8(mask, data);

        word[i].data = data;
        word[i].size = (uint32_t)size;
        _mm_storeu_si128((void *)word[i].key.head, head);
        word[i].key.hash =
            tm__form_hash((uint64_t)_mm_cvtsi128_si64(head), (uint64_t)_mm_extract_epi64(head, 1));
        tm__forms_ask(&table, &word[i].key);
        longest |= size;
    }
    if (longest > TM__FORM_HEAD)
        make_rare_keys(word, forms, text, span, spans);
}

static bool has_masks(void)
{
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("bmi2");
}

#else

#define make_masked_keys tm__form_keys_plain

static bool has_masks(void)
{
    return false;
}

#endif

void tm__form_keys(struct tm__batch_word *word, const struct tm__forms *forms, tm_text text,
                   const tm_span *span, size_t spans)
{
    if (has_masks())
        make_masked_keys(word, forms, text, span, spans);
    else
        tm__form_keys_plain(word, forms, text, span, spans);
}
