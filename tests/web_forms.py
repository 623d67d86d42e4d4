"""Small pages as old web applications make them, served for the tests of what is common to all of them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

FORM = """<!doctype html><title>Form</title><body>
<form method=post action=/answer>
 <input name=number> <input name=day> <textarea name=notes></textarea> <input name=amount>
 <input type=checkbox name=tax> <input name=locked readonly value=x>
 <select name=account><option></option>
  <option value=1>6100--Office</option><option value=2>6200--Freight</option></select>
 <input name=picked id=picked><div id=choices></div>
 <input name=net_1 value="1,000.00"><input name=text_1 value=One>
 <input name=net_2 value="2.50"><input name=text_2 value=Two>
 <table id=list><thead><tr><th>Number</th><th>Amount</th></tr></thead><tbody>
  <tr><td><a href=/entry?id=1>A 1</a></td><td>1,234.50</td></tr>
  <tr><td><a href=/entry?id=2>A 2</a></td><td>7.00</td></tr>
 </tbody></table>
 <input type=submit value=Save>
</form>
<button id=nothing>Nothing</button>
<button id=ask onclick="document.title = confirm('Delete this draft?') ? 'deleted' : 'kept'">Ask</button>
<button id=warn onclick="alert('Period is closed')">Warn</button>
<button id=slow onclick="fetch('/slow').then(a => a.text()).then(t => { document.title = t; })">Slow</button>
<button id=fail onclick="fetch('/fail')">Fail</button>
<button id=window onclick="document.getElementById('modal').hidden = false">Window</button>
<div id=modal hidden>A similar invoice exists <button id=no onclick="this.parentNode.hidden = true">No</button></div>
<script>
picked.oninput = () => setTimeout(() => {
  choices.innerHTML = ['Acme Paper GmbH', 'Acme Paper Ltd'].map(name => `<p role=option>${name}</p>`).join('');
  for (const one of choices.children) one.onclick = () => { picked.value = one.innerText; choices.innerHTML = ''; };
}, 30);
</script>"""
PAGES = {
    "/form": FORM,
    "/frames": "<frameset cols='50%,50%'><frame name=menu src=/menu><frame name=work src=/form></frameset>",
    "/menu": "<a id=go href='/entry?id=9' target=work>Entry</a>",
    "/lost": "<form id=login><input type=password name=password></form>",
    "/complains": "<p class=error>The number is taken</p>",
    "/maintenance": "<h1>Down for maintenance</h1>",
}


class Pages(BaseHTTPRequestHandler):
    """Answers GET from `PAGES`, `/slow` when released, and POST with what was sent."""

    protocol_version = "HTTP/1.1"
    release = threading.Event()

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        if path.path == "/slow":
            self.release.wait(20)
        known = PAGES.get(path.path)
        if path.path == "/entry":
            known = f"<h1>Entry {parse_qs(path.query)['id'][0]}</h1>"
        self.answer(500 if path.path == "/fail" else 200, known or path.path[1:])

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
        self.answer(200, "".join(f"<p id={name}>{texts[0]}</p>" for name, texts in sent.items()))

    def answer(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the pages, as long as this is open."""
    Pages.release.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        Pages.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
