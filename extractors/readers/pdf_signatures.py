"""Whether the digital signatures of a PDF are intact: whose they are, and whether the file was changed since.

Nothing is asked of the network and no list of trusted issuers: a certificate that somebody made for
himself signs as well as any, and the report says whose it is.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new as hash_of
from io import BytesIO
from typing import Any, Literal

import pikepdf
from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from extractors.readers.pdf_damage import header_at

_LOG = logging.getLogger("pyhanko")
_LOG.addHandler(logging.NullHandler())  # it tells each change it finds with a traceback
_LOG.propagate = False

Status = Literal["intact", "broken", "unchecked"]
_DETACHED = ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached")
_TIME_STAMP = "/ETSI.RFC3161"
_FORGEABLE = ("md2", "md4", "md5")
"""Digests for which a second file with the same digest can be made by anybody."""
_EMPTY = (None, "", "/Off", "()", "[]")
_GENERATIONS, _MOST_FIELDS = 32, 10_000
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Judged:
    """A signature's owner ("" where the signature does not tell) and state.

    `broken`: the signature is not valid, or the file was changed since beyond what signing leaves
    open. `unchecked`: of a kind, or in a state, that nothing here can judge.
    """

    signer: str
    status: Status


@dataclass(frozen=True, slots=True)
class _Signature:
    """A signature as the file has it."""

    contents: bytes
    spans: tuple[int, ...]
    """The bytes of the file it is over: offset and length, twice; () where that is not plain."""
    kind: str


class Signatures:
    """The signatures of one file, each judged once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[bytes, Judged] = {}

    def judged(self, value: Any) -> Judged:
        """Judge a signature.

        Args:
            value: The signature dictionary, pikepdf's: the value of a signature field.
        """
        one = _signature(value)
        if one.contents not in self._known:
            self._known[one.contents] = _judged(self._data, one)
        return self._known[one.contents]

    def elsewhere(self, pdf: pikepdf.Pdf) -> tuple[Judged, ...]:
        """The file's signatures that stand on none of the pages asked about before."""
        unknown = [value for value in _values(pdf) if _signature(value).contents not in self._known]
        return tuple(self.judged(value) for value in unknown)


def _signature(value: Any) -> _Signature:
    contents, spans = value.get("/Contents"), value.get("/ByteRange")
    try:
        numbers = tuple(int(spans[index]) for index in range(4)) if spans is not None and len(spans) == 4 else ()
    except (TypeError, ValueError):
        numbers = ()
    message = bytes(contents) if isinstance(contents, pikepdf.String) else b""
    return _Signature(message, numbers, str(value.get("/SubFilter", "")))


def _values(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The values of the form's signature fields."""
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    waiting = [(field, "", 0) for field in fields] if isinstance(fields, pikepdf.Array) else []
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return
        field, kind, depth = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary) or depth > _GENERATIONS:
            continue
        kind = str(field.get("/FT", kind))
        value = field.get("/V")
        if kind == "/Sig" and isinstance(value, pikepdf.Dictionary):
            yield value
        children = field.get("/Kids")
        if isinstance(children, pikepdf.Array):
            waiting += [(child, kind, depth + 1) for child in children]


def _judged(data: bytes, one: _Signature) -> Judged:
    signer = ""
    try:
        message = cms.ContentInfo.load(one.contents)
        if message["content_type"].native != "signed_data":
            return Judged("", "unchecked")
        signed = message["content"]
        certificate = extract_certificate_info(signed).signer_cert
        signer = _name(certificate) + (" (time stamp)" if one.kind == _TIME_STAMP else "")
        return Judged(signer, _status(data, one, signed, certificate))
    except SignatureValidationError:  # it contradicts itself
        return Judged(signer, "broken")
    except Exception:  # noqa: BLE001 - a file made to confuse may fail in any way; it is told as not checked
        return Judged(signer, "unchecked")


def _status(data: bytes, one: _Signature, signed: Any, certificate: x509.Certificate) -> Status:
    contents, spans, kind = one.contents, one.spans, one.kind
    if kind not in (*_DETACHED, _TIME_STAMP) or len(spans) != 4:
        return "unchecked"
    if not _fits(data, contents, spans):
        data = data[max(header_at(data), 0) :]  # a mail gateway's lines before the file count for nothing
        if not _fits(data, contents, spans):
            return "broken" if sum(spans[2:]) > len(data) else "unchecked"
    covered = data[: spans[1]] + data[spans[2] : sum(spans[2:])]
    digests, agrees = _agrees(covered, kind, signed, certificate)
    if not agrees:
        return "broken"
    if any(digest in _FORGEABLE for digest in digests):
        return "unchecked"
    rest = data[sum(spans[2:]) :]
    return _later(data, contents) if rest.strip(b"\0\t\n\f\r ") else "intact"


