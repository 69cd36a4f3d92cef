"""The screens behind a real address, in threads of the tests: as the office serves them, static files included.

Between tests the door is shut: a request that a page sent as it was closed must not open a database that is being put back.
"""

import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler


class SilentHandler(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server:
    """`with Server() as server:` then `server.url`. It answers between `open` and `shut` only."""

    def __init__(self) -> None:
        self.under_way = 0
        self.is_open = False
        self.lock = threading.Lock()

    def __enter__(self) -> "Server":
        from tdkt.config.wsgi import application

        self.application = application
        self.listener = ThreadedWSGIServer(("127.0.0.1", 0), SilentHandler, allow_reuse_address=False)
        self.listener.set_app(self.counted)
        self.url = f"http://127.0.0.1:{self.listener.server_address[1]}"
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.listener.shutdown()
        self.listener.server_close()

    def counted(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self.lock:
            if not self.is_open:
                start_response("503 Between tests", [("Content-Length", "0")])
                return [b""]
            self.under_way += 1
        answer = None
        try:
            answer = self.application(environ, start_response)
            return [b"".join(answer)]
        finally:
            if answer is not None and hasattr(answer, "close"):
                answer.close()  # tells Django that the request is over: its database connection closes
            with self.lock:
                self.under_way -= 1

    def open(self) -> None:
        """Begin to answer."""
        with self.lock:
            self.is_open = True

    def shut(self) -> None:
        """Answer no more, and wait until nothing is under way. Raises when something is after ten seconds."""
        with self.lock:
            self.is_open = False
        end = time.monotonic() + 10
        while self.under_way:
            if time.monotonic() > end:
                raise TimeoutError(f"{self.under_way} requests are still under way")
            time.sleep(0.01)
