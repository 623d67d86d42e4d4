"""Where originals and evidence are kept: in a folder, or on any store that fsspec reaches."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from orchestrator.store.blobs import Blobs
from orchestrator.store.folder_blobs import FolderBlobs


def open_blobs(url: str, folder: Path) -> Blobs:
    """The store that a URL names, or a path; `folder` where it is empty.

    Raises:
        ConfigError: nothing here understands the URL.
    """
    parts = urlsplit(url)
    if not parts.scheme:
        folder = Path(url).expanduser().absolute() if url else folder
    elif parts.scheme == "file":
        folder = Path(unquote(parts.path))
    else:
        from orchestrator.store.remote_blobs import RemoteBlobs  # loads fsspec, which a folder does not need

        return RemoteBlobs(url)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FolderBlobs(folder)
