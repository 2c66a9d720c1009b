"""A small service on 127.0.0.1 that answers in all the ways in which programs that write HARs differ.

Its first page tells by ``told`` what each of its requests brought, so that a walk on what was recorded shows whether
the recording was read as the browser had read it.
"""

import base64
import contextlib
import gzip
import hashlib
import itertools
import socket
import subprocess
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import brotli

PORT = 8417
"""Part of every recorded address, so that it is the same in each recording."""
_BEHIND = 8418
"""Where the service answers without TLS and HTTP/2, which nghttpx puts in front of it."""
SHOP, NEWS = f"https://shop.test:{PORT}", f"https://news.test:{PORT}"
DONE, WHY = "Vous avez refusé", "à cause de l'été"
ALL_BYTES = bytes(range(256))

SETTINGS = """<!doctype html><html lang=fr><title>Réglages</title><link rel=stylesheet href=/style.css>
<h1>Réglages : l'entraînement est {state}</h1><p><img src=/dot.png alt=Point></p>
<iframe src={news}/ title=Nouvelles></iframe>
<ul id=told></ul><p><button id=again>Vérifier</button></p>
<form method=post action=/refuse><label>Pourquoi <input name=why></label><button>Refuser</button></form>
<script src=/app.js></script>"""
APP = """const list = document.getElementById("told");
const tell = (name, text) => {
  const line = document.getElementById(name) ?? list.appendChild(document.createElement("li"));
  line.id = name; line.textContent = `${name}: ${text}`;
};
const sum = bytes => new Uint8Array(bytes).reduce((all, one) => (all * 31 + one) % 65521, 7);
const text = answer => answer.text();
const post = (url, body, headers = {}) => fetch(url, {method: "POST", body, headers});
const every = new Uint8Array(256).map((_, n) => n);
(async () => {
  const form = new FormData();
  form.append("raison", "à cause"); form.append("preuve", new File(["ligne 1\\nligne 2"], "preuve.txt"));
  tell("state", await fetch("/state").then(text));
  tell("bytes", sum(await fetch("/bytes").then(answer => answer.arrayBuffer())));
  tell("moved", await fetch("/moved").then(text));
  tell("empty", (await fetch("/empty")).status);
  tell("missing", await fetch("/missing").then(text));
  tell("json", await post("/echo", JSON.stringify({why: "déjà"}), {"content-type": "application/json"}).then(text));
  tell("form", await post("/echo", new URLSearchParams({why: "déjà vu", how: "a+b&c"})).then(text));
  tell("file", await post("/echo", form).then(text));
  tell("binary", await fetch("/echo", {method: "PUT", body: every}).then(text));
  const part = await fetch("/bytes", {headers: {range: "bytes=16-31"}});
  tell("part", `${part.status} ${sum(await part.arrayBuffer())}`);
  tell("elsewhere", await post("NEWS/api", "{}", {"content-type": "application/json"}).then(text));
  const stop = new AbortController();
  const slow = fetch("/slow", {signal: stop.signal}).catch(error => tell("slow", error.name));
  setTimeout(() => stop.abort(), 100);
  await slow;
  navigator.sendBeacon("/beacon", "seen");
  const worker = new Worker("/worker.js");
  await new Promise(done => { worker.onmessage = ({data}) => { tell("worker", data); done(); } });
  const events = new EventSource("/events");
  await new Promise(done => { events.onmessage = ({data}) => {
    tell("events", data);
    if (data == "deux") done(events.close());
  } });
  const line = new WebSocket("/line"); line.binaryType = "arraybuffer";
  await new Promise(done => { line.onmessage = ({data}) => {
    if (data.byteLength) line.send("noté ?");
    tell("line", data.byteLength ? `${data.byteLength} bytes` : data);
    if (data == "noté") done();
  } });
  tell("end", "all was asked");
})();
again.onclick = () => fetch("/state").then(text).then(said => tell("state", said));
""".replace("NEWS", NEWS)
WORKER = "fetch('/count').then(answer => answer.text()).then(postMessage)"
THANKS = f"""<!doctype html><html lang=fr><meta charset=utf-8><title>Merci</title><link rel=stylesheet href=/style.css>
<h1>{DONE}</h1><p id=why>WHY</p><p id=cookies></p><a href=/settings>Réglages</a>
<script>cookies.textContent = document.cookie</script>"""
FRAME = (
    "<!doctype html><html lang=fr><meta charset=utf-8><title>Nouvelles</title><button>Rien de neuf — vraiment</button>"
)
DOT = b"\x89PNG\r\n\x1a\n" + b"".join(
    len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
    for kind, data in (
        (b"IHDR", bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0))),
        (b"IDAT", zlib.compress(b"\0\x00\x50\xa0")),
        (b"IEND", b""),
    )
)
HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"


