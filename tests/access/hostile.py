"""What nobody sends by accident, and the forms that it is put into: each page's own, as it shows them."""

import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.urls import Resolver404, resolve
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.access.asking import undone
from tests.access.conftest import Scene
from tests.access.people import PEOPLE
from tests.access.walking import every_address, line_of, url_of

WORDS = (
    *("", " ", "\0", "a\0b", "x" * 100_000, "😀" * 60, "\u202eevil\u200b", "ﷺ" * 40, "²", "٣", "\x1b[31m", "\ufffe"),
    *("0", "1", "-1", "9" * 19, "9" * 30, "9" * 5000, "1e400", "nan", "inf", "0.5", "1_000", "0x10", "true", "null"),
    *("9999-12-31", "0001-01-01", "1900-01-01", "2200-12-31", "10000-01-01", "2026-02-30", "2026-12-07", "07.12.2026"),
    *("00:00", "23:59:59", "24:00", "25:61", "07:30", "P1D", "P999999999D", "-P1D", "PT0.001S", "2026-12-07T07:30"),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "{0.__class__}", "%s%n", "' OR 1=1 --", "=HYPERLINK(1)", "[]", "{}"),
    *("Ann\r\nBcc: x@example.org", "../../etc/passwd", "//example.org", "http://[", "javascript:alert(1)", "a/b?c#d"),
    # An instant that no clock of ours can show, and words that are the name of a page.
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "surgery", "front"),
    *("+12125550100", "++1", "tel:", "a@b", "a@example.org", "en", "xx", "Europe/Paris", "Mars/Phobos", "__all__"),
)
FILES = (
    ("paper.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer <<>>"),
    ("paper.docx", b"PK\x03\x04" + b"\0" * 40),
    ("list.xlsx", b"PK\x05\x06" + b"\0" * 18),
    ("list.csv", b"\xff\xfea\0;\0b\0\r\0\n\0"),
    ("list.csv", b"given name,family name\n\x00,=1+1\n" + b"a," * 5000),
    ("x" * 400 + ".txt", b""),
    ("..\\..\\\0.html", b"<table>" * 50),
    ("paper.txt", "Preparation\n\ufeff\u2028😀\n".encode("utf-16")),
)
BODIES = (
    ("application/json", b"{"),
    ("application/json", b"[" * 5000),
    ("application/json", b'{"a": 1e999, "b": null}'),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a'),
    ("application/x-www-form-urlencoded; charset=utf-99", b"a=%ff%fe&b=%00"),
    ("application/x-www-form-urlencoded", b"a=%ed%a0%80&=&&a=%"),
    ("text/plain", b"\xff\xfe\x00"),
)
HEADERS = st.sampled_from(
    (
        {},
        {},
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-Current-URL": "http://[", "HX-Target": "a\u00e9"},
        {"Accept-Language": "x" * 500, "Range": "bytes=9-1"},
        {"Cookie": "language=%00; csrftoken=; session=" + "x" * 300},
        {"If-None-Match": "*", "If-Modified-Since": "nonsense"},
    )
)
_READ = re.compile(r"\.(?:GET|POST|FILES)(?:\.get|\.getlist)?[(\[]\"([\w-]+)\"")


def names_read_by(view: object) -> set[str]:
    """What the room of `view` asks of a request by name: no form shows all of it."""
    module = sys.modules[getattr(view, "__module__", "procedures")]
    return set(_READ.findall(inspect.getsource(module))) if module.__name__.startswith("procedures.") else set()


def forms_of_all_pages(scene: Scene) -> Mapping[str, Mapping[str, list[str]]]:
    """By the name of the address that they are sent to: the fields of all forms, with what the page put into them."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for address in every_address():
        line = line_of(address)
        for person in [one for one in PEOPLE if line and one in line.may][:3]:
            client, url = scene.people[person], url_of(address, scene.rows)
            with undone(client):
                answer = client.get(url)
            if "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming:
                for form in LexborHTMLParser(answer.content.decode()).css("form"):
                    sent_to = _name_of(form.attributes.get("action") or url)
                    found[sent_to] |= dict(_fields(form))
    return found


def _name_of(action: str) -> str:
    try:
        match = resolve(action.partition("?")[0])
    except Resolver404:
        return ""
    return f"{match.namespace}:{match.url_name}" if match.namespace else match.url_name or ""


def _fields(form: LexborNode) -> list[tuple[str, list[str]]]:
    told = []
    for node in form.css("input[name], textarea[name], select[name], button[name]"):
        options = [one.attributes.get("value") or "" for one in node.css("option")]
        value = node.attributes.get("value") or node.text()
        told.append((node.attributes["name"] or "", options or [value]))
    return told


@st.composite
def hostile_forms(draw: Any, fields: Mapping[str, list[str]], names: set[str]) -> dict[str, list[str]]:
    """A form as the page shows it, with some of its fields left out, said several times, or filled with what is odd."""
    data: dict[str, list[str]] = {name: [draw(st.sampled_from(values))] for name, values in fields.items()}
    odd = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2)
    everything = sorted({*fields, *names}) or ["note"]
    if draw(st.integers(0, 3)) == 0:  # all of it
        word = draw(st.sampled_from(WORDS))
        return {name: [word] for name in everything}
    for name in draw(st.lists(st.sampled_from(everything), min_size=1, max_size=4, unique=True)):
        data[name] = draw(odd)
    for name in draw(st.lists(st.sampled_from(everything), max_size=2, unique=True)):
        data.pop(name, None)
    return data
