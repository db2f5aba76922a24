"""`findings.json`: its form, its order, and how both files are written."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from report_views import BARN, FIELD, FOUR, NINE, article, barn, claim, finding, verdict

from crosscheck.records import CrosscheckError
from crosscheck.report import ReportView, findings_json, write

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "docs" / "findings.schema.json").read_text(encoding="utf-8")
)


def problems(view: ReportView) -> list[str]:
    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(findings_json(view))))]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("view", [barn(), ReportView(), ReportView(articles=(BARN,))])
def test_what_is_written_is_what_the_schema_says(view: ReportView) -> None:
    assert problems(view) == []


def test_the_schema_refuses_what_is_not_so() -> None:
    assert problems(
        replace(barn(), verdicts={k: replace(v, confidence=2) for k, v in barn().verdicts.items()})
    )


def test_every_related_pair_is_listed_conflicts_first_and_tied_to_its_finding() -> None:
    view = barn()
    found = findings_json(view)
    assert [f["relation"] for f in found["findings"]] == ["conflict", "conflict", "update", "agree"]
    groups = {f.id: f for f in view.findings}
    assert all(pair["id"] in groups[pair["group"]].pairs for pair in found["findings"])


def test_unrelated_pairs_are_left_out_and_a_pair_without_a_finding_has_no_group() -> None:
    view = barn()
    conflict, other, *_ = view.verdicts.values()
    view = replace(
        view,
        findings=(),
        verdicts={conflict.pair: conflict, other.pair: replace(other, relation="unrelated")},
    )
    (pair,) = findings_json(view)["findings"]
    assert (pair["id"], pair["group"]) == (conflict.pair, None)
    assert problems(view) == []


def test_a_claim_carries_its_place_and_the_words_that_differ() -> None:
    pair = next(p for p in findings_json(barn())["findings"] if p["claims"][0]["id"] == FOUR.id)
    left, right = pair["claims"]
    assert (left["article"], left["source"], left["via"]) == ("barn/a.md", "Valley News", "Hill Press")
    assert (left["published"], right["published"]) == ("2026-03-09", "2026-03-10")
    assert (left["origin"], left["line"], left["text"]) == ("wire", 1, FOUR.text)
    assert BARN.text[left["start"] : left["end"]] == left["text"]
    assert [w["text"] for w in left["words"] + right["words"]] == ["Four", "nine"]
    assert right["words"][0]["start"] == FIELD.text.index("nine")


def test_groups_count_copies_as_outlets_and_not_as_voices() -> None:
    conflict = next(g for g in findings_json(barn())["groups"] if g["relation"] == "conflict")
    assert (conflict["outlets"], conflict["origins"]) == (3, 2)


def test_the_order_of_the_records_changes_nothing() -> None:
    view = barn()
    turned = replace(view, articles=view.articles[::-1], verdicts=dict(reversed(list(view.verdicts.items()))))
    assert findings_json(turned) == findings_json(view)


def test_both_files_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    paths = write(barn(), tmp_path / "new" / "reports")
    assert [p.name for p in paths] == ["report.md", "findings.json"]
    assert json.loads(paths[1].read_text(encoding="utf-8")) == findings_json(barn())
    assert sorted(p.name for p in paths[0].parent.iterdir()) == ["findings.json", "report.md"]


def test_the_same_view_gives_the_same_bytes_and_does_not_touch_the_files(tmp_path: Path) -> None:
    paths = write(barn(), tmp_path)
    for path in paths:
        os.utime(path, (1, 1))
    assert write(barn(), tmp_path) == paths
    assert [path.stat().st_mtime for path in paths] == [1, 1]


def test_only_the_file_that_changed_is_written_again(tmp_path: Path) -> None:
    report, found = write(barn(), tmp_path)
    os.utime(found, (1, 1))
    report.write_text("scribbled over", encoding="utf-8")
    write(barn(), tmp_path)
    assert report.read_text(encoding="utf-8").startswith("# Consistency report")
    assert found.stat().st_mtime == 1


def test_a_folder_that_cannot_be_made_is_one_line_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file", encoding="utf-8")
    with pytest.raises(CrosscheckError, match=r"reports: cannot write the report \(File exists\)") as error:
        write(barn(), tmp_path / "reports")
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_replaced_leaves_no_scratch_file_behind(tmp_path: Path) -> None:
    (tmp_path / "report.md").mkdir()
    with pytest.raises(CrosscheckError, match=r"report\.md"):
        write(barn(), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_half_a_surrogate_out_of_a_broken_file_is_written_and_read_back(tmp_path: Path) -> None:
    broken = article("x.txt", "Nine \ud800 cows.", "Broken\udcff")
    said = claim(broken, "Nine \ud800 cows.")
    judged = [verdict(said, NINE, "conflict", words=("Nine", "nine"))]
    view = ReportView(
        articles=(broken, FIELD),
        claims={said.id: said, NINE.id: NINE},
        pairs={p.id: p for p, _ in judged},
        verdicts={v.pair: v for _, v in judged},
        findings=(finding("Cows", judged, "conflict"),),
    )
    report, found = write(view, tmp_path)
    assert "⟨U+D800⟩" in report.read_text(encoding="utf-8")
    assert json.loads(found.read_text(encoding="utf-8"))["findings"][0]["claims"][0]["text"] == said.text
