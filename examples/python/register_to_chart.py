"""A risk register as people keep it (CSV) becomes a ranked table, and a picture where matplotlib is installed.

usage: register_to_chart.py REGISTER.csv [OUT.png]
"""

import sys
from typing import Any

import isms

SCALE = "product-5x5:5,10,16"  # likelihood times impact, both 1 to 5; levels begin above 5, 10 and 16


def ranked(path: str) -> "list[dict[str, Any]]":
    model = isms.Model()
    for problem in model.import_files(path, scale=SCALE):
        print(problem, file=sys.stderr)
    return [
        {"id": risk.id, "title": risk.title, "level": risk.state(risk.present or "inherent").level, "rank": risk.state(risk.present or "inherent").rank}
        for risk in model.assess()
    ]


def draw(rows: "list[dict[str, Any]]", out: str) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 0.3 * len(rows) + 1))
    rows = rows[::-1]
    axes.barh([f"{row['id']}  {row['title']}" for row in rows], [row["rank"] + 1 for row in rows], color="#1f4e79")
    axes.set(xlabel="level, 1 is the lowest")
    figure.tight_layout()
    figure.savefig(out, dpi=120)


def main(path: str, out: "str | None" = None) -> None:
    rows = ranked(path)
    for row in rows:
        print(f"{row['id']:8} {row['level'] or '?':10} {row['title']}")
    if out:
        draw(rows, out)


if __name__ == "__main__":
    main(*sys.argv[1:3])
