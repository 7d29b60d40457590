"""What a site's robots.txt allows (RFC 9309), read by the standard library."""

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

MAX_BYTES = 500_000  # RFC 9309 asks for no more
MAX_DELAY = 60.0  # seconds; a site that asks for more wants no visit in our time


@dataclass(slots=True)
class Robots:
    """The rules of one site for one visitor; delay: seconds that it asks for between two requests."""

    parser: RobotFileParser | None
    agent: str = ""
    delay: float = 0.0
    closed: bool = False

    @classmethod
    def none(cls) -> "Robots":
        """Return the rules of a site that has none."""
        return cls(None)

    @classmethod
    def unreachable(cls) -> "Robots":
        """Return the rules of a site that does not tell them: nothing is allowed."""
        return cls(None, closed=True)

    @classmethod
    def read(cls, status: int, data: bytes, agent: str) -> "Robots":
        """Return the rules as a server answered: without a file all is allowed, where the server fails nothing is."""
        if status >= 500:
            return cls.unreachable()
        if status != 200:
            return cls.none()
        parser = RobotFileParser()
        parser.parse(data[:MAX_BYTES].decode("utf-8", "replace").splitlines())
        delay = parser.crawl_delay(agent)
        return cls(parser, agent, min(float(delay or 0), MAX_DELAY))

    def allow(self, url: str) -> bool:
        """Tell whether a page may be fetched."""
        return not self.closed and (self.parser is None or self.parser.can_fetch(self.agent, url))
