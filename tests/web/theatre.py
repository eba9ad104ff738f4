"""A theatre's list of two patients, and what a nurse does with it on the page."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from procedures.hospitals.models import Unit

HEAD = "MRN,Last Name,First name,DOB,Procedure,Surgery date,Start time,Arrival,Surgeon,Cell phone,Texts"
MARIA = "H-1,Lopez,Maria,04/09/1951,knee replacement,2026-12-08,8:00,06:30,Dr. Adams,(212) 555-0123,yes"
JOSE = "H-2,Peña,José,1960-02-03,Knee replacement,12/8/2026,1:15 PM,,Dr. Adams,,"


def sheet(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


def upload(client: Client, data: bytes, name: str = "list.csv", **more: str) -> str:
    unit = Unit.objects.order_by("pk")[0]
    file = SimpleUploadedFile(name, data)
    return client.post(
        reverse("theatre-list"), {"file": file, "unit": unit.pk, "place": "Desk 4"} | more
    ).content.decode()


def confirm(client: Client, preview: str, **more: Any) -> str:
    hidden = dict(re.findall(r'name="(carried|seen)" value="([^"]+)"', preview))
    return client.post(reverse("theatre-list"), hidden | more).content.decode()
