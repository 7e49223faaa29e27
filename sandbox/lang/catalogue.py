"""Texts of the screens, read from Project Fluent files: `<directory>/<locale>/*.ftl`.

A `Catalogue` is loaded once and never changes. Loading is strict, so a slip in a translation stops the
program at start, not in front of a class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

DEFAULT_LOCALE = "id"


class CatalogueError(Exception):
    """The translation files cannot be used; the message lists every fault with file and line."""


class MissingTextError(LookupError):
    """No message with this id, or the message asks for an argument that was not given."""


class Catalogue:
    """Messages in every locale below `directory`; `default` is the locale that must be complete.

    Raises `CatalogueError` for a syntax error, an id defined twice in one locale, an attribute (we do not use
    them), or an id that exists in another locale but not in the default one.
    """

    def __init__(self, directory: Path, default: str = DEFAULT_LOCALE) -> None:
        self.default = default
        self._bundles: dict[str, FluentBundle] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._arguments: dict[tuple[str, str], frozenset[str]] = {}
        self._fixed: dict[tuple[str, str], str] = {}
        folders = {f.name: f for f in sorted(directory.iterdir()) if f.is_dir()} if directory.is_dir() else {}
        if default not in folders:
            raise CatalogueError(f"no folder for the default locale '{default}' in {directory}")
        faults: list[str] = []
        for locale in [default, *(name for name in folders if name != default)]:
            self._load(locale, folders[locale], faults)
        for locale in self.locales[1:]:
            faults += [
                f"{locale}: '{extra}' is missing in the default locale '{default}'"
                for extra in sorted(self._ids[locale] - self._ids[default])
            ]
        if faults:
            raise CatalogueError("\n".join(faults))

    @property
    def locales(self) -> tuple[str, ...]:
        """Locale codes, the default one first."""
        return tuple(self._bundles)

    def ids(self, locale: str) -> frozenset[str]:
        """Message ids defined in `locale` itself (not those borrowed from the default)."""
        return self._ids[locale]

    def arguments(self, locale: str, key: str) -> frozenset[str]:
        """Names of the `$arguments` the message uses, including those of messages and terms it refers to."""
        return self._arguments[locale, key]

    def format(self, locale: str, key: str, args: Mapping[str, Any] | None = None) -> str:
        """Return the text of `key` in `locale`, else in the default locale.

        Numbers are written the way the locale does (15.000 in `id`): pass years and codes as `str`.
        Raises `MissingTextError` for an unknown id or an argument that was not given.
        """
        if not args:
            found = self._fixed.get((locale, key))
            if found is not None:
                return found
        home = locale if key in self._ids.get(locale, ()) else self.default
        if key not in self._ids[home]:
            raise MissingTextError(f"no text with id '{key}'")
        bundle = self._bundles[home]
        pattern = bundle.get_message(key).value
        given = {name: _plain(value) for name, value in (args or {}).items() if value is not None}
        text, errors = bundle.format_pattern(pattern, given)
        if errors:
            raise MissingTextError(f"text '{key}' ({home}): {errors[0]!r}")
        if not args:
            self._fixed[locale, key] = text
        return text

    def _load(self, locale: str, folder: Path, faults: list[str]) -> None:
        bundle = FluentBundle([locale], use_isolating=False)
        entries: dict[str, ast.Message | ast.Term] = {}
        for path in sorted(folder.glob("*.ftl")):
            source = path.read_text(encoding="utf-8")
            resource = FluentParser().parse(source)
            for entry, name in _entries(resource, source, f"{locale}/{path.name}", faults):
                if name in entries:
                    faults.append(f"{locale}/{path.name}: '{name}' is defined twice")
                entries[name] = entry
            bundle.add_resource(resource)
        self._bundles[locale] = bundle
        self._ids[locale] = frozenset(name for name in entries if not name.startswith("-"))
        for key in self._ids[locale]:
            self._arguments[locale, key] = _arguments(entries, key, locale, faults)


def _entries(
    resource: ast.Resource, source: str, where: str, faults: list[str]
) -> Iterator[tuple[ast.Message | ast.Term, str]]:
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            line = source.count("\n", 0, entry.annotations[0].span.start) + 1
            faults.append(f"{where}:{line}: {entry.annotations[0].message}")
        elif isinstance(entry, (ast.Message, ast.Term)):
            name = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
            if entry.attributes or entry.value is None:
                faults.append(f"{where}: '{name}' has attributes or no text; give it an id of its own")
            yield entry, name


class _Names(Visitor):
    """Collects the variables and references below one message."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 (name set by the library)
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.references.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.references.add("-" + node.id.name)


def _arguments(
    entries: Mapping[str, ast.Message | ast.Term], key: str, locale: str, faults: list[str]
) -> frozenset[str]:
    names: set[str] = set()
    seen: set[str] = set()
    todo = [key]
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        if current not in entries:
            faults.append(f"{locale}: '{key}' refers to '{current}', which does not exist")
            continue
        found = _Names()
        found.visit(entries[current])
        names |= found.variables
        todo.extend(found.references)
    return frozenset(names)


def _plain(value: Any) -> Any:
    """What Fluent understands: numbers and dates as they are, anything else as its text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal, date, str)):
        return value
    return str(value)
