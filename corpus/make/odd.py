"""Files that are no completed agreement: each must be in the report with the right status."""

import io
import zipfile
from datetime import date

import pikepdf
from PIL import Image, ImageDraw

from corpus.make import office, overlay, pdf, truth, word
from corpus.make.answers import CORPUS, Filled, fill
from corpus.make.exhibit import SEED

LEASE = """LEASE AGREEMENT

THIS LEASE (the "Lease") is made as of the first day of March, 2005, between Dunbar Realty Company (the "Landlord")
and Copper Kettle Restaurants, Inc. (the "Tenant"). INVENTED TEST DATA.

1.1 Premises. The Landlord leases to the Tenant the ground floor of 118 Canal Street, as is set forth on the signature
page hereof, for a term of five years, at a rent equal to $4,500.00 per month, payable by wire transfer of immediately
available funds to:

                                    Account Name:  ________________
                                    Bank           ________________

1.2 The Tenant shall keep the Premises in good repair and shall return them in the same condition.

IN WITNESS WHEREOF, the parties have set their hands.

/s/ Orla Dunbar_________________     /s/ Piers Lockwood______________
Landlord                             Tenant

Dated: March 1, 2005
"""


def make_all() -> None:
    """Make corpus/odd."""
    folder = CORPUS / "odd"
    (folder / "received by mail").mkdir(parents=True, exist_ok=True)
    documents = []

    def put(name: str, data: bytes, codes: list[str] | None) -> None:
        (folder / name).write_bytes(data)
        documents.append(truth.unread(name, data, codes) if codes else truth.blank_form(name, data))

    case = {
        "id": "odd-engel",
        "means": "pdf/overlay",
        "who": "engel",
        "shares": "100",
        "dated": date(2005, 10, 3),
        "categories": ["A"],
    }
    whole = pdf.settled(overlay.make(fill(case)))
    put("empty.pdf", b"", ["empty"])
    put("only white space.txt", b" \r\n\r\n \t \r\n", ["empty"])
    put("truncated.pdf", whole[: len(whole) // 2], ["corrupt"])
    kept = folder / "encrypted.pdf"  # its key is drawn by lot: made once, kept
    put("encrypted.pdf", kept.read_bytes() if kept.exists() else _encrypted(whole), ["encrypted"])
    put("picture.pdf", _picture(), ["unsupported", "corrupt"])
    put("lease.txt", LEASE.encode(), ["not-this-form"])
    put(
        "series-d-certificate.txt",
        SEED.with_name("series-d-certificate-of-designations.txt").read_bytes(),
        ["not-this-form"],
    )
    put("register.xlsx", _spreadsheet(), ["unsupported"])
    put("truncated.docx", word.make(fill(case), "runs")[:9000], ["corrupt", "unsupported"])
    nothing = Filled("blank", case, fill(case).rng)
    put("blank form.txt", SEED.read_bytes(), None)
    put("received by mail/blank form.docx", word.make(nothing, "runs"), None)
    put(
        "received by mail/blank form.pdf",
        pdf.settled(office.convert(word.make(nothing, "tables"), "docx", "pdf")),
        None,
    )
    for unseen in ("~$ engel.docx", "Thumbs.db", ".hidden.txt"):
        (folder / unseen).write_bytes(b"not an input")
    truth.write(folder, documents, {"OFF005": "fail"})
    print(f"{folder.relative_to(CORPUS.parent)}: {len(documents)} files")


def _encrypted(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(
            buffer, encryption=pikepdf.Encryption(user="secret", owner="owner", R=4, aes=False, metadata=False)
        )
    return buffer.getvalue()


def _picture() -> bytes:
    image = Image.new("L", (850, 1100), 255)
    ImageDraw.Draw(image).text((90, 90), "SUBSCRIPTION AGREEMENT\n\nphotographed with a telephone", fill=0)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _spreadsheet() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in (
            ("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
            ("xl/workbook.xml", '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
        ):  # fmt: skip
            package.writestr(zipfile.ZipInfo(name, (2005, 9, 1, 0, 0, 0)), text)
    return buffer.getvalue()
