"""The English parser: sentences in, spaCy documents out. Loaded once, from the folder that the project ships.

Stages that need words, lemmas or a parse take the documents as an argument; only the pipeline calls `parse`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = Path(__file__).resolve().parent.parent / "models"
REVISION = "english-3.8.0"


@lru_cache(maxsize=2)
def load(folder: Path = MODELS / "english") -> Language:
    """Load the parser (tagger, parser, lemmatiser, names); about one second the first time, then none."""
    import spacy

    return spacy.load(folder)


def parse(texts: Iterable[str], batch: int = 64) -> list[Doc]:
    """Parse each text, a sentence, by itself: the result of one does not depend on the others."""
    return list(load().pipe(texts, batch_size=batch))
