#include "vector/counted.h"

#include "base/memory.h"

#include <string.h>

tm_status tm__counted_room(struct tm__counted *counted)
{
    if (counted->size > UINT32_MAX - TM__BATCH)
        return TM_EOVERFLOW;
    return tm__grow(&counted->entry, &counted->capacity, counted->size + TM__BATCH,
                    sizeof *counted->entry)
               ? TM_OK
               : TM_ENOMEM;
}

void tm__counted_release(struct tm__counted *counted)
{
    tm__free(counted->length);
    tm__free(counted->entry);
    memset(counted, 0, sizeof *counted);
}
