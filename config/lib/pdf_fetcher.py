"""What a document that is printed may read. Importing this loads WeasyPrint, and with it Pango."""

from pathlib import Path
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse


class LocalFetcher(URLFetcher):
    """Reads files below one folder and data: addresses; never the network, never the rest of the disk."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols={"file", "data"})
        self.root = root.resolve()

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        """Return what stands at `url`; raises ValueError when that is not ours to read."""
        if url.lower().startswith("file:"):
            path = Path(url2pathname(url[len("file:") :].split("?")[0]))
            # file://server/path would make urllib ask a server.
            if not url.lower().startswith("file:///") or not path.resolve().is_relative_to(self.root):
                raise ValueError(f"URI outside {self.root}: {url}")
        return super().fetch(url, headers)
