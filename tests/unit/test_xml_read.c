/* What the reader of XML refuses, what it says about it, and what it lets through. */
#include "test.h"

#define V "<isms xmlns=\"urn:libisms:isms:1\" libisms=\"1.0\">"
#define R "<risks><risk id=\"R-1\""
#define E "</risk></risks></isms>"
#define J "<unknown xmlns:j=\"http://www.w3.org/2005/xpath-functions\"><j:map>"

#define CHECK(rows) test_refusals("xml", rows, sizeof rows / sizeof *rows, NULL)

static void what_is_not_well_formed_ends_the_reading_there(void)
{
    static const test_refusal rows[] = {
        {"", ISMS_E_TRUNCATED, "a.xml:1:1: error: the document is empty [ISMS-END-01]"},
        {" \n ", ISMS_E_TRUNCATED, "a.xml:2:2: error: the document ends too early [ISMS-END-01]"},
        {"<", ISMS_E_TRUNCATED, "a.xml:1:2: error: the document ends too early [ISMS-END-01]"},
        {"text", ISMS_E_SYNTAX, "a.xml:1:1: error: not well-formed: Start tag expected, '<' not found [ISMS-SYNTAX-01]"},
        {V "<risks></risk></isms>", ISMS_E_SYNTAX,
         "a.xml:1:62: error: not well-formed: Opening and ending tag mismatch: risks line 1 and risk [ISMS-SYNTAX-01]"},
        {V "</isms><x/>", ISMS_E_SYNTAX,
         "a.xml:1:55: error: not well-formed: Extra content at the end of the document [ISMS-SYNTAX-01]"},
        {V "</isms> x", ISMS_E_SYNTAX,
         "a.xml:1:56: error: not well-formed: Extra content at the end of the document [ISMS-SYNTAX-01]"},
        {V "<x:y/></isms>", ISMS_E_SYNTAX,
         "a.xml:1:52: error: not well-formed: Namespace prefix x on y is not defined [ISMS-SYNTAX-01]"},
        {V "<risks a=\"1\" a=\"2\"/></isms>", ISMS_E_SYNTAX,
         "a.xml:1:66: error: not well-formed: Attribute a redefined [ISMS-SYNTAX-01]"},
        {V R "><title>a & b</title>" E, ISMS_E_SYNTAX,
         "a.xml:1:80: error: risk R-1: not well-formed: xmlParseEntityRef: no name [ISMS-SYNTAX-01]"},
        {V R "><title>a&#1;</title>" E, ISMS_E_SYNTAX,
         "a.xml:1:82: error: risk R-1: not well-formed: xmlParseCharRef: invalid xmlChar value 1 [ISMS-SYNTAX-01]"},
        {V R "><title>a&#xFFFE;</title>" E, ISMS_E_SYNTAX,
         "a.xml:1:86: error: risk R-1: not well-formed: xmlParseCharRef: invalid xmlChar value 65534 [ISMS-SYNTAX-01]"},
        {V R " title=<" E, ISMS_E_SYNTAX, "a.xml:1:76: error: not well-formed: AttValue: \" or ' expected [ISMS-SYNTAX-01]"},
    };
    CHECK(rows);
}

static void types_entities_and_inclusions_are_refused(void)
{
    static const test_refusal rows[] = {
        {"<!DOCTYPE isms><isms/>", ISMS_E_SYNTAX,
         "a.xml:1:1: error: a document type declaration: documents may have none, nor entities of their own [ISMS-XML-01]"},
        {"<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\">]>" V "&b;</isms>", ISMS_E_SYNTAX,
         "a.xml:1:1: error: a document type declaration: documents may have none, nor entities of their own [ISMS-XML-01]"},
        {"<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" V R "><title>&x;</title>" E, ISMS_E_SYNTAX,
         "a.xml:1:1: error: a document type declaration: documents may have none, nor entities of their own [ISMS-XML-01]"},
        {"<!DOCTYPE r SYSTEM \"http://example.com/x.dtd\">" V "</isms>", ISMS_E_SYNTAX,
         "a.xml:1:1: error: a document type declaration: documents may have none, nor entities of their own [ISMS-XML-01]"},
        {V "&foo;</isms>", ISMS_E_SYNTAX, "a.xml:1:53: error: not well-formed: Entity 'foo' not defined [ISMS-SYNTAX-01]"},
        {"<?xml version=\"1.0\"?>\n<!DOCTYPE isms>\n" V "</isms>", ISMS_E_SYNTAX,
         "a.xml:2:1: error: a document type declaration: documents may have none, nor entities of their own [ISMS-XML-01]"},
        {V "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/></isms>", ISMS_E_SYNTAX,
         "a.xml:1:48: error: XInclude is not followed: one document is one file [ISMS-XML-01]"},
    };
    CHECK(rows);
}

