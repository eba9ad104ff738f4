"""Where a page of the review is, and what a browser would post from it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from procedures.catalog.models import ChecklistTemplate
from procedures.hospitals.models import User


def address(name: str, draft: ChecklistTemplate, *more: int) -> str:
    return reverse(name, args=[draft.pk, *more])


def fields_of(client: Client, url: str) -> dict[str, Any]:
    """What a browser would post from the form of a page as it came."""
    form = client.get(url).context["form"]
    return {form.add_prefix(name): form[name].value() for name in form.fields if form[name].value() is not None}


def posted(form: Any) -> dict[str, Any]:
    """The fields of a form as a browser sends them: no box that is not ticked."""
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def parts_of(browser: Client, url: str) -> dict[str, Any]:
    """The same as `fields_of`, of a page whose form is two."""
    return {name: value for part in browser.get(url).context["form"].forms for name, value in posted(part).items()}


def fields_of_answer(response: Any) -> dict[str, Any]:
    """What a browser would post from the form that came back."""
    return posted(response.context["form"])


def said(response: Any) -> str:
    return " ".join(response.content.decode().split())


def told(response: Any, *, typed: str, stands: str) -> str:
    """That the page tells of the other, shows what stands, and keeps what was typed; what it says."""
    page = said(response)
    assert response.status_code == 422, page
    assert "while you were at it" in page
    assert stands in page
    assert typed in page
    return page


def signed_in(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser
