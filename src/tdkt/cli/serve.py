"""`tdkt serve`: the screens, from this machine."""

import os
import socket

import click
from granian.constants import Interfaces
from granian.server import Server

from tdkt.cli.commands import Bad
from tdkt.cli.register import open_register
from tdkt.cli.words import say


@click.command(
    help=say(
        "Mở các màn hình trên trình duyệt. Ví dụ: tdkt serve --port 8750",
        "Serve the screens to a browser. Example: tdkt serve --port 8750",
    )
)
@click.option(
    "--address", default="127.0.0.1", show_default=True, help=say("địa chỉ lắng nghe", "address to listen on")
)
@click.option("--port", default=8750, show_default=True, type=int, help=say("cổng", "port"))
def serve(address: str, port: int) -> int:
    """Serve until stopped with Ctrl+C."""
    open_register(make=True)
    return serve_on(address, port)


def serve_on(address: str, port: int) -> int:
    """Print the address and serve on it until stopped."""
    if not is_free(address, port):
        raise Bad(
            say(
                f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác bằng --port.",
                f"Port {port} is in use. Choose another with --port.",
            )
        )
    if address not in ("127.0.0.1", "localhost", "::1") and "TDKT_HOSTS" not in os.environ:
        os.environ["TDKT_HOSTS"] = f"{address},127.0.0.1,localhost"
    click.echo(
        say(
            f"Mở trình duyệt ở http://{address}:{port}/ (Ctrl+C để dừng)",
            f"Open http://{address}:{port}/ in a browser (Ctrl+C to stop)",
        )
    )
    # Two may share a port unseen on Linux, hence the look above; a worker that hangs at the end is killed after ten seconds.
    Server(
        "tdkt.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        workers_kill_timeout=10,
        log_enabled=True,
        log_access=False,
    ).serve()
    return 0


def is_free(address: str, port: int) -> bool:
    """Whether nobody answers on this port."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((address, port)) != 0
