/** @file
 * The record types and attributes of an ISMS, as constants and as data that a program can walk through.
 *
 * Everything here is read-only, costs no allocation and may be used by any number of threads.
 */
#ifndef ISMS_SCHEMA_H
#define ISMS_SCHEMA_H

#include <isms/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A record type, such as #ISMS_RISK; 0 is none. Numbers are never reused. */
typedef int32_t isms_type;

/** An attribute of a record type, such as #ISMS_RISK_OWNER: type * 1000 + number; 0 is none. Numbers are never reused. */
typedef int32_t isms_attribute;

/** What an attribute holds; see the values of the same prefix. */
typedef int32_t isms_kind;

/** Values of #isms_kind. */
enum {
    ISMS_KIND_TEXT = 1,         /**< UTF-8 of XML 1.0 characters */
    ISMS_KIND_INTEGER = 2,      /**< within +-(2^53 - 1) */
    ISMS_KIND_REAL = 3,         /**< finite double */
    ISMS_KIND_MONEY = 4,        /**< decimal amount and ISO 4217 currency, exact */
    ISMS_KIND_BOOLEAN = 5,      /**< true or false */
    ISMS_KIND_DATE = 6,         /**< calendar date, #isms_day */
    ISMS_KIND_TIMESTAMP = 7,    /**< RFC 3339 date-time with zone, kept as written */
    ISMS_KIND_ENUM = 8,         /**< one of the named values of an enumeration */
    ISMS_KIND_LEVEL = 9,        /**< id of a level of the scale that applies, text */
    ISMS_KIND_REFERENCE = 10,   /**< another record of the target type */
    ISMS_KIND_REQUIREMENT = 11, /**< a clause `9.2.1`, an Annex A control `A.5.15`, a requirement of a framework
                                     `gdpr:Art.32(1)(a)`, or the id of a control of the organization */
    ISMS_KIND_GROUP = 12,       /**< no value of its own: the attributes whose path starts with it hold them */
    ISMS_KIND_TABLE = 13        /**< rows of texts */
};

/** What happens to a reference when its target is deleted. */
typedef int32_t isms_delete_rule;

/** Values of #isms_delete_rule. */
enum {
    ISMS_DELETE_NONE = 0,   /**< not a reference */
    ISMS_DELETE_CLEAR = 1,  /**< the reference is removed */
    ISMS_DELETE_REFUSE = 2, /**< the target cannot be deleted while it is referred to */
    ISMS_DELETE_CASCADE = 3 /**< the record with the reference is deleted too */
};

/** The record types. */
enum {
#define ISMS_TYPE(sym, number, name, plural, flags, clause, doc) ISMS_##sym = (number), /**< doc */
#include <isms/schema.def>
    ISMS_TYPE_ENUM_END_ = 0x7fffffff /**< keeps the enumeration 32 bits wide; no type */
};

/** The attributes. */
enum {
#define ISMS_ATTRIBUTE(type, sym, number, path, kind, flags, target, rule, clause, doc)                                        \
    ISMS_##type##_##sym = ISMS_##type * 1000 + (number), /**< doc */
#include <isms/schema.def>
    ISMS_ATTRIBUTE_ENUM_END_ = 0x7fffffff /**< keeps the enumeration 32 bits wide; no attribute */
};

/** The enumerations, for #isms_attribute_target and #isms_value_next. */
enum {
#define ISMS_ENUM(sym, number, name, doc) ISMS_ENUM_##sym = (number), /**< doc */
#include <isms/schema.def>
    ISMS_ENUM_ENUM_END_ = 0x7fffffff /**< keeps the enumeration 32 bits wide; none */
};

/** The values of all enumerations. */
enum {
#define ISMS_VALUE(enumeration, sym, number, name, doc) ISMS_##enumeration##_##sym = (number), /**< doc */
#include <isms/schema.def>
    ISMS_VALUE_ENUM_END_ = 0x7fffffff /**< keeps the enumeration 32 bits wide; no value */
};

/** @name Record types
 * @since 0.1
 * @{ */
ISMS_API isms_type isms_type_next(isms_type previous);   /**< the type after @p previous in schema order; 0 starts, 0 ends */
ISMS_API isms_type isms_type_by_name(const char *name);  /**< by singular or plural name; 0 where there is none */
ISMS_API const char *isms_type_name(isms_type type);     /**< singular, such as `risk`; NULL for no type */
ISMS_API const char *isms_type_plural(isms_type type);   /**< name of the register in documents, such as `risks` */
ISMS_API const char *isms_type_clause(isms_type type);   /**< clause of ISO/IEC 27001:2022 that asks for it, or "" */
ISMS_API const char *isms_type_doc(isms_type type);      /**< what it is, one sentence */
ISMS_API int32_t isms_type_is_catalogue(isms_type type); /**< 1 where only #isms_catalogue holds records of the type */
/** @} */

/** A model; see model.h. */
typedef struct isms_model isms_model;

/** @name Attributes
 * Of the schema and, where @p model was made with an extension (extension.h), of the host's own. A NULL model: of the schema.
 * @since 0.1
 * @{ */
/** The attribute after @p previous in the order of documents, those of the schema first; 0 starts, 0 ends. */
ISMS_API isms_attribute isms_attribute_next(const isms_model *model, isms_type type, isms_attribute previous);
/** By path, such as `inherent.likelihood` or `levels[].id`; 0 where there is none. */
ISMS_API isms_attribute isms_attribute_by_path(const isms_model *model, isms_type type, const char *path);
/** Path in documents; NULL for no attribute. */
ISMS_API const char *isms_attribute_path(const isms_model *model, isms_attribute attribute);
/** The type it belongs to, 0 for no attribute. */
ISMS_API isms_type isms_attribute_type(const isms_model *model, isms_attribute attribute);
/** What it holds, 0 for no attribute. */
ISMS_API isms_kind isms_attribute_kind(const isms_model *model, isms_attribute attribute);
/** 1 where it holds any number of values, in order. */
ISMS_API int32_t isms_attribute_is_list(const isms_model *model, isms_attribute attribute);
/** Target type, or enumeration; else 0. */
ISMS_API int32_t isms_attribute_target(const isms_model *model, isms_attribute attribute);
/** What happens to a reference when its target is deleted. */
ISMS_API isms_delete_rule isms_attribute_delete_rule(const isms_model *model, isms_attribute attribute);
/** Clause that it serves, "" for none; NULL for no attribute. */
ISMS_API const char *isms_attribute_clause(const isms_model *model, isms_attribute attribute);
/** What it means, one sentence, "" where nothing is said; NULL for no attribute. */
ISMS_API const char *isms_attribute_doc(const isms_model *model, isms_attribute attribute);
/** @} */

/** @name Enumerations
 * Of the schema and of the extension of @p model, as attributes. @since 0.1
 * @{ */
/** The value after @p previous; 0 starts, 0 ends. */
ISMS_API int32_t isms_value_next(const isms_model *model, int32_t enumeration, int32_t previous);
/** 0 where there is none. */
ISMS_API int32_t isms_value_by_name(const isms_model *model, int32_t enumeration, const char *name);
/** NULL where there is none. */
ISMS_API const char *isms_value_name(const isms_model *model, int32_t enumeration, int32_t value);
/** What it means, "" where nothing is to be said. */
ISMS_API const char *isms_value_doc(const isms_model *model, int32_t enumeration, int32_t value);
/** Name of an enumeration; NULL where there is none. */
ISMS_API const char *isms_enum_name(const isms_model *model, int32_t enumeration);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
