"""The worst risks of an ISMS as a table, and why the first one stands where it does.

usage: top_risks.py FILE [NUMBER]
"""

import sys

import isms


def main(path: str, number: int = 5) -> None:
    acme = isms.load(path)
    top = acme.assess().top(number)
    for risk in top:
        owner = risk.record.owner
        print(f"{risk.id:8} {risk.current.level or '?':10} {owner.title if isinstance(owner, isms.Record) else '-':20} {risk.title}")
    print()
    print(top[0].explain())


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
