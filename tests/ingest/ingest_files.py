"""Files of every kind, made from a few words: what people and programs save articles as."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


def pdf(pages: Iterable[Iterable[str]], picture: bool = False) -> bytes:
    """Return a PDF with the lines of each page in its text layer; or, with a picture, pages that are scans."""
    pages = [list(lines) for lines in pages]
    objects: list[bytes] = []

    def add(body: str | bytes, stream: bytes | None = None) -> int:
        body = body.encode("latin-1") if isinstance(body, str) else body
        if stream is not None:
            body = body[:-2] + f"/Length {len(stream)}>>\nstream\n".encode() + stream + b"\nendstream"
        objects.append(body)
        return len(objects)

    font = add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    image = add("<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8>>", b"\x00") if picture else 0
    tree = len(objects) + 2 * len(pages) + 1
    numbers = []
    for lines in pages:
        text = "".join(f"({line.translate({40: '[', 41: ']', 92: '/'})}) Tj T*\n" for line in lines)
        drawn = "q 600 0 0 800 0 0 cm /I Do Q" if picture else f"BT /F 11 Tf 14 TL 50 760 Td\n{text}ET"
        content = add("<<>>", drawn.encode("cp1252"))
        resources = f"/Font<</F {font} 0 R>>" + (f"/XObject<</I {image} 0 R>>" if picture else "")
        numbers.append(add(f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 612 792]/Contents {content} 0 R/Resources<<{resources}>>>>"))
    add(f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{number} 0 R' for number in numbers)}]>>")
    root = add(f"<</Type/Catalog/Pages {tree} 0 R>>")
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root {root} 0 R>>\n"
    return data + end.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()


def docx(paragraphs: Iterable[str]) -> bytes:
    """Return a Word document."""
    import docx as library

    document = library.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rtf(paragraphs: Iterable[str]) -> bytes:
    """Return a document in Rich Text Format, letters beyond ASCII as Word writes them."""
    escaped = (paragraph.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}") for paragraph in paragraphs)
    body = "\\par\n".join("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in paragraph) for paragraph in escaped)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0\\fswiss\\fcharset0 Arial;}}}}\\f0\\fs22 {body}\\par}}".encode("ascii")


def record(url: str, body: bytes | str, kind: str = "text/html", status: str = "200 OK", length: int | None = None, **heads: str) -> bytes:
    """Return one response of a WARC file. length: what its head says instead of the truth."""
    body = body.encode() if isinstance(body, str) else body
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in {"Content_Type": kind, **heads}.items())
    http = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
    return held("response", http, f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n", length)


def held(kind: str, content: bytes, heads: str = "", length: int | None = None) -> bytes:
    """Return one record of a WARC file."""
    size = len(content) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
    return f"{head}WARC-Date: 2020-03-14T09:00:00Z\r\n{heads}Content-Length: {size}\r\n\r\n".encode() + content + b"\r\n\r\n"


def mail(
    subject: str, body: str, page: str = "", attached: Mapping[str, bytes] | None = None, day: str = "Wed, 11 Mar 2020 10:00:00 +0000"
) -> bytes:
    """Return a mail with a plain form, an HTML form where `page` is given, and files attached; a mail among them as a mail."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Date"] = "Desk <desk@example.org>", "reader@example.org", subject, day
    message.set_content(body)
    if page:
        message.add_alternative(page, subtype="html")
    for name, data in (attached or {}).items():
        if name.endswith(".eml"):
            message.add_attachment(message_from_bytes(data, policy=default), filename=name)
        else:
            message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mbox(mails: Iterable[bytes]) -> bytes:
    """Return a mailbox."""
    return b"\n".join(b"From desk@example.org Wed Mar 11 10:00:00 2020\n" + one.replace(b"\nFrom ", b"\n>From ") for one in mails)


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
