/* What the library was built with and runs with. */
#include <isms/common.h>

#include <cjson/cJSON.h>
#if defined(ISMS_WITH_XML)
#include <libxml/xmlversion.h>
#endif

#define TEXT(x)    #x
#define TEXT_OF(x) TEXT(x)

const char *isms_build_text(void)
{
    return "libisms " ISMS_VERSION_STRING "\n"
           "cJSON " TEXT_OF(CJSON_VERSION_MAJOR) "." TEXT_OF(CJSON_VERSION_MINOR) "." TEXT_OF(
               CJSON_VERSION_PATCH) "\n"
#if defined(ISMS_WITH_XML)
                                    "libxml2 " LIBXML_DOTTED_VERSION "\n"
#else
                                    "libxml2 not built in\n"
#endif
                                    "libmd\n";
}
