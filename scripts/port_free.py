"""``port_free.py HOST PORT``: say so at once when the port is taken, not after migrations and demo data."""

import socket
import sys


def main(host: str, port: str) -> int:
    with socket.socket() as probe:
        # As the web server does: a connection of the run before that still times out is no reason to refuse.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            print(f"{host}:{port} cannot be used ({error.strerror}). Choose another:", file=sys.stderr)
            print(f"    make run PORT={int(port) + 1}", file=sys.stderr)
            return 1
        except (ValueError, OverflowError):
            print(f"PORT is a number up to 65535, not {port!r}.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
