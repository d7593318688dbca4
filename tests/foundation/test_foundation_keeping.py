"""What is reckoned once and kept."""

from __future__ import annotations

import pytest

from arbetshubb.foundation import keeping
from arbetshubb.foundation.keeping import kept, program_fingerprint


class Maker:
    """Counts how often it was asked."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.asked = 0

    def __call__(self) -> object:
        self.asked += 1
        return self.value


@pytest.mark.parametrize("value", [{"people": 5}, None, 0, ()])
def test_what_was_made_is_made_once(value: object) -> None:
    make = Maker(value)
    key = f"test:{type(value).__name__}"
    assert kept(key, make) == kept(key, make) == value
    assert make.asked == 1


def test_another_key_is_something_else() -> None:
    assert kept("test:a", lambda: 1) == 1
    assert kept("test:b", lambda: 2) == 2


def test_what_another_program_kept_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker("figures")
    kept("test:program", make)
    monkeypatch.setattr(keeping, "program_fingerprint", lambda: "another")
    kept("test:program", make)
    assert make.asked == 2


def test_the_program_is_the_same_each_time_it_is_asked() -> None:
    program_fingerprint.cache_clear()
    first = program_fingerprint()
    program_fingerprint.cache_clear()
    assert first == program_fingerprint()
    assert len(first) == 12
