"""Thirty phones ask for the same heavy answer: it is computed once, and nobody queues without end."""

from __future__ import annotations

import threading

import pytest

from sandbox.campaigns.insight.workbench import Busy, Workbench, digest


def test_an_answer_is_computed_once() -> None:
    calls: list[str] = []
    bench = Workbench()
    for _ in range(3):
        assert bench.get("a", lambda: calls.append("x") or len(calls)) == 1
    assert calls == ["x"]


def test_phones_that_ask_at_once_share_one_computation() -> None:
    bench, calls, answers = Workbench(waiting=5), [], []
    started, finish = threading.Event(), threading.Event()

    def compute() -> int:
        calls.append(1)
        started.set()
        assert finish.wait(10)
        return 42

    phones = [threading.Thread(target=lambda: answers.append(bench.get("a", compute))) for _ in range(4)]
    phones[0].start()
    assert started.wait(10)
    for phone in phones[1:]:
        phone.start()
    finish.set()
    for phone in phones:
        phone.join(10)
    assert answers == [42] * 4
    assert calls == [1]


def test_when_enough_wait_the_next_is_told_so_and_may_come_again() -> None:
    bench = Workbench(waiting=0)
    started, finish = threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        assert finish.wait(10)
        return "slow"

    first = threading.Thread(target=bench.get, args=("a", slow))
    first.start()
    assert started.wait(10)
    with pytest.raises(Busy):
        bench.get("b", lambda: "b")
    finish.set()
    first.join(10)
    assert bench.get("b", lambda: "b") == "b"
    assert bench.known("a") == "slow"


def test_a_failure_frees_the_place() -> None:
    bench = Workbench(waiting=0)
    with pytest.raises(ZeroDivisionError):
        bench.get("a", lambda: 1 // 0)
    assert bench.get("a", lambda: 1) == 1


def test_only_the_last_answers_are_remembered() -> None:
    bench = Workbench(size=2)
    for key in "abc":
        bench.get(key, lambda key=key: key)
    assert bench.known("a") is None
    assert (bench.known("b"), bench.known("c")) == ("b", "c")


def test_the_digest_depends_on_values_not_on_order() -> None:
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
