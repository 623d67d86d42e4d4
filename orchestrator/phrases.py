"""Marks a text that the pages say in the reader's language: the catalogues collect what is marked."""


def phrase(text: str) -> str:
    """The text as it is. Its translation is looked up where it is shown; values go in afterwards, by `str.format`."""
    return text
