"""Both languages say the same things, every text the code asks for exists, and nothing is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jinja2
import pytest
from jinja2 import nodes

from sandbox.lang.catalogue import Catalogue
from sandbox.lang.texts import TRANSLATIONS, catalogue

SANDBOX = TRANSLATIONS.parent
DEFAULT, *OTHERS = catalogue().locales
LOOKUPS = {"t", "lazy_t", "_t"}
ID = re.compile(r"[a-z]+(?:-[a-z0-9_]+)+")

# Ids put together at run time are found by themselves when the code writes them as one piece with a gap, such
# as f"errors-{status}-title" or 'links-source-' ~ code. Anything else is listed here with its reason.
DYNAMIC_PREFIXES: dict[str, str] = {}


class Use(NamedTuple):
    """A place that asks for a text. `id` may hold `*` gaps; `given` is None when nobody can know."""

    where: str
    id: str
    given: frozenset[str] | None


def files(suffix: str) -> Iterator[Path]:
    """Source files of the product, without vendored ones."""
    for path in sorted(SANDBOX.rglob(f"*{suffix}")):
        if "vendor" not in path.parts:
            yield path


def python_ids(node: ast.expr) -> Iterator[str]:
    """Ids an expression can give, with `*` for each gap; nothing for a plain variable."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from python_ids(node.body)
        yield from python_ids(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(p.value if isinstance(p, ast.Constant) else "*" for p in node.values)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left = list(python_ids(node.left)) or ["*"]
        right = list(python_ids(node.right)) or ["*"]
        yield from (one + other for one in left for other in right)


def jinja_ids(node: nodes.Node) -> Iterator[str]:
    """The same for a template expression."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from jinja_ids(node.expr1)
        if node.expr2 is not None:
            yield from jinja_ids(node.expr2)
    elif isinstance(node, nodes.Concat):
        parts = ("".join(list(jinja_ids(part))[:1]) or "*" for part in node.nodes)
        yield "".join(parts)
    elif isinstance(node, nodes.Add):
        yield from (
            one + other
            for one in list(jinja_ids(node.left)) or ["*"]
            for other in list(jinja_ids(node.right)) or ["*"]
        )


def python_uses(path: Path) -> Iterator[Use]:
    """Calls of t / lazy_t and `label_key=` arguments in a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        where = f"{path.relative_to(SANDBOX)}:{node.lineno}"
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in LOOKUPS and node.args:
            known = all(keyword.arg for keyword in node.keywords)
            given = frozenset(keyword.arg or "" for keyword in node.keywords) if known else None
            yield from (Use(where, found, given) for found in python_ids(node.args[0]))
        for keyword in node.keywords:
            if keyword.arg == "label_key":
                yield from (Use(where, found, None) for found in python_ids(keyword.value))


def template_tree(path: Path) -> nodes.Template:
    """A template as Jinja understands it."""
    source = path.read_text(encoding="utf-8")
    return jinja2.Environment(extensions=["jinja2.ext.do"], autoescape=True).parse(source, filename=str(path))


def template_uses(path: Path) -> Iterator[Use]:
    """Calls of t in a template."""
    for call in template_tree(path).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in LOOKUPS and call.args:
            where = f"{path.relative_to(SANDBOX)}:{call.lineno}"
            given = None if call.dyn_kwargs else frozenset(keyword.key for keyword in call.kwargs)
            yield from (Use(where, found, given) for found in jinja_ids(call.args[0]))


@cache
def uses() -> tuple[Use, ...]:
    """Every place in the product that asks for a text."""
    found = [use for path in files(".py") for use in python_uses(path)]
    found += [use for suffix in (".html", ".txt") for path in files(suffix) for use in template_uses(path)]
    return tuple(use for use in found if use.id != "*")


def built_ids() -> set[str]:
    """Shapes like `errors-*-title` put together anywhere, also far from the call that looks the text up."""
    shapes: set[str] = set()
    for path in files(".py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        shapes.update(*(python_ids(n) for n in ast.walk(tree) if isinstance(n, (ast.JoinedStr, ast.BinOp))))
    for path in files(".html"):
        shapes.update(*(jinja_ids(n) for n in template_tree(path).find_all((nodes.Concat, nodes.Add))))
    return {shape for shape in shapes if re.fullmatch(r"[a-z]+-[a-z0-9_*-]*\*[a-z0-9_*-]*", shape)}


def matching(pattern: str) -> set[str]:
    """Ids that a written id with `*` gaps can mean."""
    exact = re.compile(".+".join(re.escape(part) for part in pattern.split("*")))
    return {key for key in catalogue().ids(DEFAULT) if exact.fullmatch(key)}


def test_the_scan_sees_something() -> None:
    assert len(uses()) > 20
    assert any("*" in use.id for use in uses())


@pytest.mark.parametrize("other", OTHERS)
def test_every_file_has_the_same_ids_in_every_language(other: str) -> None:
    names = {path.name for path in (TRANSLATIONS / DEFAULT).glob("*.ftl")}
    assert {path.name for path in (TRANSLATIONS / other).glob("*.ftl")} == names
    for name in sorted(names):
        assert ids_of(other, name) == ids_of(DEFAULT, name), name


@pytest.mark.parametrize("other", OTHERS)
def test_the_same_arguments_in_every_language(other: str) -> None:
    differing = {
        key: (set(catalogue().arguments(DEFAULT, key)), set(catalogue().arguments(other, key)))
        for key in catalogue().ids(DEFAULT) & catalogue().ids(other)
        if catalogue().arguments(DEFAULT, key) != catalogue().arguments(other, key)
    }
    assert differing == {}


@pytest.mark.parametrize("locale", catalogue().locales)
def test_ids_begin_with_the_name_of_their_file(locale: str) -> None:
    for path in sorted((TRANSLATIONS / locale).glob("*.ftl")):
        stray = [key for key in ids_of(locale, path.name) if not key.lstrip("-").startswith(f"{path.stem}-")]
        assert sorted(stray) == [], path.name


def test_every_text_asked_for_exists() -> None:
    missing = [f"{use.where}: {use.id}" for use in uses() if not matching(use.id)]
    assert missing == []


def test_every_text_gets_its_arguments() -> None:
    gaps = []
    for use in uses():
        if use.given is None or "*" in use.id or use.id not in catalogue().ids(DEFAULT):
            continue
        wanted = catalogue().arguments(DEFAULT, use.id)
        if use.given != wanted:
            gaps.append(f"{use.where}: {use.id} wants {sorted(wanted)}, is given {sorted(use.given)}")
    assert gaps == []


def test_no_text_is_left_over() -> None:
    used = set().union(*(matching(use.id) for use in uses()))
    for shape in [*built_ids(), *(f"{prefix}*" for prefix in DYNAMIC_PREFIXES)]:
        used |= matching(shape)
    for path in [*files(".py"), *files(".html"), *files(".js")]:
        used |= set(re.findall(rf"[\"']({ID.pattern})[\"']", path.read_text(encoding="utf-8")))
    for key in catalogue().ids(DEFAULT):
        used |= quoted_by(key)
    assert sorted(catalogue().ids(DEFAULT) - used) == []


def test_listed_prefixes_are_needed() -> None:
    for prefix in DYNAMIC_PREFIXES:
        assert matching(f"{prefix}*"), prefix


def test_indonesian_speaks_to_kamu() -> None:
    formal = re.compile(r"\b(Anda|silahkan|dimana|diatas|dibawah|praktek|cheap|ijin)\b", re.IGNORECASE)
    for path in sorted((TRANSLATIONS / "id").glob("*.ftl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            assert not formal.search(line), f"{path.name}:{number}: {line}"


def ids_of(locale: str, name: str) -> set[str]:
    """Message and term ids written in one file."""
    source = (TRANSLATIONS / locale / name).read_text(encoding="utf-8")
    return set(re.findall(r"^(-?[a-zA-Z][\w-]*) *=", source, re.MULTILINE))


@cache
def _sources() -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted((TRANSLATIONS / DEFAULT).glob("*.ftl"))}


def quoted_by(key: str) -> set[str]:
    """Ids that the text `key` includes by reference, `{ like-this }`."""
    source = "\n".join(_sources().values())
    body = re.search(rf"^{re.escape(key)} *=((?:.*\n?)(?:[ \t]+.*\n?|\n)*)", source, re.MULTILINE)
    return set(re.findall(r"\{ *([a-z][\w-]*) *\}", body[1])) if body else set()


def test_the_scan_reads_python_and_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.SANDBOX", tmp_path)
    (tmp_path / "a.py").write_text(
        "t('a-one', name=x)\nlazy_t('a-two' if y else 'a-three')\n"
        "t(f'a-{z}-end', **k)\nItem(label_key='a-four')\n"
    )
    (tmp_path / "b.html").write_text(
        "{{ t('b-one', n=1) }}{{ t('b-' ~ x) }}{{ t('b-two' if y else 'b-three') }}{{ t(z) }}"
    )
    assert [(use.id, use.given) for use in python_uses(tmp_path / "a.py")] == [
        ("a-one", {"name"}),
        ("a-two", frozenset()),
        ("a-three", frozenset()),
        ("a-*-end", None),
        ("a-four", None),
    ]
    assert [(use.id, use.given) for use in template_uses(tmp_path / "b.html")] == [
        ("b-one", {"n"}),
        ("b-*", frozenset()),
        ("b-two", frozenset()),
        ("b-three", frozenset()),
    ]


def test_the_catalogue_of_the_product_is_complete() -> None:
    whole = Catalogue(TRANSLATIONS)
    assert whole.locales[:2] == ("id", "en")
    for other in whole.locales[1:]:
        assert whole.ids(other) == whole.ids("id")
