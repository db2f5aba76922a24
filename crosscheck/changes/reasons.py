"""Why a finding appeared, changed or went, in clauses that a reader can check."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.changes.lineage import Lineage, change_of, dated_anew, outlet, report_of, successor
from crosscheck.history import Mark, Moment, Sheet, State, Version
from crosscheck.records import Article

_MOST = 3
_ELSEWHERE = " changed in other places"
_NOW, _NO_LONGER = " now says it", " no longer says it"
SETTINGS = "crosscheck, its models or its settings changed"
REGROUPED = "what arrived or left changed how its articles are compared"


def sentence(why: Sequence[str]) -> str:
    """Join clauses to one sentence, at most three of them; no clauses give the empty text."""
    whole = list(dict.fromkeys(why))
    told = [clause for clause in whole if not clause.endswith(_ELSEWHERE)] or whole
    if not told:
        return ""
    more = [f"and {len(told) - _MOST} more"] if len(told) > _MOST else []
    line = "; ".join([*told[:_MOST], *more])
    return f"{line[:1].upper()}{line[1:]}."


class Reasons:
    """The reasons that two moments and the articles between them give."""

    def __init__(
        self, before: Moment, now: Moment, left: Sequence[Article], arrived: Sequence[Sheet]
    ) -> None:
        self.lineage = Lineage(left, arrived)
        self.other_settings = before.settings != now.settings
        self.same_articles = not left and not arrived
        self.was_in = {pair.id: s.finding.id for s in before.findings for pair in s.pairs}
        self.now_in = {pair.id: s.finding.id for s in now.findings for pair in s.pairs}
        self.facts = {s.finding.id: s.finding.fact for s in (*before.findings, *now.findings)}
        self.old_ids = {s.finding.id for s in before.findings}
        self.new_ids = {s.finding.id for s in now.findings}
        self.dismissed = {d.pair.id: d.mark for d in now.dismissed}
        self.readmitted = {d.pair.id for d in before.dismissed}

    def otherwise(self) -> list[str]:
        """Return the reason that remains when nothing about the finding itself tells."""
        return [SETTINGS if self.other_settings else REGROUPED]

    def appeared(self, now: State, old: State | None) -> list[str]:
        """Say why a finding is there that was not; `old` is the agreement that it was before, if any."""
        decided = [mark.words() for _, mark in now.marks if mark.says == "decided"]
        if old is not None:
            return [*decided, *self._versions(old, now)] or [
                "its versions were taken to agree",
                *self.otherwise(),
            ]
        split = [
            f"split off from “{self.facts[was]}”"
            for was in sorted({self.was_in[p.id] for p in now.pairs if p.id in self.was_in})
            if was in self.new_ids
        ]
        came = [self._came(v) for v in now.versions if v.article in self.lineage.arrived]
        back = ["no longer dismissed"] if any(p.id in self.readmitted for p in now.pairs) else []
        return [*decided, *back, *came] or split or self.otherwise()

    def _came(self, version: Version) -> str:
        article = self.lineage.arrived[version.article].article
        older = self.lineage.last.get(article.id)
        if older is None:
            return f"{report_of(article)} joined"
        return _anew(older, article) if version.text in older.text else f"{_name(version)} changed its words"

    def moved(self, old: State, now: State) -> list[str]:
        """Say why a finding is not as it was; nothing when its relation, aspect, versions and marks are the same."""
        why = self._verdict(old, now) + self._versions(old, now)
        joined = sorted(
            {self.was_in[p.id] for p in now.pairs if p.id in self.was_in} - {old.finding.id} - self.new_ids
        )
        why += [f"“{self.facts[i]}” was put together with it" for i in joined]
        parted = sorted(
            {self.now_in[p.id] for p in old.pairs if p.id in self.now_in} - {now.finding.id} - self.old_ids
        )
        why += [f"“{self.facts[i]}” was split off from it" for i in parted]
        return why or _regrouped(old, now)

    def _verdict(self, old: State, now: State) -> list[str]:
        marks = [m for m in dict(now.marks).values() if m not in dict(old.marks).values()]
        marks += [self.dismissed[p.id] for p in old.pairs if p.id in self.dismissed]
        why = list(dict.fromkeys(mark.words() for mark in marks))
        was, found = old.finding, now.finding
        if not marks and old.marks and not now.marks:
            why.append("its review was taken back")
        if not why and (was.relation, was.aspect) != (found.relation, found.aspect) and self.other_settings:
            why.append(SETTINGS)
        if was.relation == found.relation and was.aspect != found.aspect:
            why.append(f"what differs is now taken to be {found.aspect}, not {was.aspect}")
        return why

    def _versions(self, old: State, now: State) -> list[str]:
        """Say of each version that came, went or was dated anew what its outlet did, else that it did not."""
        had, has = {v.key: v for v in old.versions}, {v.key: v for v in now.versions}
        gone = [v for v in old.versions if v.key not in has]
        new = [v for v in now.versions if v.key not in had]
        why = [c for v in new if (c := self._joined(v, gone))]
        why += [c for v in gone if (c := self._left(v))]
        why += [self._dated(had[key], has[key]) for key in has if key in had]
        return _at_once([clause for clause in why if clause])

    def _joined(self, version: Version, gone: Sequence[Version]) -> str:
        """Say how a version came with an article; empty when its article was there before."""
        sheet = self.lineage.arrived.get(version.article)
        if sheet is None:
            return ""
        older = self.lineage.last.get(version.article)
        if older is None:
            return f"{report_of(sheet.article)} joined"
        if version.text in older.text:
            return _anew(older, sheet.article)
        was = next((v for v in gone if v.article == older.id and successor(v.text, v.outlet, sheet)), None)
        if was is None:
            return f"{_name(version)}{_NOW}"
        what = change_of(was.text, version.text)
        return f"{_name(version)} {what}" if what else f"{_name(version)} changed its words"

    def _left(self, version: Version) -> str:
        """Say how a version went with its article; empty when its article is still there."""
        article = self.lineage.left.get(version.article)
        if article is None:
            return ""
        sheet = self.lineage.next.get(article.id)
        if sheet is None:
            return f"{report_of(article)} was withdrawn"
        now = successor(version.text, version.outlet, sheet)
        if now is None:
            return f"{_name(version)}{_NO_LONGER}"
        if now != version.text:
            what = change_of(version.text, now)
            return f"{_name(version)} {what}" if what else f"{_name(version)} changed its words"
        return _anew(article, sheet.article)

    def _dated(self, then: Version, now: Version) -> str:
        sheet, older = self.lineage.arrived.get(now.article), self.lineage.left.get(then.article)
        if sheet is None or older is None or then.published == now.published:
            return ""
        return dated_anew(older, sheet.article)

    def went(self, old: State, now: State | None) -> list[str]:
        """Say why a finding is gone; `now` is the agreement that it has become, if any."""
        marks: list[Mark] = [self.dismissed[p.id] for p in old.pairs if p.id in self.dismissed]
        if marks:
            return list(dict.fromkeys(m.words() for m in marks))
        if now is not None:
            return ["its versions are now taken to agree", *(self._versions(old, now) or self.otherwise())]
        joined = sorted({self.now_in[p.id] for p in old.pairs if p.id in self.now_in})
        if joined:
            return [f"put together with “{self.facts[i]}”" for i in joined]
        return [c for v in old.versions if (c := self._left(v))] or self.otherwise()


def _at_once(why: list[str]) -> list[str]:
    """Say once what is said of one outlet twice: that it now says something and no longer something else."""
    both = {c.removesuffix(_NOW) for c in why if c.endswith(_NOW)}
    both &= {c.removesuffix(_NO_LONGER) for c in why if c.endswith(_NO_LONGER)}
    changed = {name + said: f"{name} changed its words" for name in both for said in (_NOW, _NO_LONGER)}
    return list(dict.fromkeys(changed.get(clause, clause) for clause in why))


def _anew(old: Article, new: Article) -> str:
    """Say what an outlet did to a report whose words are the same."""
    return dated_anew(old, new) if old.published != new.published else f"{outlet(new)} report{_ELSEWHERE}"


def _regrouped(old: State, now: State) -> list[str]:
    """Say which versions came and went while their articles were there all along."""
    had, has = {v.key for v in old.versions}, {v.key for v in now.versions}
    came = [f"a claim of {_name(v)} was put together with it" for v in now.versions if v.key not in had]
    return came + [
        f"a claim of {_name(v)} is no longer counted with it" for v in old.versions if v.key not in has
    ]


def _name(version: Version) -> str:
    return version.outlet or version.path.rpartition("/")[2]
