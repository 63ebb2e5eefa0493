"""The embedded PostgreSQL and Redis by hand: ``python scripts/services.py start | stop | status``.

``make run`` and ``make test`` start them by themselves; they go on running afterwards, so that the next start
is quick.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config.lib import embedded  # noqa: E402 (the project is not an installed package, so its path comes first)


def main() -> int:
    parser = argparse.ArgumentParser(description="The embedded PostgreSQL and Redis.")
    parser.add_argument("action", choices=["start", "stop", "status"])
    action = parser.parse_args().action
    var_dir = Path(os.environ.get("VAR_DIR") or ROOT / "var")
    try:
        if action == "start":
            print(f"DATABASE_URL={embedded.database_url(var_dir)}")
            print(f"REDIS_URL={embedded.redis_url(var_dir)}")
            return 0
        if action == "stop":
            stopped = embedded.stop(var_dir)
            print("\n".join(f"{name} ({pid}) stopped" for name, pid in stopped.items()) or "nothing was running")
            return 0
    except embedded.EmbeddedServerError as error:
        print(error, file=sys.stderr)
        return 1
    found = embedded.running(var_dir)
    for name in ("postgres", "redis"):
        print(f"{name}: process {found[name]}" if name in found else f"{name}: not running")
    return 0 if len(found) == 2 else 3  # 3 is what "systemctl status" says of a stopped service


if __name__ == "__main__":
    sys.exit(main())
