"""A door before a server that speaks TLS outside and in clear within, as an office's proxy does."""

import contextlib
import datetime
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from oa_client.docflow.model import moment

SSL_REQUEST, GSS_REQUEST = 80877103, 80877104


class Authority:
    """A certificate authority of an office, and what it certifies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"CA {folder.name}")])
        made = self._begun(self._name, self._key).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        self.root = folder / "root.crt"
        signed = made.sign(self._key, hashes.SHA256())
        self.root.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def _begun(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey):
        now = moment.now()
        return (
            x509.CertificateBuilder().subject_name(subject).issuer_name(self._name)
            .public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=30))
        )  # fmt: skip

    def certify(self, host: str) -> ssl.SSLContext:
        """What a server of this name shows."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        made = self._begun(name, key).add_extension(
            x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False
        )
        pem = made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )  # fmt: skip
        file = self._folder / f"{host}.pem"
        file.write_bytes(secret + pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


@contextmanager
def tls_door(port: int, context: ssl.SSLContext) -> Iterator[int]:
    """A port that wants TLS and passes on in clear to `port`."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        ended = threading.Event()
        lines: list[socket.socket] = []
        serving: list[threading.Thread] = []

        def answer() -> None:
            while not ended.is_set():
                try:
                    client, _ = door.accept()
                except OSError:
                    return
                one = threading.Thread(target=_serve, args=(client, port, context, lines))
                serving.append(one)
                one.start()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield door.getsockname()[1]
        ended.set()
        door.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for one in serving:  # each closes what it opened
            one.join(5)


def _serve(client: socket.socket, port: int, context: ssl.SSLContext, lines) -> None:
    with contextlib.suppress(OSError, struct.error), client:
        _, code = struct.unpack("!II", client.recv(8, socket.MSG_WAITALL))
        if code == GSS_REQUEST:
            client.sendall(b"N")
            _, code = struct.unpack("!II", client.recv(8, socket.MSG_WAITALL))
        if code != SSL_REQUEST:
            return  # in clear: not here
        client.sendall(b"S")
        with (
            context.wrap_socket(client, server_side=True) as outside,
            socket.create_connection(("127.0.0.1", port)) as inside,
        ):
            lines += [outside, inside]
            back = threading.Thread(target=_pass_on, args=(inside, outside))
            back.start()
            _pass_on(outside, inside)
            back.join(5)


def _pass_on(come: socket.socket, go: socket.socket) -> None:
    with contextlib.suppress(OSError, ValueError):
        while data := come.recv(65_536):
            go.sendall(data)
    with contextlib.suppress(OSError):
        go.shutdown(socket.SHUT_RDWR)
