"""`make run` says what keeps it from installing. What cannot be brought about here is pretended."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.servers import surroundings


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installer, in a project of one lock file and no virtual environment."""
    spec = importlib.util.spec_from_file_location("install", surroundings.ROOT / ".ci" / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "some.lock").write_text("")
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": tmp_path / ".venv/bin/python"}.items():
        monkeypatch.setattr(module, name, value)
    return module


def test_a_python_that_is_too_old_is_named(install: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    install.NEEDED = (sys.version_info[0], sys.version_info[1] + 1)

    assert install.main(["some.lock"]) == 1
    assert f"{sys.executable} is {sys.version_info[0]}.{sys.version_info[1]}" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(
    install: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install.os, "access", lambda *_: False)

    assert install.main(["some.lock"]) == 1
    assert "may not write there" in capsys.readouterr().err


def test_what_pip_cannot_get_is_told_and_a_lock_is_installed_once_and_again_when_it_changes(
    install: ModuleType, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One story, because making a virtual environment takes seconds."""
    lock = tmp_path / "some.lock"
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    lock.write_text(f"no-such-library==1 --hash=sha256:{'0' * 64}\n")
    offline, told = install.main([lock.name]), capfd.readouterr().err
    lock.write_text("# nothing\n")
    changed, told_of_change = install.main([lock.name]), capfd.readouterr().out
    again, told_again = install.main([lock.name]), capfd.readouterr().out

    assert (offline, changed, again) == (1, 0, 0)
    assert "behind a proxy" in told
    assert "Installing" in told_of_change
    assert told_again == ""
