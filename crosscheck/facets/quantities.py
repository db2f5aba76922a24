"""Being written."""


def find_quantities(doc, offset):  # type: ignore
    return []
