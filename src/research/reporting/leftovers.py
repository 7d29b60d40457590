"""What a build of reports that was killed has left beside their places."""

import os
import re
import shutil
from pathlib import Path

LEFT = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)\.(?P<what>part|old)")  # .spring.4711.part


def clear(built: Path) -> None:
    """Remove the parts that builds have left that are no longer at work. A report that stood aside goes back where none has come."""
    for path in sorted(built.glob(".*")):
        left = LEFT.fullmatch(path.name)
        if not left or not path.is_dir() or _at_work(int(left["process"])):
            continue
        place = built / left["name"]
        if left["what"] == "old" and not place.exists():
            path.replace(place)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _at_work(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
