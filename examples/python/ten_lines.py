"""The worst risks, what is wrong in the Statement of Applicability, and whether the next audit would pass."""
import isms

acme = isms.load("examples/data/nordlicht.json")
for risk in acme.assess().top(5):
    print(risk.id, risk.current.level, risk.title)
for row in acme.soa(as_of="2026-06-30"):
    if row.problems:
        print(row.control, row.problems)
print(acme.audit(stage="surveillance", as_of="2026-06-30").headline)
