"""Bundles of the history to be taken away: written to a file of its own, which is gone once it was sent."""

import shutil
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from orchestrator.acts import Acts
from orchestrator.auditing.bundle import Wanted, file_name
from orchestrator.people.actor import Actor


def handed_out(acts: Acts, actor: Actor, wanted: Wanted) -> Response:
    """The bundle as an answer.

    Raises:
        NotAllowed, DecisionRefused, BundleNotWritten
    """
    folder = Path(tempfile.mkdtemp(prefix="botfarm-audit-"))
    try:
        made = acts.export_history(actor, wanted, folder / file_name(wanted))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    gone = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(made.path, media_type="application/zip", filename=made.path.name, background=gone)
