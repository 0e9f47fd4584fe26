"""Experiments that show which trouble a client survives."""

from __future__ import annotations

import threading
import time
import traceback
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, Optional, Sequence, cast

from ._control import ControlClient
from ._tenant import Tenant
from .control_types import CleanRun, Experiment, ExperimentVerdict, SurvivalPlan

if TYPE_CHECKING:
    from ._scopix import Scopix

_HANG_AFTER = 45.0
_LONGEST_OUTPUT = 100_000
_GOOD_VERDICTS = ("survived", "failed_legibly")


class SurvivalError(AssertionError):
    """A client did not survive an experiment. The message has the verdict, its reason, advice, and how to see it again."""

    def __init__(self, experiment: Experiment, verdict: ExperimentVerdict) -> None:
        self.verdict = verdict
        """The verdict of the emulator."""
        lines = [f"{experiment['id']}: {verdict['verdict']}. {verdict['reason']}", experiment["description"]]
        if verdict["advice"] is not None:
            lines.append(verdict["advice"])
        super().__init__("\n".join([*lines, *verdict["reproduction"]["setup"]]))


class SurvivalExperiment:
    """One kind of trouble at one call of a client. It can be run as often as one likes, each time with a fresh tenant."""

    def __init__(
        self,
        scopix: Scopix,
        control: ControlClient,
        client: Callable[[Tenant], object],
        plan: Experiment,
        clean: CleanRun,
        hang_after: float,
    ) -> None:
        self._scopix, self._control, self._client, self._clean, self._hang_after = scopix, control, client, clean, hang_after
        self.plan = plan
        """The experiment with its faults and the source of each."""
        self.id = plan["id"]
        """E.g. files.upload#1/reset_after; the same in every plan."""

    def __str__(self) -> str:
        return self.id

    def run(self) -> ExperimentVerdict:
        """Runs the client under the trouble, and returns the verdict."""
        tenant = self._scopix.tenant()
        if self.plan["clock_seconds"]:
            tenant.clock.advance(seconds=self.plan["clock_seconds"])
        for fault in self.plan["faults"]:
            tenant.faults.add(**fault)
        body = {"experiment": self.plan, "clean": self._clean, **_run_client(self._client, tenant, self._hang_after)}
        return cast(ExperimentVerdict, self._control.call(tenant.api_key, "POST", "survive/verdict", body))

    def check(self) -> ExperimentVerdict:
        """Runs the client under the trouble, and raises SurvivalError unless it survived, or failed with a message that names it."""
        verdict = self.run()
        if verdict["hits"] > 0 and verdict["verdict"] not in _GOOD_VERDICTS:
            raise SurvivalError(self.plan, verdict)
        return verdict


def survive(
    scopix: Scopix,
    control: ControlClient,
    client: Callable[[Tenant], object],
    faults: Optional[Sequence[str]],
    only: Optional[Sequence[str]],
    seed: Optional[int],
    hang_after: Optional[float],
) -> Iterator[SurvivalExperiment]:
    """Runs a client twice without trouble, and yields the experiments that its requests allow."""
    began = time.monotonic()
    request: Dict[str, Any] = {"faults": faults, "only": only, "seed": seed}
    first, second = scopix.tenant(), scopix.tenant()
    client(first)
    request["clean"] = cast(SurvivalPlan, control.call(first.api_key, "POST", "survive/plan", request))["clean"]
    client(second)
    plan = cast(SurvivalPlan, control.call(second.api_key, "POST", "survive/plan", request))
    if plan["differences"]:
        raise ValueError(f"Two runs without trouble differ: {' '.join(plan['differences'])}")
    wait = max(_HANG_AFTER, 5 * (time.monotonic() - began)) if hang_after is None else hang_after
    for experiment in plan["experiments"]:
        yield SurvivalExperiment(scopix, control, client, experiment, plan["clean"], wait)


def _run_client(client: Callable[[Tenant], object], tenant: Tenant, hang_after: float) -> Dict[str, Any]:
    """How a client ended: without an exit code it did not end in time."""
    end: Dict[str, Any] = {}

    def run() -> None:
        try:
            client(tenant)
            end.update(exit_code=0)
        except BaseException as error:  # also what a test framework raises
            text = "".join(traceback.format_exception_only(type(error), error))
            cause = error.__cause__ or error.__context__
            end.update(exit_code=1, output=f"{text}{cause or ''}"[:_LONGEST_OUTPUT])

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(hang_after)
    return dict(end)
