#include "vector/tally.h"

#include "base/memory.h"

#include <string.h>

tm_status tm__tally_room(struct tm__tally *tally)
{
    if (tally->size > UINT32_MAX - TM__BATCH)
        return TM_EOVERFLOW;
    return tm__grow(&tally->entry, &tally->capacity, tally->size + TM__BATCH, sizeof *tally->entry)
               ? TM_OK
               : TM_ENOMEM;
}

void tm__tally_release(struct tm__tally *tally)
{
    tm__free(tally->length);
    tm__free(tally->entry);
    tm__chunks_release(&tally->rest);
    memset(tally, 0, sizeof *tally);
}
