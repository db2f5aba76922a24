"""A corrected article is one voice, its note of correction none; what was changed is shown sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

from crosscheck.history import Edit
from crosscheck.records import Article
from crosscheck.versions import edited, notes, superseded, telling, what_changed

TEXT = (
    "The ferry Alma sank off Brevik on Monday morning.\n\nSeven sailors were saved by a trawler.\n\n"
    "The owner, Lindmo Shipping, is under inquiry. The sea was calm."
)
OLD = Article("old", "a.md", TEXT, "Herald", date(2026, 3, 2), title="Ferry sinks", url="https://h.example/1")
NEW = replace(OLD, id="new", path="b.md", text=TEXT.replace("Seven", "Eight"), published=date(2026, 3, 3))


def test_the_same_address_or_outlet_and_title_with_nearly_the_same_words_is_a_newer_version() -> None:
    assert superseded([OLD, NEW]) == {"old": "new"}
    assert superseded([replace(OLD, title="Ferry lost"), NEW]) == {"old": "new"}
    assert superseded([replace(OLD, url=None), replace(NEW, url=None)]) == {"old": "new"}


def test_order_of_arrival_does_not_matter_and_the_newest_of_three_speaks() -> None:
    last = replace(NEW, id="last", path="c.md", published=date(2026, 3, 4), text=NEW.text + " It was cold.")
    for order in permutations([OLD, NEW, last]):
        assert superseded(order) == {"old": "last", "new": "last"}
    undated = [replace(OLD, published=None), replace(NEW, published=None, text=NEW.text + " More.")]
    assert superseded(undated) == superseded(undated[::-1]) == {"old": "new"}


def test_another_outlet_or_another_text_under_the_same_title_is_no_version() -> None:
    assert superseded([OLD, replace(NEW, source="Wire", url=None)]) == {}
    other = "Divers found the wreck of a boat at forty metres.\n\nIts engine had failed twice before, papers show."
    assert superseded([replace(OLD, url=None), replace(NEW, url=None, text=other)]) == {}


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[a:b] for a, b in spans]


def test_what_changed_names_the_sentences_and_the_words() -> None:
    new = replace(NEW, text=NEW.text.replace(" The sea was calm.", "") + " A child is missing.")
    changed, *rest = what_changed(OLD, new)
    assert changed.old is not None
    assert (words(OLD.text, changed.old_words), words(new.text, changed.new_words)) == (["Seven"], ["Eight"])
    told = {(e.old and OLD.text[slice(*e.old)], e.new and new.text[slice(*e.new)]) for e in rest}
    assert told == {("The sea was calm.", None), (None, "A child is missing.")}


def test_equal_texts_have_no_change() -> None:
    assert what_changed(OLD, replace(OLD, id="x")) == []


def test_a_note_of_correction_is_found() -> None:
    told = "Correction: an earlier version of this article said that nine sailors were saved."
    (span,) = notes(replace(OLD, text=f"{TEXT}\n\n{told}\n"))
    assert f"{TEXT}\n\n{told}\n"[slice(*span)] == told
    assert notes(OLD) == []


def test_a_copy_that_changed_a_figure_is_told_and_one_that_changed_a_word_is_not() -> None:
    copy = replace(NEW, source="Wire", url=None, title=None)
    reworded = replace(copy, id="third", source="Post", text=TEXT.replace("calm", "smooth"))
    found = edited([OLD, copy, reworded], {"old": "o", "new": "o", "third": "o"})
    assert [(e.kind, e.old, e.new, len(e.edits)) for e in found] == [("copy", "old", "new", 1)]


def test_a_figure_a_name_or_a_denial_is_telling() -> None:
    def of(old: str, new: str) -> bool:
        one, other = replace(OLD, text=old), replace(NEW, text=new)
        (edit,) = what_changed(one, other)
        return telling(edit, one, other)

    assert of("The boat had seven sailors aboard then.", "The boat had nine sailors aboard then.")
    assert of("The boat of Lindmo sank in the bay.", "The boat of Harker sank in the bay.")
    assert of("The boat was insured by the firm.", "The boat was not insured by the firm.")
    assert not of("The boat was quickly lost in the bay.", "The boat was rapidly lost in the bay.")
    assert not telling(Edit(None, (0, 3)), OLD, NEW)