class Shop(BaseHTTPRequestHandler):
    """One visitor, whose refusal is remembered until the service ends."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[Iterator[int]]
    refused: ClassVar[str] = ""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        match urlsplit(self.path).path:
            case "/" if self.headers["Host"].startswith("news."):
                self.say(FRAME, HTML)
            case "/":
                cookies = [("Set-Cookie", "visit=one; Path=/; HttpOnly"), ("Set-Cookie", "lang=fr; Path=/")]
                self.say("", TEXT, 302, ("Location", "/settings"), *cookies)
            case "/settings":
                page = SETTINGS.format(state="refusé" if self.refused else "permis", news=NEWS)
                packed = gzip.compress(page.encode("latin-1"), mtime=0)
                self.say(packed, "text/html; charset=iso-8859-1", 200, ("Content-Encoding", "gzip"))
            case "/app.js":
                packed = gzip.compress(APP.encode(), mtime=0)
                self.say(packed, "text/javascript; charset=utf-8", 200, ("Content-Encoding", "gzip"))
            case "/style.css" if self.headers["If-None-Match"]:
                self.say(b"", "text/css", 304, ("ETag", '"1"'), ("Cache-Control", "no-cache"))
            case "/style.css":
                packed = brotli.compress(b"h1 { color: rgb(0, 80, 160) } img { width: 16px }")
                self.say(
                    packed, "text/css", 200, ("Content-Encoding", "br"), ("ETag", '"1"'), ("Cache-Control", "no-cache")
                )
            case "/dot.png":
                self.say(DOT, "image/png", 200, ("Cache-Control", "max-age=600"))
            case "/worker.js":
                self.say(WORKER, "text/javascript")
            case "/state":
                self.say(f"asked {next(self.asked)} times", TEXT, 200, ("Cache-Control", "no-store"))
            case "/bytes" if self.headers["Range"]:
                self.say(ALL_BYTES[16:32], "application/octet-stream", 206, ("Content-Range", "bytes 16-31/256"))
            case "/bytes":
                self.say(ALL_BYTES, "application/octet-stream")
            case "/moved":
                self.say("", TEXT, 307, ("Location", "/here"))
            case "/here":
                self.say("moved here", TEXT)
            case "/count":
                self.say("counted 7", TEXT)
            case "/empty":
                self.say("", TEXT, 204)
            case "/slow":
                time.sleep(0.5)
                self.say("too late", TEXT)
            case "/events":
                self.say("data: un\n\ndata: deux\n\n", "text/event-stream")
            case "/line":
                self.talk()
            case "/done":
                self.say(THANKS.replace("WHY", self.refused), HTML)
            case _:
                self.say('{"error": "pas trouvé"}', "application/json", 404)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
        match urlsplit(self.path).path:
            case "/refuse":
                Shop.refused = parse_qs(sent.decode(), encoding="cp1252")["why"][0]
                cookies = [("Set-Cookie", "refused=yes; Path=/"), ("Set-Cookie", "visit=two; Path=/; HttpOnly")]
                self.say("", TEXT, 303, ("Location", "/done?x=1"), *cookies)
            case "/echo":
                kind = self.headers["Content-Type"] or "nothing named"
                boundary = kind.partition("boundary=")[2]
                told = sent.replace(boundary.encode(), b"") if boundary else sent
                self.say(f"{kind.partition(';')[0]} {zlib.crc32(told):08x}", TEXT)
            case "/beacon":
                self.say("", TEXT, 204)
            case "/api":
                self.say("heard elsewhere", TEXT, 200, ("Access-Control-Allow-Origin", SHOP))

    do_PUT = do_POST  # noqa: N815 - the server's word

    def do_OPTIONS(self) -> None:
        allowed = ("Access-Control-Allow-Origin", SHOP), ("Access-Control-Allow-Headers", "content-type")
        self.say("", TEXT, 204, *allowed)

    def say(self, body: str | bytes, kind: str, status: int = 200, *headers: tuple[str, str]) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response_only(status)
        for name, value in (("Content-Type", kind), *headers):
            self.send_header(name, value)
        if status not in {204, 304}:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # Nobody waits for what was asked in vain.
            self.wfile.write(data)

    def talk(self) -> None:
        """Say two things over a WebSocket, and answer the first that is said (RFC 6455)."""
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(key.encode(), usedforsecurity=False).digest()).decode()
        self.close_connection = True
        self.send_response_only(101)
        for pair in (("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)):
            self.send_header(*pair)
        self.end_headers()
        self.wfile.write(b"\x81\x07bonjour\x82\x03\x00\x01\x02")
        length = self.rfile.read(2)[1] & 127
        self.rfile.read(4 + length)
        self.wfile.write(b"\x81\x05" + "noté".encode())
        self.rfile.read(1)


@contextmanager
def serving() -> Iterator[None]:
    """Serve at ``SHOP`` and ``NEWS``, whose names the visiting browser must look for on this machine."""
    Shop.asked, Shop.refused = itertools.count(1), ""
    with ThreadingHTTPServer(("127.0.0.1", _BEHIND), Shop) as server, tempfile.TemporaryDirectory() as folder:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
        subprocess.run(
            ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=shop.test",
             "-addext", "subjectAltName=DNS:shop.test,DNS:news.test"),
            check=True, capture_output=True,
        )  # fmt: skip
        front = (
            "nghttpx",
            f"-f127.0.0.1,{PORT}",
            f"-b127.0.0.1,{_BEHIND}",
            "--errorlog-file=/dev/null",
            key,
            certificate,
        )
        with subprocess.Popen(front) as proxy:
            while socket.socket().connect_ex(("127.0.0.1", PORT)):
                time.sleep(0.05)
            yield
            proxy.terminate()
        server.shutdown()
