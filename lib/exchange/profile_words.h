/* Headers that registers of every kind share, for the tables of profiles. */
#ifndef ISMS__EXCHANGE_PROFILE_WORDS_H
#define ISMS__EXCHANGE_PROFILE_WORDS_H

#include "profile.h"

#define ISMS__ID "id|ref id|ref|reference number|no|number|nr|key|code|kennung|nummer|lfd nr|laufende nummer"
#define ISMS__OWNER                                                                                                            \
    "owner|responsible|responsible person|responsible party|accountable|assigned "                                             \
    "to|assignee|eigentümer|eigner|verantwortlich|"                                                                           \
    "verantwortlicher|verantwortliche person|verantwortliche|verantwortung|zuständig|zuständigkeit|besitzer"
#define ISMS__DUE                                                                                                              \
    "due|due on|due date|target date|deadline|planned completion|completion due|fällig|fällig am|fälligkeit|frist|termin|"  \
    "zieldatum|zieltermin|umsetzung bis|erledigen bis"
#define ISMS__LAST_REVIEW                                                                                                      \
    "last review|last reviewed|last review date|last reviewed on|reviewed on|review date last|letzte prüfung|"                \
    "letzte überprüfung|letztes review|zuletzt geprüft|zuletzt überprüft|geprüft am|überprüft am"
#define ISMS__NEXT_REVIEW                                                                                                      \
    "next review|next review date|next review due|next review on|review on|review due|review date|nächste prüfung|"          \
    "nächste überprüfung|nächstes review|prüfdatum|prüftermin|wiedervorlage"
#define ISMS__STATUS      "status|state|stand|zustand|bearbeitungsstand"
#define ISMS__DESCRIPTION "description|details|beschreibung|erläuterung"
#define ISMS__NOTES                                                                                                            \
    "notes|note|comment|comments|remarks|remark|anmerkung|anmerkungen|bemerkung|bemerkungen|notiz|notizen|kommentar"
#define ISMS__EVIDENCE "evidence|proof|evidence reference|nachweis|nachweise|beleg|belege"

/* Columns that need nothing said but their path and names. */
#define ISMS__COLUMN(path, aliases)                                                                                            \
    {                                                                                                                          \
        path, aliases, ISMS__HOW_KIND, 0, NULL                                                                                 \
    }
#define ISMS__TELLING_COLUMN(path, aliases)                                                                                    \
    {                                                                                                                          \
        path, aliases, ISMS__HOW_KIND, ISMS__TELLING, NULL                                                                     \
    }
#define ISMS__KEY_COLUMN(aliases)                                                                                              \
    {                                                                                                                          \
        "", ISMS__ID "|" aliases, ISMS__HOW_KEY, 0, NULL                                                                       \
    }
#define ISMS__RAW_COLUMN(aliases)                                                                                              \
    {                                                                                                                          \
        "", aliases, ISMS__HOW_RAW, 0, NULL                                                                                    \
    }
#define ISMS__TITLE_COLUMN(aliases)                                                                                            \
    {                                                                                                                          \
        "title", aliases, ISMS__HOW_KIND, ISMS__NATURAL, NULL                                                                  \
    }
#define ISMS__TELLING_TITLE(aliases)                                                                                           \
    {                                                                                                                          \
        "title", aliases, ISMS__HOW_KIND, ISMS__NATURAL | ISMS__TELLING, NULL                                                  \
    }
#define ISMS__PERSON_COLUMN(path, aliases)                                                                                     \
    {                                                                                                                          \
        path, aliases, ISMS__HOW_KIND, ISMS__STUB, NULL                                                                        \
    }

#endif
