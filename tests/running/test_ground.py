"""What cannot work is said before anything starts, with what to do."""

import socket
from pathlib import Path

import pytest

from prepapp import embedded
from procedures.management.serving import ground
from procedures.management.serving.ground import CannotServe


def test_a_taken_port_is_refused_and_a_free_one_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CannotServe, match=f"Port {port} is taken.*\n.*PORT="):
            ground.check_port("127.0.0.1", port)


def test_a_port_that_cannot_be_is_refused() -> None:
    with pytest.raises(CannotServe, match="no port 70000"):
        ground.check_port("127.0.0.1", 70000)


def test_an_address_that_is_not_this_machines_is_refused() -> None:
    with pytest.raises(CannotServe, match="HOST"):
        ground.check_port("192.0.2.1", 8000)


def test_a_free_port_is_accepted() -> None:
    ground.check_port("127.0.0.1", ground.free_port())


def test_one_data_folder_is_served_once(tmp_path: Path) -> None:
    with (
        ground.only_here(tmp_path, address="http://localhost:8000/"),
        pytest.raises(CannotServe, match="http://localhost:8000/"),
        ground.only_here(tmp_path, address="http://localhost:9000/"),
    ):
        pass


def test_a_folder_is_free_again_when_it_is_let_go(tmp_path: Path) -> None:
    with ground.only_here(tmp_path, address="http://localhost:8000/"):
        pass

    with ground.only_here(tmp_path, address="http://localhost:9000/"):
        told = (tmp_path / "serve.lock").read_text()

    assert told.startswith("http://localhost:9000/")


def test_the_brokers_folder_is_ours_alone(tmp_path: Path) -> None:
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o755)

    ground.check_broker_folder(tmp_path / "ours")

    with pytest.raises(CannotServe, match="Remove it"):
        ground.check_broker_folder(open_to_all)


def test_a_data_folder_that_cannot_be_written_is_told_with_what_to_do(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.touch()

    with pytest.raises(Exception, match="PREPAPP_DATA_DIR"):
        embedded.make_data_dir(in_the_way / "data")
