/* The schema as W3C XML Schema 1.0. Elements may come in any order, attributes of later versions are let through. */
#include "schema_forms.h"
#include "xml_form.h"

#include <string.h>

/* Values as attributes and items have them; amounts are a type with the currency. */
static const char simple[] =
    "\n  <xs:simpleType name=\"id\">\n    <xs:restriction base=\"xs:string\">\n"
    "      <xs:pattern value=\"[A-Za-z0-9._:\\-]{1,128}\"/>\n    </xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:simpleType name=\"integer\">\n    <xs:restriction base=\"xs:integer\">\n"
    "      <xs:minInclusive value=\"-9007199254740991\"/>\n      <xs:maxInclusive value=\"9007199254740991\"/>\n"
    "    </xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:simpleType name=\"real\">\n    <xs:restriction base=\"xs:double\">\n"
    "      <xs:pattern value=\"-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+\\-]?[0-9]+)?\"/>\n    </xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:simpleType name=\"boolean\">\n    <xs:restriction base=\"xs:string\">\n      <xs:enumeration value=\"true\"/>\n"
    "      <xs:enumeration value=\"false\"/>\n    </xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:simpleType name=\"date\">\n    <xs:restriction base=\"xs:date\">\n"
    "      <xs:pattern value=\"[0-9]{4}-[0-9]{2}-[0-9]{2}\"/>\n    </xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:simpleType name=\"timestamp\">\n    <xs:restriction base=\"xs:string\">\n"
    "      <xs:pattern "
    "value=\"" ISMS__PATTERN_DAY "T" ISMS__PATTERN_TIME ":([0-5][0-9]|60)([.][0-9]+)?(Z|[+\\-]" ISMS__PATTERN_TIME ")\"/>\n"
    "    </xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:simpleType name=\"requirement\">\n    <xs:restriction base=\"xs:string\">\n"
    "      <xs:maxLength value=\"256\"/>\n      <xs:pattern value=\"[^\\s&#x7f;]([^\\t\\n\\r&#x7f;]*[^\\s&#x7f;])?\"/>\n    "
    "</xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:simpleType name=\"amount\">\n    <xs:restriction base=\"xs:string\">\n"
    "      <xs:pattern value=\"-?[0-9]+([.][0-9]+)?\"/>\n    </xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:simpleType name=\"currency\">\n    <xs:restriction base=\"xs:string\">\n"
    "      <xs:pattern value=\"[A-Z]{3}\"/>\n    </xs:restriction>\n  </xs:simpleType>"
    "\n  <xs:complexType name=\"money\">\n    <xs:simpleContent>\n      <xs:extension base=\"amount\">\n"
    "        <xs:attribute name=\"currency\" type=\"currency\" use=\"required\"/>\n      </xs:extension>\n"
    "    </xs:simpleContent>\n  </xs:complexType>"
    "\n  <xs:complexType name=\"table\">\n    <xs:sequence>\n"
    "      <xs:element name=\"row\" minOccurs=\"0\" maxOccurs=\"unbounded\">\n        <xs:complexType>\n          "
    "<xs:sequence>\n"
    "            <xs:element name=\"cell\" type=\"xs:string\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n"
    "          </xs:sequence>\n        </xs:complexType>\n      </xs:element>\n    </xs:sequence>\n  </xs:complexType>"
    "\n  <xs:complexType name=\"unknown\">\n    <xs:annotation>\n"
    "      <xs:documentation>Members that this version does not know, as JSON in the vocabulary of the W3C: one "
    "map.</xs:documentation>\n    </xs:annotation>\n    <xs:sequence>\n"
    "      <xs:any namespace=\"http://www.w3.org/2005/xpath-functions\" processContents=\"skip\" minOccurs=\"0\"/>\n"
    "    </xs:sequence>\n  </xs:complexType>";

static const char *const kinds[] = {[ISMS_KIND_TEXT] = "xs:string",      [ISMS_KIND_INTEGER] = "integer",
                                    [ISMS_KIND_REAL] = "real",           [ISMS_KIND_MONEY] = "money",
                                    [ISMS_KIND_BOOLEAN] = "boolean",     [ISMS_KIND_DATE] = "date",
                                    [ISMS_KIND_TIMESTAMP] = "timestamp", [ISMS_KIND_LEVEL] = "xs:string",
                                    [ISMS_KIND_REFERENCE] = "id",        [ISMS_KIND_REQUIREMENT] = "requirement",
                                    [ISMS_KIND_TABLE] = "table"};

