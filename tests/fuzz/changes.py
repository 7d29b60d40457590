"""Ways to break an input."""

import gzip
import io
import zipfile

PACKED = ("docx", "zip", "warc.gz")  # what hardly any change leaves readable unless it is packed again
Change = tuple[int, float, float, bytes]  # which way, where, how far, and what is put in


def broken(data: bytes, changes: list[Change]) -> bytes:
    """Return an input with some changes: put in, overwrite, cut out, double, cut off, swap."""
    for way, where, how_far, token in changes:
        at = int(where * (len(data) + 1))
        end = min(len(data), at + int(how_far * 40) + 1)
        data = (
            data[:at] + token + data[at:],
            data[:at] + token + data[at + len(token) :],
            data[:at] + data[end:],
            data[:end] + data[at:end] * 3 + data[end:],
            data[: max(at, 1)],
            data[at:end] + data[:at] + data[end:],
        )[way]
    return data


def broken_within(kind: str, data: bytes, changes: list[Change]) -> bytes:
    """Return a packed input whose packing is sound and whose content has the changes."""
    if kind == "warc.gz":
        return gzip.compress(broken(gzip.decompress(data), changes), mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in sound.infolist():
            wanted = kind == "zip" or info.filename == "word/document.xml"
            archive.writestr(info.filename, broken(sound.read(info), changes) if wanted else sound.read(info))
    return out.getvalue()
