/* Reading a document that may know records by other ids than the model does: they are found by (system, key). */
#ifndef ISMS__EXCHANGE_ADOPT_H
#define ISMS__EXCHANGE_ADOPT_H

#include <isms/exchange.h>

/* Brings what `part` says into `m`, in one transaction; `part` is changed on the way. Problems are reported with the places
 * that the records of `part` have. */
isms_status isms__adopt(isms_model *m, isms_model *part, const isms_read_options *options, isms_diagnostics *problems);

#endif
