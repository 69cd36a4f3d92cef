"""An authority with its certificates and key files, made anew by each run of the tests: nobody is trusted because of them."""

from datetime import UTC, datetime
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

PASSPHRASE = "mật khẩu mẫu"
FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


class Authority:
    """A root certificate that gives out others."""

    def __init__(self, name: str) -> None:
        self.key = new_key()
        self.certificate = certificate_of(name, self.key, None, is_authority=True)

    @property
    def anchor(self) -> bytes:
        """The root certificate as an office has it: a PEM file."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_file(self, name: str, passphrase: str = PASSPHRASE) -> bytes:
        """A PKCS#12 file of a new key with its certificate."""
        key = new_key()
        return serialization.pkcs12.serialize_key_and_certificates(
            name.encode(),
            key,
            certificate_of(name, key, self),
            [self.certificate],
            serialization.BestAvailableEncryption(passphrase.encode()),
        )


@lru_cache(maxsize=8)
def authority(name: str) -> Authority:
    return Authority(name)


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def certificate_of(
    name: str, key: rsa.RSAPrivateKey, issuer: Authority | None, *, is_authority: bool = False
) -> x509.Certificate:
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    use = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(issuer.certificate.subject if issuer else named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority,
                content_commitment=not is_authority,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                **use,
            ),
            critical=True,
        )
    )
    return builder.sign(issuer.key if issuer else key, hashes.SHA256())