static void other_roots_versions_and_encodings_are_refused(void)
{
    static const test_refusal rows[] = {
        {"<isms/>", ISMS_E_FORMAT,
         "a.xml:1:1: error: the root is isms of no namespace; it has to be isms of namespace urn:libisms:isms:1 "
         "[ISMS-FORMAT-01]"},
        {"<x/>", ISMS_E_FORMAT,
         "a.xml:1:1: error: the root is x of no namespace; it has to be isms of namespace urn:libisms:isms:1 [ISMS-FORMAT-01]"},
        {"<isms xmlns=\"urn:other\"/>", ISMS_E_FORMAT,
         "a.xml:1:1: error: the root is isms of namespace urn:other; it has to be isms of namespace urn:libisms:isms:1 "
         "[ISMS-FORMAT-01]"},
        {"<isms xmlns=\"urn:libisms:isms:2\"/>", ISMS_E_VERSION,
         "a.xml:1:1: error: the document is of namespace urn:libisms:isms:2; this library reads urn:libisms:isms:1 "
         "[ISMS-VERSION-02]"},
        {"<isms xmlns=\"urn:libisms:isms:1\"/>", ISMS_E_DATA,
         "a.xml:1:1: error: the document does not say its version: the attribute \"libisms\" is missing [ISMS-VERSION-01]"},
        {"<isms xmlns=\"urn:libisms:isms:1\" libisms=\"2.0\"/>", ISMS_E_VERSION,
         "a.xml:1:43: error: the document is of version 2.0; this library reads version 1 [ISMS-VERSION-02]"},
        {"<isms xmlns=\"urn:libisms:isms:1\" libisms=\"one\"/>", ISMS_E_DATA,
         "a.xml:1:43: error: the version is a text such as \"1.0\" [ISMS-VERSION-01]"},
        {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" V "</isms>", ISMS_E_FORMAT,
         "a.xml:1:1: error: the document is in ISO-8859-1; only UTF-8 is read [ISMS-XML-02]"},
        {"<?xml version='1.0' encoding='UTF-16'?>" V "</isms>", ISMS_E_FORMAT,
         "a.xml:1:1: error: the document is in UTF-16; only UTF-8 is read [ISMS-XML-02]"},
        {"\xff\xfe<\x00i\x00", ISMS_E_FORMAT,
         "a.xml:1:1: error: the document is in UTF-16 or UTF-32; only UTF-8 is read [ISMS-XML-02]"},
        {V J "<j:array key=\"requires\"><j:string>x</j:string></j:array></j:map></unknown></isms>", ISMS_E_VERSION,
         "a.xml:1:1: error: the document requires \"x\", which this version does not have [ISMS-VERSION-03]"},
    };
    CHECK(rows);
}

