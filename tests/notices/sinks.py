"""Real servers that take what the site sends: a mail server and the server of chat robots, each in a thread."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class MailSink(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a client needs; keeps what was sent. `refuses` names recipients that it does not take."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Mail)
        self.letters: list = []
        self.refuses: set[str] = set()
        self.before_answer = lambda: True  # called when a letter is whole: whether it is taken

    @property
    def port(self) -> int:
        return self.server_address[1]


def mail_at(port: int) -> dict:
    """The settings of a mail server on this machine."""
    return {
        "host": "127.0.0.1",
        "port": port,
        "security": "insecure",
        "user": "",
        "password": "",
        "sender": "notice@example.gov.cn",
    }


class _Mail(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("QUIT"):
                return self.say("221 bye")
            if word.startswith("RCPT") and any(name in line for name in self.server.refuses):
                self.say("550 no such mailbox")
            elif word.startswith("DATA"):
                self.say("354 go on")
                text = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                self.server.letters.append(message_from_string(text, policy=policy.default))
                self.say("250 taken" if self.server.before_answer() else "451 try later")
            else:
                self.say("250 ok")
        return None

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class RobotSink(ThreadingHTTPServer):
    """Takes the posts of robots: (path with query, body). `answers` is what it says, with its status."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Robot)
        self.posts: list[tuple[str, dict]] = []
        self.status, self.answer = 200, {"errcode": 0, "errmsg": "ok", "code": 0}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def urls(self) -> dict[str, str]:
        return {kind: f"{self.url}{kind}?key={{token}}" for kind in ("wecom", "dingtalk", "feishu")}


class _Robot(BaseHTTPRequestHandler):
    def do_POST(self) -> None:  # noqa: N802 -- the name http.server calls
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((self.path, json.loads(body)))
        answer = json.dumps(self.server.answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args) -> None:
        pass


@contextmanager
def running(server) -> Iterator:
    """Serve in a thread as long as the block lasts."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
