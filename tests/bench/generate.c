/* The register that the benchmarks read and write. */
#include "generate.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORD_MOST = 1000, ANNEX_A = 93, TEXT_MOST = 200 };

static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* A stream of numbers for one record. */
static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = mix(*state);
    return (uint32_t)(*state >> 20) % below;
}

/* Appends words up to about `target` characters. */
static char *put_words(char *out, uint64_t *state, size_t target)
{
    static const char *const words[] = {
        "unauthorised", "access",      "to",     "customer", "records",  "through", "weak",     "password",
        "policy",       "on",          "legacy", "portal",   "loss",     "of",      "supplier", "ransomware",
        "backup",       "storage",     "fails",  "deliver",  "patches",  "for",     "critical", "server",
        "insider",      "copies",      "design", "files",    "phishing", "gives",   "control",  "over",
        "mailbox",      "unencrypted", "laptop", "stolen",   "from",     "car",     "power",    "outage",
        "stops",        "centre",      "key",    "staff",    "leave",    "without", "handover", "misconfigured",
        "bucket",       "exposes",     "logs",   "tokens",   "publicly"};
    size_t size = 0;
    while (size < target) {
        const char *word = words[draw(state, sizeof words / sizeof *words)];
        size += (size_t)sprintf(out + size, "%s%s", size ? " " : "", word);
    }
    return out + size;
}

static char *put_date(char *out, const char *name, uint64_t *state)
{
    return out +
           sprintf(out, ",\"%s\":\"%u-%02u-%02u\"", name, 2020 + draw(state, 7), 1 + draw(state, 12), 1 + draw(state, 28));
}

static char *put_asset(char *out, size_t i)
{
    static const char *const kinds[] = {"primary", "supporting"};
    uint64_t state = mix(2 * i + UINT64_C(0x1000000000));
    out += sprintf(out, "{\"id\":\"AS-%06zu\",\"title\":\"", i);
    out = put_words(out, &state, 20);
    out += sprintf(out, "\",\"owner\":\"owner.%04u\"", draw(&state, 300));
    return out + sprintf(out, ",\"kind\":\"%s\"}", kinds[draw(&state, 2)]);
}

/* Hundredths, in the shortest form. */
static char *put_decimal(char *out, const char *name, uint32_t hundredths)
{
    out += sprintf(out, "\"%s\":%u", name, hundredths / 100);
    if (hundredths % 100)
        out += sprintf(out, hundredths % 10 ? ".%02u" : ".%u", hundredths % 10 ? hundredths % 100 : hundredths % 100 / 10);
    return out;
}

/* A control of Annex A by its number from 0. */
static char *put_annex_a(char *out, uint32_t number)
{
    static const uint32_t themes[] = {37, 8, 14, 34};
    uint32_t theme = 0;
    while (number >= themes[theme])
        number -= themes[theme++];
    return out + sprintf(out, "\"A.%u.%u\"", 5 + theme, 1 + number);
}

static char *put_controls(char *out, uint64_t *state, size_t controls)
{
    out += sprintf(out, ",\"controls\":[");
    for (uint32_t k = 0, count = 1 + draw(state, 5); k < count; k++) {
        out += sprintf(out, "%s", k ? "," : "");
        out = put_annex_a(out, draw(state, ANNEX_A));
    }
    if (controls)
        out += sprintf(out, ",\"C-%06u\"", draw(state, (uint32_t)controls));
    return out + sprintf(out, "]");
}

static char *put_text(char *out, size_t i, uint64_t *state)
{
    out += sprintf(out, "{\"id\":\"R-%07zu\",\"title\":\"", i);
    out = put_words(out, state, 24);
    out += sprintf(out, "\",\"description\":\"");
    out = put_words(out, state, 72);
    out += sprintf(out, "%s", i % 16 == 3 ? " \\\"quoted\\\" & <tag>" : i % 16 == 7 ? " \xc3\xa9t\xc3\xa9 \xe2\x82\xac" : "");
    return out + sprintf(out, "\",\"owner\":\"owner.%04u\"", draw(state, 300));
}