static void put_escaped(isms__output *o, const char *text)
{
    for (size_t n; *text; text += n) {
        n = strcspn(text, "&<>");
        isms__output_add(o, text, n);
        if (!text[n])
            return;
        isms__output_text(o, text[n] == '&' ? "&amp;" : text[n] == '<' ? "&lt;" : "&gt;");
        n++;
    }
}

static void put_doc(isms__output *o, unsigned depth, const char *doc)
{
    isms__schema_indent(o, depth);
    isms__output_text(o, "<xs:annotation><xs:documentation>");
    put_escaped(o, doc);
    isms__output_text(o, "</xs:documentation></xs:annotation>");
}

static void put_line(isms__output *o, unsigned depth, const char *line)
{
    isms__schema_indent(o, depth);
    isms__output_text(o, line);
}

/* `type="..."` of one value */
static void put_type_of(isms__output *o, const isms__attribute *a)
{
    isms__output_text(o, " type=\"");
    if (a->kind == ISMS_KIND_ENUM)
        isms__output_text(o, "values.");
    isms__output_text(o, a->kind == ISMS_KIND_ENUM ? isms__enum_name(a->target) : kinds[a->kind]);
    isms__output_text(o, "\"");
}

/* ------------------------------------------------------------------ members */

static void put_content(isms__output *o, unsigned depth, const isms__type *type, const isms__attribute *group, bool record);

/* `<xs:complexType>` of a list: items of one value, or groups. */
static void put_list(isms__output *o, unsigned depth, const isms__type *type, const isms__attribute *a)
{
    put_line(o, depth, "<xs:complexType>");
    put_line(o, depth + 1, "<xs:sequence>");
    put_line(o, depth + 2, "<xs:element name=\"item\" minOccurs=\"0\" maxOccurs=\"unbounded\"");
    if (isms__form_of(a) == ISMS__FORM_LIST) {
        put_type_of(o, a);
        isms__output_text(o, "/>");
    } else {
        isms__output_text(o, ">");
        put_line(o, depth + 3, "<xs:complexType>");
        put_content(o, depth + 4, type, a, false);
        put_line(o, depth + 3, "</xs:complexType>");
        put_line(o, depth + 2, "</xs:element>");
    }
    put_line(o, depth + 1, "</xs:sequence>");
    put_line(o, depth, "</xs:complexType>");
}

static void put_element(isms__output *o, unsigned depth, const isms__type *type, const isms__attribute *a)
{
    isms__form form = isms__form_of(a);
    bool plain = form == ISMS__FORM_VALUE || form == ISMS__FORM_TABLE;
    put_line(o, depth, "<xs:element name=\"");
    isms__schema_name(o, a);
    isms__output_text(o, "\" minOccurs=\"0\"");
    if (plain)
        put_type_of(o, a);
    isms__output_text(o, ">");
    put_doc(o, depth + 1, a->doc);
    if (form == ISMS__FORM_GROUP) {
        put_line(o, depth + 1, "<xs:complexType>");
        put_content(o, depth + 2, type, a, false);
        put_line(o, depth + 1, "</xs:complexType>");
    } else if (!plain) {
        put_list(o, depth + 1, type, a);
    }
    put_line(o, depth, "</xs:element>");
}

static void put_attribute(isms__output *o, unsigned depth, const isms__attribute *a)
{
    put_line(o, depth, "<xs:attribute name=\"");
    isms__schema_name(o, a);
    isms__output_text(o, "\"");
    put_type_of(o, a);
    isms__output_text(o, ">");
    put_doc(o, depth + 1, a->doc);
    put_line(o, depth, "</xs:attribute>");
}

