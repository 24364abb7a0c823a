"""Who signed a PDF, when, and whether it is still what was signed."""

import datetime
import io

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import signers

from namro.documents import signatures
from namro.errors import DocumentError

from .conftest import pdf_file

PLAIN = pdf_file([["Số: 12/TB-VPCP", "Tỉnh X tăng 6,19%."]])
CREATED = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


def signer(name):
    """Somebody with a certificate of their own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Văn phòng X")]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(CREATED)
        .not_valid_after(CREATED + datetime.timedelta(days=36_500))
        .sign(key, hashes.SHA256())
    )
    store = serialization.pkcs12.serialize_key_and_certificates(
        b"ky", key, certificate, None, serialization.NoEncryption()
    )
    return signers.SimpleSigner.load_pkcs12_data(store, other_certs=[], passphrase=None)


def signed(data, name, field="Ky1"):
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    file = io.BytesIO()
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer=signer(name), output=file)
    return file.getvalue()


def of(tmp_path, data):
    path = tmp_path / "ký.pdf"
    path.write_bytes(data)
    return signatures(path)


def test_a_signed_file_names_its_signer(tmp_path):
    (found,) = of(tmp_path, signed(PLAIN, "Trần Văn A"))
    assert (found.signer, found.organisation) == ("Trần Văn A", "Văn phòng X")
    assert found.signed_at is not None
    assert found.signed_at.tzinfo is not None
    assert (found.intact, found.covers_all, found.changed_since) == (True, True, False)


def test_a_second_signature_is_no_change(tmp_path):
    first, second = of(tmp_path, signed(signed(PLAIN, "Trần Văn A"), "Văn thư", "Ky2"))
    assert (first.signer, first.intact, first.covers_all, first.changed_since) == ("Trần Văn A", True, False, False)
    assert (second.signer, second.intact, second.covers_all, second.changed_since) == ("Văn thư", True, True, False)


def test_an_altered_byte_breaks_the_signature(tmp_path):
    data = signed(PLAIN, "Trần Văn A")
    (found,) = of(tmp_path, data.replace(b"1 60 780 Tm", b"1 60 781 Tm"))
    assert not found.intact


def test_a_page_changed_afterwards_is_told(tmp_path):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(PLAIN, "Trần Văn A")))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = page.raw_get("/MediaBox")[2]
    writer.update_container(page)
    file = io.BytesIO()
    writer.write(file)
    (found,) = of(tmp_path, file.getvalue())
    assert (found.intact, found.covers_all, found.changed_since) == (True, False, True)


def test_a_file_without_signatures_has_none(tmp_path):
    assert of(tmp_path, PLAIN) == ()


def test_what_is_no_pdf_is_refused(tmp_path):
    with pytest.raises(DocumentError, match="damaged"):
        of(tmp_path, b"%PDF-1.7\nxxx")
    with pytest.raises(DocumentError, match="no file"):
        signatures(tmp_path / "không có.pdf")


def test_a_locked_file_is_refused(tmp_path):
    from pyhanko.pdf_utils.reader import PdfFileReader

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(PLAIN)))
    writer.encrypt(owner_pass="chủ", user_pass="khách")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(DocumentError, match="password"):
        of(tmp_path, file.getvalue())
