"""A gate for continuous integration: fails where the ISMS kept in this repository would not pass its next audit.

usage: ci_gate.py FILE STAGE [YYYY-MM-DD]
"""

import sys

import isms


def main(path: str, stage: str, as_of: "str | None" = None) -> int:
    try:
        acme = isms.load(path)
    except isms.DataError as error:
        print(error)
        return 2
    audit = acme.audit(stage=stage, as_of=as_of)
    for finding in audit:
        if finding.outcome.startswith("MAJOR") and not finding.suppressed:
            print(f"{finding.message}\n    fix: {finding.fix}")
    print(audit.headline)
    return 1 if audit.majors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
