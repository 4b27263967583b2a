"""Digital signatures of a PDF: intact, broken, or not to be judged. All names are invented."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.pdf import read
from extractors.sheet import DigitalSignature
from tests.extractors.pdf_papers import annotated, changed, paper, texts

ROOT = Path(__file__).parents[2]
ROBERT, MARTHA = "Robert Kessler (test certificate)", "Martha Quill (test certificate)"


def _form(c: Canvas) -> None:
    c.setPageCompression(0)
    c.drawString(72, 700, "Shares: 1500 at two dollars")


@cache
def _papers(name: str) -> tuple[Any, Any]:
    """A self-signed certificate and its key, made for this run."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime(2005, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=36_500))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER))
    return certificate, asn1_keys.PrivateKeyInfo.load(secret)


def _signed(data: bytes, name: str = ROBERT, field: str = "Signature1", **how: Any) -> bytes:
    certificate, key = _papers(name)
    signer = signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore())
    metadata = signers.PdfSignatureMetadata(field_name=field, md_algorithm=how.pop("digest", "sha256"), **how)
    spec = fields.SigFieldSpec(field, on_page=0, box=(72, 600, 220, 640))
    writer = _writer(data)
    return bytes(signers.sign_pdf(writer, metadata, signer, new_field_spec=spec).getvalue())


def _writer(data: bytes) -> IncrementalPdfFileWriter:
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    if writer.prev.encrypted:
        writer.encrypt(b"")
    return writer


def _saved(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_field(value: str | None = None) -> bytes:
    more = {} if value is None else {"V": String(value)}
    return annotated(
        paper(_form),
        {
            "Subtype": Name.Widget, "FT": Name.Tx, "T": String("shares"), "F": 4,
            "Rect": Array([300, 697, 420, 713]), **more,
        },
    )  # fmt: skip


def _filled(data: bytes, value: str) -> bytes:
    writer = _writer(data)
    field = writer.root["/AcroForm"]["/Fields"][0]
    field["/V"] = generic.pdf_string(value)
    writer.update_container(field)
    return _saved(writer)


def _with_other_words(data: bytes) -> bytes:
    """A later save that draws the page anew."""
    writer = _writer(data)
    page = writer.root["/Pages"]["/Kids"][0]
    words = b"BT /F1 11 Tf 72 700 Td (Shares: 9500 at two dollars) Tj ET"
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=words))
    writer.update_container(page)
    return _saved(writer)


def _states(data: bytes) -> list[tuple[str, str]]:
    return [(one.signer, one.status) for one in read(data).digital_signatures]


def test_an_intact_signature_passes_though_nobody_vouches_for_its_certificate() -> None:
    (one,) = read(_signed(paper(_form))).digital_signatures
    assert (one.signer, one.status, one.page) == (ROBERT, "intact", 1)
    assert one.box is not None


def test_one_changed_byte_in_what_was_signed_breaks_the_signature() -> None:
    data = _signed(paper(_form)).replace(b"Shares: 1500", b"Shares: 9500", 1)
    assert "9500" in texts(read(data))
    assert _states(data) == [(ROBERT, "broken")]


def test_a_changed_byte_of_the_signature_itself_breaks_it() -> None:
    data = _signed(paper(_form))
    with pikepdf.open(BytesIO(data)) as pdf:
        contents = bytes(pdf.Root.AcroForm.Fields[0].V.Contents).rstrip(b"\0")
    digits = contents.hex().upper().encode()
    last = b"00" if digits[-2:] != b"00" else b"01"
    spoilt = data.replace(digits, digits[:-2] + last)
    assert spoilt != data
    assert _states(spoilt)[0][1] == "broken"


def test_a_page_drawn_anew_after_signing_breaks_the_signature() -> None:
    data = _with_other_words(_signed(paper(_form)))
    assert "9500" in texts(read(data))
    assert _states(data) == [(ROBERT, "broken")]


def test_a_change_between_two_signatures_breaks_the_first_alone() -> None:
    data = _signed(_with_other_words(_signed(paper(_form))), MARTHA, "Signature2")
    assert sorted(_states(data)) == [(MARTHA, "intact"), (ROBERT, "broken")]


def test_words_put_over_the_page_after_signing_break_the_signature() -> None:
    writer = _writer(_signed(paper(_form)))
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (300, 690, 400, 710))),
            generic.pdf_name("/Contents"): generic.pdf_string("9,500"),
        }
    )
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    assert _states(_saved(writer)) == [(ROBERT, "broken")]


def test_a_second_signature_leaves_the_first_intact() -> None:
    data = _signed(_signed(paper(_form)), MARTHA, "Signature2")
    assert sorted(_states(data)) == [(MARTHA, "intact"), (ROBERT, "intact")]


def test_an_empty_form_field_may_be_filled_after_signing() -> None:
    data = _filled(_signed(_with_field()), "1500")
    assert texts(read(data)).count("1500") == 2
    assert _states(data) == [(ROBERT, "intact")]


def test_an_answer_changed_after_signing_breaks_the_signature() -> None:
    data = _signed(_with_field("1500"))
    assert _states(data) == [(ROBERT, "intact")]
    assert _states(_filled(data, "9500")) == [(ROBERT, "broken")]