static void bytes_that_no_text_may_hold_are_told_one_by_one(void)
{
    static const test_refusal rows[] = {
        {V R "><title>a\xff\n\xc3(\x01\xef\xbf\xbe\xed\xa0\x80</title>" E, ISMS_E_DATA,
         "a.xml:1:78: error: risk R-1: bytes that are not UTF-8 [ISMS-TEXT-01]\n"
         "a.xml:2:1: error: risk R-1: bytes that are not UTF-8 [ISMS-TEXT-01]\n"
         "a.xml:2:3: error: risk R-1: a character that texts may not hold [ISMS-TEXT-02]\n"
         "a.xml:2:4: error: risk R-1: a character that texts may not hold [ISMS-TEXT-02]\n"
         "a.xml:2:7: error: risk R-1: bytes that are not UTF-8 [ISMS-TEXT-01]\n"
         "a.xml:2:8: error: risk R-1: bytes that are not UTF-8 [ISMS-TEXT-01]\n"
         "a.xml:2:9: error: risk R-1: bytes that are not UTF-8 [ISMS-TEXT-01]"},
        {V R "><title>a\xef\xb7\x90\xf0\x9f\xbf\xbf</title><description>&#xFDD0;</description>" E, ISMS_E_DATA,
         "a.xml:1:78: error: risk R-1: a character that texts may not hold [ISMS-TEXT-02]\n"
         "a.xml:1:81: error: risk R-1: a character that texts may not hold [ISMS-TEXT-02]\n"
         "a.xml:1:106: error: risk R-1: description holds a character that texts may not hold [ISMS-TEXT-02]"},
        {V "<risks>\xff<risk id=\"R-1\" status=\"odd\"><title>\xff</title></risk><risk id=\"R-2\"/><risk "
           "id=\"R-3\"><title>\xff</title>"
           "</risk></risks><x>\xff</x></isms>",
         ISMS_E_DATA,
         "a.xml:1:55: error: text stands where only elements may [ISMS-KIND-01]\n"
         "a.xml:1:55: error: bytes that are not UTF-8 [ISMS-TEXT-01]\n"
         "a.xml:1:79: error: risk R-1: status is \"odd\"; it has to be one of open, accepted, closed [ISMS-ENUM-01]\n"
         "a.xml:1:91: error: risk R-1: bytes that are not UTF-8 [ISMS-TEXT-01]\n"
         "a.xml:1:145: error: risk R-3: bytes that are not UTF-8 [ISMS-TEXT-01]\n"
         "a.xml:1:172: error: bytes that are not UTF-8 [ISMS-TEXT-01]"},
        {V R "><title>a&#13;&#10;b&#13;c</title>" E, ISMS_E_DATA,
         "a.xml:1:77: error: risk R-1: title holds a character that texts may not hold [ISMS-TEXT-02]"},
        {V R " mood=\"&#13;\">" E, ISMS_E_DATA,
         "a.xml:1:55: error: risk R-1: mood holds a character that texts may not hold [ISMS-TEXT-02]"},
        {V R ">" J "<j:string key=\"a\">&#13;</j:string></j:map></unknown>" E, ISMS_E_DATA,
         "a.xml:1:153: error: risk R-1: a text holds a character that texts may not hold [ISMS-TEXT-02]"},
    };
    CHECK(rows);
}

static void a_thousand_bad_bytes_are_told_in_their_order(void)
{
    enum { BYTES = 1000, START = 77 };
    char text[BYTES + 200];
    isms_model *m = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(NULL);
    int n = snprintf(text, sizeof text, "%s", V R "><title>");
    memset(text + n, 0xff, BYTES);
    snprintf(text + n + BYTES, sizeof text - (size_t)n - BYTES, "</title>" E);
    isms_diagnostics_limit(problems, BYTES);
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &m), ISMS_OK);
    CU_ASSERT_EQUAL(isms_model_read_text(m, "xml", text, strlen(text), NULL, problems), ISMS_E_DATA);
    CU_ASSERT_EQUAL(isms_diagnostics_count(problems), BYTES);
    for (size_t i = 0; i < isms_diagnostics_count(problems); i++)
        CU_ASSERT_EQUAL(isms_diagnostics_column(problems, i), START + i);
    CU_ASSERT_STRING_EQUAL(isms_diagnostics_record(problems, BYTES - 1), "risk R-1");
    isms_diagnostics_free(problems);
    isms_model_free(m);
}

