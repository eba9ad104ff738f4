"""How quick are the pages, and do they stay so with many open patients? On PostgreSQL, one process, in one run.

    python bench/pages.py [patients ...]      # default: 100 2000 20000

Each size has a database of its own, with one nurse who sees all its patients. A round asks, in turn and for each size:
for the patient's page, the same HTML from constants (the same template and middleware, nothing looked up), a tick, the
nurse's board, and the board again while nothing is new. Every request goes through the whole of Django, without a
network. Printed are medians over the rounds of pages per second and of p50 and p95 in ms, with the lowest and highest
round; and the two ratios that are promised.
"""

import io
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import logging

import django

django.setup()

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment

from bench.parts import bare, wards
from procedures.checklists.models import ChecklistItem
from procedures.web.rates import LIMITS
from tests import signed_in
from tests.servers import places, postgres
from tests.web.patient_cast import open_list_of

ROUNDS, WARM = 5, 2
ASKED = {"patient's page": 20, "the same HTML from constants": 20, "a tick": 20, "board": 20, "board, nothing new": 20}
SECRET = "b" * 32  # of the form's token: known to both sides
Ask = Callable[[], None]


class Browser:
    """One person's cookies, and requests straight into Django."""

    def __init__(self, client: Client) -> None:
        cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"csrftoken": SECRET}
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.application = get_wsgi_application()

    def ask(
        self, address: str, *, form: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        path, _, query = address.partition("?")
        body = urlencode(form or {}).encode()
        environ = {
            "REQUEST_METHOD": "POST" if form is not None else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
        } | {f"HTTP_{name}": value for name, value in headers.items()}
        said: list[object] = []
        answer = self.application(environ, lambda status, found, *_: said.extend((status, dict(found))))
        try:
            content = b"".join(answer)
        finally:
            answer.close()  # type: ignore[attr-defined]
        return int(str(said[0]).split()[0]), content, said[1]  # type: ignore[return-value]


def into(name: str) -> None:
    """From here on Django asks the database `name`."""
    connection.close()
    connection.settings_dict["NAME"] = name


def expecting(status: int, browser: Browser, address: str, **more: object) -> Ask:
    def ask() -> None:
        found = browser.ask(address, **more)  # type: ignore[arg-type]
        assert found[0] == status, (address, found[0], found[1][:500])

    return ask


def looking_for_news(board: Browser) -> Ask:
    """As the page does by itself: it names what it shows. Each minute brings news: by how much reminders are late."""
    seal = [""]

    def ask() -> None:
        status, rows, _ = board.ask("/board/", HX_REQUEST="true", IF_NONE_MATCH=f'"{seal[0]}"')
        if status == 200:
            seal[0] = rows.decode().split('If-None-Match": "\\"')[1].split("\\")[0]
        assert status in (200, 304)

    return ask


def alternating(first: Ask, second: Ask) -> Ask:
    turns = [first, second]

    def ask() -> None:
        turns[0]()
        turns.reverse()

    return ask


def questions(queries: CaptureQueriesContext) -> int:
    """How often the database was asked; beginning and ending a transaction is no question."""
    return sum(query["sql"] not in ("BEGIN", "COMMIT") for query in queries)


def works_of(size: int, nurse: object, surgery: object, now: datetime) -> dict[str, Ask]:
    """What is measured with `size` open patients, each as one request."""
    nurses, patients = Client(), Client()
    signed_in.force_login(nurses, nurse)  # type: ignore[arg-type]
    open_list_of(patients, surgery.patient, now=now)  # type: ignore[attr-defined]
    patient, board = Browser(patients), Browser(nurses)
    if not bare.SAME:
        setup_test_environment()
        shown = patients.get("/my/")
        bare.SAME["template"] = "patient/list.html"
        bare.SAME["context"] = {name: shown.context[name] for name in ("page", "patient")}
        teardown_test_environment()
    stranger = Browser(Client())
    with CaptureQueriesContext(connection) as queries:
        bare_html, page_html = stranger.ask("/bare/")[1], patient.ask("/my/")[1]
    assert abs(len(bare_html) - len(page_html)) < 0.02 * len(page_html), "the two pages differ"
    print(
        f"{size:,} patients: {questions(queries)} queries for the patient's page, {len(page_html):,} bytes", flush=True
    )
    board.ask("/board/")  # the first of a session also writes down when it was seen
    with CaptureQueriesContext(connection) as queries:
        assert board.ask("/board/")[0] == 200
    print(f"{size:,} patients: {questions(queries)} queries for the board", flush=True)
    item = ChecklistItem.objects.filter(checklist__surgery=surgery, title="Step 2").get()
    form = {"csrfmiddlewaretoken": SECRET}
    tick = [
        expecting(200, patient, f"/my/items/{item.pk}/{act}/", form=form, HX_REQUEST="true")
        for act in ("tick", "untick")
    ]
    return {
        "patient's page": expecting(200, patient, "/my/"),
        "the same HTML from constants": expecting(200, stranger, "/bare/"),
        "a tick": alternating(*tick),
        "board": expecting(200, board, "/board/"),
        "board, nothing new": looking_for_news(board),
    }


def times_of(work: Ask, count: int) -> list[float]:
    for _ in range(WARM):
        work()
    found = []
    for _ in range(count):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return found


def figures_of(times: list[float]) -> dict[str, float]:
    p50, p95 = (statistics.quantiles(times, n=20)[at] * 1000 for at in (9, 18))
    return {"a second": len(times) / sum(times), "p50, ms": p50, "p95, ms": p95}


def main(sizes: list[int]) -> None:
    logging.disable(logging.WARNING)
    LIMITS.clear()  # one nurse asks here as often as a thousand do
    settings.ROOT_URLCONF = "bench.parts.bare"
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    folder = places.run_dir() / "postgres"
    server = postgres.start(folder, fsync="on", synchronous_commit="on", full_page_writes="on")
    found: dict[tuple[int, str, str], list[float]] = defaultdict(list)
    try:
        call_command("migrate", verbosity=0)
        now = datetime.now(UTC)
        _, nurse, surgery = wards.make_first(now=now)
        works = {}
        for size in sizes:
            into("postgres")
            connection.close()
            with psycopg.connect(postgres.url(folder, "template1"), autocommit=True) as other:
                other.execute(f"CREATE DATABASE open_{size} TEMPLATE postgres")  # type: ignore[arg-type]
            into(f"open_{size}")
            wards.fill(surgery, size - 1)
            works[size] = works_of(size, nurse, surgery, now)
        for _ in range(ROUNDS):
            for size in sizes:
                into(f"open_{size}")
                for name, work in works[size].items():
                    for figure, value in figures_of(times_of(work, ASKED[name])).items():
                        found[size, name, figure].append(value)
        print("| open patients | page | figure | median | lowest | highest |\n|---|---|---|---|---|---|")
        for (size, name, figure), values in found.items():
            shown = " | ".join(f"{value:,.1f}" for value in (statistics.median(values), min(values), max(values)))
            print(f"| {size:,} | {name} | {figure} | {shown} |")
        tell_ratios(sizes, found)
    finally:
        connection.close()
        postgres.stop(server)


def tell_ratios(sizes: list[int], found: dict[tuple[int, str, str], list[float]]) -> None:
    def of_rounds(one: tuple[int, str, str], other: tuple[int, str, str]) -> str:
        each = [a / b for a, b in zip(found[one], found[other], strict=True)]
        return f"{statistics.median(each):.2f} (rounds {min(each):.2f} to {max(each):.2f})"

    for size in sizes:
        page, constant = ((size, name, "a second") for name in ("patient's page", "the same HTML from constants"))
        print(f"{size:,} patients: the patient's page has {of_rounds(page, constant)} of the bare view's throughput")
    last, least = sizes[-1], sizes[-2] if len(sizes) > 1 else sizes[-1]
    ratio = of_rounds((last, "board", "p95, ms"), (least, "board", "p95, ms"))
    print(f"the board's p95 with {last:,} open patients is {ratio} times that with {least:,}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 2_000, 20_000])
