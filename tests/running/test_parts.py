"""`serve` starts only what no variable gives the address of."""

import pytest

from procedures.management.commands import serve

OWN = {"REDIS_URL", "EMAIL_URL"}


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OWN:
        monkeypatch.setenv(name, "")


def names() -> set[str]:
    return {part.name for part in serve.parts_to_run(mail_port=2525)}


def test_without_any_variable_it_brings_everything() -> None:
    assert names() == {"broker", "mail", "web", "worker", "beat"}


def test_a_broker_elsewhere_is_used_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://broker.example/0")

    assert names() == {"mail", "web", "worker", "beat"}


def test_a_mail_server_elsewhere_is_used_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example")

    assert names() == {"broker", "web", "worker", "beat"}
