"""`market`: measure the stylised facts, and play a scenario file without the web."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sandbox.cli.terminal import Terminal

if TYPE_CHECKING:
    from sandbox.campaigns.market.tuning import Tuning
    from sandbox.campaigns.stylised_facts.fact import Finding
    from sandbox.cli.scenario import Scenario
    from sandbox.cli.scenario_table import Row

SCREEN = ("spend", "impressions", "clicks", "chats", "orders", "revenue", "profit")


@click.group()
def market() -> None:
    """Prove the practice market and play it without the web."""


@market.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option(
    "--slow",
    is_flag=True,
    help="Also the two media-mix facts, and larger samples (minutes; installs pymc-marketing).",
)
@click.option("--country", default="indonesia", show_default=True, help="Whose numbers.")
@click.pass_obj
def facts(terminal: Terminal, country: str, *, as_json: bool, slow: bool) -> None:
    """Measure every stylised fact against its bar; exit code 1 when one fails."""
    from sandbox.campaigns.stylised_facts.lab import Lab
    from sandbox.campaigns.stylised_facts.registry import measure_all

    fit = None
    if slow:
        from sandbox.cli.media_mix import fitter

        fit = fitter(terminal)
    # Processor time: whoever else uses the machine does not make the market slow.
    lab = Lab(read_tuning(country), clock=time.process_time, fit=fit)
    findings = []
    for finding in measure_all(lab, slow=slow):
        findings.append(finding)
        if not as_json:
            show_finding(terminal, finding)
    if as_json:
        click.echo(json.dumps([as_dict(finding) for finding in findings], indent=1))
    else:
        passed = sum(finding.passed for finding in findings)
        terminal.say("market-facts-passed", passed=str(passed), all=str(len(findings)))
    if not all(finding.passed for finding in findings):
        raise SystemExit(1)


def show_finding(terminal: Terminal, finding: Finding) -> None:
    """Print one fact: number, title, whether it holds, each measured value beside its bar, and the source."""
    fact = finding.fact
    holds, broken = terminal.words("market-fact-holds"), terminal.words("market-fact-broken")
    click.echo(f"{fact.number:2}  {fact.title}  [{holds if finding.passed else broken}]")
    for bound in fact.bounds:
        mark = "!" if bound in finding.broken else " "
        value = bound.unit.write(finding.measured[bound.key])
        click.echo(f"  {mark} {bound.label:<62} {value:>12}   {bound.text}")
    click.echo(f"    {fact.source} ({fact.grade})")


def as_dict(finding: Finding) -> dict[str, object]:
    """One finding as plain values."""
    fact = finding.fact
    return {
        "number": fact.number,
        "title": fact.title,
        "bar": fact.bar,
        "bounds": [
            {"key": b.key, "label": b.label, "low": b.low, "high": b.high, "unit": str(b.unit)}
            for b in fact.bounds
        ],
        "measured": dict(finding.measured),
        "source": fact.source,
        "grade": fact.grade,
        "passed": finding.passed,
    }


@market.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--csv", "table", type=click.Path(path_type=Path, dir_okay=False), help="Write the daily table."
)
@click.option("--country", default="indonesia", show_default=True, help="Whose numbers.")
@click.pass_obj
def run(terminal: Terminal, file: Path, table: Path | None, country: str) -> None:
    """Play the scenario FILE (.toml; its keys are in docs/scenarios/README.md)."""
    from sandbox.cli.scenario import ScenarioError, read_scenario
    from sandbox.cli.scenario_table import play_scenario, write_dictionary, write_table

    tuning = read_tuning(country)
    try:
        scenario = read_scenario(file, tuning, read_kinds(country, tuning))
    except ScenarioError as error:
        terminal.stop(f"scenario-{error.code}", **error.facts)
    except OSError as error:
        terminal.stop("file-trouble", file=str(file), why=str(error.strerror or error))
    rows = [row for day in play_scenario(scenario, tuning) for row in day]
    show_scenario(terminal, scenario, rows, tuning.version)
    if table is None:
        return
    dictionary = table.with_name(f"{table.stem}.columns.csv")
    try:
        write_table(table, rows)
        write_dictionary(dictionary, lambda column: terminal.words(f"column-{column}"))
    except OSError as error:
        terminal.stop("file-trouble", file=str(error.filename or table), why=str(error.strerror or error))
    terminal.say("market-written", file=str(table), dictionary=str(dictionary))


def show_scenario(terminal: Terminal, scenario: Scenario, rows: list[Row], version: str) -> None:
    """Print one table of days and one of channels per shop."""
    terminal.say(
        "market-run-head",
        title=scenario.title or "-",
        days=str(scenario.days),
        mode=str(scenario.mode),
        version=version,
    )
    head = [terminal.words(f"market-col-{name}") for name in SCREEN]
    for world in scenario.worlds:
        own = [row for row in rows if row["shop"] == world.shop.key]
        click.echo("")
        terminal.say("market-run-shop", shop=world.shop.key)
        dates = {row["day"]: row["date"] for row in own}
        lines = [[f"{day}", dates[day], *sums([r for r in own if r["day"] == day])] for day in sorted(dates)]
        lines.append([terminal.words("market-run-total"), "", *sums(own)])
        show_table([terminal.words("market-col-day"), terminal.words("market-col-date"), *head], lines)
        show_table(
            [terminal.words("market-col-channel"), *head],
            [
                [channel_name(terminal, *key), *sums([r for r in own if (r["slot"], r["channel"]) == key])]
                for key in dict.fromkeys((r["slot"], r["channel"]) for r in own)
            ],
        )


def channel_name(terminal: Terminal, slot: object, channel: str) -> str:
    """The channel with the campaign's number, or what came without a campaign."""
    return terminal.words("market-run-organic") if slot == "" else f"{slot} {channel}"


def sums(rows: list[Row]) -> list[str]:
    """The columns of the screen added up over rows."""
    return [f"{sum(row[name] or 0 for row in rows):,.0f}" for name in SCREEN]


def show_table(head: list[str], lines: list[list[str]]) -> None:
    """Print lines in columns, words to the left and numbers to the right."""
    widths = [max(len(row[n]) for row in [head, *lines]) for n in range(len(head))]
    words = len(head) - len(SCREEN)
    for row in [head, *lines]:
        cells = [
            cell.ljust(width) if n < words else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  " + "  ".join(cells).rstrip())


def read_tuning(country: str) -> Tuning:
    """The country's market numbers."""
    from sandbox.campaigns.market.tuning import tuning_from_dict
    from sandbox.packs.market import load_tuning

    try:
        return tuning_from_dict(load_tuning(country))
    except (ValueError, FileNotFoundError) as error:
        raise click.BadParameter(str(error), param_hint="--country") from error


def read_kinds(country: str, tuning: Tuning) -> dict:
    """The country's kinds of events."""
    from sandbox.campaigns.market.events import event_kinds
    from sandbox.packs.events import load_events

    return dict(event_kinds(load_events(country), tuning.segments))
