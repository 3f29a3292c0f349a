#!/usr/bin/env python3
"""Compares the simulation with numpy, pyfair and riskquant, where they are installed: same work, in turns in one run.

usage: peers.py ISMS_BENCH [ROUNDS [TABLE.json]]
Processor time is counted, of one thread; the goals are ratios of medians: 3 over numpy, 25 over pyfair, 40 over riskquant.
"""
import json
import os
import statistics
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
TRIALS, SCENARIOS = 1 << 17, 40
QUANTILES = [0.5, 0.9, 0.95, 0.99, 0.999]
MASK = (1 << 64) - 1


def scramble(x):
    x = (x + 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def numbers(scenario):
    """The scenarios of bench_simulation.c: ends of the intervals of rate and loss."""
    h = scramble(scenario + 77)
    low_rate, low_loss = 0.1 * (1 + h % 10), 1000.0 * (1 + (h >> 16) % 50)
    return low_rate, low_rate * (2 + (h >> 8) % 6), low_loss, low_loss * (5 + (h >> 24) % 40)


def numpy_events(scenarios):
    """Lognormal rate, Poisson events, lognormal losses, as vectors; every quantile of each scenario and of the sum."""
    import numpy as np
    rng, total = np.random.default_rng(1), np.zeros(TRIALS)
    for i in range(scenarios):
        a, b, c, d = numbers(i)
        rate = rng.lognormal((np.log(a) + np.log(b)) / 2, (np.log(b) - np.log(a)) / 3.28970725390294, TRIALS)
        events = rng.poisson(rate)
        losses = rng.lognormal((np.log(c) + np.log(d)) / 2, (np.log(d) - np.log(c)) / 3.28970725390294, events.sum())
        years = np.bincount(np.repeat(np.arange(TRIALS), events), losses, TRIALS)
        np.quantile(years, QUANTILES)
        years.mean()
        total += years
    np.quantile(total, QUANTILES)


def pyfair_product(scenarios):
    import pyfair
    for i in range(scenarios):
        a, b, c, d = numbers(i)
        model = pyfair.FairModel(name=str(i), n_simulations=TRIALS)
        model.input_data("Loss Event Frequency", low=a, mode=a + 0.3 * (b - a), high=b)
        model.input_data("Loss Magnitude", low=c, mode=c + 0.2 * (d - c), high=d)
        model.calculate_all()
        model.export_results()["Risk"].quantile(QUANTILES)


def riskquant_fixed(scenarios):
    import numpy as np
    from riskquant import simpleloss
    for i in range(scenarios):
        a, b, c, d = numbers(i)
        model = simpleloss.SimpleLoss("S", "S", 0.5, c, d)
        model.p = (a * b) ** 0.5  # it calls the rate of its Poisson events a probability and refuses more than 1
        np.quantile(model.simulate_years(TRIALS), QUANTILES)


PEERS = [  # name, the work, scenarios a round, benchmark, goal
    ("numpy", numpy_events, 10, "simulation.events", 3),
    ("pyfair", pyfair_product, 3, "simulation.product", 25),
    ("riskquant", riskquant_fixed, 2, "simulation.fixed", 40),
]


def ours(program, bench):
    """Million scenario-years a second of the widest instructions and of the baseline, from one round."""
    text = subprocess.run([program, "--json", "--rounds", "1", bench], capture_output=True, text=True, check=False).stdout
    return {row["way"]: row["median"] for row in json.loads(text) if "way" in row}


def theirs(work, scenarios):
    start = time.process_time()
    work(scenarios)
    return 1e-6 * scenarios * TRIALS / (time.process_time() - start)


def compare(program, name, work, scenarios, bench, goal, rounds, table):
    rows = []
    try:
        theirs(work, 1)
    except ImportError:
        print(f"skipped: {name} is not there")
        return True
    for _ in range(rounds):
        rows.append((theirs(work, scenarios), ours(program, bench)))
    peer = statistics.median(rate for rate, _ in rows)
    fine = True
    for way in rows[0][1]:
        rate = statistics.median(mine[way] for _, mine in rows)
        reached = rate / peer >= goal
        print(f"{bench}, {way}: {rate:.1f} M scenario-years/s, {name} {peer:.2f}: x{rate / peer:.1f}"
              + (f" ({'reached' if reached else 'MISSED'}: {goal})" if way == "best" else ""))
        fine = fine and (reached or way != "best")
        table.append({"bench": bench, "way": way, "peer": name, "ours": round(rate, 2), "theirs": round(peer, 3),
                      "ratio": round(rate / peer, 2), "goal": goal, "met": reached})
    return fine


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    table = []
    fine = all([compare(sys.argv[1], *peer, rounds, table) for peer in PEERS])
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w", encoding="utf-8") as file:
            json.dump(table, file, indent=2)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
