"""Each part of the helper does on the emulator what its name says."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from scopix_emulator import EmulatorError, NotIdleError, RequestVerificationError, Scopix, Tenant, connect_scopix, start_scopix
from scopix_emulator._clock import TenantClock

START = datetime(2026, 1, 15, 10, 30, tzinfo=timezone.utc)


def count_files(tenant: Tenant) -> int:
    count: int = tenant.request("GET", "/files").json()["total_count"]
    return count


def test_a_clock_is_frozen_advanced_and_resumed(scopix_clock: TenantClock) -> None:
    assert scopix_clock.freeze(START) == START
    assert scopix_clock.advance(hours=2) == START + timedelta(hours=2)
    assert scopix_clock.advance("PT1H") == START + timedelta(hours=3)
    assert scopix_clock.advance(timedelta(minutes=1)) == scopix_clock.get_now()
    assert scopix_clock.get()["frozen"]
    scopix_clock.resume()
    assert not scopix_clock.get()["frozen"]


def test_a_time_without_a_time_zone_is_refused(scopix_clock: TenantClock) -> None:
    with pytest.raises(ValueError, match="time zone"):
        scopix_clock.freeze(datetime(2026, 1, 15))


def test_a_fault_acts_is_listed_and_is_removed(scopix_tenant: Tenant) -> None:
    fault = scopix_tenant.faults.add(operation="files.list", status=429, retry_after=2, times=2)
    refused = scopix_tenant.request("GET", "/files")
    assert (refused.status, refused.headers["Retry-After"]) == (429, "2")
    assert [(found["id"], found["hits"], found["left"]) for found in scopix_tenant.faults.list()] == [(fault["id"], 1, 1)]
    scopix_tenant.faults.remove(fault["id"])
    assert scopix_tenant.request("GET", "/files").status == 200


def test_a_bundle_is_added_and_removed(scopix_tenant: Tenant) -> None:
    added = scopix_tenant.faults.add_bundle("rate-limited")
    assert scopix_tenant.faults.remove_bundle("rate-limited") == len(added) > 0
    scopix_tenant.faults.add(operation="*", status=500)
    assert scopix_tenant.faults.clear() == 1


def test_a_refused_fault_names_its_field(scopix_tenant: Tenant) -> None:
    with pytest.raises(EmulatorError, match="operation: must be an operation's id") as refused:
        scopix_tenant.faults.add(operation="no.such", status=500)
    assert (refused.value.status, refused.value.code, refused.value.field) == (422, "VALIDATION_ERROR", "operation")


def test_a_stub_decides_the_description_and_is_counted(scopix_tenant: Tenant, photo: Path) -> None:
    stub = scopix_tenant.stubs.add(filename="photo*", description="A leaking valve.", tags=["leak"])
    scopix_tenant.stubs.add(filename="other*", description="Never used.")
    answer = scopix_tenant.upload(photo, title="North", tags=["site", "north"])
    scopix_tenant.until_idle()
    file = scopix_tenant.request("GET", f"/files/{answer['file_id']}").json()
    assert (file["upload_description"], file["title"]) == ("A leaking valve.", "North")
    assert set(file["tags"]) >= {"site", "north"}
    assert [found["description"] for found in scopix_tenant.stubs.list(unused=True)] == ["Never used."]
    scopix_tenant.stubs.remove(stub["id"])
    assert scopix_tenant.stubs.clear() == 1


def test_a_download_follows_the_redirect_without_the_key(scopix_tenant: Tenant, photo: Path) -> None:
    answer = scopix_tenant.upload(photo)
    assert scopix_tenant.request("GET", f"/files/{answer['file_id']}/download").content == photo.read_bytes()
    stored = scopix_tenant.requests.list(operation="storage.get")["items"][0]
    sent = scopix_tenant.requests.get(stored["id"])
    assert "Authorization" not in sent["request"]["headers"]


def test_waiting_leaves_no_trace_and_names_what_is_held(scopix_tenant: Tenant, photo: Path) -> None:
    scopix_tenant.faults.add(stage="description", hold=True)
    scopix_tenant.faults.add(operation="files.list", status=500)
    file_id = scopix_tenant.upload(photo)["file_id"]
    assert file_id is not None
    with pytest.raises(NotIdleError, match=r"photo.png \(description_status \w+.*\) after 0.2 s"):
        scopix_tenant.until_idle(timeout=0.2)
    scopix_tenant.stages.complete(file_id, "description")
    scopix_tenant.until_idle()
    assert [found["operation"] for found in scopix_tenant.requests.list()["items"]] == ["files.upload"]


def test_a_clock_that_is_frozen_for_a_block_runs_on_from_its_time(scopix_clock: TenantClock) -> None:
    with scopix_clock.frozen(START) as at:
        scopix_clock.advance(hours=2)
        with scopix_clock.frozen():
            pass  # a block within another leaves the clock frozen
        assert scopix_clock.get()["frozen"]
        assert scopix_clock.get_now() - at == timedelta(hours=2)
    assert not scopix_clock.get()["frozen"]
    assert scopix_clock.get_now() >= START + timedelta(hours=2)
    with pytest.raises(ValueError, match="a failed test"), scopix_clock.frozen(START):
        raise ValueError("a failed test")
    assert not scopix_clock.get()["frozen"]


def test_waiting_for_a_frozen_clock_fails_at_once(scopix_tenant: Tenant, photo: Path) -> None:
    scopix_tenant.clock.freeze()
    scopix_tenant.upload(photo)
    with pytest.raises(NotIdleError, match="the clock is frozen: advance it"):
        scopix_tenant.until_idle(timeout=600)
    scopix_tenant.clock.advance(minutes=1)
    scopix_tenant.until_idle()


def test_stages_are_held_released_and_failed(scopix_tenant: Tenant, photo: Path) -> None:
    scopix_tenant.clock.freeze()
    file_id = scopix_tenant.upload(photo)["file_id"]
    assert file_id is not None
    scopix_tenant.stages.hold(file_id, "description")
    scopix_tenant.clock.advance(hours=1)
    with pytest.raises(NotIdleError, match="description_status"):
        scopix_tenant.until_idle()
    scopix_tenant.stages.release(file_id, "description")
    scopix_tenant.clock.advance(hours=1)
    scopix_tenant.until_idle()
    failed_id = scopix_tenant.upload(b"another", filename="a.txt")["file_id"]
    assert failed_id is not None
    assert scopix_tenant.stages.fail(failed_id, "text_extraction", "timeout", "Too slow") == "failed"
    assert scopix_tenant.stages.retry(failed_id, "text_extraction") == "processing"


def test_the_journal_is_verified_with_the_nearest_request(scopix_tenant: Tenant) -> None:
    scopix_tenant.request("GET", "/files?tags=pump")
    scopix_tenant.request("GET", "/folders")
    assert scopix_tenant.requests.verify("files.list", query={"tags": "pump"}, times=1)["count"] == 1
    scopix_tenant.requests.verify_order({"operation": "files.list"}, {"operation": "folders.list"})
    with pytest.raises(RequestVerificationError, match='expected "valve", was "pump"') as missing:
        scopix_tenant.requests.verify("files.list", query={"tags": "valve"})
    assert missing.value.result["near_misses"][0]["path"] == "/api/v2/files"
    assert "/api/v2/folders" in scopix_tenant.requests.export_curl(operation="folders.list")
    assert '"_operation"' in scopix_tenant.requests.export_har()
    assert scopix_tenant.requests.clear() == 2


def test_a_snapshot_is_restored_compared_branched_and_exported(
    scopix_tenant: Tenant, other_tenant: Tenant, photo: Path, tmp_path: Path
) -> None:
    scopix_tenant.upload(photo)
    scopix_tenant.until_idle()
    scopix_tenant.snapshots.save("start")
    scopix_tenant.upload(b"more", filename="more.txt")
    assert not scopix_tenant.snapshots.diff("start")["same"]
    scopix_tenant.snapshots.restore("start")
    assert count_files(scopix_tenant) == 1
    scopix_tenant.snapshots.branch("start", other_tenant)
    assert count_files(other_tenant) == 1
    scopix_tenant.snapshots.export("start", tmp_path / "start.tar.gz")
    other_tenant.snapshots.import_("copy", tmp_path / "start.tar.gz")
    assert [snapshot["name"] for snapshot in other_tenant.snapshots.list()] == ["copy"]
    other_tenant.snapshots.delete("copy")
    assert scopix_tenant.snapshots.clear() == 1


def test_a_dataset_fills_a_tenant_and_a_reset_empties_it(scopix_tenant: Tenant) -> None:
    assert scopix_tenant.seed("inspection")["files"] == count_files(scopix_tenant) > 0
    scopix_tenant.reset()
    assert count_files(scopix_tenant) == 0


def test_a_deleted_file_is_restored(scopix_tenant: Tenant, photo: Path) -> None:
    file_id = scopix_tenant.upload(photo)["file_id"]
    assert file_id is not None
    scopix_tenant.until_idle()
    scopix_tenant.request("DELETE", f"/files/{file_id}")
    scopix_tenant.restore_file(file_id)
    assert count_files(scopix_tenant) == 1


def test_keys_credits_and_coverage_are_those_of_the_tenant(scopix_tenant: Tenant) -> None:
    assert scopix_tenant.update_key(tier="FREE", expires_at=datetime.now(timezone.utc) + timedelta(days=1))["tier"] == "FREE"
    assert scopix_tenant.set_credits(5) == scopix_tenant.get_credits()
    scopix_tenant.request("GET", "/files")
    assert scopix_tenant.get_coverage("files.list")["operations"][0]["id"] == "files.list"
    scopix_tenant.update_key(is_active=False)
    assert scopix_tenant.request("GET", "/files").status == 401


def test_a_refused_upload_raises(scopix_tenant: Tenant) -> None:
    with pytest.raises(EmulatorError, match="POST /api/v2/files/upload was refused with 4"):
        scopix_tenant.upload(b"MZ\x90\x00", filename="a.exe")


def test_one_emulator_is_used_from_two_places(scopix: Scopix) -> None:
    other = connect_scopix(scopix.address)
    assert other.tenant().api_key not in (other.tenant().api_key, scopix.tenant().api_key)
    assert other.tenant(scopix.api_key).request("GET", "/files").status == 200
    other.stop()
    assert scopix.default_tenant.request("GET", "/files").status == 200


def test_all_tenants_are_changed_at_once() -> None:
    lines: list[str] = []
    with start_scopix(seed=7, pipeline="instant", on_log=lines.append) as emulator:
        tenant = emulator.tenant()
        assert tenant.api_key.endswith("seed-7")
        emulator.all_tenants.clock.freeze(START)
        assert tenant.clock.get_now() == START
        emulator.all_tenants.faults.add(operation="files.list", status=503)
        assert tenant.request("GET", "/files").status == 503
        assert emulator.all_tenants.get_coverage("files.list")["operations"]
        emulator.all_tenants.clear_coverage()
        emulator.all_tenants.reset()
        assert tenant.request("GET", "/files").status == 200
    assert any(" 503 files.list " in line for line in lines)
