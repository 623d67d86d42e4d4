"""How to tell that a page has come to rest, and what kind of rest it is."""

import re
from dataclasses import dataclass

MAINTENANCE = r"maintenance|temporarily unavailable|service unavailable|bad gateway|wartung|techniques? en cours"


@dataclass(frozen=True)
class Rest:
    """What to look at while waiting. All CSS; empty where the ERP has no such thing.

    Attributes:
        content: the part of the page that each answer of the server replaces; empty where the whole document is.
        ready: a JavaScript expression that is true when the page's own scripts have done their work.
        busy: visible while the page works, e.g. a spinner or a grey veil.
        lost: visible when the session has ended: the login form, a password window.
        complaint: where the ERP says why it refuses what was typed.
        down: regular expression of the text of a maintenance page.
        stuck_seconds: a page that shows old content or is busy for so long, with no request in flight, is dead: its
            session is taken for lost.
        appear_seconds: how long a page at rest may take to show a field.
    """

    content: str = ""
    ready: str = ""
    busy: str = ""
    lost: str = ""
    complaint: str = ""
    down: str = MAINTENANCE
    stuck_seconds: float = 6.0
    appear_seconds: float = 10.0

    def is_down(self, text: str) -> bool:
        """Whether `text` is that of a maintenance page."""
        return bool(self.down) and re.search(self.down, text, re.IGNORECASE) is not None
