"""Being written."""


def find_times(doc, offset, published):  # type: ignore
    return []
