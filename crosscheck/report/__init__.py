"""Findings -> `report.md` for people and `findings.json` for machines.

Comes in: a `ReportView`, plain records and nothing else. Goes out: text, a dictionary, or files.
The same view gives the same bytes: no clock, no absolute path, no locale. What articles say is escaped.
"""

from crosscheck.report.files import write
from crosscheck.report.findings import findings_json
from crosscheck.report.markdown import render_markdown
from crosscheck.report.view import ReportView

__all__ = ["ReportView", "findings_json", "render_markdown", "write"]