static char *put_risk(char *out, size_t i, size_t assets, size_t controls)
{
    static const char *const treatments[] = {"modify", "retain", "avoid", "share"};
    static const char *const states[] = {"open", "accepted", "closed"};
    uint64_t state = mix(2 * i + 1);
    out = put_text(out, i, &state);
    out += sprintf(out, ",\"status\":\"%s\",\"assets\":[", states[draw(&state, 3)]);
    for (uint32_t k = 0, count = 1 + draw(&state, 3); k < count; k++)
        out += sprintf(out, "%s\"AS-%06u\"", k ? "," : "", draw(&state, (uint32_t)assets));
    out += sprintf(out, "],\"threats\":[\"T-%04u\"]", draw(&state, 240));
    out += sprintf(out, ",\"vulnerabilities\":[\"V-%04u\"]", draw(&state, 900));
    out += sprintf(out, ",\"inherent\":{\"likelihood\":%u", 1 + draw(&state, 5));
    out += sprintf(out, ",\"impact\":%u}", 1 + draw(&state, 5));
    out = put_date(out, "identified_on", &state);
    out = put_date(out, "review_on", &state);
    out += sprintf(out, ",\"treatment_options\":[\"%s\"]", treatments[draw(&state, 4)]);
    out = put_controls(out, &state, controls);
    uint32_t often = 1 + draw(&state, 10), loss = 1 + draw(&state, 50);
    out += sprintf(out, ",\"frequency\":{");
    out = put_decimal(out, "low", 5 * often);
    *out++ = ',';
    out = put_decimal(out, "high", 5 * often * (2 + draw(&state, 8)));
    return out + sprintf(out,
                         "},\"loss\":{\"low\":{\"amount\":\"%u000\",\"currency\":\"EUR\"},\"high\":{\"amount\":\"%u000\","
                         "\"currency\":\"EUR\"}}}",
                         loss, loss * (5 + draw(&state, 40)));
}

/* Each control has a piece of evidence, and nine of ten are in place. */
static char *put_control(char *out, size_t i)
{
    uint64_t state = mix(2 * i + UINT64_C(0x2000000000));
    out += sprintf(out, "{\"id\":\"C-%06zu\",\"title\":\"", i);
    out = put_words(out, &state, 30);
    out += sprintf(out, "\",\"owner\":\"owner.%04u\",\"status\":\"%s\",\"implements\":[", draw(&state, 300),
                   draw(&state, 10) ? "implemented" : "partial");
    out = put_annex_a(out, (uint32_t)(i % ANNEX_A));
    *out++ = ',';
    out = put_annex_a(out, draw(&state, ANNEX_A));
    out = put_date(out + sprintf(out, "]"), "implemented_on", &state);
    return out + sprintf(out, ",\"evidence\":[\"EV-%06zu\"]}", i);
}

static char *put_evidence(char *out, size_t i)
{
    uint64_t state = mix(2 * i + UINT64_C(0x3000000000));
    out += sprintf(out, "{\"id\":\"EV-%06zu\",\"title\":\"", i);
    out = put_words(out, &state, 24);
    return out + sprintf(out, "\",\"collected_on\":\"2026-%02u-%02u\",\"freshness_days\":365}", 1 + draw(&state, 6),
                         1 + draw(&state, 28));
}

static char *put_entry(char *out, size_t i)
{
    uint64_t state = mix(2 * i + UINT64_C(0x4000000000));
    out += sprintf(out, "{\"id\":\"SE-%02zu\",\"control\":", i);
    out = put_annex_a(out, (uint32_t)i);
    out += sprintf(out, ",\"applicable\":true,\"reasons\":[\"risk\"],\"justification\":\"");
    out = put_words(out, &state, 40);
    return out + sprintf(out, "\"}");
}

/* A register of records of one kind. */
static char *put_records(char *out, const char *name, size_t count, char *(*put)(char *, size_t))
{
    out += sprintf(out, ",\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        out += sprintf(out, "%s", i ? "," : "");
        out = put(out, i);
    }
    return out + sprintf(out, "]");
}

char *generate_isms(size_t risks, size_t controls, size_t *size)
{
    size_t assets = risks / 10 + 1;
    char *text = malloc((risks + assets + 2 * controls + ANNEX_A) * RECORD_MOST + TEXT_MOST), *at = text;
    if (!text)
        return NULL;
    at += sprintf(at, "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Benchmark\"}");
    at = put_records(at, "assets", assets, put_asset);
    at += sprintf(at, ",\"risks\":[");
    for (size_t i = 0; i < risks; i++) {
        at += sprintf(at, "%s", i ? "," : "");
        at = put_risk(at, i, assets, controls);
    }
    at += sprintf(at, "]");
    if (controls) {
        at = put_records(at, "controls", controls, put_control);
        at = put_records(at, "evidence", controls, put_evidence);
        at = put_records(at, "soa_entries", ANNEX_A, put_entry);
    }
    at += sprintf(at, "}");
    *size = (size_t)(at - text);
    char *fitted = realloc(text, *size + 1);
    return fitted ? fitted : text;
}

char *generate_register(size_t risks, size_t *size)
{
    return generate_isms(risks, 0, size);
}
