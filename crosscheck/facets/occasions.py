"""Being written."""


def find_occasions(doc, offset):  # type: ignore
    return []