def test_a_field_filled_though_the_signature_forbids_it_breaks_the_signature() -> None:
    data = _signed(_with_field(), certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)
    assert _states(data) == [(ROBERT, "intact")]
    assert _states(_filled(data, "1500")) == [(ROBERT, "broken")]


@pytest.mark.parametrize(("before", "after"), [(b"", b"\r\n\n"), (b"X-Gateway: passed\r\n", b"")])
def test_what_the_mail_puts_around_the_file_changes_nothing(before: bytes, after: bytes) -> None:
    assert _states(before + _signed(paper(_form)) + after) == [(ROBERT, "intact")]


def test_a_time_stamp_over_the_file_is_told_apart_from_a_signature() -> None:
    certificate, key = _papers("Invented Clock Service")
    clock = timestamps.DummyTimeStamper(tsa_cert=certificate, tsa_key=key)
    stamped = signers.PdfTimeStamper(clock).timestamp_pdf(_writer(_signed(paper(_form))), "sha256")
    data = stamped.getvalue()
    assert sorted(_states(data)) == [("Invented Clock Service (time stamp)", "intact"), (ROBERT, "intact")]
    spoilt = data.replace(b"Shares: 1500", b"Shares: 9500", 1)
    assert {state for _, state in _states(spoilt)} == {"broken"}


def test_a_file_protected_from_changes_is_judged_as_well() -> None:
    data = changed(paper(_form), lambda _: None, encryption=pikepdf.Encryption(owner="owner", user=""))
    once = _signed(data)
    assert _states(once) == [(ROBERT, "intact")]
    assert sorted(_states(_signed(once, MARTHA, "Signature2"))) == [(MARTHA, "intact"), (ROBERT, "intact")]
    assert _states(_with_other_words(once)) == [(ROBERT, "broken")]


def test_a_digest_that_anybody_can_forge_is_not_vouched_for() -> None:
    assert _states(_signed(paper(_form), digest="md5")) == [(ROBERT, "unchecked")]


def test_a_signature_that_no_page_shows_is_told_all_the_same() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("Signature1")))
        parent = pdf.make_indirect(Dictionary(T=String("all"), Kids=Array([field])))
        field.Parent = parent
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([parent])))

    certificate, key = _papers(ROBERT)
    signer = signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore())
    metadata = signers.PdfSignatureMetadata(field_name="all.Signature1")
    data = signers.sign_pdf(_writer(changed(paper(_form), add, compress_streams=False)), metadata, signer).getvalue()
    assert read(data).digital_signatures == (DigitalSignature(ROBERT, "intact"),)
    assert _states(data.replace(b"Shares: 1500", b"Shares: 9500", 1)) == [(ROBERT, "broken")]


@pytest.mark.parametrize(
    "value",
    [
        {"Contents": String(b"\x30\x82garbage"), "ByteRange": Array([0, 10, 20, 30])},
        {"Contents": String(b""), "ByteRange": Array([0, 0, 0, 0])},
        {"Contents": 7, "ByteRange": Array([Name.A, 0, 0, 0]), "Filter": Array([])},
        {},
    ],
)
def test_what_is_no_signature_within_is_not_checked(value: dict[str, Any]) -> None:
    rubbish = Dictionary(Type=Name.Sig, SubFilter=Name("/adbe.pkcs7.detached"), Name=String("Robert Kessler"), **value)
    data = annotated(
        paper(_form), {"Subtype": Name.Widget, "FT": Name.Sig, "Rect": Array([72, 600, 220, 640]), "V": rubbish}
    )
    (one,) = read(data).digital_signatures
    assert (one.signer, one.status) == ("Robert Kessler", "unchecked")


def test_a_kind_of_signature_unknown_here_is_not_checked() -> None:
    data = _signed(paper(_form), subfilter=fields.SigSeedSubFilter.PADES)
    assert _states(data) == [(ROBERT, "intact")]
    assert _states(data.replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachex")) == [(ROBERT, "unchecked")]


def test_an_unsigned_file_loads_nothing_that_judges_signatures(tmp_path: Path) -> None:
    empty = {"Subtype": Name.Widget, "FT": Name.Sig, "Rect": Array([72, 600, 220, 640])}
    path = tmp_path / "unsigned.pdf"
    path.write_bytes(annotated(paper(_form), empty))
    ask = (
        "import sys, pathlib; from extractors.readers.pdf import read\n"
        "assert read(pathlib.Path(sys.argv[1]).read_bytes()).digital_signatures == ()\n"
        "print(sorted({'pyhanko', 'asn1crypto', 'cryptography'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", ask, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize(("name", "status"), [("bellamy-intact", "intact"), ("morake-changed", "broken")])
def test_the_corpus_files_are_judged(name: str, status: str) -> None:
    data = (ROOT / "corpus" / "batches" / "digitally-signed" / f"{name}.pdf").read_bytes()
    (one,) = read(data).digital_signatures
    assert isinstance(one, DigitalSignature)
    assert one.status == status


def test_a_change_is_told_to_nobody_by_a_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    _states(_with_other_words(_signed(paper(_form))))
    assert capfd.readouterr() == ("", "")
