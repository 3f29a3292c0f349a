/* libxml2 makes its tables when it is first used, and versions before 2.11 do so without a lock; so that threads may read their
 * first documents at the same time, it is told to once. It is never told to clean up: a host may use it too. */
#include "xml_once.h"

#include <libxml/parser.h>
#include <pthread.h>

static pthread_once_t prepared = PTHREAD_ONCE_INIT;

void isms__xml_prepare(void)
{
    pthread_once(&prepared, xmlInitParser);
}
