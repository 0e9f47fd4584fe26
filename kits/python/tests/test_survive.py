"""A client is run under one kind of trouble after another."""

from pathlib import Path

import pytest

from scopix_emulator import EmulatorError, Scopix, SurvivalError, Tenant

PHOTO = Path(__file__).parent / "photo.png"


def upload(tenant: Tenant) -> None:
    """Sends an upload again whose response was lost."""
    try:
        tenant.upload(PHOTO)
    except EmulatorError:
        raise
    except Exception:
        tenant.upload(PHOTO)


def test_each_experiment_has_a_verdict(scopix: Scopix) -> None:
    found = {str(each): each for each in scopix.survive(upload, faults=["network", "limits"], hang_after=2)}
    twice = found["files.upload#1/reset_after"]
    assert twice.run()["verdict"] == "duplicated"
    with pytest.raises(SurvivalError, match="files.upload#1/reset_after: duplicated. There are 2 files"):
        twice.check()
    assert found["files.upload#1/rate_limited"].check()["verdict"] == "failed_legibly"
    assert found["files.upload#1/timeout"].run()["verdict"] == "hung"


def test_two_clean_runs_that_differ_are_no_basis(scopix: Scopix) -> None:
    runs = []

    def unstable(tenant: Tenant) -> None:
        runs.append(tenant)
        tenant.upload(PHOTO) if len(runs) == 1 else tenant.request("GET", "/files")

    with pytest.raises(ValueError, match="Two runs without trouble differ"):
        next(scopix.survive(unstable))
