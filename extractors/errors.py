"""The error root of `extractors`."""


class ExtractionError(Exception):
    """A document could not be read; `code` is stable, the message is a sentence for the clerk.

    Attributes:
        code: a short machine name such as ``encrypted``; part of reports and tests.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class UnreadableFile(ExtractionError):
    """The file itself is refused: empty, of a wrong type, encrypted, damaged, too large, or hostile. Never retried."""


class EngineMissing(ExtractionError):
    """A part that the reading needs (Tesseract, a language, a model) is not installed; the message says which."""


class ReadingTimeout(ExtractionError):
    """Reading took longer than its limit and was ended."""
