/* The preset tables: scales, matrices and methods. A new preset is a row.
 *
 * Figures of other products are facts that stand in the specification of this library's risk room or in its golden cases; where
 * those leave a threshold open, the row states an own one that agrees with them and says so. No product's text is copied. */
#include "preset.h"

#include <stddef.h>

#define NIST       "NIST SP 800-30 Rev. 1"
#define OWASP      "OWASP Risk Rating Methodology"
#define BSI        "BSI-Standard 200-3, example matrix as shipped in verinice.veo"
#define ISO        "ISO/IEC 27005 style, as reproduced in CISO Assistant"
#define EBIOS      "EBIOS Risk Manager, as reproduced in CISO Assistant"
#define MONARC     "MONARC, by its published formula: impact times threat times vulnerability"
#define SIMPLERISK "SimpleRisk, by the formulas of its scoring methods"
#define CVSS       "FIRST, CVSS v3.1 specification document, sections 5 and 7; evidence of severity, not a risk"
#define OWN        "own"

const isms__preset isms__preset_scales[] = {
    {"nist80030.level", 1, "NIST SP 800-30 qualitative values with their 0-100 bands",
     "VL [0,5) = Very low; L [5,21) = Low; M [21,80) = Moderate; H [80,96) = High; VH [96,100] = Very high",
     NIST ", assessment scales; half-open on real numbers", "0..100", NULL, NULL, NULL},
    {"owasp.factor", 1, "OWASP likelihood and impact levels on 0 to 9", "LOW [0,3); MEDIUM [3,6); HIGH [6,9]", OWASP, "0..9",
     NULL, NULL, NULL},
    {"owasp.severity", 1, "OWASP overall severity", "Note; Low; Medium; High; Critical", OWASP, NULL, NULL, NULL, NULL},
    {"bsi2003.frequency", 1, "BSI 200-3 frequency of occurrence",
     "selten = selten; mittel = mittel; haeufig = häufig; sehr_haeufig = sehr häufig", BSI, NULL, NULL, NULL, NULL},
    {"bsi2003.damage", 1, "BSI 200-3 extent of damage",
     "vernachlaessigbar = vernachlässigbar; begrenzt = begrenzt; betraechtlich = beträchtlich; existenzbedrohend", BSI, NULL,
     NULL, NULL, NULL},
    {"bsi2003.category", 1, "BSI 200-3 risk category", "gering; mittel; hoch; sehr_hoch = sehr hoch", BSI, NULL, NULL, NULL,
     NULL},
    {"bsi2002.need", 1, "Protection need after BSI 200-2", "normal; hoch; sehr_hoch = sehr hoch", "BSI-Standard 200-2", NULL,
     NULL, NULL, NULL},
    {"iso27005.likelihood", 1, "Likelihood, five levels", "1; 2; 3; 4; 5", ISO, NULL, NULL, NULL, NULL},
    {"iso27005.consequence", 1, "Consequence, five levels", "1; 2; 3; 4; 5", ISO, NULL, NULL, NULL, NULL},
    {"iso27005.level", 1, "Level of risk, five levels", "1; 2; 3; 4; 5", ISO, NULL, NULL, NULL, NULL},
    {"ebios.likelihood", 1, "EBIOS RM likelihood", "1 = V1; 2 = V2; 3 = V3; 4 = V4", EBIOS, NULL, NULL, NULL, NULL},
    {"ebios.gravity", 1, "EBIOS RM gravity", "1 = G1; 2 = G2; 3 = G3; 4 = G4", EBIOS, NULL, NULL, NULL, NULL},
    {"ebios.level", 1, "EBIOS RM level of risk", "Low; Medium; High", EBIOS, NULL, NULL, NULL, NULL},
    {"ebios.zone", 1, "EBIOS RM zone of a stakeholder by threat level",
     "outside = Out of scope; watch = Watch zone; control = Control zone; danger = Danger zone",
     "EBIOS RM; the thresholds are inputs of the method", NULL, NULL, NULL, NULL},
    {"monarc.band", 1, "MONARC band of a risk", "green; orange; red", MONARC, NULL, NULL, NULL, NULL},
    {"simplerisk.level", 1, "SimpleRisk levels with their default thresholds",
     "Low [0,4); Medium [4,7); High [7,10.1); Very High [10.1,)", SIMPLERISK "; the highest level cannot be reached on 0 to 10",
     "0..10", NULL, NULL, NULL},
    {"score.level4", 1, "Four levels of a product of ratings", "low; medium; high; critical",
     OWN "; the names that the golden cases have", NULL, NULL, NULL, NULL},
    {"score.level5", 1, "Five levels of a product of ratings", "Very Low; Low; Moderate; High; Very High",
     OWN "; the names of the five values of NIST SP 800-30", NULL, NULL, NULL, NULL},
    {"score.level10", 1, "Five levels of a score from 1 to 10", "very-low; low; medium; high; very-high",
     OWN "; the names that the golden cases have", NULL, NULL, NULL, NULL},
    {"cvss31.severity", 1, "CVSS v3.1 qualitative severity", "None; Low; Medium; High; Critical", CVSS, NULL, NULL, NULL, NULL},
    {"octave.probability", 1, "OCTAVE Allegro subjective probability", "low; medium; high", "OCTAVE Allegro", NULL, NULL, NULL,
     NULL},
    {"octave.score", 1, "OCTAVE Allegro relative risk score", "low [0,16); medium [16,30); high [30,45]", "OCTAVE Allegro",
     NULL, NULL, NULL, NULL},
    {"octave.pool", 1, "OCTAVE Allegro mitigation pool, pool 1 first to be treated",
     "4 = Pool 4; 3 = Pool 3; 2 = Pool 2; 1 = Pool 1", "OCTAVE Allegro", NULL, NULL, NULL, NULL},
    {NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL}};