static void all_that_is_wrong_is_told_in_one_run(void)
{
    static const test_refusal rows[] = {
        {V "<risks><risk/><risk id=\"a b\"/><risk id=\"R-1\"/><risk id=\"R-1\"/><asset id=\"x\"/></risks></isms>", ISMS_E_DATA,
         "a.xml:1:55: error: this record of risks has no id [ISMS-ID-02]\n"
         "a.xml:1:72: error: the id of a record of risks is a text of 1 to 128 letters, digits, '.', '_', ':' or '-' "
         "[ISMS-ID-02]\n"
         "a.xml:1:94: error: risk R-1 stands twice; the first is at line 1 [ISMS-ID-01]\n"
         "a.xml:1:110: error: risks holds elements risk, not asset [ISMS-KIND-01]"},
        {V R " title=\"x\" velocity_days=\"01\" status=\"bogus\"\n "
             "assessed_on=\"2026-02-30\"><velocity_days>1</velocity_days>\n<title>a</title><title>b</title><assets><asset>q</"
             "asset>\n<item>q w</item></assets>" E,
         ISMS_E_DATA,
         "a.xml:1:77: error: risk R-1: title has to be an element, not an attribute [ISMS-KIND-01]\n"
         "a.xml:1:95: error: risk R-1: velocity_days is \"01\"; it has to be a finite number [ISMS-VALUE-01]\n"
         "a.xml:1:107: error: risk R-1: status is \"bogus\"; it has to be one of open, accepted, closed [ISMS-ENUM-01]\n"
         "a.xml:2:15: error: risk R-1: assessed_on is \"2026-02-30\"; it has to be a date YYYY-MM-DD that exists "
         "[ISMS-VALUE-01]\n"
         "a.xml:2:27: error: risk R-1: velocity_days has to be an attribute, not an element [ISMS-KIND-01]\n"
         "a.xml:3:17: error: risk R-1: the element title stands twice [ISMS-SYNTAX-04]\n"
         "a.xml:3:41: error: risk R-1: assets holds elements item, not asset [ISMS-KIND-01]\n"
         "a.xml:4:7: error: risk R-1: assets[1] is \"q w\"; it has to be the id of a record of assets, 1 to 128 letters, "
         "digits, '.', '_', ':' or '-' [ISMS-VALUE-01]"},
        {V "<risks>text<risk id=\"R-1\">more<title>a<b/></title>" E, ISMS_E_DATA,
         "a.xml:1:55: error: text stands where only elements may [ISMS-KIND-01]\n"
         "a.xml:1:74: error: risk R-1: text stands where only elements may [ISMS-KIND-01]\n"
         "a.xml:1:86: error: risk R-1: the element b stands in a value, which takes none [ISMS-KIND-01]"},
        {V R "><inherent likelihood=\"4.5\" impact=\"\" level=\"high\"><impacts><item impact=\"x\"/></impacts></inherent>" E,
         ISMS_E_DATA,
         "a.xml:1:92: error: risk R-1: inherent.likelihood is \"4.5\"; it has to be a whole number within +-(2^53 - 1) "
         "[ISMS-VALUE-01]\n"
         "a.xml:1:105: error: risk R-1: inherent.impact is \"\"; it has to be a whole number within +-(2^53 - 1) "
         "[ISMS-VALUE-01]\n"
         "a.xml:1:143: error: risk R-1: inherent.impacts[0].impact is \"x\"; it has to be a whole number within +-(2^53 - 1) "
         "[ISMS-VALUE-01]"},
        {V R "><loss><low currency=\"EURO\">1</low><high>2</high><low/></loss><tags a=\"b\"/>" E, ISMS_E_DATA,
         "a.xml:1:97: error: risk R-1: loss.low is \"1\"; it has to be an amount and its currency such as "
         "{\"amount\":\"8000.00\",\"currency\":\"EUR\"} [ISMS-VALUE-01]\n"
         "a.xml:1:110: error: risk R-1: loss.high is \"2\"; it has to be an amount and its currency such as "
         "{\"amount\":\"8000.00\",\"currency\":\"EUR\"} [ISMS-VALUE-01]\n"
         "a.xml:1:118: error: risk R-1: the element loss.low stands twice [ISMS-SYNTAX-04]\n"
         "a.xml:1:140: error: risk R-1: tags has no attribute a [ISMS-KIND-01]"},
        {V "<risk_methods a=\"b\"><risk_method "
           "id=\"M\"><matrix><row><cell/><x/></row><item/></matrix></risk_method></risk_methods></isms>",
         ISMS_E_DATA,
         "a.xml:1:48: error: risk_methods has no attributes [ISMS-KIND-01]\n"
         "a.xml:1:108: error: risk_method M: matrix[0] holds elements cell, not x [ISMS-KIND-01]\n"
         "a.xml:1:118: error: risk_method M: matrix holds elements row, not item [ISMS-KIND-01]"},
        {V "<risks/><risks/><document/><document/></isms>", ISMS_E_DATA,
         "a.xml:1:56: error: the element risks stands twice [ISMS-SYNTAX-04]\n"
         "a.xml:1:75: error: the element document stands twice [ISMS-SYNTAX-04]"},
        {V "<scopes><scope id=\"S\" climate_relevant=\"yes\" persons=\"1e400\"/></scopes></isms>", ISMS_E_DATA,
         "a.xml:1:88: error: scope S: climate_relevant is \"yes\"; it has to be true or false [ISMS-VALUE-01]\n"
         "a.xml:1:102: error: scope S: persons is \"1e400\"; it has to be a whole number within +-(2^53 - 1) [ISMS-VALUE-01]"},
    };
    CHECK(rows);
}