static void put_content(isms__output *o, unsigned depth, const isms__type *type, const isms__attribute *group, bool record)
{
    const isms__attribute *a = NULL;
    put_line(o, depth, "<xs:all>");
    while ((a = isms__schema_next_member(NULL, type, group, a)) != NULL)
        if (!isms__xml_attribute_form(a))
            put_element(o, depth + 1, type, a);
    put_line(o, depth + 1, "<xs:element name=\"unknown\" type=\"unknown\" minOccurs=\"0\"/>");
    put_line(o, depth, "</xs:all>");
    if (record)
        put_line(o, depth, "<xs:attribute name=\"id\" type=\"id\" use=\"required\"/>");
    while ((a = isms__schema_next_member(NULL, type, group, a)) != NULL)
        if (isms__xml_attribute_form(a))
            put_attribute(o, depth, a);
    put_line(o, depth, "<xs:anyAttribute namespace=\"##any\" processContents=\"lax\"/>");
}

/* ------------------------------------------------------------------ definitions */

static void put_record(isms__output *o, const isms__type *type, bool header)
{
    put_line(o, 1, "<xs:complexType name=\"");
    isms__output_text(o, header ? "header" : "record.");
    isms__output_text(o, header ? "" : type->name);
    isms__output_text(o, "\">");
    put_doc(o, 2, type->doc);
    put_content(o, 2, type, NULL, !header);
    put_line(o, 1, "</xs:complexType>");
}

static void put_enums(isms__output *o)
{
    for (int32_t e = isms__schema_next_enum(NULL, 0); e; e = isms__schema_next_enum(NULL, e)) {
        uint32_t count;
        const isms__value_row *rows = isms__values_of(e, &count);
        put_line(o, 1, "<xs:simpleType name=\"values.");
        isms__output_text(o, isms__enum_name(e));
        isms__output_text(o, "\">");
        put_line(o, 2, "<xs:restriction base=\"xs:string\">");
        for (uint32_t i = 0; i < count; i++) {
            put_line(o, 3, "<xs:enumeration value=\"");
            isms__output_text(o, rows[i].name);
            isms__output_text(o, "\"/>");
        }
        put_line(o, 2, "</xs:restriction>");
        put_line(o, 1, "</xs:simpleType>");
    }
}

static void put_root(isms__output *o)
{
    const isms__type *type = NULL;
    put_line(o, 1, "<xs:element name=\"isms\">");
    put_line(o, 2, "<xs:complexType>");
    put_line(o, 3, "<xs:all>");
    put_line(o, 4, "<xs:element name=\"document\" type=\"header\" minOccurs=\"0\"/>");
    while ((type = isms__schema_next_type(type)) != NULL) {
        put_line(o, 4, "<xs:element name=\"");
        isms__output_text(o, type->plural);
        isms__output_text(o, "\" minOccurs=\"0\"><xs:complexType><xs:sequence><xs:element name=\"");
        isms__output_text(o, type->name);
        isms__output_text(o, "\" type=\"record.");
        isms__output_text(o, type->name);
        isms__output_text(o, "\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType></xs:element>");
    }
    put_line(o, 4, "<xs:element name=\"unknown\" type=\"unknown\" minOccurs=\"0\"/>");
    put_line(o, 3, "</xs:all>");
    put_line(o, 3, "<xs:attribute name=\"libisms\" use=\"required\">");
    put_line(o, 4,
             "<xs:simpleType><xs:restriction base=\"xs:string\"><xs:pattern value=\"1[.](0|[1-9][0-9]*)\"/>"
             "</xs:restriction></xs:simpleType>");
    put_line(o, 3, "</xs:attribute>");
    put_line(o, 3, "<xs:anyAttribute namespace=\"##any\" processContents=\"lax\"/>");
    put_line(o, 2, "</xs:complexType>");
    put_line(o, 1, "</xs:element>");
}

/* In XML the attributes of an extension stand in `unknown`, so the schema has nothing to say of them. */
void isms__schema_xsd(isms__output *o, const isms__extension *extension)
{
    (void)extension;
    const isms__type *type = NULL;
    isms__output_text(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"urn:libisms:isms:1\" "
                         "targetNamespace=\"urn:libisms:isms:1\" elementFormDefault=\"qualified\">");
    put_root(o);
    isms__output_text(o, simple);
    put_enums(o);
    put_record(o, isms__type_get(ISMS_HEADER), true);
    while ((type = isms__schema_next_type(type)) != NULL)
        put_record(o, type, false);
    isms__output_text(o, "\n</xs:schema>\n");
}