const isms__preset isms__preset_matrices[] = {
    {"nist80030.risk", 1, "Level of risk from overall likelihood and level of impact",
     "VL,VL,VL,L,L|VL,L,L,L,M|VL,L,M,M,H|VL,L,M,H,VH|VL,L,M,H,VH", NIST ", Table I-2", NULL, "nist80030.level",
     "nist80030.level", "nist80030.level"},
    {"nist80030.likelihood", 1, "Overall likelihood from likelihood of initiation and of adverse impact",
     "VL,VL,L,L,L|VL,L,L,M,M|L,L,M,M,H|L,M,M,H,VH|L,M,H,VH,VH", NIST ", Table G-5", NULL, "nist80030.level", "nist80030.level",
     "nist80030.level"},
    {"owasp.matrix", 1, "Overall severity from likelihood and impact", "Note,Low,Medium|Low,Medium,High|Medium,High,Critical",
     OWASP, NULL, "owasp.factor", "owasp.factor", "owasp.severity"},
    {"bsi2003.matrix", 1, "Risk category from frequency and damage",
     "gering,gering,mittel,mittel|gering,gering,mittel,hoch|gering,mittel,hoch,sehr_hoch|gering,hoch,sehr_hoch,sehr_hoch", BSI,
     NULL, "bsi2003.frequency", "bsi2003.damage", "bsi2003.category"},
    {"iso27005.matrix5", 1, "Level of risk from likelihood and consequence",
     "1,1,2,2,2|1,2,2,3,3|2,2,3,4,4|2,3,4,4,5|3,4,4,5,5", ISO, NULL, "iso27005.likelihood", "iso27005.consequence",
     "iso27005.level"},
    {"ebios.matrix", 1, "Level of risk from likelihood and gravity",
     "Low,Low,Low,Medium|Low,Low,Medium,Medium|Medium,Medium,High,High|Medium,High,High,High", EBIOS, NULL, "ebios.likelihood",
     "ebios.gravity", "ebios.level"},
    {"octave.pool", 1, "Mitigation pool from probability and relative risk score", "4,3,3|3,2,2|2,2,1", "OCTAVE Allegro", NULL,
     "octave.probability", "octave.score", "octave.pool"},
    {NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL}};

/* A starting point only: what is accepted is for the organization to decide. */
#define SUGGESTION "own suggestion", NULL, NULL, NULL, NULL

