"""Open risks by likelihood and impact, as a picture (needs matplotlib).

usage: chart.py FILE OUT.png
"""

import collections
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

import isms


def main(path: str, out: str) -> None:
    acme = isms.load(path)
    method = next(iter(acme.risk_methods))
    colours = {level["id"]: level.get("colour", "#cccccc") for level in method.levels}
    figure, axes = plt.subplots(figsize=(7, 6))
    for likelihood, row in enumerate(method.matrix, 1):
        for impact, level in enumerate(row, 1):
            axes.add_patch(Rectangle((impact - 0.5, likelihood - 0.5), 1, 1, facecolor=colours[level], edgecolor="white"))
    cells = collections.defaultdict(list)
    for risk in acme.assess():
        if risk.record.status != "closed" and risk.current.impact:
            cells[risk.current.impact, risk.current.likelihood].append(risk.id)
    for (impact, likelihood), ids in cells.items():
        axes.text(impact, likelihood, "\n".join(ids[:5] + (["..."] if len(ids) > 5 else [])), ha="center", va="center", fontsize=7)
    axes.set(
        xlim=(0.5, len(method.impact) + 0.5),
        ylim=(0.5, len(method.likelihood) + 0.5),
        xticks=range(1, len(method.impact) + 1),
        yticks=range(1, len(method.likelihood) + 1),
        xticklabels=method.impact,
        yticklabels=method.likelihood,
        xlabel="impact",
        ylabel="likelihood",
        title="Open risks, current level",
    )
    figure.tight_layout()
    figure.savefig(out, dpi=120)


if __name__ == "__main__":
    main(*sys.argv[1:3])