static void what_is_kept_has_to_make_sense(void)
{
    static const test_refusal rows[] = {
        {V J "<j:string key=\"risks\">x</j:string><j:number key=\"n\">01</j:number><j:number "
             "key=\"i\">1e999</j:number><j:boolean key=\"b\">yes</j:boolean><j:foo key=\"q\"/><j:string>q</j:string><j:null "
             "key=\"z\">x</j:null></j:map></unknown></isms>",
         ISMS_E_DATA,
         "a.xml:1:113: error: risks belongs to the schema and cannot stand in unknown [ISMS-SYNTAX-04]\n"
         "a.xml:1:165: error: \"01\" is no value of that kind [ISMS-SYNTAX-02]\n"
         "a.xml:1:196: error: \"1e999\" is no value of that kind [ISMS-SYNTAX-02]\n"
         "a.xml:1:231: error: \"yes\" is no value of that kind [ISMS-SYNTAX-02]\n"
         "a.xml:1:246: error: foo is no element of http://www.w3.org/2005/xpath-functions [ISMS-KIND-01]\n"
         "a.xml:1:262: error: a member of a map has a key [ISMS-KIND-01]\n"
         "a.xml:1:300: error: \"null\" is no value of that kind [ISMS-SYNTAX-02]"},
        {V R ">" J "<j:number key=\"m\">1</j:number><j:array key=\"m\"/><j:string key=\"title\"/><j:string "
             "key=\"id\"/><j:array key=\"a\"><j:null key=\"k\"/></j:array></j:map><j:map/></unknown><unknown/>" E,
         ISMS_E_DATA,
         "a.xml:1:183: error: risk R-1: title belongs to the schema and cannot stand in unknown [ISMS-SYNTAX-04]\n"
         "a.xml:1:206: error: risk R-1: id belongs to the schema and cannot stand in unknown [ISMS-SYNTAX-04]\n"
         "a.xml:1:243: error: risk R-1: an item of an array has no key [ISMS-KIND-01]\n"
         "a.xml:1:278: error: risk R-1: unknown holds one map, without a key [ISMS-KIND-01]\n"
         "a.xml:1:296: error: risk R-1: the element unknown stands twice [ISMS-SYNTAX-04]\n"
         "a.xml:1:55: error: risk R-1: the member m stands twice in one object [ISMS-SYNTAX-04]"},
        {V R "><a>text<b/></a><c/><c/><d><item/>text</d>" E, ISMS_E_DATA,
         "a.xml:1:73: error: risk R-1: text and elements stand side by side in an element that the schema does not know "
         "[ISMS-KIND-01]\n"
         "a.xml:1:96: error: risk R-1: text and elements stand side by side in an element that the schema does not know "
         "[ISMS-KIND-01]\n"
         "a.xml:1:55: error: risk R-1: the member c stands twice in one object [ISMS-SYNTAX-04]"},
        {V J "</j:map></unknown><unknown/></isms>", ISMS_E_DATA,
         "a.xml:1:131: error: the element unknown stands twice [ISMS-SYNTAX-04]"},
        {V "<unknown><map/></unknown></isms>", ISMS_E_DATA,
         "a.xml:1:57: error: map is no element of http://www.w3.org/2005/xpath-functions [ISMS-KIND-01]"},
        {V J "<j:string key=\"s\" escaped=\"true\">\\n</j:string></j:map></unknown></isms>", ISMS_E_DATA,
         "a.xml:1:140: error: the attribute escaped of string cannot be taken [ISMS-VALUE-01]"},
    };
    CHECK(rows);
}

/* ------------------------------------------------------------------ what is let through */

/* tests/data/every_kind.json as XML. */
static isms_blob *sample(void)
{
    size_t size;
    char *text = test_every_kind(&size);
    isms_model *model = test_read("json", text, size);
    isms_blob *blob = test_write(model, "xml", ISMS_FORM_PRETTY);
    isms_model_free(model);
    free(text);
    return blob;
}

