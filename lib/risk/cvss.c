/* CVSS base scores, versions 2.0, 3.0 and 3.1: weights are a table, the rest is the formula of the specification. */
#include <isms/cvss.h>

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { AV, AC, PR, UI, S, C, I, A, METRICS };

/* Values and weights; of privileges the second weight is for changed scope, of scope the weight says that it is changed. */
typedef struct metric {
    const char *name, *values;
    double weights[4], changed[4];
} metric;

/* Version 2 has no PR and S; Au stands in the place of UI. */
static const metric base2[METRICS] = {
    [AV] = {"AV", "LAN", {0.395, 0.646, 1.0, 0}, {0}}, [AC] = {"AC", "HML", {0.35, 0.61, 0.71, 0}, {0}},
    [UI] = {"Au", "MSN", {0.45, 0.56, 0.704, 0}, {0}}, [C] = {"C", "NPC", {0, 0.275, 0.660, 0}, {0}},
    [I] = {"I", "NPC", {0, 0.275, 0.660, 0}, {0}},     [A] = {"A", "NPC", {0, 0.275, 0.660, 0}, {0}},
};

static const metric base3[METRICS] = {
    [AV] = {"AV", "NALP", {0.85, 0.62, 0.55, 0.2}, {0}},
    [AC] = {"AC", "LH", {0.77, 0.44, 0, 0}, {0}},
    [PR] = {"PR", "NLH", {0.85, 0.62, 0.27, 0}, {0.85, 0.68, 0.5, 0}},
    [UI] = {"UI", "NR", {0.85, 0.62, 0, 0}, {0}},
    [S] = {"S", "UC", {0, 1, 0, 0}, {0}},
    [C] = {"C", "HLN", {0.56, 0.22, 0, 0}, {0}},
    [I] = {"I", "HLN", {0.56, 0.22, 0, 0}, {0}},
    [A] = {"A", "HLN", {0.56, 0.22, 0, 0}, {0}},
};

static const char *const others2[] = {"E", "RL", "RC", "CDP", "TD", "CR", "IR", "AR", NULL};
static const char *const others3[] = {"E",   "RL",  "RC", "CR", "IR", "AR", "MAV", "MAC",
                                      "MPR", "MUI", "MS", "MC", "MI", "MA", NULL};

/* Weights of a vector: position of the value of each metric, -1 where it is missing. */
typedef struct choice {
    int at[METRICS];
} choice;

static bool is_name(const char *name, const char *text, size_t size)
{
    return strlen(name) == size && memcmp(name, text, size) == 0;
}

static bool is_other(const char *const *names, const char *text, size_t size)
{
    for (; *names; names++)
        if (is_name(*names, text, size))
            return true;
    return false;
}

/* One "AV:N" of size bytes. */
static isms_status read_metric(const metric *base, const char *const *others, const char *text, size_t size, choice *out)
{
    const char *colon = memchr(text, ':', size);
    if (!colon)
        return ISMS_E_SYNTAX;
    size_t name = (size_t)(colon - text), value = size - name - 1;
    for (int i = 0; i < METRICS; i++) {
        if (!base[i].name || !is_name(base[i].name, text, name))
            continue;
        const char *at = value == 1 ? strchr(base[i].values, colon[1]) : NULL;
        if (!at)
            return ISMS_E_SYNTAX;
        if (out->at[i] >= 0)
            return ISMS_E_EXISTS;
        out->at[i] = (int)(at - base[i].values);
        return ISMS_OK;
    }
    return is_other(others, text, name) && value > 0 ? ISMS_OK : ISMS_E_SYNTAX;
}

static isms_status read_vector(const char *vector, size_t size, const metric *base, const char *const *others, choice *out)
{
    for (int i = 0; i < METRICS; i++)
        out->at[i] = -1;
    for (size_t from = 0, to; from <= size; from = to + 1) {
        for (to = from; to < size && vector[to] != '/';)
            to++;
        isms_status status = read_metric(base, others, vector + from, to - from, out);
        if (status != ISMS_OK)
            return status;
    }
    for (int i = 0; i < METRICS; i++)
        if (base[i].name && out->at[i] < 0)
            return ISMS_E_NOT_EVALUATED;
    return ISMS_OK;
}

static double weight(const metric *base, const choice *c, int i)
{
    return base[i].weights[c->at[i]];
}

static double impact_base(const metric *base, const choice *c)
{
    return 1 - (1 - weight(base, c, C)) * (1 - weight(base, c, I)) * (1 - weight(base, c, A));
}

static void score2(const choice *c, isms_cvss *out)
{
    out->impact = 10.41 * impact_base(base2, c);
    out->exploitability = 20 * weight(base2, c, AV) * weight(base2, c, AC) * weight(base2, c, UI);
    double f = out->impact == 0 ? 0 : 1.176;
    out->score = floor((0.6 * out->impact + 0.4 * out->exploitability - 1.5) * f * 10 + 0.5) / 10;
}

/* The least number of one decimal that is not below x. Version 3.1 does it on integers, so that 4.02 never becomes 4.1 by an
 * error of binary arithmetic. */
static double round_up(double x, int32_t version)
{
    if (version == ISMS_CVSS_3_0)
        return ceil(x * 10) / 10;
    double whole = floor(x * 100000 + 0.5);
    return fmod(whole, 10000) == 0 ? whole / 100000 : (floor(whole / 10000) + 1) / 10;
}

static double power15(double x)
{
    double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
    return x8 * x4 * x2 * x;
}

static void score3(const choice *c, isms_cvss *out)
{
    bool changed = weight(base3, c, S) > 0;
    double iss = impact_base(base3, c);
    double privileges = changed ? base3[PR].changed[c->at[PR]] : weight(base3, c, PR);
    out->impact = changed ? 7.52 * (iss - 0.029) - 3.25 * power15(iss - 0.02) : 6.42 * iss;
    out->exploitability = 8.22 * weight(base3, c, AV) * weight(base3, c, AC) * privileges * weight(base3, c, UI);
    double sum = (changed ? 1.08 : 1.0) * (out->impact + out->exploitability);
    out->score = out->impact <= 0 ? 0 : round_up(sum < 10 ? sum : 10, out->version);
}

/* Takes the prefix off; 0 where there is none, -1 where it names another version. */
static int32_t take_prefix(const char **vector)
{
    static const struct {
        const char *text;
        int32_t version;
    } prefixes[] = {{"CVSS:3.0/", ISMS_CVSS_3_0}, {"CVSS:3.1/", ISMS_CVSS_3_1}, {"CVSS:2.0/", ISMS_CVSS_2_0}};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t size = strlen(prefixes[i].text);
        if (strncmp(*vector, prefixes[i].text, size) == 0) {
            *vector += size;
            return prefixes[i].version;
        }
    }
    return strncmp(*vector, "CVSS:", 5) == 0 ? -1 : 0;
}

isms_status isms_cvss_base(const char *vector, int32_t version, isms_cvss *out)
{
    if (!vector || !out || out->struct_size < sizeof *out)
        return ISMS_E_MISUSE;
    int32_t named = take_prefix(&vector);
    if (named)
        version = named;
    if (version == 0)
        version = strstr(vector, "/S:") || strncmp(vector, "S:", 2) == 0 ? ISMS_CVSS_3_1 : ISMS_CVSS_2_0;
    if (version != ISMS_CVSS_2_0 && version != ISMS_CVSS_3_0 && version != ISMS_CVSS_3_1)
        return ISMS_E_UNSUPPORTED;
    bool two = version == ISMS_CVSS_2_0;
    size_t size = strlen(vector);
    if (two && size >= 2 && vector[0] == '(' && vector[size - 1] == ')') {
        vector++;
        size -= 2;
    }
    choice c;
    isms_status status = read_vector(vector, size, two ? base2 : base3, two ? others2 : others3, &c);
    if (status != ISMS_OK)
        return status;
    out->version = version;
    if (two)
        score2(&c, out);
    else
        score3(&c, out);
    return ISMS_OK;
}

const char *isms_cvss_severity(double score)
{
    if (!(score >= 0 && score <= 10))
        return NULL;
    return score == 0 ? "None" : score < 4 ? "Low" : score < 7 ? "Medium" : score < 9 ? "High" : "Critical";
}
