"""What import-linter cannot see: pure packages load no web framework; wings are entered by their doors only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PURE = (
    "sandbox.campaigns.market",
    "sandbox.lang.rupiah",
    "sandbox.lang.dates",
    "sandbox.lang.codes",
    "sandbox.lang.phone",
    "sandbox.lang.catalogue",
    "sandbox.lang.measures",
    "sandbox.media.images",
    "sandbox.media.qr",
    "sandbox.shops.costing.costing",
    "sandbox.shops.costing.sheet",
    "sandbox.shops.page_check.rules",
    "sandbox.media.payment_codes",
    "sandbox.media.looks",
    "sandbox.media.edits",
    "sandbox.shops.studio.hints",
    "sandbox.shops.studio.words",
    "sandbox.media.ornaments",
    "sandbox.media.desk",
    "sandbox.links.print.sheets",
    "sandbox.links.labels",
    "sandbox.links.hours",
    "sandbox.links.styles",
    "sandbox.shops.offers",
    "sandbox.shops.inclusions",
    "sandbox.shops.customer_reviews.stars",
    "sandbox.shops.storefront_search",
)
FEATURES = ("classrooms", "shops", "links", "posts", "orders", "campaigns", "reviews", "exports", "reports")
DOORS = {"operations", "queries", "enums"}
# Named pure or data-shaping modules that other wings may use too.
OPEN_MODULES = {
    "sandbox.shops.page_check.queries",
    "sandbox.campaigns.market",
    "sandbox.classrooms.progress",
    "sandbox.shops.offers",
    "sandbox.shops.storefront",
}


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_loads_no_flask_and_no_database(package: str) -> None:
    code = f"import sys, {package}; print(sorted({{'flask', 'sqlalchemy', 'wtforms', 'jinja2'}} & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.strip() == "[]"


def feature_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "sandbox" and parts[1] in FEATURES else None


def imports_of(path: Path) -> set[str]:
    """Every absolute sandbox module a file imports, submodules named in ``from x import y`` included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}".replace(".", "/")
                is_module = (ROOT / f"{inner}.py").exists() or (ROOT / inner).is_dir()
                found.add(inner.replace("/", ".") if is_module else node.module)
    return {name for name in found if name.startswith("sandbox.")}


def test_wings_are_entered_by_their_doors_only() -> None:
    trespasses = []
    for path in sorted((ROOT / "sandbox").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        home = feature_of(module)
        if home is None:
            continue
        for target in imports_of(path):
            other = feature_of(target)
            if other in {None, home}:
                continue
            door = target.split(".")[2] if target.count(".") >= 2 else ""
            if door not in DOORS and not any(target.startswith(name) for name in OPEN_MODULES):
                trespasses.append(f"{module} imports {target}")
    assert trespasses == []


def test_views_stay_thin() -> None:
    fat = []
    for path in sorted((ROOT / "sandbox").rglob("*views*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 40:
                    fat.append(f"{path.relative_to(ROOT)}:{node.name} has {length} lines")
    assert fat == []


def test_files_stay_short() -> None:
    long = []
    for path in sorted((ROOT / "sandbox").rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > 400 and "versions" not in path.parts:
            long.append(f"{path.relative_to(ROOT)} has {lines} lines")
    assert long == []


def test_operations_never_read_the_request() -> None:
    """Operations are told everything by keyword; they know no request, session or g."""
    faults = []
    rooms = [*(ROOT / "sandbox").rglob("operations*.py"), *(ROOT / "sandbox").rglob("operations/*.py")]
    for path in sorted(rooms):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "flask":
                named = {alias.name for alias in node.names} & {"request", "session", "g", "current_app"}
                faults += [f"{path.relative_to(ROOT)} imports flask.{name}" for name in sorted(named)]
    assert faults == []


@pytest.mark.parametrize("first", ["campaigns", "posts", "orders", "reviews", "links"])
def test_wings_may_be_imported_in_any_order(first: str) -> None:
    """Importing one wing must not need another's models: relationships resolve when all are there."""
    code = f"import sandbox.{first}.models, sandbox.shops.queries, sandbox.posts.queries, sandbox.demo"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)


def test_the_application_starts_without_numpy() -> None:
    """Loading numpy takes a good tenth of the start; only somebody on a campaign page waits for them."""
    code = "import sys, sandbox.app, sandbox.campaigns.views; print('numpy' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.strip() == "False"