static void what_others_write_means_the_same(void)
{
    static const struct {
        const char *xml, *json;
    } rows[] = {
        {"\xef\xbb\xbf" V "</isms>", "{\"libisms\":\"1.0\"}"},
        {"<?xml version='1.0' encoding='utf-8'?>\r\n<!-- c --><?p i?>\r\n<i:isms xmlns:i='urn:libisms:isms:1' "
         "libisms='1.7'><i:risks/>"
         "</i:isms>\n<!-- end -->",
         "{\"libisms\":\"1.7\",\"risks\":[]}"},
        {"<isms xmlns='urn:libisms:isms:1' xmlns:x='http://www.w3.org/2001/XMLSchema-instance' libisms='1.0' "
         "x:schemaLocation='urn:libisms:isms:1 isms.xsd'/>",
         "{\"libisms\":\"1.0\"}"},
        {V R "><![CDATA[ ]]><title> a <![CDATA[<b> &amp;]]>&#10;&#x41;<!-- x -->d<?pi?>\r\n</title>" E,
         "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\" a <b> &amp;\\nAd\\n\"}]}"},
        {V R "><tags/><inherent/><title/>" E, "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"title\":\"\"}]}"},
        {V R " mood='a &amp;amp; b'><weather><rain mm='3'>x</rain><snow/></weather><points><item>1</item><item/></points>"
             "<inherent scale='5'><title>t</title></inherent><title xmlns=''>n</title>" E,
         "{\"libisms\":\"1.0\",\"risks\":[{\"id\":\"R-1\",\"inherent\":{\"scale\":\"5\",\"title\":\"t\"},\"mood\":\"a &amp; "
         "b\","
         "\"weather\":{\"rain\":{\"mm\":\"3\",\"\":\"x\"},\"snow\":\"\"},\"points\":[\"1\",\"\"],\"{}title\":\"n\"}]}"},
        {V "<gizmos><gizmo id='1'/><gizmo id='2'/></gizmos><empty/></isms>",
         "{\"libisms\":\"1.0\",\"gizmos\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"empty\":[]}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        isms_model *model = test_read(NULL, rows[i].xml, strlen(rows[i].xml));
        isms_blob *blob = test_write(model, "json", ISMS_FORM_COMPACT);
        CU_ASSERT_STRING_EQUAL(isms_blob_bytes(blob), rows[i].json);
        isms_blob_free(blob);
        isms_model_free(model);
    }
}

static void strict_reading_refuses_what_the_schema_does_not_know(void)
{
    isms_read_options options = ISMS_READ_OPTIONS_INIT;
    options.flags = ISMS_READ_STRICT;
    static const test_refusal rows[] = {
        {V R " mood=\"x\"><a/>" J "<j:null key=\"b\"/></j:map></unknown>" E, ISMS_E_DATA,
         "a.xml:1:76: error: risk R-1: the schema does not know the member mood [ISMS-UNKNOWN-01]\n"
         "a.xml:1:79: error: risk R-1: the schema does not know the member a [ISMS-UNKNOWN-01]\n"
         "a.xml:1:148: error: risk R-1: the schema does not know the member b [ISMS-UNKNOWN-01]"},
        {V "<gizmos/></isms>", ISMS_E_DATA, "a.xml:1:48: error: the schema does not know the member gizmos [ISMS-UNKNOWN-01]"},
    };
    test_refusals("xml", rows, sizeof rows / sizeof *rows, &options);
}

/* ------------------------------------------------------------------ limits and faults */

static void limits_hold(void)
{
    static const char text[] =
        V "<risks><risk id=\"R-1\"><title>0123456789</title><tags><item>a</item><item>b</item></tags></risk>"
          "<risk id=\"R-2\"/></risks></isms>";
    static const struct {
        isms_read_options options;
        const char *rule;
        isms_status status;
    } rows[] = {
        {{.max_text = 9}, "ISMS-LIMIT-02", ISMS_E_LIMIT},
        {{.max_depth = 1}, "ISMS-LIMIT-01", ISMS_E_LIMIT},
        {{.max_values = 5}, "ISMS-LIMIT-05", ISMS_E_LIMIT},
        {{.max_records = 1}, "ISMS-LIMIT-04", ISMS_E_LIMIT},
        {{.max_bytes = 100}, "ISMS-LIMIT-06", ISMS_E_LIMIT},
        {{.max_record_bytes = 60}, "ISMS-LIMIT-03", ISMS_E_LIMIT},
        {{.max_text = 10, .max_depth = 2, .max_values = 6, .max_records = 2, .max_record_bytes = 100}, NULL, ISMS_OK},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        isms_diagnostics *problems = isms_diagnostics_new(NULL);
        isms_read_options options = rows[i].options;
        isms_model *model = NULL;
        options.struct_size = sizeof options;
        CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
        CU_ASSERT_EQUAL(isms_model_read_text(model, "xml", text, sizeof text - 1, &options, problems), rows[i].status);
        if (rows[i].rule && isms_diagnostics_count(problems))
            CU_ASSERT_STRING_EQUAL(isms_diagnostics_rule(problems, 0), rows[i].rule);
        isms_model_free(model);
        isms_diagnostics_free(problems);
    }
}

/* Delivers `head`, then the same piece without end. */
typedef struct endless {
    const char *head, *piece;
    size_t at;
    uint64_t total;
} endless;

static int64_t read_endless(void *user, char *out, size_t room)
{
    endless *e = user;
    size_t head = strlen(e->head), piece = strlen(e->piece);
    for (size_t i = 0; i < room; i++, e->at++)
        out[i] = e->at < head ? e->head[e->at] : e->piece[(e->at - head) % piece];
    e->total += room;
    return (int64_t)room;
}

static void documents_without_end_are_refused_within_a_window_or_the_limit(void)
{
    static const struct {
        const char *head, *piece;
        uint64_t most;
    } rows[] = {
        {V, "<a>", 128 << 10},
        {V "<a>", "x", 1 << 20},
        {V R "><title>", "x", 3 << 20},
        {V R " a=\"", "x", 24 << 20},
        {V R "><tags>", "<item/>", 16 << 20},
        {V "<!--", "x", 24 << 20},
        {"<!DOCTYPE x [", "<!ENTITY a \"b\">", 24 << 20},
        {"<", "x", 24 << 20},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        endless source = {rows[i].head, rows[i].piece, 0, 0};
        isms_read_options options = ISMS_READ_OPTIONS_INIT;
        isms_model *model = NULL;
        options.max_bytes = 32 << 20;
        options.max_record_bytes = 12 << 20;
        CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
        isms_status status = isms_model_read(model, "xml", read_endless, &source, &options, NULL);
        CU_ASSERT(status == ISMS_E_LIMIT || status == ISMS_E_SYNTAX);
        CU_ASSERT(source.total <= (32 << 20) + (1 << 20));
        isms_model_free(model);
    }
}

static void a_document_cut_at_any_byte_is_told_to_be_cut(void)
{
    isms_blob *text = sample();
    size_t wrong = 0, size = isms_blob_size(text);
    char lines[4000];
    for (size_t n = 0; n + 2 < size; n++)
        wrong += test_read_lines("xml", isms_blob_bytes(text), n, NULL, lines, sizeof lines) != ISMS_E_TRUNCATED ||
                 !strstr(lines, "ISMS-END-01");
    CU_ASSERT_EQUAL(wrong, 0);
    isms_blob_free(text);
}

static void pieces_of_any_size_give_the_same_model(void)
{
    isms_blob *text = sample();
    test_pieces_agree(isms_blob_bytes(text), isms_blob_size(text), 69, 3);
    isms_blob_free(text);
}

static void a_source_that_fails_at_any_byte_leaves_the_model_as_it_was(void)
{
    isms_blob *text = sample();
    isms_model *model = NULL;
    CU_ASSERT_EQUAL_FATAL(isms_model_new(NULL, &model), ISMS_OK);
    uint64_t before = test_fingerprint(model);
    for (size_t at = 0; at < isms_blob_size(text); at += 13) {
        test_source source = {isms_blob_bytes(text), isms_blob_size(text), 0, 0, (int64_t)at, false};
        CU_ASSERT_EQUAL(isms_model_read(model, "xml", test_source_read, &source, NULL, NULL), ISMS_E_IO);
        CU_ASSERT_EQUAL(test_fingerprint(model), before);
    }
    isms_model_free(model);
    isms_blob_free(text);
}

static void a_sink_that_fails_is_told(void)
{
    isms_blob *text = sample();
    isms_model *model = test_read("xml", isms_blob_bytes(text), isms_blob_size(text));
    for (int64_t at = 0; at < (int64_t)isms_blob_size(text); at += 97) {
        test_sink sink = {.fails_at = at};
        CU_ASSERT_EQUAL(isms_model_write(model, "xml", NULL, test_sink_write, &sink), ISMS_E_IO);
        test_sink_dispose(&sink);
    }
    isms_model_free(model);
    isms_blob_free(text);
}

static void places_are_right_far_into_a_document(void)
{
    enum { RISKS = 39999, MOST = 120 };
    char *text = malloc((RISKS + 2) * MOST);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    size_t size = (size_t)snprintf(text, MOST, V "<risks>");
    for (unsigned i = 1; i <= RISKS; i++)
        size += (size_t)snprintf(text + size, MOST,
                                 "\n  <risk id=\"R-%u\"\tvelocity_days=\"%u.5\">\n<title>\xc3\xa4 &amp; %u</title>\n</risk>", i,
                                 i, i);
    size += (size_t)snprintf(text + size, MOST, "</risks></isms>");
    isms_model *model = test_read("xml", text, size);
    uint32_t line, column;
    const char *source;
    free(text);
    CU_ASSERT_EQUAL(isms_count(model, ISMS_RISK), 39999);
    for (unsigned i = 1; i < 40000; i += 997) {
        char key[20];
        snprintf(key, sizeof key, "R-%u", i);
        isms_id risk = isms_find(model, ISMS_RISK, key);
        CU_ASSERT_EQUAL(isms_record_location(model, risk, &source, &line, &column), ISMS_OK);
        CU_ASSERT(line == 2 + (i - 1) * 3 && column == 3);
    }
    isms_model_free(model);
}

static const char small[] =
    "<isms xmlns=\"urn:libisms:isms:1\" libisms=\"1.4\" q=\"&amp;\"><document u=\"1\"><title>t</title></document><risk_methods>"
    "<risk_method id=\"M\"><matrix><row><cell>a</cell></row></matrix><levels><item id=\"a\" "
    "z=\"1\"/><item/></levels></risk_method>"
    "</risk_methods><risks><risk id=\"R-2\"><title>x &lt;</title><tags><item>x</item></tags><loss><low "
    "currency=\"EUR\">1</low></loss>"
    "<inherent level=\"a\">" J "<j:array key=\"a\"><j:number>1</j:number><j:map/></j:array></j:map></unknown></inherent></risk>"
    "</risks><gizmos><gizmo a=\"1\">x</gizmo></gizmos></isms>";

static isms_status read_and_write(const isms_allocator *a)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_write_options writing = ISMS_WRITE_OPTIONS_INIT;
    isms_model *model = NULL;
    isms_blob *blob = NULL;
    isms_diagnostics *problems = isms_diagnostics_new(a);
    options.allocator = writing.allocator = a;
    isms_status status = problems ? isms_model_new(&options, &model) : ISMS_E_NO_MEMORY;
    if (status == ISMS_OK)
        status = isms_model_read_text(model, NULL, small, sizeof small - 1, NULL, problems);
    if (status == ISMS_OK)
        status = isms_model_write_text(model, "xml", &writing, &blob);
    isms_blob_free(blob);
    isms_model_free(model);
    isms_diagnostics_free(problems);
    return status;
}

