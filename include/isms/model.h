/** @file Records, attributes, references, transactions. */
#ifndef ISMS_MODEL_H
#define ISMS_MODEL_H
#include <isms/schema.h>
#endif
