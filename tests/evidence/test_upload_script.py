"""The upload module in a real browser, against a small server that behaves like a bad network."""

from __future__ import annotations

import io
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from PIL import Image
from playwright.sync_api import expect

from evidence.forms import UploadForm
from evidence.inspect import Limits, UploadRefused, inspect_upload
from tests.evidence import samples

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = """<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>记录会议</title>
<form method="post" action="/save" enctype="multipart/form-data" data-upload-url="/upload">
<input type="hidden" name="csrfmiddlewaretoken" value="token-of-the-form">
<input name="place" id="place" aria-label="地点">{picker}
<button type="submit">提交</button></form>
<script type="module" src="/upload.js"></script></html>"""


class Network:
    """The server of a test: what it received, and how it is to behave."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.tokens: list[str] = []
        self.saved: list[list[UploadedFile]] = []
        self.drop_next = 0
        self.signed_out = False
        self.hold = threading.Event()
        self.hold.set()

    def page(self) -> str:
        picker = render_to_string("evidence/_upload.html", {"upload_form": UploadForm(), "rows": []})
        return PAGE.format(picker=picker)

    def upload(self, request: HttpRequest, token: str) -> tuple[int, str, str]:
        self.tokens.append(token)
        upload = request.FILES["file"]
        data = upload.read()
        try:
            found = inspect_upload(io.BytesIO(data), upload.name, limits=Limits())
        except UploadRefused as refused:
            return 422, "text/plain; charset=utf-8", refused.message
        self.received.append((found.name, data))
        row = f'<li data-file="{found.original_sha256[:12]}">{found.name}</li>'
        return 201, "text/html; charset=utf-8", row


@pytest.fixture
def network():
    network = Network()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

        def answer(self, status, kind, text):
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            # As strict as the site itself: nothing inline.
            self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' blob: data:")
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            if self.path == "/upload.js":
                script = Path(settings.BASE_DIR) / "static" / "js" / "upload.js"
                self.answer(200, "text/javascript", script.read_text(encoding="utf-8"))
            elif self.path == "/":
                self.answer(200, "text/html; charset=utf-8", network.page())
            else:
                self.answer(200, "text/html; charset=utf-8", "<title>登录</title>")

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = RequestFactory().generic("POST", self.path, body, content_type=self.headers["Content-Type"])
            if self.path == "/save":
                network.saved.append([file for files in request.FILES.lists() for file in files[1]])
                self.answer(200, "text/html; charset=utf-8", "<title>已保存</title>")
                return
            network.hold.wait(20)
            if network.drop_next:
                network.drop_next -= 1
                self.close_connection = True
                return
            if network.signed_out:
                self.send_response(302)
                self.send_header("Location", "/accounts/login/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.answer(*network.upload(request, self.headers["X-CSRFToken"]))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    network.address = f"http://127.0.0.1:{server.server_port}/"
    yield network
    network.hold.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium, network):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(network.address)
    yield page
    context.close()


def choose(page, *files: tuple[str, bytes], kind: str = "image/jpeg", field: str = "photos") -> None:
    payload = [{"name": name, "mimeType": kind, "buffer": data} for name, data in files]
    page.locator(f"input[name={field}]").set_input_files(payload)


def status(page):
    return page.locator("[data-upload-status]")


def test_each_file_arrives_by_itself_and_shows_as_a_row(page, network):
    choose(page, ("一.jpg", samples.jpeg((100, 80))), ("二.jpg", samples.jpeg((120, 80))))

    expect(status(page)).to_have_text("2/2 已到，文件都存好了。")
    assert page.locator("[data-upload-list] li").all_inner_texts() == ["一.jpg", "二.jpg"]
    assert [name for name, _data in network.received] == ["一.jpg", "二.jpg"]
    assert network.tokens == ["token-of-the-form"] * 2
    expect(page.locator("[data-upload-pending]")).to_be_hidden()


def test_a_refused_file_says_why_and_the_others_are_kept(page):
    choose(page, ("好.jpg", samples.jpeg()), ("坏.jpg", b"<!DOCTYPE html>"), ("也好.jpg", samples.jpeg((70, 70))))

    expect(status(page)).to_have_text("2/3 已到，还有 1 个没有收下，请看上面的说明。")
    expect(page.locator("[data-upload-pending] li")).to_have_count(1)
    row = page.locator("[data-upload-pending] li")
    expect(row.locator("[data-upload-name]")).to_have_text("坏.jpg")
    expect(row.locator("[data-upload-message]")).to_have_text(
        "文件名写的是“.jpg”，内容其实是“网页”，系统不收。请用手机把材料拍成照片，或者另存为 PDF 再传。"
    )
    row.get_by_role("button", name="不传了").click()
    expect(status(page)).to_have_text("2/2 已到，文件都存好了。")


def test_a_broken_connection_is_tried_again(page, network):
    network.drop_next = 1
    choose(page, ("会议.jpg", samples.jpeg()))

    expect(page.locator("[data-upload-message]")).to_contain_text("秒后自动再试")
    expect(status(page)).to_have_text("1/1 已到，文件都存好了。", timeout=10_000)
    assert len(network.received) == 1


def test_the_same_photo_twice_stays_one_row(page):
    choose(page, ("会议.jpg", samples.jpeg()))
    expect(status(page)).to_contain_text("1/1 已到")
    choose(page, ("会议.jpg", samples.jpeg()))

    expect(status(page)).to_contain_text("“会议.jpg”已经传过了，没有重复存。")
    expect(page.locator("[data-upload-list] li")).to_have_count(1)


def test_a_signed_out_person_is_told_and_may_try_again(page, network):
    network.signed_out = True
    choose(page, ("会议.jpg", samples.jpeg()))
    expect(page.locator("[data-upload-message]")).to_contain_text("登录已过期")

    network.signed_out = False
    page.get_by_role("button", name="再试一次").click()
    expect(status(page)).to_contain_text("1/1 已到")


def test_a_large_photo_is_shrunk_on_the_phone_and_keeps_only_its_time(page, network):
    noise = Image.effect_noise((3600, 2400), 60).convert("RGB")
    big = samples.encoded(noise, "JPEG", quality=95, exif=samples.exif(orientation=6))
    choose(page, ("大.jpg", big))

    expect(status(page)).to_contain_text("1/1 已到", timeout=20_000)
    sent = network.received[0][1]
    image = Image.open(io.BytesIO(sent))
    assert len(sent) < len(big)
    assert image.size == (1707, 2560)
    assert image.getexif().get_ifd(0x8769)[0x9003] == "2025:10:05 14:30:00"
    assert image.getexif().get_ifd(0x8825) == {}
    assert inspect_upload(io.BytesIO(sent), "a", limits=Limits()).taken_at.isoformat() == "2025-10-05T14:30:00+08:00"


def test_a_photo_that_would_not_shrink_is_sent_as_it_is(page, network):
    tight = samples.encoded(Image.effect_noise((2400, 1800), 60).convert("RGB"), "JPEG", quality=40)
    assert len(tight) > 600 * 1024
    choose(page, ("紧.jpg", tight))

    expect(status(page)).to_contain_text("1/1 已到", timeout=20_000)
    assert network.received[0][1] == tight


def test_leaving_while_a_file_is_under_way_is_asked_about(page, network):
    leaving_is_held_back = "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    network.hold.clear()
    choose(page, ("会议.jpg", samples.jpeg()))
    expect(status(page)).to_have_text("0/1 已到。您可以继续填写，请先不要关掉页面。")
    assert page.evaluate(leaving_is_held_back) is True

    network.hold.set()
    expect(status(page)).to_have_text("1/1 已到，文件都存好了。")
    assert page.evaluate(leaving_is_held_back) is False


def test_submitting_with_a_missing_file_is_asked_about(page, network):
    choose(page, ("坏.jpg", b"<!DOCTYPE html>"))
    expect(status(page)).to_contain_text("还有 1 个没有收下")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="提交").click()
    assert asked == ["还有 1 个文件没有传到。现在提交，这些文件就不在里面。确定要提交吗？"]
    assert network.saved == []

    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(re.compile("/save$"))
    assert len(network.saved) == 1


def test_what_has_arrived_is_not_sent_with_the_form_again(page, network):
    choose(page, ("会议.jpg", samples.jpeg()))
    expect(status(page)).to_contain_text("1/1 已到")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(re.compile("/save$"))

    assert network.saved == [[]]


def test_without_scripts_the_form_sends_the_files_itself(chromium, network):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(network.address)
    choose(page, ("一.jpg", samples.jpeg()), ("二.jpg", samples.jpeg()))
    choose(page, ("三.pdf", samples.pdf()), kind="application/pdf", field="documents")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(re.compile("/save$"))

    assert [file.name for file in network.saved[0]] == ["一.jpg", "二.jpg", "三.pdf"]
    context.close()


def test_the_picker_is_worked_by_keyboard_and_read_aloud(page, network):
    page.locator("#place").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "photos"
    expect(page.locator("input[name=photos]")).to_have_accessible_name("拍照或选照片")
    expect(status(page)).to_have_attribute("aria-live", "polite")
