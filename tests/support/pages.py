"""A test client that reads every page like a strict reviewer: valid HTML, one title, one h1, labels, no inline."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import Any

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

NOT_TYPED_IN = {"hidden", "submit", "button"}
TOLERATED = {
    "expected-doctype-but-got-start-tag",  # fragments
}
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


class PageFault(AssertionError):
    """A page broke a house rule; the message lists every fault."""


def parse_page(text: str, *, fragment: bool = False) -> Any:
    """Parse HTML strictly; raise PageFault on any parse error."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = parser.parseFragment(text, container="div") if fragment else parser.parse(text)
    faults = [
        f"line {place[0]}: {code} {facts}" for place, code, facts in parser.errors if code not in TOLERATED
    ]
    if faults:
        raise PageFault("invalid HTML:\n" + "\n".join(faults[:10]))
    return tree


def elements(tree: Any) -> Iterator[Any]:
    """Every element, in order (comments left out)."""
    return (element for element in tree.iter() if isinstance(element.tag, str))


def text_of(element: Any) -> str:
    """All text inside an element, spaces folded."""
    return " ".join("".join(element.itertext()).split())


def lint_page(text: str) -> Any:
    """Check a whole page; return its tree."""
    tree = parse_page(text)
    nodes = list(elements(tree))
    faults: list[str] = []
    if not tree.get("lang"):
        faults.append("<html> has no lang")
    titles = [text_of(node) for node in nodes if node.tag == "title" and not _inside_svg(node, nodes)]
    if len(titles) != 1 or not titles[0]:
        faults.append(f"needs exactly one filled <title>, has {titles}")
    headings = [node for node in nodes if node.tag == "h1"]
    if len(headings) != 1 or not text_of(headings[0]):
        faults.append(f"needs exactly one filled <h1>, has {[text_of(node) for node in headings]}")
    faults += _element_faults(nodes)
    if faults:
        raise PageFault("\n".join(faults))
    return tree


def _inside_svg(node: Any, nodes: list[Any]) -> bool:
    return any(svg.tag.endswith("svg") and node in list(svg.iter()) for svg in nodes)


def _element_faults(nodes: list[Any]) -> list[str]:
    ids = Counter(node.get("id") for node in nodes if node.get("id") is not None)
    faults = [f"id {name!r} appears {count} times" for name, count in ids.items() if count > 1]
    labelled = {node.get("for") for node in nodes if node.tag == "label"}
    in_label = {id(inner) for node in nodes if node.tag == "label" for inner in node.iter()}
    for node in nodes:
        faults += _inline_faults(node)
        faults += _naming_faults(node, is_labelled=node.get("id") in labelled or id(node) in in_label)
        if node.tag == "form" and (node.get("method") or "get").lower() == "post":
            faults += _token_faults(node)
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            missing = [name for name in (node.get(attribute) or "").split() if name not in ids]
            faults += [f"<{node.tag}> {attribute}={name!r} points nowhere" for name in missing]
    return faults


def _inline_faults(node: Any) -> list[str]:
    faults = [
        f"<{node.tag}> has inline {attribute}"
        for attribute in node.attrib
        if attribute == "style" or re.match(r"on[a-z]+$", str(attribute))
    ]
    is_code = node.tag == "script" and not node.get("src") and node.get("type") != "application/json"
    return [*faults, f"inline <{node.tag}>"] if node.tag == "style" or is_code else faults


def _naming_faults(node: Any, *, is_labelled: bool) -> list[str]:
    """Pictures, fields, buttons and links that say nothing."""
    is_named = bool(is_labelled or node.get("aria-label") or node.get("aria-labelledby"))
    if node.tag == "img" and node.get("alt") is None:
        return [f"<img src={node.get('src')!r}> has no alt"]
    is_field = node.tag in {"input", "select", "textarea"} and node.get("type") not in NOT_TYPED_IN
    if is_field and not is_named:
        return [f"<{node.tag} name={node.get('name')!r}> has no label"]
    if node.tag in {"button", "a"} and not text_of(node) and not node.get("aria-label"):
        has_picture = any(inner.tag == "img" and inner.get("alt") for inner in node.iter())
        return [] if has_picture else [f"<{node.tag}> says nothing: {dict(node.attrib)}"]
    return []


def _token_faults(form: Any) -> list[str]:
    has_token = any(inner.get("name") == "csrf_token" for inner in form.iter())
    return [] if has_token else [f"POST form to {form.get('action')!r} has no csrf_token"]


class LintingClient(FlaskClient):
    """Fetches pages as a person would, and lints every HTML answer.

    Parsing strictly is most of what a web test costs, so the last page is remembered with its tree.
    """

    _last: tuple[str, Any] = ("", None)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Any request; HTML answers are linted, the policy header is checked on all."""
        response = super().open(*args, buffered=True, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 308}:
            assert "Content-Security-Policy" in response.headers
            text = response.get_data(as_text=True)
            if text.lstrip().lower().startswith("<!doctype"):
                self._last = text, lint_page(text)
            else:
                parse_page(text, fragment=True)
        return response

    def page(self, address: str, status: int = 200) -> Any:
        """GET an address, assert its status, return the parsed page."""
        response = self.get(address)
        assert response.status_code == status, f"{address}: {response.status_code}"
        text = response.get_data(as_text=True)
        known, tree = self._last
        return tree if text == known else parse_page(text)

    def token(self) -> str:
        """A CSRF token of this session, read from a page as a browser would."""
        response = super().open("/halaman-yang-tidak-ada")  # cheap, and open to everybody
        found = TOKEN.search(response.get_data(as_text=True))
        if found is None:
            raise PageFault("the page carries no csrf_token")
        return found[1]

    def send(self, address: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """POST a form with a valid token, like pressing its button."""
        return self.post(address, data={"csrf_token": self.token(), **(data or {})}, **kwargs)