const isms__preset isms__preset_criteria[] = {
    {"nist80030.level", 1, "What is done at each level, where the organization has not decided otherwise",
     "VL: accept; L: accept; M: tolerate by risk owner; H: treat; VH: treat", SUGGESTION},
    {"owasp.severity", 1, "What is done at each level, where the organization has not decided otherwise",
     "Note: accept; Low: accept; Medium: tolerate by risk owner; High: treat; Critical: treat", SUGGESTION},
    {"bsi2003.category", 1, "What is done at each level, where the organization has not decided otherwise",
     "gering: accept; mittel: tolerate by risk owner; hoch: treat; sehr_hoch: treat", SUGGESTION},
    {"iso27005.level", 1, "What is done at each level, where the organization has not decided otherwise",
     "1: accept; 2: accept; 3: tolerate by risk owner; 4: treat; 5: treat", SUGGESTION},
    {"ebios.level", 1, "What is done at each level, where the organization has not decided otherwise",
     "Low: accept; Medium: tolerate by risk owner; High: treat", SUGGESTION},
    {"monarc.band", 1, "What is done at each level, where the organization has not decided otherwise",
     "green: accept; orange: tolerate by risk owner; red: treat", SUGGESTION},
    {"simplerisk.level", 1, "What is done at each level, where the organization has not decided otherwise",
     "Low: accept; Medium: tolerate by risk owner; High: treat; Very High: treat", SUGGESTION},
    {"score.level4", 1, "What is done at each level, where the organization has not decided otherwise",
     "low: accept; medium: tolerate by risk owner; high: treat; critical: treat", SUGGESTION},
    {"score.level5", 1, "What is done at each level, where the organization has not decided otherwise",
     "Very Low: accept; Low: accept; Moderate: tolerate by risk owner; High: treat; Very High: treat", SUGGESTION},
    {"score.level10", 1, "What is done at each level, where the organization has not decided otherwise",
     "very-low: accept; low: accept; medium: tolerate by risk owner; high: treat; very-high: treat", SUGGESTION},
    {"octave.pool", 1, "What is done at each level, where the organization has not decided otherwise",
     "4: accept; 3: tolerate by risk owner; 2: tolerate by risk owner; 1: treat", SUGGESTION},
    {NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL}};

/* Two levels looked up in the matrix of the same name. */
#define LOOK_UP(matrix, rows, row_scale, columns, column_scale, result)                                                        \
    "input " rows " level " row_scale "\n"                                                                                     \
    "input " columns " level " column_scale "\n" result " = table(" matrix ", " rows ", " columns ")\n"

#define NO_MATRIX NULL, NULL, NULL, NULL

