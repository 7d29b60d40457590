"""A list of addresses -> a WARC file, politely: robots.txt, one page at a time, a pause for each site, longer waits for retries."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit, urlunsplit

import urllib3

from research.gather.keep import Answer, Archive
from research.gather.robots import Robots
from research.ingest.limits import MAX_DOCUMENT_BYTES

AGENT = f"attack-tempo/{version('attack-tempo')}"
RETRIES = 3
BACK_OFF = 5.0  # seconds before the first retry; twice as long before each next
LONGEST_WAIT = 120.0  # seconds that a server may ask for; one that asks for more is left
MAX_REDIRECTS = 5
TIMEOUT = urllib3.Timeout(connect=20, read=60)
AGAIN = (429, 500, 502, 503, 504)
ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address: the status of the last answer (0 if there was none), bytes kept, what went wrong (empty: nothing)."""

    url: str
    status: int = 0
    size: int = 0
    problem: str = ""


@dataclass(slots=True)
class Clock:
    """Time and waiting, so that a test need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def addresses(lines: Iterable[str]) -> list[str]:
    """Return the addresses in lines, each once, without what follows a # sign in an address; lines that begin with # are for people."""
    found = (line.strip() for line in lines)
    return list(dict.fromkeys(line.split("#")[0] for line in found if line and not line.startswith("#")))


def fetch(urls: Iterable[str], archive: Archive, *, delay: float, contact: str = "", clock: Clock | None = None) -> Iterator[Fetched]:
    """Fetch addresses one after the other and keep every answer in a WARC file; yield what became of each.

    Args:
        urls: http and https addresses.
        archive: where the answers are kept; what it holds already is not fetched again.
        delay: seconds between two requests to one site, more where its robots.txt asks for more.
        contact: an address of mail or a page, for people who run the sites.
        clock: tells time and waits.
    """
    agent = f"{AGENT} ({contact})" if contact else AGENT
    with urllib3.PoolManager(headers={"User-Agent": agent, "Accept-Encoding": "gzip, deflate"}, retries=False, timeout=TIMEOUT) as pool:
        visit = Visit(pool, archive, agent, delay, clock or Clock())
        for url in urls:
            if url in archive.held:
                yield Fetched(url, 200)
            elif not ADDRESS.fullmatch(url):
                yield Fetched(url, problem="this is no address of the form https://...")
            else:
                yield visit.page(url)


class Visit:
    """One run through a list: the sites' rules and when each was last asked."""

    def __init__(self, pool: urllib3.PoolManager, archive: Archive, agent: str, delay: float, clock: Clock) -> None:
        self.pool = pool
        self.archive = archive
        self.agent = agent
        self.delay = delay
        self.clock = clock
        self.robots: dict[str, Robots] = {}
        self.asked: dict[str, float] = {}

    def page(self, url: str) -> Fetched:
        """Fetch one page, through redirects."""
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            rules = self._rules(at)
            if not rules.allow(at):
                return Fetched(url, problem=f"robots.txt of {urlsplit(at).netloc} does not allow it: ask the site")
            try:
                status, place, size = self._ask(at)
            except (urllib3.exceptions.HTTPError, ValueError, OSError) as error:
                return Fetched(url, problem=f"no answer ({type(error).__name__}): try again later")
            if status in (301, 302, 303, 307, 308) and place:
                at = urljoin(at, place).split("#")[0]
                if not ADDRESS.fullmatch(at):
                    return Fetched(url, status, problem="it leads to what is no web address")
                continue
            return Fetched(url, status, size, "" if status == 200 else f"the server answered {status}")
        return Fetched(url, problem=f"more than {MAX_REDIRECTS} redirects")

    def _rules(self, url: str) -> Robots:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            self.robots[site] = Robots.none()
            try:
                answer = self._once(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")), redirect=MAX_REDIRECTS)
                self.robots[site] = Robots.read(answer.status, answer.data[:MAX_DOCUMENT_BYTES], self.agent)
            except (urllib3.exceptions.HTTPError, ValueError, OSError):
                self.robots[site] = Robots.unreachable()
        return self.robots[site]

    def _ask(self, url: str) -> tuple[int, str, int]:
        """Return status, redirect and size of an answer that was kept; asks again where the server is busy."""
        for retry in range(RETRIES + 1):
            try:
                answer = self._once(url)
            except (urllib3.exceptions.HTTPError, OSError):
                if retry == RETRIES:
                    raise
                self.clock.sleep(BACK_OFF * 2**retry)
                continue
            wait = _wait(answer.head("Retry-After"), BACK_OFF * 2**retry)
            if answer.status not in AGAIN or retry == RETRIES or wait > LONGEST_WAIT:
                break
            self.clock.sleep(wait)
        self.archive.keep(url, answer)
        return answer.status, answer.head("Location"), len(answer.data)

    def _once(self, url: str, redirect: int = 0) -> Answer:
        """Return one answer, at most as long as a document may be; waits until it is the site's turn."""
        site = urlsplit(url).netloc
        pause = max(self.delay, self.robots[f"{urlsplit(url).scheme}://{site}"].delay)
        left = self.asked.get(site, -pause) + pause - self.clock.now()
        if left > 0:
            self.clock.sleep(left)
        try:
            retries = urllib3.Retry(total=redirect, redirect=redirect, raise_on_redirect=False) if redirect else False
            answer = self.pool.request("GET", url, preload_content=False, decode_content=False, redirect=bool(redirect), retries=retries)
            return _whole(answer)
        finally:
            self.asked[site] = self.clock.now()


def _whole(answer: urllib3.BaseHTTPResponse) -> Answer:
    """Read an answer to its end, as it was sent.

    Raises:
        ValueError: it is longer than any document may be.
    """
    data = b""
    while block := answer.read(1 << 16, decode_content=False):
        data += block
        if len(data) > MAX_DOCUMENT_BYTES:
            answer.close()
            raise ValueError(f"more than {MAX_DOCUMENT_BYTES} bytes")
    answer.release_conn()
    return Answer(answer.status, answer.reason or "", list(answer.headers.items()), data)


def _wait(asked: str, usual: float) -> float:
    return float(asked) if asked.isdecimal() else usual
