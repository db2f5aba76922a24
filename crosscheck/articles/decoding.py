"""The bytes of one file in, its text out, or why it is not text: a fixed order of encodings, no guessing by chance."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

AS_UTF8 = "save it as UTF-8 text"
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")
MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
OTHER_KINDS = (
    (re.compile(rb"\s*(?:<!doctype html|<html|<\?xml)", re.I), "it is a web page or XML, not plain text"),
    (re.compile(rb"\s*\{\\rtf"), "it is an RTF document, not plain text"),
    (re.compile(rb"\s*%PDF-"), "it is a PDF, not plain text"),
)
MOST_CONTROL = 0.01
LEAST_ENGLISH = 0.6


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, or why it has none (`fault`); `remark` says in words when it was not read as UTF-8."""

    text: str = ""
    fault: str = ""
    remedy: str = ""
    remark: str = ""


def decode(data: bytes) -> Decoded:
    """Decode by byte order mark, then as UTF-8, then as Windows-1252 if that gives English-looking text."""
    for kind, why in OTHER_KINDS:
        if kind.match(data[:200]):
            return Decoded(fault=why, remedy="save the article's text as .txt or .md")
    decoded = _marked(data) or _plain(data)
    if decoded.fault or not CONTROL.search(decoded.text):
        return decoded
    controls = len(CONTROL.findall(decoded.text))
    if "\x00" in decoded.text or controls > MOST_CONTROL * len(decoded.text):
        return Decoded(fault="it is binary, not text", remedy=AS_UTF8 + ", or take it out")
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, name, spoken in MARKS:
        if not data.startswith(mark):
            continue
        try:
            text = data[len(mark) :].decode(name)
        except UnicodeDecodeError:
            return (
                _damaged(data[len(mark) :])
                if not spoken
                else _unknown(f"it is not the {spoken} that it says")
            )
        return Decoded(text=text, remark=f"read as {spoken}" if spoken else "")
    return None


def _plain(data: bytes) -> Decoded:
    try:
        return Decoded(text=data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        return Decoded(fault="it is binary, not text", remedy=AS_UTF8 + ", or take it out")
    good = len(UTF8_LETTER.findall(data))
    if good and good >= len(HIGH.findall(UTF8_LETTER.sub(b"", data))):
        return _damaged(data)
    return _windows(data)


def _damaged(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    return Decoded(
        text=text, remark=f"UTF-8 with {text.count(chr(0xFFFD))} damaged characters, read without them"
    )


def _windows(data: bytes) -> Decoded:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return _unknown("its encoding is neither UTF-8 nor Windows-1252")
    letters = sum(char.isalpha() for char in text)
    if sum(char.isalpha() and char.isascii() for char in text) < LEAST_ENGLISH * letters:
        return _unknown("its encoding is not known (neither UTF-8 nor English in Windows-1252)")
    return Decoded(text=text, remark="read as Windows-1252")


def _unknown(why: str) -> Decoded:
    return Decoded(fault=why, remedy=AS_UTF8)