static void no_allocation_that_fails_leaves_anything_behind(void)
{
    sweep_allocations(read_and_write);
}

int main(void)
{
    static const test_case tests[] = {
        {"what is not well-formed ends the reading there", what_is_not_well_formed_ends_the_reading_there},
        {"document types, entities and inclusions are refused", types_entities_and_inclusions_are_refused},
        {"other roots, versions and encodings are refused", other_roots_versions_and_encodings_are_refused},
        {"bytes that no text may hold are told one by one", bytes_that_no_text_may_hold_are_told_one_by_one},
        {"a thousand bad bytes are told in their order", a_thousand_bad_bytes_are_told_in_their_order},
        {"all that is wrong is told in one run", all_that_is_wrong_is_told_in_one_run},
        {"what is kept has to make sense", what_is_kept_has_to_make_sense},
        {"what others write means the same", what_others_write_means_the_same},
        {"strict reading refuses what the schema does not know", strict_reading_refuses_what_the_schema_does_not_know},
        {"limits hold", limits_hold},
        {"documents without end are refused within a window or the limit",
         documents_without_end_are_refused_within_a_window_or_the_limit},
        {"a document cut at any byte is told to be cut", a_document_cut_at_any_byte_is_told_to_be_cut},
        {"pieces of any size give the same model", pieces_of_any_size_give_the_same_model},
        {"a source that fails at any byte leaves the model as it was",
         a_source_that_fails_at_any_byte_leaves_the_model_as_it_was},
        {"a sink that fails is told", a_sink_that_fails_is_told},
        {"places are right far into a document", places_are_right_far_into_a_document},
        {"no allocation that fails leaves anything behind", no_allocation_that_fails_leaves_anything_behind},
        {NULL, NULL}};
    return run_suite("reading XML", tests);
}
