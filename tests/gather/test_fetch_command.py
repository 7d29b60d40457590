"""`research fetch`, against a server on this machine: rules of sites, pauses, retries, what is kept."""

import http.server
import threading

import pytest
from click.testing import CliRunner

from research import cli
from research.cli import terminal
from research.gather.fetch import AGENT, BACK_OFF, Clock, addresses, fetch
from research.gather.keep import PART, Archive
from research.ingest import read_folder

WORDS = "Three rockets hit the base outside the city late on Monday, officials said, and nobody was hurt in the attack."
PAGE = f"<html><head><title>Rockets hit base</title></head><body><h1>Rockets hit base</h1><p>{WORDS}</p></body></html>"


class Site(http.server.BaseHTTPRequestHandler):
    """Answers by path; what was asked is kept in `asked` of its server."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, heads, body = self.server.answer(self.path)
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **heads}.items():
            self.send_header(name, value)
        if heads.get("Transfer-Encoding"):
            self.end_headers()
            self.wfile.write(b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (body[:50], body[50:])) + b"0\r\n\r\n")
            return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    asked: list
    busy = 2

    def answer(self, path):
        robots = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
        fixed = {
            "/robots.txt": (200, {"Content-Type": "text/plain"}, robots),
            "/gone": (404, {}, b"<p>Not found</p>"),
            "/moved": (302, {"Location": "/page"}, b""),
            "/astray": (302, {"Location": "file:///etc/passwd"}, b""),
            "/secret": (302, {"Location": "/private/page"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/chunked": (200, {"Transfer-Encoding": "chunked"}, PAGE.replace("Three", "Four").encode()),
            "/never": (429, {"Retry-After": "86400"}, b""),
        }
        if path == "/busy" and self.busy:
            self.busy -= 1
            return 503, {"Retry-After": "30"} if self.busy else {}, b""
        return fixed.get(path, (200, {}, PAGE.replace("Three", path.strip("/")).encode()))


@pytest.fixture
def site():
    server = Server(("127.0.0.1", 0), Site)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


class Waiting:
    """A clock that does not wait."""

    def __init__(self):
        self.time = 0.0
        self.waited = []

    def clock(self):
        return Clock(lambda: self.time, self.sleep)

    def sleep(self, seconds):
        self.waited.append(seconds)
        self.time += seconds


def _fetch(site, folder, *paths, **options):
    waiting = Waiting()
    archive = Archive(folder)
    base = f"http://127.0.0.1:{site.server_port}"
    try:
        pages = list(fetch([base + path for path in paths], archive, delay=options.pop("delay", 0), clock=waiting.clock(), **options))
    finally:
        archive.close()
    return pages, waiting.waited


def test_pages_are_kept_and_read(site, tmp_path):
    pages, _ = _fetch(site, tmp_path, "/page", "/gone", "/moved", "/chunked")
    assert [(page.status, page.problem) for page in pages] == [(200, ""), (404, "the server answered 404"), (200, ""), (200, "")]
    read = read_folder(tmp_path)
    assert sorted(read.articles["title"]) == ["Rockets hit base"] * 2
    assert sorted(read.rejected["reason"]) == ["http_status", "same_bytes"]
    assert read.articles["url"].str.startswith("http://127.0.0.1").all()
    assert read.articles["retrieved"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()


def test_the_rules_of_a_site_hold_for_redirects_too(site, tmp_path):
    pages, waited = _fetch(site, tmp_path, "/private/page", "/secret", "/astray", "/round")
    assert [page.problem.split(" ")[0] for page in pages] == ["robots.txt", "robots.txt", "it", "more"]
    asked = [path for path, _ in site.asked]
    assert "/private/page" not in asked and asked.count("/robots.txt") == 1
    assert all(6 < seconds <= 7 for seconds in waited)  # what its robots.txt asks for
    assert len(waited) == len(asked) - 1


def test_one_request_at_a_time_with_a_pause(site, tmp_path):
    _, waited = _fetch(site, tmp_path, "/a", "/b", "/c", delay=20, contact="desk@example.org")
    assert waited == [20] * 3 or all(19 < seconds <= 20 for seconds in waited)
    assert {agent for _, agent in site.asked} == {f"{AGENT} (desk@example.org)"}


def test_a_busy_server_is_asked_again_later(site, tmp_path):
    pages, waited = _fetch(site, tmp_path, "/busy")
    assert pages[0].status == 200
    assert 30 in waited and BACK_OFF * 2 in waited  # what it asked for, then twice the first wait


def test_a_server_that_is_not_there_is_asked_a_few_times(tmp_path):
    waiting, archive = Waiting(), Archive(tmp_path)
    page = next(iter(fetch(["http://127.0.0.1:9/x"], archive, delay=0, clock=waiting.clock())))
    assert page.problem.startswith("robots.txt")  # whoever does not tell the rules allows nothing
    assert archive.close() is None


def test_a_server_that_asks_for_a_day_is_left(site, tmp_path):
    pages, waited = _fetch(site, tmp_path, "/never")
    assert pages[0].problem == "the server answered 429"
    assert max(waited) <= 7


def test_a_run_goes_on_where_one_was_killed(site, tmp_path):
    _fetch(site, tmp_path, "/a", "/b")
    kept = next(tmp_path.glob("fetched-001.warc.gz"))
    (tmp_path / PART).write_bytes(kept.read_bytes()[:-20])  # as a run leaves it that is killed while it writes
    kept.unlink()
    site.asked.clear()
    _fetch(site, tmp_path, "/a", "/b", "/c")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/b", "/c"]
    assert len(read_folder(tmp_path).articles) == 3
    assert not (tmp_path / PART).exists()


def test_the_command(site, tmp_path):
    base = f"http://127.0.0.1:{site.server_port}"
    (tmp_path / "list.txt").write_text(f"# pages\n{base}/page#top\n{base}/page\n\nftp://a.example/x\n")
    done = CliRunner().invoke(cli.main, ["fetch", "--list", str(tmp_path / "list.txt"), "--into", str(tmp_path / "raw"), "--delay", "0"])
    assert done.exit_code == terminal.REJECTED
    assert f"fetched: {base}/page: " in done.output and "not fetched: ftp://a.example/x: " in done.output
    assert "1 of 2 addresses fetched, kept in" in done.output
    assert CliRunner().invoke(cli.main, ["fetch", "--into", str(tmp_path / "raw")]).exit_code == terminal.UNUSABLE


def test_addresses_of_a_list():
    assert addresses(["# a", " https://a/1#x \n", "https://a/1", "", "https://a/2"]) == ["https://a/1", "https://a/2"]
