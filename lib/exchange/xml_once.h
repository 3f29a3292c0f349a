/* Making libxml2 ready, once for the process. */
#ifndef ISMS__EXCHANGE_XML_ONCE_H
#define ISMS__EXCHANGE_XML_ONCE_H

void isms__xml_prepare(void);

#endif
