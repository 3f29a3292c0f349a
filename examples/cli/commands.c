/* The commands: what each is called, takes and says of itself. */
#include "cli.h"

const cli_command cli_commands[] = {
    {"new", "", "start a document: a risk method and an entry for each Annex A control", "title output",
     "Writes a document with a 5 x 5 risk method and the 93 entries of the Statement of Applicability, none of them decided.\n"
     "Registers that are imported into it (isms import) fill these entries. A file that is there is not overwritten.\n"
     "\nExample: isms new --title \"Acme ISMS\" -o acme.json\n",
     cmd_new, 0, 0, CLI_NOTHING},
    {"check", "FILE", "say what is wrong with the data themselves", "as-of format strict limits extension",
     "Reads the document and applies the integrity and hygiene rules: dangling references, dates in the wrong order, values\n"
     "off their scale, circles. Rules that look at the date need --as-of; it is today where it is not given.\n"
     "Members that the schema does not know are kept; the text form names them, for they may be mistyped, and --strict "
     "refuses\n"
     "them. Formats: text (default), json.\n"
     "\nExit status: 0 nothing found but such members, 1 something found, 2 the document cannot be read.\n"
     "Example: isms check acme.json\n",
     cmd_check, 1, 1, CLI_FILES},
    {"import", "FILE...", "read CSV registers and parts of documents into one document",
     "output profile scale system strict limits quiet",
     "Each register is recognised by its header, in English or German; --profile says what a single one is. --scale chooses\n"
     "the scale of a risk register; `--profile list` and `--scale list` show what there is. Where the file of -o is there,\n"
     "it is updated: records are found by the ids that they have in the registers, and only what differs is written. What\n"
     "could not be read is kept as written and said; --quiet says errors only.\n"
     "A document (.json, .ndjson, .xml), such as a part that isms convert --only wrote, is brought in likewise: records\n"
     "are found by (system, key), or else by id.\n"
     "\nExit status: 0 every row is in the document, 1 rows or files were left out, 2 no file could be taken.\n"
     "Examples: isms import registers/*.csv --scale product-5x5:5,10,16 -o acme.json\n"
     "          isms import export.csv --profile risk-register --system grc -o acme.json\n"
     "          isms import part.json -o acme.json\n",
     cmd_import, 0, -1, CLI_FILES},
    {"convert", "IN OUT", "write a document in another format, or a part of it",
     "from to canonical only strict limits extension",
     "Formats go by the file's ending (.json, .ndjson, .xml); - is standard input or output, with --from and --to.\n"
     "--canonical writes the form for hashing (RFC 8785) instead of the one for people.\n"
     "--only writes the records TYPE/ID and the registers TYPE of a list with everything that they refer to; the document "
     "then\n"
     "says which registers are partial. isms import brings such a part into a document.\n"
     "\nExamples: isms convert acme.json acme.xml\n"
     "          isms convert acme.json part.json --only risk/R-001,risk/R-002,audits\n",
     cmd_convert, 2, 2, CLI_FILES},
    {"fmt", "FILE...", "rewrite documents in their canonical order", "strict limits extension",
     "Sorts registers and records, orders attributes as the schema does, and indents; nothing that is said changes.\n"
     "\nExample: isms fmt acme.json\n",
     cmd_fmt, 1, -1, CLI_FILES},
    {"diff", "BEFORE AFTER", "what changed between two documents, by record and attribute", "format output from extension",
     "Records are matched by type and id; members beside the schema are compared too. Where there is no such file, REV:FILE "
     "is\n"
     "a file as it was in a git revision. Formats: text (default), json, csv.\n"
     "\nExit status: 0 nothing changed, 1 something did, 2 a document cannot be read.\n"
     "Examples: isms diff last-year.json acme.json\n"
     "          isms diff HEAD~1:acme.json acme.json --format json\n",
     cmd_diff, 2, 2, CLI_FILES},
    {"merge", "BASE OURS THEIRS", "put together what two sides changed, attribute by attribute",
     "output format from to name extension",
     "Lists of references, requirements and enumerators merge as sets. Where both sides say different things, or one\n"
     "refers to a record that the other deleted, the result has what OURS has, and each conflict is said with its place on\n"
     "every side: on standard error, or on standard output with -o. The result is in canonical order, as isms fmt writes it.\n"
     "--format json writes conflicts for programs. --name says what to call the document there.\n"
     "\nAs a merge driver of git, once for each clone, with `*.json merge=isms` in .gitattributes:\n"
     "    git config merge.isms.driver 'isms merge %O %A %B -o %A --name %P'\n"
     "\nExit status: 0 no conflict, 1 conflicts, 2 a document cannot be read.\n"
     "Example: isms merge base.json ours.json theirs.json -o merged.json\n",
     cmd_merge, 3, 3, CLI_FILES},
    {"journal", "JOURNAL", "who changed what, when and why: list it, verify it, go back",
     "add who when reason at entry head document format output to top all extension",
     "The journal is a file of its own beside the document, such as acme.journal.ndjson; its entries are chained by SHA-256,\n"
     "and all of them are verified whenever it is read: an entry that was altered, removed, inserted or put elsewhere is "
     "named.\n"
     "Without options it is listed; --add adds an entry for all that differs in a document, and begins the journal where "
     "there\n"
     "is none; --at and --entry write the document as it was; --head and --document check against what is known elsewhere.\n"
     "Formats of the list: text (default; of an entry the first 100 changes, or with --all all of them), csv, json (the\n"
     "journal itself). --top N: the last N entries.\n"
     "\nExit status: 0 fine, 1 the journal or the document is not what was written, 2 unreadable or wrong use.\n"
     "Examples: isms journal acme.journal.ndjson --add acme.json --who \"Marta Klein\" --reason \"quarterly review\"\n"
     "          isms journal acme.journal.ndjson --at 2026-03-31 -o march.json\n",
     cmd_journal, 1, 1, CLI_FILES},
    {"catalogue", "[NAME [FRAMEWORK]]", "print reference data: Annex A, clauses, crosswalks, threats ...", "format output",
     "Without NAME it lists what there is. Formats: tsv (default), json.\n"
     "\nExamples: isms catalogue annex-a\n"
     "          isms catalogue crosswalk gdpr --format json\n",
     cmd_catalogue, 0, 2, CLI_CATALOGUES},
    {"risks", "FILE", "the risk register, worst first, each level computed", "format output top explain method by as-of",
     "--by owner, asset, theme, category, criterion or whole shows groups: the highest level, how many have it, how many are\n"
     "not known. --explain ID shows how the levels of one risk came about, as text or json; every number of it is\n"
     "computed again before it is shown. --method ID uses one risk method of\n"
     "the document, or a preset matrix, for all risks.\n"
     "Formats: text (default), md, csv, json.\n"
     "\nExamples: isms risks acme.json --top 10\n"
     "          isms risks acme.json --explain R-042\n",
     cmd_risks, 1, 1, CLI_FILES},
    {"what-if", "FILE", "what becomes of the risks if a control fails, comes late or is added",
     "fails late days until added risk method as-of all",
     "Levels, acceptances and decisions that change, each with its reason. A control gives back or takes off the steps that "
     "are\n"
     "declared for it, or its share of frequency or loss where the scale has intervals; where nothing is declared, the level "
     "is\n"
     "at worst the inherent one, and that is said. For controls that fail, the loss a year and the appetite follow, where "
     "risks\n"
     "have numbers.\n"
     "\nExit status: 0 no level changes, 1 some change or may change, 2 wrong use.\n"
     "Examples: isms what-if acme.json --fails C-12\n"
     "          isms what-if acme.json --late C-31 --days 90\n"
     "          isms what-if acme.json --added C-40 --risk R-007\n",
     cmd_what_if, 1, 1, CLI_FILES},
    {"quantify", "FILE", "what a year may cost: risks with a frequency and a loss, simulated",
     "trials seed engine tornado by top format output",
     "Mean loss a year without controls, with those in place (with its error, quantiles and the mean of the worst twentieth "
     "of\n"
     "years), and with the planned ones, for each risk and for all together; then the appetite of the risk method against the\n"
     "loss exceedance curve. The same seed gives the same digits. --trials is rounded up to a power of two.\n"
     "--engine exact computes instead of simulating, with brackets that hold for certain, where the laws allow it; auto does "
     "so\n"
     "where it can. --tornado shows which uncertain input moves the mean most; --by owner (or asset, theme, category, "
     "criterion)\n"
     "sums expected losses.\n"
     "Formats: text (default), csv.\n"
     "\nExit status: 0 fine, 1 the appetite is exceeded, 2 wrong use, or losses in several currencies.\n"
     "Example: isms quantify acme.json --trials 262144 --seed 7 --top 10\n",
     cmd_quantify, 1, 1, CLI_FILES},
    {"treatments", "FILE", "what treatment plans take away for what they cost, and the best set under a budget",
     "budget trials seed all top format output quiet",
     "The loss a year that the controls or the insurance of a plan take away, all else as it is now, with its error; what "
     "that\n"
     "takes off the mean of the worst twentieth of years; cost a year, return, net present value, and what at most pays\n"
     "(Gordon and Loeb). Best ratio first. --budget chooses the set that takes away most, by outlay and the first year's "
     "cost.\n"
     "Notes say why a plan has no value. --all values plans that are done too. Formats: text (default), csv.\n"
     "\nExample: isms treatments acme.json --budget 60000\n",
     cmd_treatments, 1, 1, CLI_FILES},
    {"lint-matrix", "[FILE|PRESET]", "can the risk matrix rank risks without contradicting itself", "all",
     "Checks the matrix of each risk method of a document, or a preset, in exact arithmetic; waivers of the method are shown\n"
     "with their reasons. Without an argument it lists the preset matrices.\n"
     "\nExit status: 0 nothing serious, 1 errors or warnings that are not waived, 2 wrong use.\n"
     "Examples: isms lint-matrix acme.json\n"
     "          isms lint-matrix iso27005.matrix5 --all\n",
     cmd_lint_matrix, 0, 1, CLI_FILES},
    {"method", "[ID [NAME=VALUE...]]", "preset methods of risk assessment: listed, shown, or evaluated with every step",
     "format output",
     "Methods are NIST SP 800-30, BSI 200-3, ISO/IEC 27005 style, EBIOS RM, OWASP, MONARC, SimpleRisk, DREAD, FMEA, OCTAVE "
     "Allegro,\n"
     "additive, logarithmic and others. With an id it shows the definition and where it comes from; with inputs it evaluates,\n"
     "computes every step again, and explains: text (default) or json. Levels are ids or labels, lists are parted by commas.\n"
     "\nExamples: isms method ebios.stakeholder\n"
     "          isms method ebios.stakeholder dependency=4 penetration=3 maturity=2 trust=2\n"
     "          isms method nist80030.chain initiation=H adverse_impact=M impact=VH\n",
     cmd_method, 0, -1, CLI_PRESET_METHODS},
    {"compare", "FILE", "which risks would be decided on differently under another risk method", "method against all",
     "Looks the present state of each risk up in both matrices. Methods are risk methods of the document or preset matrices;\n"
     "--method may be left out where the document has one. Likelihood and impact keep their positions where scales have as "
     "many\n"
     "steps, else they go by the intervals of the steps. --all shows the risks that stay too.\n"
     "\nExit status: 0 none, 1 some, 2 wrong use.\n"
     "Example: isms compare acme.json --method RM-1 --against iso27005.matrix5\n",
     cmd_compare, 1, 1, CLI_FILES},
    {"assets", "FILE", "what assets are worth, with what they inherit from those that depend on them", "format output",
     "A row for each asset and criterion that has a value: its own, the one that holds, how it came about, the asset that\n"
     "handed it on, and the one whose own it was at first. Formats: text (default), md, csv, json.\n"
     "\nExample: isms assets acme.json\n",
     cmd_assets, 1, 1, CLI_FILES},
    {"soa", "FILE", "the Statement of Applicability: a row for each control, and the proof that it is complete",
     "format output check all as-of soa",
     "Of the version of the latest date, or of --soa. As text the checks follow, each with what it rests on or what it found; "
     "with\n"
     "--check only these. Formats: text (default), md, csv, json.\n"
     "\nExit status: 0 complete (as text), or written; 1 something is missing or cannot be determined; 2 wrong use.\n"
     "Examples: isms soa acme.json --check\n"
     "          isms soa acme.json --format csv -o soa.csv\n",
     cmd_soa, 1, 1, CLI_FILES},
    {"soa-diff", "BEFORE AFTER", "what changed between two Statements of Applicability, and why", "as-of",
     "Compares row by row; each change names the risk, control, obligation or evidence that explains it. Each side is a "
     "document,\n"
     "taken as of --as-of, or what isms freeze wrote, as of its own day.\n"
     "\nExit status: 0 nothing changed, 1 something did.\n"
     "Example: isms soa-diff soa-2025.txt acme.json\n",
     cmd_soa_diff, 2, 2, CLI_FILES},
    {"freeze", "FILE", "freeze the Statement of Applicability of a day, with its hash", "output soa check as-of from",
     "Writes the facts of the day to -o, in a form that can be read again and compared (isms soa-diff); sha256sum of it is the "
     "hash\n"
     "that is printed. Where the document has a version of the statement, day and hash are noted in it and FILE is written.\n"
     "Approve a version before it is frozen: the approval is one of the facts. --check says if FILE is still as it was "
     "frozen.\n"
     "\nExit status: 0 done, or as it was frozen; 1 no longer so; 2 wrong use.\n"
     "Examples: isms freeze acme.json --as-of 2026-06-30 -o soa-2026.txt\n"
     "          isms freeze acme.json --check\n",
     cmd_freeze, 1, 1, CLI_FILES},
    {"gap", "FILE", "each clause and control with its state, and what closes most gaps", "format output as-of",
     "The state is derived where the records can tell and asked where they cannot. Behind the table stand the steps that "
     "close\n"
     "most gaps for least effort. Formats: text (default), md, csv, json.\n"
     "\nExample: isms gap acme.json --format md -o gap.md\n",
     cmd_gap, 1, 1, CLI_FILES},
    {"controls", "FILE", "controls grouped and counted by an attribute", "by format output as-of extension",
     "Attributes: theme (default), control_types, security_properties, cybersecurity_concepts, operational_capabilities,\n"
     "security_domains, tags, category, and any other of entries and controls, the host's own with --extension. Counted are\n"
     "the rows of the Statement of Applicability: in place, shown by evidence, and the risks that depend on them, with those\n"
     "that are lower than before controls. Formats: text (default), md, csv, json.\n"
     "\nExample: isms controls acme.json --by cybersecurity_concepts\n",
     cmd_controls, 1, 1, CLI_FILES},
    {"maturity", "FILE", "maturity of controls on the organization's scale, by group and overall",
     "by mean format output as-of extension",
     "The scale is maturity_scale of the document. Of each group: the lowest step, the median (the lower of two), the highest, "
     "and\n"
     "how many reach their target. A mean of ordinal steps only with --mean. --by takes the attributes of isms controls.\n"
     "Formats: text (default), md, csv, json.\n"
     "\nExample: isms maturity acme.json --by cybersecurity_concepts\n",
     cmd_maturity, 1, 1, CLI_FILES},
    {"effectiveness", "FILE [CONTROL]", "do the controls work, by their tests, and what the risks would be if one failed",
     "all format output as-of",
     "Design and operation by the latest tests; controls that are unsuited, degraded, untested or overdue, worst first, and "
     "those\n"
     "that were not in place on time. For the first 20 of them, or for CONTROL, the risk kernel says which levels would "
     "change.\n"
     "--all shows all controls. Formats: text (default), md, csv, json.\n"
     "\nExit status: 0 all work as far as tests show, 1 some do not surely work, 2 wrong use.\n"
     "Example: isms effectiveness acme.json C-14\n",
     cmd_effectiveness, 1, 2, CLI_FILES},
    {"suggest", "FILE [RISK|CONTROL]", "controls for a risk, with what states them; evidence for a control",
     "format output as-of",
     "For a risk: the controls that its threats and weaknesses name in the document, and those of risks that are like it;\n"
     "each with its source, and none that nothing states. For a control, or a requirement of any framework: what is to be\n"
     "shown, as the document asks for it and as is usual. Without either: for all risks that lack a control, and all controls\n"
     "in place without valid evidence. Formats: text (default), md, csv, json.\n"
     "\nExamples: isms suggest acme.json R-042\n"
     "          isms suggest acme.json A.8.13\n",
     cmd_suggest, 1, 2, CLI_FILES},
    {"coverage", "FILE", "how far the requirements of other frameworks are met, and on whose authority",
     "framework through set confidence explain format output as-of",
     "Without --framework a line for each of them; with it each requirement: met, partly, open or unknown, by which controls "
     "and\n"
     "evidence, on which authority, then the gaps of both sides. Met needs an authority of medium confidence, or of "
     "--confidence.\n"
     "--explain REQUIREMENT shows one of them. `isms catalogue frameworks` lists what there is.\n"
     "Formats: text (default), md, csv, json.\n"
     "\nExamples: isms coverage acme.json --framework gdpr\n"
     "          isms coverage acme.json --framework soc2-2017 --through nist-csf-2.0\n",
     cmd_coverage, 1, 1, CLI_FILES},
    {"evidence", "FILE [EVIDENCE]", "evidence once, used everywhere: which requirements a piece supports",
     "format output as-of",
     "Without EVIDENCE a line for each piece; with it each requirement of each framework, and through what.\n"
     "Formats: text (default), md, csv, json.\n"
     "\nExample: isms evidence acme.json EV-17\n",
     cmd_evidence, 1, 2, CLI_FILES},
    {"requests", "FILE [REQUIREMENT...]", "the fewest pieces of evidence that answer an auditor's list",
     "confidence format output as-of",
     "Requirements of any framework: A.8.24, 9.2.1, gdpr:Art.32(1)(a). Without any, all applicable controls.\n"
     "Formats: text (default), md, csv, json.\n"
     "\nExit status: 0 all that are named are answered, 1 some are not, 2 wrong use.\n"
     "Example: isms requests acme.json A.5.1 A.8.13 A.8.24 9.2.1\n",
     cmd_requests, 1, -1, CLI_FILES},
    {"transition", "FILE", "carry a Statement of Applicability or registers of 2013 over to 2022",
     "output to format framework soa as-of",
     "Prints what has to be decided, each with its place: where entries that merge differ, and what is new. With -o the draft\n"
     "is written as a new version (--soa ID, default SOA-2022) of the date of --as-of, which makes it the current one, beside\n"
     "the old one; lists of controls get the ids of 2022. --framework does so for a framework of one's own, whose "
     "requirements\n"
     "name their predecessors (default version SOA-NEXT).\n"
     "\nExit status: 0 nothing to decide, 1 there are questions, 2 wrong use.\n"
     "Example: isms transition acme-2013.json -o acme.json\n",
     cmd_transition, 1, 1, CLI_FILES},
    {"audit", "FILE", "would this ISMS pass, and why not", "as-of stage profile format output all top why rules",
     "The pre-audit: all readiness rules, each finding graded and located, then the conclusion for the stage with the score\n"
     "pair. Stages: internal (default), gap, stage1, stage2, surveillance, recertification, special.\n"
     "--profile cb grades controls as certification bodies tend to. Formats: text (default), md and csv (findings), json\n"
     "(the whole result as one object), sarif (annotations on code-hosting sites). --why adds the reasons of each grade and\n"
     "the nearest change that alters it.\n"
     "--rules sets severities of integrity and hygiene rules: ISMS-SOA-14=off,ISMS-ACT-01=note.\n"
     "The letter behind the facts of --why is the authority of the rule: V a public source, U the design of the library, M\n"
     "memory of a published text, P a policy of the project.\n"
     "\nExit status: 0 no finding but suppressed ones and no major, 1 findings, 2 the document cannot be read.\n"
     "Example: isms audit acme.json --stage stage2 --as-of 2026-06-30\n",
     cmd_audit, 1, 1, CLI_FILES},
    {"review", "FILE", "what the next management review has to look at", "as-of format output",
     "The inputs of 9.3.2 a to g from the registers, since the last review that was held, and what is missing.\n"
     "Formats: text (default), md, csv, json.\n"
     "\nExample: isms review acme.json --as-of 2026-06-30 --format md -o review.md\n",
     cmd_review, 1, 1, CLI_FILES},
    {"actions", "FILE", "corrective actions: where each stands, what it lacks, what is late", "as-of format output",
     "The next step of each and the fields that it still lacks, what is overdue as of the date, and what the next audit takes\n"
     "from the finding. Formats: text (default), md, csv, json.\n"
     "\nExample: isms actions acme.json --as-of 2026-06-30\n",
     cmd_actions, 1, 1, CLI_FILES},
    {"calendar", "FILE", "every date of the certificates, and what is due next", "as-of format output",
     "Formats: text (default), md, csv, json.\n"
     "\nExample: isms calendar acme.json --as-of 2026-06-30\n",
     cmd_calendar, 1, 1, CLI_FILES},
    {"plan", "FILE", "what is to be audited when and by whom", "as-of format output top",
     "An audit plan of three years from the requirements, the Statement of Applicability, past audits, findings, changes and\n"
     "incidents. Formats: text (default), md, csv, json.\n"
     "\nExample: isms plan acme.json --as-of 2026-06-30\n",
     cmd_plan, 1, 1, CLI_FILES},
    {"rules", "[RULE]", "list the rules of the pre-audit and of grading, or one of them in full", "",
     "The rules that look at the model come first, then those that grade what was found, roll it up and draw the conclusion.\n"
     "\nExamples: isms rules ISMS-9.2-01\n"
     "          isms rules F-G07\n",
     cmd_rules, 0, 1, CLI_RULES},
    {"report", "FILE", "the whole picture, as files", "output as-of stage",
     "Writes summary, risk register with heat map, Statement of Applicability, findings, rules and more into the folder of "
     "-o,\n"
     "each as Markdown and CSV, and prints the verdict.\n"
     "\nExample: isms report acme.json -o report\n",
     cmd_report, 1, 1, CLI_FILES},
    {"schema", "[TYPE]", "list the record types, the attributes of one, or write the schema", "format output extension",
     "Formats: json-schema (draft 2020-12), xsd (1.0), md (a reference page). Without one, what is known is listed.\n"
     "--extension adds attributes of one's own to all of it.\n"
     "\nExample: isms schema risk\n",
     cmd_schema, 0, 1, CLI_TYPES},
    {"reference", "PAGE", "write a page of the reference as Markdown: formats, presets, rules or schema", "output",
     "The pages of the documentation that the library knows best; they are written from its own tables.\n"
     "\nExample: isms reference rules -o rules.md\n",
     cmd_reference, 1, 1, CLI_PAGES},
    {"completion", "SHELL", "print what completes commands and options in bash, zsh or fish", "output",
     "Installed copies lie where the shells look for them; for a copy that is not installed:\n"
     "\nExample: source <(isms completion bash)\n",
     cmd_completion, 1, 1, CLI_SHELLS},
    {"manual", "", "print the manual page", "output",
     "In the form that man reads; `man isms` shows it where the program is installed.\n"
     "\nExample: isms manual | man -l -\n",
     cmd_manual, 0, 0, CLI_NOTHING},
    {"version", "", "versions of the program and the libraries it runs with", "",
     "Exact versions are what a report of a fault should begin with.\n"
     "\nExample: isms version\n",
     cmd_version, 0, 0, CLI_NOTHING},
    {NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, CLI_NOTHING}};