def _fits(data: bytes, contents: bytes, spans: tuple[int, ...]) -> bool:
    """Whether what the signature leaves out of the file is the signature itself, and nothing else."""
    start, first, second, last = spans
    if start != 0 or not 0 < first < second or last < 0 or second + last > len(data):
        return False
    gap = data[first:second]
    if gap[:1] != b"<" or gap[-1:] != b">":
        return False
    digits = re.sub(rb"[\0\t\n\f\r ]", b"", gap[1:-1])
    return re.fullmatch(rb"(?:[0-9A-Fa-f]{2})+", digits) is not None and bytes.fromhex(digits.decode()) == contents


def _agrees(covered: bytes, kind: str, signed: Any, certificate: x509.Certificate) -> tuple[set[str], bool]:
    """The digests used, and whether signature and covered bytes agree."""
    about = extract_signer_info(signed)
    own = about["digest_algorithm"]["algorithm"].native
    holds = signed["encap_content_info"]
    if kind != _TIME_STAMP:
        if holds["content"].native is not None:
            raise ValueError("a detached signature holds what it signs")
        digest = hash_of(own, covered, usedforsecurity=False).digest()
        return {own}, all(validate_sig_integrity(about, certificate, "data", digest))
    imprint = holds["content"].parsed["message_imprint"]
    other = imprint["hash_algorithm"]["algorithm"].native
    if hash_of(other, covered, usedforsecurity=False).digest() != imprint["hashed_message"].native:
        return {own, other}, False
    digest = hash_of(own, bytes(holds["content"]), usedforsecurity=False).digest()
    return {own, other}, all(validate_sig_integrity(about, certificate, "tst_info", digest))


def _later(data: bytes, contents: bytes) -> Status:
    """Whether what was added to the file after a valid signature leaves untouched what was signed.

    Further signatures, time stamps, what is needed to check them in later years, and answers in
    form fields that were empty are additions; anything else is a change.
    """
    reader = PdfFileReader(BytesIO(data), strict=False)  # strict, it refuses the files that Word saves
    if reader.encrypted:
        reader.decrypt(b"")
    for found in reader.embedded_signatures:
        if found.pkcs7_content.rstrip(b"\0") == contents.rstrip(b"\0"):
            found.compute_integrity_info()
            if not found.summarise_integrity_info()["docmdp_ok"]:
                return "broken"
            return "broken" if _was_answered_anew(reader, found.signed_revision) else "intact"
    return "unchecked"


def _was_answered_anew(reader: PdfFileReader, revision: int) -> bool:
    """Whether a form field that had an answer when the file was signed has another one now."""
    before, now = _answers(reader.get_historical_root(revision)), _answers(reader.root)
    return any(now.get(name) != answer for name, answer in before.items() if answer not in _EMPTY)


def _answers(root: Any) -> dict[str, str | None]:
    """Each form field's answer by its full name, as the file spells it."""
    answers: dict[str, str | None] = {}
    waiting = [(field, "", "", 0) for field in _under(_under(root, "/AcroForm", {}), "/Fields", ())]
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return answers
        field, above, kind, depth = waiting.pop()
        field = field.get_object()
        if depth > _GENERATIONS:
            continue
        name = ".".join(filter(None, (above, str(_under(field, "/T", "")))))
        kind = str(_under(field, "/FT", kind))
        if "/V" in field and kind != "/Sig":
            value = field["/V"]
            answers[name] = value.data.decode("latin-1") if hasattr(value, "data") else str(value)
        waiting += [(child, name, kind, depth + 1) for child in _under(field, "/Kids", ())]
    raise ValueError("a form of too many fields")


def _under(node: Any, key: str, otherwise: Any) -> Any:
    """What stands in a dictionary; with `get`, pyHanko would give the reference to it."""
    return node[key] if key in node else otherwise  # noqa: SIM401


def _name(certificate: x509.Certificate) -> str:
    """Whom a certificate names: the common name, else the organisation, else all it says."""
    said = certificate.subject.native
    name = said.get("common_name") or said.get("organization_name") or certificate.subject.human_friendly
    if isinstance(name, list):
        name = ", ".join(name)
    return re.sub(r"\s+", " ", re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", name)).strip()[:_LONGEST_NAME]
