"""One frozen Config, read from `crosscheck.toml`; a key that is not known is an error that names the nearest one."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crosscheck.records import CrosscheckError

MODELS = Path(__file__).resolve().parent.parent / "models"


@dataclass(frozen=True, slots=True)
class Config:
    """What a run may be told; the defaults are what was measured best.

    `embedder` is a folder or a name that sentence-transformers understands. `judge` is a folder with `judge.onnx`,
    or the folder or name of an entailment model; `quick_judge`, if any, reads first and spares it most pairs.
    `event_days` is the largest distance in days between two reports of one event. `event_probability` is the
    least average probability with which the articles of an event are of one happening. `share` is the part of an
    article pair's claim pairs, the most alike, that is compared. `least_chance` is the least chance of standing in
    any relation, by comparators and likeness alone, with which a pair is read by the judge; 0 has it read all.
    `conflict_confidence` is the least confidence with which a conflict is shown, `agree_confidence` an agreement,
    `flag_confidence` any other finding. `threads` judge at a time; 0 is one for each processor. No result depends on it.
    """

    embedder: str = str(MODELS / "embedder")
    judge: str = str(MODELS / "judge")
    quick_judge: str = ""
    event_days: int = 30
    event_probability: float = 0.15
    share: float = 0.25
    least_chance: float = 0.05
    conflict_confidence: float = 0.4
    flag_confidence: float = 0.25
    agree_confidence: float = 0.5
    threads: int = 0


def is_public_name(model: str) -> bool:
    """Say whether a setting that is no folder names a public model; what is meant as a path is not looked for there."""
    path = Path(model)
    below = path.parent != Path(".") and path.parent.is_dir()
    return not (below or path.is_absolute() or model.startswith((".", "~")) or not model)


def files_digest(folder: Path) -> str:
    """Return a SHA-256 of the names and bytes of all files of a model's folder; raises OSError."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape"))
        digest.update(path.read_bytes())
    return digest.hexdigest()


_KINDS = {str: "a text in quotes", int: "a whole number", float: "a number"}
_MOST = {"event_days": 36_500, "threads": 1_024}  # of the numbers; all others are parts of one


def read_config(path: Path | None) -> Config:
    """Read a TOML file into a Config; None gives the defaults. Raises CrosscheckError in one line."""
    if path is None:
        return Config()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        why = f"cannot be read ({error.strerror}); name an existing file with --config"
        raise CrosscheckError(f"{path}: {why}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CrosscheckError(f"{path}: is not valid TOML ({error}); mend that line") from None
    return Config(**{key: _checked(path, key, value) for key, value in values.items()})


def _checked(path: Path, key: str, value: Any) -> Any:
    """Return the value in the field's own type, or say which key or type was meant."""
    kinds: dict[str, Any] = {f.name: type(f.default) for f in fields(Config)}
    if key not in kinds:
        near = get_close_matches(key, kinds, n=1, cutoff=0.0)[0]
        raise CrosscheckError(f"{path}: unknown setting '{key}'; did you mean '{near}'?")
    wanted = kinds[key]
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        raise CrosscheckError(f"{path}: '{key}' must be {_KINDS[wanted]}, not {value!r}")
    number: Any = value
    if wanted is not str and not 0 <= number <= _MOST.get(key, 1):  # also refuses TOML's nan
        raise CrosscheckError(f"{path}: '{key}' must be from 0 to {_MOST.get(key, 1)}, not {value!r}")
    return wanted(value)
