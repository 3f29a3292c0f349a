/* The register that the benchmarks read and write. */
#include "generate.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORD_MOST = 1000 };

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

static char *put_controls(char *out, uint64_t *state)
{
    static const uint32_t themes[] = {37, 8, 14, 34};
    out += sprintf(out, ",\"controls\":[");
    for (uint32_t k = 0, count = 1 + draw(state, 5); k < count; k++) {
        uint32_t number = draw(state, 93), theme = 0;
        while (number >= themes[theme])
            number -= themes[theme++];
        out += sprintf(out, "%s\"A.%u.%u\"", k ? "," : "", 5 + theme, 1 + number);
    }
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

static char *put_risk(char *out, size_t i, size_t assets)
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
    out = put_controls(out, &state);
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

char *generate_register(size_t risks, size_t *size)
{
    size_t assets = risks / 10 + 1;
    char *text = malloc((risks + assets) * RECORD_MOST + 200), *at = text;
    if (!text)
        return NULL;
    at += sprintf(at, "{\"libisms\":\"1.0\",\"document\":{\"title\":\"Benchmark\"},\"assets\":[");
    for (size_t i = 0; i < assets; i++) {
        at += sprintf(at, "%s", i ? "," : "");
        at = put_asset(at, i);
    }
    at += sprintf(at, "],\"risks\":[");
    for (size_t i = 0; i < risks; i++) {
        at += sprintf(at, "%s", i ? "," : "");
        at = put_risk(at, i, assets);
    }
    at += sprintf(at, "]}");
    *size = (size_t)(at - text);
    char *fitted = realloc(text, *size + 1);
    return fitted ? fitted : text;
}
