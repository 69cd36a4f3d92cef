"""The screens behind a real address, in a thread of the tests: as the office serves them, static files included."""

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
    """`with Server() as server:` then `server.url`. It counts what is under way, so that a test can wait for quiet."""

    def __init__(self) -> None:
        self.under_way = 0
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

    def wait_until_idle(self) -> None:
        """Until nothing is under way, 5 seconds at most."""
        end = time.monotonic() + 5
        while self.under_way and time.monotonic() < end:
            time.sleep(0.01)
