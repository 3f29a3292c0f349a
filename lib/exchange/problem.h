/* What can be wrong with a document: one table of rule ids for the readers of all our formats. */
#ifndef ISMS__EXCHANGE_PROBLEM_H
#define ISMS__EXCHANGE_PROBLEM_H

#include <isms/common.h>

/* ISMS__PROBLEMS(row): row(SYMBOL, "rule id", status of the call, "what it means") */
/* clang-format off */
#define ISMS__PROBLEMS(row) \
    row(SYNTAX, "ISMS-SYNTAX-01", ISMS_E_SYNTAX, "the document is not well-formed; reading ended there") \
    row(NUMBER, "ISMS-SYNTAX-02", ISMS_E_DATA, "not a number of JSON, or not finite") \
    row(STRING, "ISMS-SYNTAX-03", ISMS_E_DATA, "a text with a wrong escape or an unescaped control character") \
    row(TWICE, "ISMS-SYNTAX-04", ISMS_E_DATA, "a member stands twice in one object") \
    row(WORD, "ISMS-SYNTAX-05", ISMS_E_DATA, "a word that is neither a text nor a number nor true, false or null") \
    row(UTF8, "ISMS-TEXT-01", ISMS_E_DATA, "bytes that are not UTF-8") \
    row(CHARACTER, "ISMS-TEXT-02", ISMS_E_DATA, "a character that texts may not hold") \
    row(MARK, "ISMS-TEXT-03", ISMS_E_DATA, "a byte order mark") \
    row(ENDS, "ISMS-END-01", ISMS_E_TRUNCATED, "the document ends too early") \
    row(COUNTS, "ISMS-END-02", ISMS_E_DATA, "the counts at the end differ from what was read") \
    row(FORMAT, "ISMS-FORMAT-01", ISMS_E_FORMAT, "the format is not recognised, or is not one of ours") \
    row(NO_VERSION, "ISMS-VERSION-01", ISMS_E_DATA, "the document does not say its version") \
    row(MAJOR, "ISMS-VERSION-02", ISMS_E_VERSION, "the document is of another major version") \
    row(FEATURE, "ISMS-VERSION-03", ISMS_E_VERSION, "the document requires a feature that this version does not have") \
    row(DUPLICATE, "ISMS-ID-01", ISMS_E_DATA, "two records of a type have the same id") \
    row(ID, "ISMS-ID-02", ISMS_E_DATA, "a record without a usable id") \
    row(KIND, "ISMS-KIND-01", ISMS_E_DATA, "a value of another type than the attribute has") \
    row(VALUE, "ISMS-VALUE-01", ISMS_E_DATA, "a value that the attribute's kind does not have") \
    row(ENUM, "ISMS-ENUM-01", ISMS_E_DATA, "a value that the enumeration does not have") \
    row(UNKNOWN, "ISMS-UNKNOWN-01", ISMS_E_DATA, "a member that the schema does not know, in strict reading") \
    row(DEPTH, "ISMS-LIMIT-01", ISMS_E_LIMIT, "nested too deep") \
    row(LONG_TEXT, "ISMS-LIMIT-02", ISMS_E_LIMIT, "a text is too long") \
    row(LONG_RECORD, "ISMS-LIMIT-03", ISMS_E_LIMIT, "a record is too long") \
    row(MANY_RECORDS, "ISMS-LIMIT-04", ISMS_E_LIMIT, "too many records") \
    row(MANY_VALUES, "ISMS-LIMIT-05", ISMS_E_LIMIT, "too many values in one record or list") \
    row(LONG_DOCUMENT, "ISMS-LIMIT-06", ISMS_E_LIMIT, "the document is too long") \
    row(READING, "ISMS-IO-01", ISMS_E_IO, "reading failed") \
    row(XML, "ISMS-XML-01", ISMS_E_SYNTAX, "a document type, an entity or an inclusion, which XML documents may not have") \
    row(ENCODING, "ISMS-XML-02", ISMS_E_FORMAT, "an encoding other than UTF-8") \
    row(EXTENSION, "ISMS-EXTENSION-01", ISMS_E_DATA, "a description of a host's own attributes that cannot be taken") \
    row(JOURNAL_LINE, "ISMS-JOURNAL-01", ISMS_E_DATA, "a line of a journal that is no entry as it is written") \
    row(JOURNAL_HASH, "ISMS-JOURNAL-02", ISMS_E_DATA, "an entry whose content is not what its hash was made of") \
    row(JOURNAL_CHAIN, "ISMS-JOURNAL-03", ISMS_E_DATA, "an entry that does not follow the one before it") \
    row(JOURNAL_CHANGE, "ISMS-JOURNAL-04", ISMS_E_DATA, "a change that does not fit what was there before") \
    row(JOURNAL_HEAD, "ISMS-JOURNAL-05", ISMS_E_DATA, "no entry has the hash that was kept elsewhere") \
    row(JOURNAL_DOCUMENT, "ISMS-JOURNAL-06", ISMS_E_DATA, "the document is not what the last entry led to")

typedef enum isms__problem {
#define ISMS__PROBLEM_NAME(symbol, id, status, text) ISMS__PROBLEM_##symbol,
    ISMS__PROBLEMS(ISMS__PROBLEM_NAME)
#undef ISMS__PROBLEM_NAME
    ISMS__PROBLEM_COUNT
} isms__problem;
/* clang-format on */

const char *isms__problem_rule(isms__problem problem);
isms_status isms__problem_status(isms__problem problem);
const char *isms__problem_text(isms__problem problem);

#endif
