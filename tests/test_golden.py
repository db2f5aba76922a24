"""The report that is committed is what the code writes for `corpus/` today."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from corpora import ROOT, Made
from jsonschema import Draft202012Validator

RENEW = "`make report` writes it anew: look at the difference, and commit it when it is meant"
_FIGURE = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|\d+(?=\u00a0%)")


def parts(page: str) -> tuple[list[str], list[float]]:
    """Part a page into its words and its measured figures."""
    return _FIGURE.split(page), [float(figure) for figure in _FIGURE.findall(page)]


@pytest.mark.parametrize("name", ["report.md", "findings.json"])
def test_the_committed_report_is_what_the_code_writes(sample: Made, name: str) -> None:
    committed = ROOT / "reports" / name
    assert committed.is_file(), f"reports/{name} is missing: {RENEW}"
    kept, made = committed.read_bytes(), (sample.out / name).read_bytes()
    if kept == made:
        return
    # The models' last digits are rounded otherwise by another kind of processor; words and order are not.
    kept_words, kept_figures = parts(kept.decode("utf-8"))
    made_words, made_figures = parts(made.decode("utf-8"))
    assert made_words == kept_words, f"reports/{name} is not what the code writes: {RENEW}"
    far = [
        (k, m)
        for k, m in zip(kept_figures, made_figures, strict=True)
        if abs(k - m) > max(0.02, 0.02 * abs(k))
    ]
    assert not [pair for pair in far if abs(pair[0] - pair[1]) > 1], (
        f"figures in reports/{name} moved: {far}: {RENEW}"
    )
    assert not [pair for pair in far if max(pair) <= 1], f"figures in reports/{name} moved: {far}: {RENEW}"


def test_nothing_else_lies_in_the_folder_of_the_report() -> None:
    assert {p.name for p in (ROOT / "reports").iterdir()} <= {"report.md", "findings.json"}


def test_the_findings_hold_to_their_schema(sample: Made) -> None:
    schema = json.loads((ROOT / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(sample.found)


def test_the_report_tells_of_no_place_on_the_machine_that_made_it(sample: Made) -> None:
    for path in sample.out.iterdir():
        text = path.read_text(encoding="utf-8")
        assert str(sample.articles.parent) not in text
        assert str(Path.home()) not in text
