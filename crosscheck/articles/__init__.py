"""Files and folders in, `Corpus` out: articles in order of path, and one line for what could not be read.

Only this room touches files. The text of an article is kept as it came; what is not its prose (front matter, header
lines, dateline, boilerplate) is masked by spans, so that offsets and line numbers hold. Nothing here raises on input.
"""

from crosscheck.articles.files import shown, stamp
from crosscheck.articles.lines import prose_spans
from crosscheck.articles.reading import read, read_bytes

__all__ = ["prose_spans", "read", "read_bytes", "shown", "stamp"]
