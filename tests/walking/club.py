"""A small club with members on 127.0.0.1, as a person meets it: what the recorder is tested against."""

import html
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, quote, urlsplit

from tests.walking.conversing import converse

CLUB = "http://club.test"
SESSION = "s3ss10nAbCdEf0123456789xyz"
CSRF = "c5rfT0k3nQwErTy9876543210"

PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><style>*{{font-size:16px}}</style>{body}"
LOGIN = f"""<h1>Members</h1><form method=post action=/login>
<input type=hidden name=csrf value={CSRF}>
<label>E-mail <input name=email type=email></label>
<label>Password <input name=password type=password></label>
<label>Year <input name=year maxlength=3></label>
<label><input type=checkbox name=stay> Stay</label>
<label>Land <select name=land><option>France<option>Ireland</select></label>
<button>Log in</button></form>"""
HOME = """<h1>Welcome {email}</h1><p id=told></p>
<label>Your name <input id=name></label><button id=save>Save</button>
<div id=host></div><a href=/terms target=_blank>Terms</a><iframe src=//frame.{host}/ title=News></iframe>
<form method=post action=/object enctype=multipart/form-data><label>Why <textarea name=why></textarea></label>
<label>Proof <input type=file name=proof></label><button>Object</button></form>
<script>
host.attachShadow({{mode: "open"}}).innerHTML = "<button>Deep</button><p></p>";
host.shadowRoot.querySelector("button").onclick = () => host.shadowRoot.querySelector("p").textContent = "deep pressed";
document.getElementById("name").oninput = e => fetch("/guess?q=" + encodeURIComponent(e.target.value));
save.onclick = async () => {{
  const headers = {{"content-type": "application/json", "x-csrf": "{csrf}"}};
  const told_ = await fetch("/api/name", {{method: "POST", headers,
    body: JSON.stringify({{name: document.getElementById("name").value, csrf: "{csrf}"}})}});
  told.textContent = (await told_.json()).greeting;
}};
</script>"""


class Club(BaseHTTPRequestHandler):
    """Answers in one write; remembers who logged in, and tells it wherever it can."""

    who: ClassVar[dict[str, str]] = {}
    asked: ClassVar[list[str]] = []
    pages: ClassVar[dict[str, str]] = {}

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self.asked.append(self.path)
        email = self.who.get("email", "")
        match url.path:
            case "/" if self.headers["Host"].startswith("frame."):
                self.say("Frame", "<h1>News</h1><button onclick=\"this.textContent='No more news'\">Stop news</button>")
            case "/":
                self.say("Club", LOGIN)
            case "/home":
                told = quote(email, safe="")
                body = HOME.format(email=html.escape(email), csrf=CSRF, host=self.headers["Host"].removeprefix("club."))
                self.say("Home", f"{body}<a href='/profile?mail={told}'>Profile</a><!-- {email.upper()} -->")
            case "/guess":
                self.say("", json.dumps({"q": parse_qs(url.query)["q"][0]}), kind="application/json")
            case "/socket":
                converse(self, lambda said: json.dumps({"heard": json.loads(said)["why"]}))
            case "/terms":
                self.say("Terms", "<h1>Terms</h1><button onclick=\"this.textContent='Read'\">I have read</button>")
            case "/done":
                why = html.escape(self.who["why"])
                self.say("Done", f"<h1>You have objected, {html.escape(email)}</h1><p>{why}</p>")
            case path if path in self.pages:
                self.say("", self.pages[path], kind="text/html")
            case _:
                self.send_error(404)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(self.path)
        match self.path:
            case "/login":
                form = {name: values[0] for name, values in parse_qs(sent.decode()).items()}
                right = form["csrf"] == CSRF and form["password"]
                self.who["email"] = form["email"]
                cookies = [("Set-Cookie", f"sid={SESSION}; Path=/; HttpOnly"), ("Set-Cookie", "consent=no; Path=/")]
                self.go("/home" if right else "/", *cookies)
            case "/api/name":
                said = json.loads(sent)
                self.who["name"] = said["name"]
                greeting = {"greeting": f"Hello {said['name']}", "ok": said["csrf"] == CSRF}
                self.say("", json.dumps(greeting), kind="application/json")
            case "/object":
                self.who["why"] = sent.partition(b'name="why"\r\n\r\n')[2].partition(b"\r\n--")[0].decode()
                self.who["file"] = sent.partition(b'filename="')[2].partition(b'"')[0].decode()
                self.go("/done", ("Set-Cookie", "objected=yes; Path=/"))

    def say(self, title: str, body: str, kind: str = "text/html; charset=utf-8") -> None:
        data = (PAGE.format(title=title, body=body) if title else body).encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def go(self, where: str, *headers: tuple[str, str]) -> None:
        self.send_response(303)
        for name, value in (("Location", where), ("Content-Length", "0"), *headers):
            self.send_header(name, value)
        self.end_headers()


@contextmanager
def open_club() -> Iterator[int]:
    """Serve the club for the duration of the block; yields its port."""
    Club.who.clear()
    Club.asked.clear()
    Club.pages = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Club)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
