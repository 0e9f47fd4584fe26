"""Fifty tests at a time on one emulator, each with a clock and a fault of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

from scopix_emulator import Scopix

TESTS = 50


def test_fifty_tenants_do_not_affect_each_other(scopix: Scopix) -> None:
    def run(number: int) -> str:
        tenant = scopix.tenant()
        start = datetime(2026, 1, 1, tzinfo=timezone.utc) + timedelta(days=number)
        tenant.clock.freeze(start)
        tenant.faults.add(operation="files.list", status=500 + number, times=2)
        statuses = [tenant.request("GET", "/files").status for _ in range(3)]
        assert statuses == [500 + number, 500 + number, 200]
        tenant.upload(b"text", filename=f"{number}.txt")
        assert tenant.clock.advance(hours=number + 1) == start + timedelta(hours=number + 1)
        tenant.until_idle()
        assert [file["filename"] for file in tenant.request("GET", "/files").json()["items"]] == [f"{number}.txt"]
        tenant.requests.verify("files.list", times=4)
        return tenant.api_key

    with ThreadPoolExecutor(TESTS) as pool:
        assert len(set(pool.map(run, range(TESTS)))) == TESTS
