"""What a year may cost: the simulated losses of the risks that have a frequency and a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, NamedTuple, Optional

from ._core import Callback, NotFoundError, Problems, ValueRefused, check, sure
from ._isms import ffi, lib

if TYPE_CHECKING:
    from .model import Model

STATES = ("inherent", "current", "residual", "target")


class Estimate(NamedTuple):
    """A figure with the bounds that its error gives it."""

    value: float
    low: float
    high: float


class Curve(NamedTuple):
    """The loss exceedance curve: the probability that a year costs more than a loss."""

    losses: List[float]
    probabilities: List[float]


class Loss:
    """Losses of a year: `loss.mean()`, `loss.quantile(0.95)`, `loss.mean("R-001")`, `loss.plot()`."""

    def __init__(self, model: "Model", trials: int, seed: int, progress: Optional[Callable[[int, int], Any]]) -> None:
        if not 0 < trials <= 1 << 26:
            raise ValueRefused("E_RANGE", f"trials is at least 1 and at most {1 << 26}, not {trials}")
        portfolio, currency, problems = ffi.new("isms_portfolio **"), ffi.new("const char **"), Problems()
        check(lib.isms_quantification_portfolio(model._pointer, ffi.NULL, problems.pointer, portfolio, currency), "quantify", problems)
        self._keep = model._pointer
        self.currency = sure(currency[0])
        owned = ffi.gc(portfolio[0], lib.isms_portfolio_free)
        options = ffi.new("isms_simulation_options *", {"struct_size": ffi.sizeof("isms_simulation_options")})
        options.trials, options.seed = max(1 << 10, 1 << (trials - 1).bit_length()), seed
        callback = Callback(progress or (lambda done, total: None))
        options.progress, options.progress_user = lib.isms_python_progress, callback.handle
        out = ffi.new("isms_simulation **")
        status = lib.isms_simulation_run(owned, options, problems.pointer, out)
        callback.raise_pending()
        check(status, "quantify", problems)
        self._pointer = ffi.gc(out[0], lib.isms_simulation_free)
        self.problems = list(problems)

    @property
    def trials(self) -> int:
        """Simulated years: a power of two."""
        return int(lib.isms_simulation_trials(self._pointer))

    @property
    def ids(self) -> List[str]:
        """The risks that take part."""
        return [sure(lib.isms_simulation_id(self._pointer, i)) for i in range(lib.isms_simulation_count(self._pointer))]

    def _scenario(self, risk: Optional[str]) -> int:
        if risk is None:
            return -1
        found = int(lib.isms_simulation_find(self._pointer, risk.encode("utf-8")))
        if found < 0:
            raise NotFoundError("E_NOT_FOUND", f"no risk {risk} takes part: it needs a frequency and a loss")
        return found

    def _estimate(self, function: Any, risk: Optional[str], state: str, *more: float) -> Estimate:
        out = ffi.new("isms_estimate *")
        check(function(self._pointer, self._scenario(risk), STATES.index(state), *more, out), risk or "all risks")
        return Estimate(out.value, out.low, out.high)

    def mean(self, risk: Optional[str] = None, state: str = "current") -> Estimate:
        """Mean loss of a year, of one risk or of all together."""
        return self._estimate(lib.isms_simulation_mean, risk, state)

    def quantile(self, q: float, risk: Optional[str] = None, state: str = "current") -> Estimate:
        """The loss that a year does not exceed with probability q."""
        return self._estimate(lib.isms_simulation_quantile, risk, state, q)

    def tail_mean(self, q: float, risk: Optional[str] = None, state: str = "current") -> Estimate:
        """Mean of the years beyond the quantile q."""
        return self._estimate(lib.isms_simulation_tail_mean, risk, state, q)

    def exceedance(self, loss: float, risk: Optional[str] = None, state: str = "current") -> Estimate:
        """Probability that a year costs more than a loss."""
        return self._estimate(lib.isms_simulation_exceedance, risk, state, loss)

    def curve(self, risk: Optional[str] = None, state: str = "current", points: int = 100) -> Curve:
        """The loss exceedance curve."""
        losses, probabilities, n = ffi.new("double[]", points), ffi.new("double[]", points), ffi.new("size_t *")
        where = self._scenario(risk), STATES.index(state), points
        check(lib.isms_simulation_curve(self._pointer, *where, losses, probabilities, n), "curve")
        return Curve(list(losses)[: n[0]], list(probabilities)[: n[0]])

    def plot(self, axes: Any = None, state: str = "current") -> Any:
        """Draws the loss exceedance curve with matplotlib, where it is installed; gives the axes."""
        if axes is None:
            import matplotlib.pyplot as plt  # type: ignore[import-not-found, unused-ignore]

            axes = plt.subplots()[1]
        curve = self.curve(state=state)
        axes.plot(curve.losses, curve.probabilities)
        axes.set(xscale="log", xlabel=f"loss of a year in {self.currency}", ylabel="probability of more", title="Loss exceedance")
        return axes

    def to_dicts(self) -> List[Dict[str, Any]]:
        """A row for each risk, the costliest first."""
        rows = [{"id": i, "mean": self.mean(i).value, "q95": self.quantile(0.95, i).value, "currency": self.currency} for i in self.ids]
        return sorted(rows, key=lambda row: -row["mean"])

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return iter(self.to_dicts())

    def __repr__(self) -> str:
        return f"<loss of a year: mean {self.mean().value:.0f} {self.currency}, 95 % of years below {self.quantile(0.95).value:.0f}>"
