from pathlib import Path

import pytest

from scopix_emulator import Scopix, Tenant


@pytest.fixture
def photo() -> Path:
    """A photo that the emulator accepts: 1 by 1 pixel, as PNG."""
    return Path(__file__).parent / "photo.png"


@pytest.fixture
def other_tenant(scopix: Scopix) -> Tenant:
    return scopix.tenant()
