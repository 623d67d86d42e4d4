"""Signed files (CMS SignedData) for the tests of reading, with a key and a certificate made once."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")
END = b"\0\0"


def signed(content: bytes, encoding: Encoding = Encoding.DER, detached: bool = False) -> bytes:
    """The content inside a signed file, or a signature alone."""
    key, certificate = _signer()
    options = [pkcs7.PKCS7Options.Binary] + ([pkcs7.PKCS7Options.DetachedSignature] if detached else [])
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(encoding, options)


def signed_in_pieces(content: bytes, size: int = 100) -> bytes:
    """SignedData as programs write it that do not know the length beforehand: open lengths, the content in pieces."""
    pieces = b"".join(
        b"\x04" + bytes([len(piece)]) + piece
        for piece in (content[start : start + size] for start in range(0, len(content), size))
    )
    inner = b"\x30\x80" + DATA + b"\xa0\x80\x24\x80" + pieces + END + END + END
    body = b"\x02\x01\x01" + b"\x31\x00" + inner + b"\x31\x00"
    return b"\x30\x80" + SIGNED_DATA + b"\xa0\x80\x30\x80" + body + END + END + END


@cache
def _signer() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    return key, builder.sign(key, hashes.SHA256())