const isms__preset isms__preset_methods[] = {
    {"nist80030.risk", 1, "NIST SP 800-30: level of risk",
     LOOK_UP("nist80030.risk", "likelihood", "nist80030.level", "impact", "nist80030.level", "level"), NIST ", Table I-2",
     NO_MATRIX},
    {"nist80030.likelihood", 1, "NIST SP 800-30: overall likelihood",
     LOOK_UP("nist80030.likelihood", "initiation", "nist80030.level", "adverse_impact", "nist80030.level", "overall"),
     NIST ", Table G-5; not a probability that both happen", NO_MATRIX},
    {"nist80030.bin100", 1, "NIST SP 800-30: level of a value from 0 to 100",
     "input value number [0,100]\n"
     "level = level_of(nist80030.level, value)\n",
     NIST, NO_MATRIX},
    {"nist80030.chain", 1, "NIST SP 800-30: both tables, one after the other",
     "input initiation level nist80030.level\n"
     "input adverse_impact level nist80030.level\n"
     "input impact level nist80030.level\n"
     "overall = table(nist80030.likelihood, initiation, adverse_impact)\n"
     "level = table(nist80030.risk, overall, impact)\n",
     NIST ", Tables G-5 and I-2", NO_MATRIX},
    {"bsi2003.matrix", 1, "BSI 200-3: risk category",
     LOOK_UP("bsi2003.matrix", "frequency", "bsi2003.frequency", "damage", "bsi2003.damage", "category"), BSI, NO_MATRIX},
    {"iso27005.matrix5", 1, "ISO/IEC 27005 style 5 x 5",
     LOOK_UP("iso27005.matrix5", "likelihood", "iso27005.likelihood", "consequence", "iso27005.consequence", "level"), ISO,
     NO_MATRIX},
    {"ebios.matrix", 1, "EBIOS RM: level of risk",
     LOOK_UP("ebios.matrix", "likelihood", "ebios.likelihood", "gravity", "ebios.gravity", "level"), EBIOS, NO_MATRIX},
    {"ebios.stakeholder", 1, "EBIOS RM: threat level and zone of a stakeholder",
     "semi_quantitative\n"
     "input dependency ordinal [0,)\n"
     "input penetration ordinal [0,)\n"
     "input maturity ordinal [0,)\n"
     "input trust ordinal [0,)\n"
     "input watch number [0,) = 0.2\n"
     "input control number [0,) = 0.9\n"
     "input danger number [0,) = 2.5\n"
     "threat_level = (dependency * penetration) / (maturity * trust)\n"
     "zone = reach(ebios.zone, threat_level, watch, control, danger)\n",
     EBIOS "; the zone thresholds are those of the guide's example (recalled) and for the organization to set", NO_MATRIX},
    {"owasp.matrix", 1, "OWASP: overall severity",
     LOOK_UP("owasp.matrix", "likelihood", "owasp.factor", "impact", "owasp.factor", "severity"), OWASP, NO_MATRIX},
    {"owasp.bin", 1, "OWASP: level of a value from 0 to 9",
     "input value number [0,9]\n"
     "level = level_of(owasp.factor, value)\n",
     OWASP, NO_MATRIX},
    {"owasp.rating", 1,
     "OWASP: rating from factors; business impact where it is known, else technical; max and mean are what forks do",
     "input threat_agent list [0,9]\n"
     "input vulnerability list [0,9]\n"
     "input technical list [0,9]\n"
     "input business list [0,9]\n"
     "input impact_mode word known|technical|business|max|mean = known\n"
     "likelihood = mean(threat_agent, vulnerability)\n"
     "likelihood_known = known(threat_agent, vulnerability)\n"
     "likelihood_factors = count(threat_agent, vulnerability)\n"
     "likelihood_level = level_of(owasp.factor, likelihood)\n"
     "technical_impact? = mean(technical)\n"
     "business_impact? = mean(business)\n"
     "impact = pick(impact_mode, first(business_impact, technical_impact), technical_impact, business_impact,"
     " max(technical_impact, business_impact), mean(technical_impact, business_impact))\n"
     "impact_level = level_of(owasp.factor, impact)\n"
     "severity = table(owasp.matrix, likelihood_level, impact_level)\n",
     OWASP, NO_MATRIX},
    {"monarc.info", 1, "MONARC: information risk",
     "semi_quantitative\n"
     "input c ordinal [0,) unset -1\n"
     "input i ordinal [0,) unset -1\n"
     "input a ordinal [0,) unset -1\n"
     "input threat ordinal [0,) unset -1\n"
     "input vuln ordinal [0,) unset -1\n"
     "input reduction ordinal [0,) = 0\n"
     "input c_flag ordinal [0,1] = 1\n"
     "input i_flag ordinal [0,1] = 1\n"
     "input a_flag ordinal [0,1] = 1\n"
     "require reduction <= vuln\n"
     "risk_c? = c * threat * vuln\n"
     "risk_i? = i * threat * vuln\n"
     "risk_a? = a * threat * vuln\n"
     "affected = c_flag + i_flag + a_flag\n"
     "max_risk? = max(when(c_flag, risk_c), when(i_flag, risk_i), when(a_flag, risk_a))\n"
     "impact? = max(when(c_flag, c), when(i_flag, i), when(a_flag, a))\n"
     "residual? = impact * threat * (vuln - reduction)\n",
     MONARC "; where the threat affects no criterion there is no risk value", NO_MATRIX},
    {"monarc.op", 1, "MONARC: operational risk, the highest over the impact scales",
     "semi_quantitative\n"
     "input prob ordinal [0,) unset -1\n"
     "input values list [0,) unset -1\n"
     "risk? = prob * max(values)\n",
     MONARC, NO_MATRIX},
    {"monarc.band", 1, "MONARC: band of a risk by two thresholds",
     "input value number [0,) unset -1\n"
     "input t1 number\n"
     "input t2 number\n"
     "band = pass(monarc.band, value, t1, t2)\n",
     MONARC, NO_MATRIX},
    {"monarc.inherit", 1, "MONARC: own value, or the parent's where it is not set",
     "input parent_c ordinal [0,) unset -1\n"
     "input own_c ordinal [0,) unset -1\n"
     "c? = first(own_c, parent_c)\n",
     MONARC "; an own value replaces the inherited one even where it is lower", NO_MATRIX},
    {"simplerisk.classic", 1, "SimpleRisk: classic score, models 1 to 5",
     "semi_quantitative\n"
     "input model word 1|2|3|4|5\n"
     "input likelihood ordinal [1,)\n"
     "input impact ordinal [1,)\n"
     "input most_likelihood ordinal [1,) = 5\n"
     "input most_impact ordinal [1,) = 5\n"
     "require likelihood <= most_likelihood\n"
     "require impact <= most_impact\n"
     "raw = likelihood * impact + pick(model, 2 * impact, impact, 0, likelihood, 2 * likelihood)\n"
     "highest = most_likelihood * most_impact"
     " + pick(model, 2 * most_impact, most_impact, 0, most_likelihood, 2 * most_likelihood)\n"
     "score = round(10 * raw / highest, 2)\n",
     SIMPLERISK "; there, a missing input scores 10", NO_MATRIX},
    {"simplerisk.contributing", 1, "SimpleRisk: contributing risks",
     "input likelihood number [0,)\n"
     "input max_likelihood number [1,)\n"
     "input weights list [0,1]\n"
     "input impacts list [0,)\n"
     "input max_impacts list [1,)\n"
     "require near(sum(weights), 1)\n"
     "require impacts <= max_impacts\n"
     "score = round(5 * likelihood / max_likelihood + sum(weights * 5 * impacts / max_impacts), 2)\n",
     SIMPLERISK, NO_MATRIX},
    {"simplerisk.level", 1, "SimpleRisk: level of a score",
     "input score number [0,)\n"
     "level = level_of(simplerisk.level, score)\n",
     SIMPLERISK, NO_MATRIX},
    {"simplerisk.owasp", 1, "SimpleRisk: OWASP severity and its score between the thresholds of the levels",
     "input likelihood level owasp.factor\n"
     "input impact level owasp.factor\n"
     "input low number = 0\n"
     "input medium number = 4\n"
     "input high number = 7\n"
     "input very_high number = 10.1\n"
     "severity = table(owasp.matrix, likelihood, impact)\n"
     "rank = position(severity)\n"
     "score = if(rank == 1, low, if(rank == 2, (low + medium) / 2, if(rank == 3, (medium + high) / 2,"
     " if(rank == 4, (high + very_high) / 2, 10))))\n",
     SIMPLERISK, NO_MATRIX},
    {"simplerisk.residual", 1, "SimpleRisk: residual score after the plan, or after the strongest control",
     "input score number [0,)\n"
     "input plan_percent number [0,100] = 0\n"
     "input control_percents list [0,100]\n"
     "percent = if(plan_percent > 0, plan_percent, max(control_percents, 0))\n"
     "residual = round(score * (100 - percent) / 100, 2)\n",
     SIMPLERISK, NO_MATRIX},
    {"additive.asset_threat_vuln", 1, "Additive measure: asset value, threat likelihood, ease of exploitation",
     "input asset ordinal [0,4]\n"
     "input threat ordinal [0,2]\n"
     "input ease ordinal [0,2]\n"
     "measure = asset + threat + ease\n",
     "ISO/IEC 27005 asset-based style; meaningful where the ratings are logarithms", NO_MATRIX},
    {"logscale.sum", 1, "Logarithmic scales: exponents of rate and consequence add",
     "input freq_per_year number [0,)\n"
     "input consequence number [0,)\n"
     "level = log10(freq_per_year) + log10(consequence)\n"
     "ale = freq_per_year * consequence\n",
     OWN "; base 10, rate per year, consequence in money: the level is the logarithm of the annual loss expectancy", NO_MATRIX},
    {"score.normalised10", 1, "Product of 1-to-5 ratings, and scaled to 1 to 10; the two ways of banding do not agree",
     "semi_quantitative\n"
     "input likelihood ordinal [1,5]\n"
     "input impact ordinal [1,5]\n"
     "raw = likelihood * impact\n"
     "score = max(1, ceil(10 * raw / 25))\n"
     "level_by_raw = pass(score.level10, raw, 1, 4, 9, 16)\n"
     "level_by_score = pass(score.level10, score, 2, 4, 6, 8)\n",
     OWN "; bands of the product at the squares of equal ratings, of the score at fifths, in agreement with the golden cases"
         " for what comp shows",
     NO_MATRIX},
    {"score.product4", 1, "Product of ratings, in four bands",
     "semi_quantitative\n"
     "input likelihood ordinal [1,)\n"
     "input impact ordinal [1,)\n"
     "input bands list [1,)\n"
     "require count(bands) == 3\n"
     "score = likelihood * impact\n"
     "level = reach(score.level4, score, bands)\n",
     "product of ordinals with bands that are inputs, as Little-ISMS-Helper and others rate", NO_MATRIX},
    {"score.product5", 1, "Product of ratings, in five bands",
     "semi_quantitative\n"
     "input likelihood ordinal [1,)\n"
     "input impact ordinal [1,)\n"
     "input bands list [1,)\n"
     "require count(bands) == 4\n"
     "score = likelihood * impact\n"
     "level = reach(score.level5, score, bands)\n",
     "product of ordinals with bands that are inputs, as OpenGRC and others rate", NO_MATRIX},
    {"dread.mean", 1, "DREAD: mean of five ratings",
     "input damage number [0,10]\n"
     "input reproducibility number [0,10]\n"
     "input exploitability number [0,10]\n"
     "input affected number [0,10]\n"
     "input discoverability number [0,10]\n"
     "score = round((damage + reproducibility + exploitability + affected + discoverability) / 5, 2)\n",
     "DREAD; for import, its authors no longer use it", NO_MATRIX},
    {"fmea.rpn", 1, "FMEA: risk priority number, and a rank that puts severity first",
     "semi_quantitative\n"
     "input severity ordinal [1,10]\n"
     "input occurrence ordinal [1,10]\n"
     "input detection ordinal [1,10]\n"
     "rpn = severity * occurrence * detection\n"
     "severity_first = severity * 1000 + rpn\n",
     "failure mode and effects analysis; the product takes 120 different values only", NO_MATRIX},
    {"octave.relative_score", 1, "OCTAVE Allegro: relative risk score, and pool where the probability is known",
     "input priorities list [1,)\n"
     "input values list [1,3]\n"
     "input probability level octave.probability\n"
     "require permutation(priorities)\n"
     "score = sum(priorities * values)\n"
     "pool? = table(octave.pool, probability, level_of(octave.score, when(count(priorities) == 5, score)))\n",
     "OCTAVE Allegro (recalled); the pools are for five impact areas", NO_MATRIX},
    {"cvss31.base", 1, "CVSS v3.1 base score, as evidence for a likelihood or vulnerability",
     "input av word N|A|L|P\n"
     "input ac word L|H\n"
     "input pr word N|L|H\n"
     "input ui word N|R\n"
     "input scope word U|C\n"
     "input c word H|L|N\n"
     "input i word H|L|N\n"
     "input a word H|L|N\n"
     "changed = pick(scope, 0, 1)\n"
     "iss = 1 - (1 - pick(c, 0.56, 0.22, 0)) * (1 - pick(i, 0.56, 0.22, 0)) * (1 - pick(a, 0.56, 0.22, 0))\n"
     "impact = if(changed, 7.52 * (iss - 0.029) - 3.25 * power(max(iss - 0.02, 0), 15), 6.42 * iss)\n"
     "privileges = if(changed, pick(pr, 0.85, 0.68, 0.5), pick(pr, 0.85, 0.62, 0.27))\n"
     "exploitability = 8.22 * pick(av, 0.85, 0.62, 0.55, 0.2) * pick(ac, 0.77, 0.44) * privileges * pick(ui, 0.85, 0.62)\n"
     "raw = if(impact <= 0, 0, min(if(changed, 1.08, 1) * (impact + exploitability), 10))\n"
     "score = ceil(round(raw * 100000, 0) / 10000) / 10\n"
     "severity = pass(cvss31.severity, score, 0, 3.9, 6.9, 8.9)\n",
     CVSS, NO_MATRIX},
    {"epss.annual", 1, "EPSS: probability and rate of a year from the probability of 30 days",
     "input p30 number [0,1]\n"
     "p_year = 1 - power(1 - p30, 365 / 30)\n"
     "rate_year = 0 - ln(1 - p30) * 365 / 30\n",
     OWN "; the hazard of the 30 days is taken to stay constant", NO_MATRIX},
    {"control.reliability_power", 1, "Reliability of a control: no variance on any day of its duration",
     "input vf number [0,)\n"
     "input vd number [0,)\n"
     "rel = power(max(0, 1 - vf / 365), vd)\n",
     "FAIR-CAM style: (1 - VF/365)^VD, variance frequency a year and variance duration in days; base not below 0", NO_MATRIX},
    {"control.reliability_renewal", 1, "Reliability of a control: availability of an alternating renewal process",
     "input vf number [0,)\n"
     "input vd number [0,)\n"
     "rel = 1 / (1 + vf * vd / 365)\n",
     OWN "; stays between 0 and 1 for every frequency", NO_MATRIX},
    {"control.reliability_exponential", 1, "Reliability of a control: chance of no variance while it lasts",
     "input vf number [0,)\n"
     "input vd number [0,)\n"
     "rel = exp(-(vf * vd) / 365)\n",
     OWN "; variances come at random, so that it stays above 0 for every frequency", NO_MATRIX},
    {"control.response_time", 1, "Time of containment and recovery that overlap in part",
     "input containment number [0,)\n"
     "input resilience number [0,)\n"
     "input concurrency number [0,1]\n"
     "time = containment + resilience - concurrency * min(containment, resilience)\n",
     "FAIR-CAM style", NO_MATRIX},
    {"treatment.modify", 1, "Prevention acts on frequency, mitigation on magnitude",
     "input lef number [0,)\n"
     "input lm number [0,)\n"
     "input e_prevent number [0,1] = 0\n"
     "input e_mitigate number [0,1] = 0\n"
     "ale_before = lef * lm\n"
     "lef_after = lef * (1 - e_prevent)\n"
     "lm_after = lm * (1 - e_mitigate)\n"
     "ale_after = lef_after * lm_after\n",
     OWN, NO_MATRIX},
    {"treatment.ordinal_shift", 1, "Likelihood and impact lowered by steps, not below the lowest level",
     "input likelihood ordinal [1,)\n"
     "input impact ordinal [1,)\n"
     "input d_likelihood ordinal [0,) = 0\n"
     "input d_impact ordinal [0,) = 0\n"
     "input scale_size ordinal [1,)\n"
     "require likelihood <= scale_size\n"
     "require impact <= scale_size\n"
     "likelihood_after = clamp(likelihood - d_likelihood, 1, scale_size)\n"
     "impact_after = clamp(impact - d_impact, 1, scale_size)\n",
     OWN, NO_MATRIX},
    {"treatment.reduction_percent", 1, "Share of the inherent risk that treatment took away",
     "input inherent number [0,)\n"
     "input residual number [0,)\n"
     "percent = if(inherent > 0, 100 * (inherent - residual) / positive(inherent), 0)\n",
     "share of a difference; 0 where there was no risk, as the golden cases have it", NO_MATRIX},
    {"treatment.progress_interpolation", 1, "Risk between today's and the target's rating by progress of the treatment",
     "input probability number [0,100]\n"
     "input impact number [0,100]\n"
     "input target_probability number [0,100]\n"
     "input target_impact number [0,100]\n"
     "input treatment_percent number [0,100]\n"
     "raw = floor(probability / 100 * (impact / 100) * 100)\n"
     "target = floor(target_probability / 100 * (target_impact / 100) * 100)\n"
     "current = floor(raw - treatment_percent / 100 * (raw - target))\n",
     "linear interpolation, each step rounded down as the golden cases for Unicis have it; progress is no evidence of effect",
     NO_MATRIX},
    {NULL, 0, NULL, NULL, NULL, NO_MATRIX}};
