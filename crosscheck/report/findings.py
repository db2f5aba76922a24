"""A `ReportView` -> the findings for machines, in the form that `docs/findings.schema.json` holds."""

from __future__ import annotations

from typing import Any

from crosscheck.history import Dismissed, Mark
from crosscheck.records import Article, Claim, Finding, Unread, Verdict
from crosscheck.report.versions import versions
from crosscheck.report.view import ReportView, Span

VERSION = 1
_ORDER = {"conflict": 0, "update": 1, "reconciled": 2, "agree": 3}


def findings_json(view: ReportView) -> dict[str, Any]:
    """Return every pair that is not unrelated, the groups they form, and what was read, ready for JSON.

    Pairs come by relation (conflicts first), then in the order of their findings, then the surest first.
    Of two claims the earlier is first; `start` and `end` are character offsets into the article's text.
    """
    groups = {pair: finding for finding in reversed(view.findings) for pair in finding.pairs}
    place = {finding.id: number for number, finding in enumerate(view.findings)}

    def order(verdict: Verdict) -> tuple[int, int, float, str]:
        group = groups.get(verdict.pair)
        at = place[group.id] if group else len(place)
        return _ORDER[verdict.relation], at, -verdict.confidence, verdict.pair

    listed = sorted((v for v in view.verdicts.values() if v.relation in _ORDER), key=order)
    return {
        "version": VERSION,
        "findings": [_pair(view, verdict, groups.get(verdict.pair)) for verdict in listed],
        "dismissed": [_dismissed(d) for d in view.dismissed],
        "groups": [_group(view, finding) for finding in view.findings],
        "articles": [_article(view, a) for a in sorted(view.articles, key=lambda a: (a.path, a.id))],
        "notes": [_unread(note) for note in view.notes],
        "unread": [_unread(file) for file in view.unread],
    }


def _pair(view: ReportView, verdict: Verdict, group: Finding | None) -> dict[str, Any]:
    pair = view.pairs[verdict.pair]
    return {
        "id": pair.id,
        "group": group.id if group else None,
        "relation": verdict.relation,
        "aspect": verdict.aspect,
        "confidence": round(verdict.confidence, 4),
        "explanation": verdict.explanation,
        "order": pair.order,
        "review": _review(view.marks.get(pair.id)),
        "claims": [
            _claim(view, view.claims[pair.left], verdict.left_words),
            _claim(view, view.claims[pair.right], verdict.right_words),
        ],
    }


def _review(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    votes = [{"reviewer": name, "decision": decision} for name, decision in mark.votes]
    return {"says": mark.says, "votes": votes, "crosscheck": mark.tool}


def _dismissed(entry: Dismissed) -> dict[str, Any]:
    sides = [
        {"source": v.outlet, "published": v.published.isoformat() if v.published else None, "text": v.text}
        for v in (entry.left, entry.right)
    ]
    return {
        "id": entry.pair.id,
        "relation": entry.verdict.relation,
        "confidence": round(entry.verdict.confidence, 4),
        "review": _review(entry.mark),
        "claims": sides,
    }


def _claim(view: ReportView, claim: Claim, words: tuple[Span, ...]) -> dict[str, Any]:
    article = view.article(claim)
    return {
        "id": claim.id,
        "article": article.path,
        "source": article.source,
        "via": article.via,
        "published": _iso(article),
        "origin": view.origin(article),
        "start": claim.start,
        "end": claim.end,
        "line": article.line_of(claim.start),
        "text": claim.text,
        "speaker": claim.speaker,
        "words": [{"start": start, "end": end, "text": article.text[start:end]} for start, end in words],
    }


def _group(view: ReportView, finding: Finding) -> dict[str, Any]:
    outlets, origins = view.voices(article for row in versions(view, finding) for article in row.articles)
    return {
        "id": finding.id,
        "relation": finding.relation,
        "aspect": finding.aspect,
        "confidence": round(finding.confidence, 4),
        "fact": finding.fact,
        "explanation": finding.explanation,
        "event": finding.event,
        "outlets": outlets,
        "origins": origins,
        "pairs": list(finding.pairs),
    }


def _article(view: ReportView, article: Article) -> dict[str, Any]:
    return {
        "path": article.path,
        "source": article.source,
        "published": _iso(article),
        "via": article.via,
        "author": article.author,
        "title": article.title,
        "url": article.url,
        "origin": view.origin(article),
        "event": view.events.get(article.id),
        "known_from": dict(article.known_from),
    }


def _iso(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _unread(entry: Unread) -> dict[str, str]:
    return {"path": entry.path, "why": entry.why, "remedy": entry.remedy}
