"""Digital signatures by a throw-away, self-signed key: intact, and broken by a later change."""

import io
from datetime import UTC, datetime

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

ROOM = 4096


def signed(data: bytes, name: str) -> bytes:
    """The PDF with a detached signature over all its bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        value = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"),
            SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
            ByteRange=pikepdf.Array([0, 1111111111, 1111111111, 1111111111]),
            Contents=pikepdf.String(b"\xab" * ROOM), Name=pikepdf.String(name), M=pikepdf.String("D:20051108101500Z"),
        ))  # fmt: skip
        widget = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=pikepdf.String("Signature1"),
            V=value, Rect=pikepdf.Array([0, 0, 0, 0]), F=132, P=pdf.pages[-1].obj,
        ))  # fmt: skip
        pdf.pages[-1].Annots = pikepdf.Array([widget])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([widget]), SigFlags=3)
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    raw = buffer.getvalue()
    hole = b"<" + b"ab" * ROOM + b">"
    start = raw.index(hole)
    end = start + len(hole)
    placeholder = b"[ 0 1111111111 1111111111 1111111111 ]"
    span = f"[ 0 {start} {end} {len(raw) - end} ]".encode().ljust(len(placeholder))
    raw = raw.replace(placeholder, span)
    signature = _sign(raw[:start] + raw[end:], name)
    return raw[:start] + b"<" + signature.hex().encode().ljust(2 * ROOM, b"0") + b">" + raw[end:]


def _sign(data: bytes, name: str) -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} (test certificate)")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2005, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2045, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(Encoding.DER, options)


def changed_afterwards(data: bytes) -> bytes:
    """One letter of the signed bytes changed: the title of the file."""
    return data.replace(b"(Subscription Agreement)", b"(Subscription agreement)", 1)
