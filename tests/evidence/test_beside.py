"""Signatures and time stamps beside a bundle hold for the usual tools, and nothing else is taken for one."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from analyzer import storage
from analyzer.cli import sealing as seal_cli
from analyzer.cli import verifying as verify_cli
from analyzer.errors import AnalyzerError, InputError
from analyzer.evidence import annexing, sealing, signing
from analyzer.evidence.sealing import Marks
from analyzer.reports.annex import Addressee, Cover
from analyzer.reports.languages import speech
from tests.sealed import finish_again, small_run

NAME = "office@association.example"
README = Path(__file__).parents[2] / "README.md"

pytestmark = pytest.mark.skipif(
    not (shutil.which("ssh-keygen") and shutil.which("openssl")), reason="needs ssh-keygen and openssl"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_run(tmp_path_factory.mktemp("made") / "flow")


@pytest.fixture
def run(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "flow"))


def keygen(file: Path, *options: str) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-N", "", *options, "-f", file], check=True)
    return file


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keygen(tmp_path_factory.mktemp("key") / "key", "-t", "ed25519")


@pytest.fixture(scope="module")
def signers(key: Path) -> Path:
    file = key.with_name("allowed_signers")
    file.write_text(f"# who may sign\n{NAME} {key.with_suffix('.pub').read_text()}")
    return file


def flat(told: str) -> str:
    """What was folded for a terminal, on one line."""
    return " ".join(told.split())


def fingerprint_of(key: Path) -> str:
    """What ssh-keygen prints of a key."""
    return subprocess.run(["ssh-keygen", "-l", "-f", key], capture_output=True, text=True, check=True).stdout.split()[1]


def verify(*arguments: object) -> Result:
    return CliRunner().invoke(verify_cli.verify_command, [str(one) for one in arguments])


def openssl(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["openssl", *map(str, arguments)], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )


@dataclass
class Authority:
    """A time-stamp authority of openssl's, whose answers ``twist`` may spoil."""

    folder: Path
    url: str = ""
    twist: Callable[[bytes], bytes] = bytes

    @property
    def ca(self) -> Path:
        return self.folder / "ca.pem"

    def answer(self, query: bytes) -> bytes:
        (self.folder / "query.tsq").write_bytes(query)
        openssl(
            "ts", "-reply", "-queryfile", self.folder / "query.tsq", "-config", self.folder / "tsa.cnf",
            "-out", self.folder / "answer.tsr",
        )  # fmt: skip
        return self.twist((self.folder / "answer.tsr").read_bytes())


CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512, sha1
ess_cert_id_chain = no
[extensions]
extendedKeyUsage = critical,timeStamping
"""


@pytest.fixture(scope="module")
def authority_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl(*new, "-x509", "-days", 9, "-subj", "/CN=Root", "-keyout", folder / "ca.key", "-out", folder / "ca.pem")
    openssl(*new, "-subj", "/CN=Authority", "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr")
    openssl(
        "x509", "-req", "-in", folder / "tsa.csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
        "-CAcreateserial", "-days", 9, "-extfile", folder / "tsa.cnf", "-extensions", "extensions",
        "-out", folder / "tsa.pem",
    )  # fmt: skip
    return folder


@contextmanager
def listening(authority: Authority) -> Iterator[Authority]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        authority.url = f"http://127.0.0.1:{server.server_port}/"
        try:
            yield authority
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def authority(authority_folder: Path) -> Iterator[Authority]:
    with listening(Authority(authority_folder)) as one:
        yield one


@pytest.mark.lengthy
def test_ssh_keygen_accepts_a_signature_and_so_does_verify(run: Path, key: Path, signers: Path) -> None:
    bundle = sealing.seal(run, Marks(key))

    with bundle.open("rb") as data:
        told = subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", NAME, "-n", "optout-evidence", "-s", f"{bundle}.sig"],
            stdin=data, capture_output=True, text=True, check=True,
        )  # fmt: skip
    assert f'Good "optout-evidence" signature for {NAME}' in told.stdout
    done = verify(bundle, "--allowed-signers", signers)
    assert done.exit_code == 0, done.output
    assert f"signature   holds: key listed for {NAME} (fingerprint\n" in done.output
    assert fingerprint_of(key) in done.output


@pytest.mark.lengthy
def test_what_ssh_keygen_signs_is_accepted(run: Path, key: Path, signers: Path) -> None:
    bundle = sealing.seal(run)
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "optout-evidence", bundle], check=True)

    assert verify(bundle, "--allowed-signers", signers).exit_code == 0
    Path(f"{bundle}.sig").unlink()
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "file", bundle], check=True)

    done = verify(bundle, "--allowed-signers", signers)
    assert done.exit_code == 1
    assert "another purpose" in done.output


def test_a_pattern_of_names_is_no_person_and_json_has_the_key(run: Path, key: Path, tmp_path: Path) -> None:
    bundle = sealing.seal(run, Marks(key))
    (tmp_path / "allowed").write_text(f"*@association.example {key.with_suffix('.pub').read_text()}")

    done = verify(bundle, "--allowed-signers", tmp_path / "allowed")
    told = json.loads(verify(bundle, "--allowed-signers", tmp_path / "allowed", "--json").stdout)

    assert "Proved:     the key listed for *@association.example" in done.output
    assert told["signature"]["state"] == "holds"
    assert told["signature"]["listed_for"] == "*@association.example"
    assert told["signature"]["key"] == fingerprint_of(key)


def test_json_says_what_the_exit_status_says(run: Path, signers: Path) -> None:
    bundle = sealing.seal(run)
    good, unsigned = verify(bundle, "--json"), verify(bundle, "--json", "--allowed-signers", signers)
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    changed = verify(bundle, "--json")

    told = [json.loads(one.stdout) for one in (good, unsigned, changed)]
    assert [one.exit_code for one in (good, unsigned, changed)] == [0, 1, 1]
    assert [(one["holds"], one["unchanged"]) for one in told] == [(True, True), (False, True), (False, False)]
    assert told[1]["signature"]["told"].startswith("not signed: bundle.zip.sig is missing; get it from whoever")
    assert [fault["told"].split(" ", 1)[0] for fault in told[2]["faults"]] == [
        fault["place"] for fault in told[2]["faults"]
    ]
    assert {f"`{name}`" for one in told for name in one} <= set(re.findall("`[a-z0-9_]+`", README.read_text()))


def test_the_readme_says_how_the_list_of_signers_is_written(run: Path, tmp_path: Path) -> None:
    (command,) = re.findall("^echo .*allowed_signers$", README.read_text(), re.MULTILINE)
    bundle = sealing.seal(run, Marks(keygen(tmp_path / "evidence-key", "-t", "ed25519")))
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)

    done = verify(bundle, "--allowed-signers", tmp_path / "allowed_signers")
    with bundle.open("rb") as data:
        subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "allowed_signers", "-I", command.split()[1].strip('"'),
             "-n", "optout-evidence", "-s", f"{bundle}.sig"], stdin=data, check=True, capture_output=True,
        )  # fmt: skip
    assert done.exit_code == 0, done.output


@pytest.mark.lengthy
def test_sealing_prints_the_hash_that_verifying_prints(run: Path, key: Path) -> None:
    sealed = CliRunner().invoke(seal_cli.seal_command, [str(run), "--key", str(key)])

    assert sealed.stdout.splitlines()[-2] == f"key         {fingerprint_of(key)}"
    told = sealed.stdout.splitlines()[-1]
    assert told.startswith("SHA-256 ")
    assert told in verify(run / sealing.BUNDLE).stdout.splitlines()


def test_the_same_key_and_bytes_give_the_same_signature(run: Path, key: Path) -> None:
    first = Path(f"{sealing.seal(run, Marks(key))}.sig").read_bytes()

    assert Path(f"{sealing.seal(run, Marks(key))}.sig").read_bytes() == first


@pytest.mark.lengthy
def test_a_run_that_was_changed_and_sealed_anew_passes_until_a_signature_is_demanded(
    run: Path, key: Path, signers: Path, tmp_path: Path
) -> None:
    sealed = sealing.seal(run, Marks(key))
    signature = Path(f"{sealed}.sig").read_bytes()
    (run / "report.html").write_bytes(b"another report")
    finish_again(run)
    forged = sealing.seal(run)

    assert not Path(f"{forged}.sig").exists()
    assert verify(forged).exit_code == 0
    missing = verify(forged, "--allowed-signers", signers)
    Path(f"{forged}.sig").write_bytes(signature)
    taken = verify(forged, "--allowed-signers", signers)
    sealing.seal(run, Marks(keygen(tmp_path / "other", "-t", "ed25519")))
    other = verify(forged, "--allowed-signers", signers)
    assert [one.exit_code for one in (missing, taken, other)] == [1, 1, 1]
    assert "signature   not signed: bundle.zip.sig is missing; get it from whoever sealed" in missing.stdout
    assert f"a signature of other bytes (fingerprint {fingerprint_of(key)})" in flat(taken.stdout)
    strange = fingerprint_of(tmp_path / "other")
    assert f"signed with a key that is not in the list (fingerprint {strange})" in flat(other.stdout)
    assert not any("Proved" in one.output for one in (missing, taken, other))
    assert all("; its bytes do agree with the hashes in it" in flat(one.stdout) for one in (missing, taken, other))


def test_of_a_changed_bundle_both_are_said_what_was_changed_and_what_its_signature_is_worth(
    run: Path, key: Path, signers: Path
) -> None:
    bundle = sealing.seal(run, Marks(key))
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)

    done = verify(bundle, "--allowed-signers", signers)

    assert done.exit_code == 1, done.output
    assert done.stdout.startswith("verdict     bundle.zip: not what was sealed\n")
    assert "signature bundle.zip.sig: a signature of other bytes" in flat(done.stdout)


@pytest.mark.parametrize(
    "spoil",
    [lambda _: b"", lambda data: data[:90], lambda data: data.replace(b"A", b"B"), lambda _: b"\xff" * 300,
     lambda data: data.replace(b"U1NIU0lH", b"AAAAAAAA")],
)  # fmt: skip
def test_a_damaged_signature_is_one_line_and_no(
    spoil: Callable[[bytes], bytes], run: Path, key: Path, signers: Path
) -> None:
    bundle = sealing.seal(run, Marks(key))
    file = Path(f"{bundle}.sig")
    file.write_bytes(spoil(file.read_bytes()))

    done = verify(bundle, "--allowed-signers", signers)

    assert done.exit_code == 1, done.output
    assert done.stderr == ""
    assert flat(done.stdout).startswith("verdict bundle.zip: bundle.zip.sig: ")


@pytest.mark.parametrize(
    ("options", "accepted"),
    [("", True), ('namespaces="file,optout-*"', True), ('namespaces="file"', False), ("cert-authority", False),
     ('valid-before="20200101"', False)],
)  # fmt: skip
def test_options_of_an_allowed_signer_are_kept_or_the_line_is_passed_over(
    options: str, accepted: object, key: Path, tmp_path: Path
) -> None:
    file = tmp_path / "allowed"
    file.write_text(f"{NAME} {options} {key.with_suffix('.pub').read_text()}")

    if accepted:
        assert [one.principals for one in signing.allowed(file)] == [NAME]
    else:
        with pytest.raises(InputError, match="names nobody"):
            signing.allowed(file)


@pytest.mark.parametrize("text", ["", "x", "a ssh-ed25519", "a ssh-ed25519 !!", 'a "b', "a ssh-ed25519 AAAA"])
def test_a_damaged_file_of_signers_is_bad_usage(text: str, tmp_path: Path) -> None:
    (tmp_path / "allowed").write_text(text)

    with pytest.raises(InputError, match="allowed"):
        verify_cli.Demanded.read(tmp_path / "allowed", None)


@pytest.mark.lengthy
@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda file: keygen(file, "-t", "rsa", "-b", "2048"), "not an Ed25519 key"),
        (lambda file: keygen(file, "-t", "ecdsa"), "not an Ed25519 key"),
        (lambda file: keygen(file, "-t", "ed25519").with_suffix(".pub"), "not a private key"),
        (lambda file: (file.write_bytes(b"\0" * 99), file)[1], "not a private key"),
        (lambda file: file, "cannot be read"),
        (
            lambda file: (
                subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "word", "-f", file], check=True) and file
            ),
            "the key has a passphrase; make one with: [^:;]+$",
        ),
    ],
)
def test_a_key_of_no_use_is_one_line_and_leaves_the_bundle(
    make: Callable[[Path], Path], why: str, run: Path, key: Path, tmp_path: Path
) -> None:
    sealing.seal(run, Marks(key))
    before = contents(run)

    with pytest.raises(AnalyzerError, match=why) as raised:
        sealing.seal(run, Marks(make(tmp_path / "made")))

    assert "\n" not in str(raised.value)
    assert contents(run) == before


def contents(run: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in run.iterdir() if path.is_file()}


@pytest.mark.lengthy
def test_openssl_accepts_a_time_stamp_and_so_does_verify(run: Path, authority: Authority) -> None:
    bundle = sealing.seal(run, Marks(tsa=authority.url))

    told = openssl("ts", "-verify", "-data", bundle, "-in", f"{bundle}.tsr", "-CAfile", authority.ca)
    assert "Verification: OK" in told.stdout + told.stderr
    done = verify(bundle, "--ca", authority.ca)
    assert done.exit_code == 0, done.output
    assert "these bytes existed on 20" in done.output


@pytest.mark.lengthy
def test_a_time_stamp_of_other_bytes_or_of_a_strange_authority_does_not_hold(
    run: Path, authority: Authority, tmp_path: Path
) -> None:
    bundle = sealing.seal(run, Marks(tsa=authority.url))
    new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-x509", "-subj", "/CN=Root")
    openssl(*new, "-keyout", tmp_path / "key", "-out", tmp_path / "strange.pem")
    stamp = Path(f"{bundle}.tsr").read_bytes()

    strange = verify(bundle, "--ca", tmp_path / "strange.pem")
    assert strange.exit_code == 1
    assert "none of the certificates given vouches for the authority that signed it" in flat(strange.stdout)
    (run / "report.html").write_bytes(b"another report")
    finish_again(run)
    sealing.seal(run)
    assert verify(bundle, "--ca", authority.ca).exit_code == 1
    for damaged in (stamp, stamp[:50], b"", stamp[:-9] + bytes(9)):
        Path(f"{bundle}.tsr").write_bytes(damaged)
        done = verify(bundle, "--ca", authority.ca)
        assert done.exit_code == 1, done.output
        assert done.stderr == ""
        assert flat(done.stdout).startswith("verdict bundle.zip: bundle.zip.tsr: ")


@pytest.mark.lengthy
def test_a_time_stamp_may_be_of_a_longer_hash_and_of_none_that_proves_nothing(run: Path, authority: Authority) -> None:
    bundle = sealing.seal(run)
    for hashed, status in (("sha256", 0), ("sha512", 0), ("sha1", 1)):
        stamp(bundle, authority, hashed)
        assert verify(bundle, "--ca", authority.ca).exit_code == status, hashed


@pytest.mark.lengthy
@pytest.mark.parametrize(
    ("reason", "days", "status"),
    [(None, 0, 1), ("key_compromise", 1, 1), ("superseded", 1, 0), ("superseded", -1, 1)],
    ids=["without a reason", "stolen", "replaced later", "replaced before"],
)
def test_a_list_of_revoked_certificates_beside_those_given_counts(
    run: Path, authority: Authority, tmp_path: Path, reason: str | None, days: int, status: int
) -> None:
    bundle, given = sealing.seal(run), tmp_path / "given.pem"
    stamp(bundle, authority, "sha256")
    given.write_bytes(authority.ca.read_bytes() + revoked(authority, reason, dt.timedelta(days=days)))
    done = verify(bundle, "--ca", given)
    assert done.exit_code == status
    assert ("the authority's certificate was revoked on" in flat(done.stdout)) == bool(status)
    given.write_bytes(given.read_bytes().replace(b"CRL-----\nM", b"CRL-----\nA"))
    assert "holds a damaged list of revoked certificates" in str(verify(bundle, "--ca", given).exception)


def stamp(bundle: Path, authority: Authority, hashed: str) -> None:
    query = authority.folder / "asked.tsq"
    openssl("ts", "-query", "-data", bundle, f"-{hashed}", "-cert", "-out", query)
    bundle.with_name(f"{bundle.name}.tsr").write_bytes(authority.answer(query.read_bytes()))


def revoked(authority: Authority, reason: str | None, after: dt.timedelta) -> bytes:
    """A list, signed by the root, that the authority's certificate was revoked so long after now."""
    root = x509.load_pem_x509_certificate(authority.ca.read_bytes())
    signs = serialization.load_pem_private_key((authority.folder / "ca.key").read_bytes(), None)
    now = dt.datetime.now(dt.UTC)
    one = x509.RevokedCertificateBuilder().revocation_date(now + after)
    one = one.serial_number(x509.load_pem_x509_certificate((authority.folder / "tsa.pem").read_bytes()).serial_number)
    one = one.add_extension(x509.CRLReason(x509.ReasonFlags[reason]), critical=False) if reason else one
    listed = x509.CertificateRevocationListBuilder().issuer_name(root.subject).last_update(now)
    listed = listed.next_update(now + dt.timedelta(days=9)).add_revoked_certificate(one.build())
    return listed.sign(signs, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@pytest.mark.lengthy
def test_an_authority_that_lies_is_one_line_and_leaves_the_bundle(run: Path, key: Path, authority: Authority) -> None:
    sealing.seal(run, Marks(key, authority.url))
    before, honest = contents(run), before_answer(run)
    lies: list[Callable[[bytes], bytes]] = [
        lambda _: b"", lambda _: b"<html>", lambda data: data[:40], lambda _: honest,
        lambda _: bytes.fromhex("30053003020102"),
    ]  # fmt: skip
    (run / "report.html").write_bytes(b"another report")
    finish_again_keeping(run)
    for lie in lies:
        authority.twist = lie
        with pytest.raises(InputError, match="no time stamp") as raised:
            sealing.seal(run, Marks(key, authority.url))
        assert "\n" not in str(raised.value)
        assert {name: data for name, data in contents(run).items() if name in sealing.FILES} == {
            name: data for name, data in before.items() if name in sealing.FILES
        }


def before_answer(run: Path) -> bytes:
    return (run / sealing.TIME_STAMP).read_bytes()


def finish_again_keeping(run: Path) -> None:
    """Finish the run anew beside the bundle that was sealed before."""
    kept = {name: (run / name).read_bytes() for name in sealing.FILES if (run / name).is_file()}
    finish_again(run)
    for name, data in kept.items():
        (run / name).write_bytes(data)


@pytest.mark.parametrize("address", ["ftp://a.test/", "file:///etc/hosts", "a.test", "http://", "http://[", ""])
def test_what_is_no_address_is_refused_before_anything_is_done(address: str, run: Path) -> None:
    done = CliRunner().invoke(seal_cli.seal_command, [str(run), "--tsa", address])

    assert isinstance(done.exception, InputError)
    assert not (run / sealing.BUNDLE).exists()


def test_an_authority_that_is_not_there_leaves_what_was_there(run: Path) -> None:
    sealing.seal(run)
    before = contents(run)

    with pytest.raises(InputError, match="no time stamp"):
        sealing.seal(run, Marks(tsa="http://127.0.0.1:9/"))

    assert contents(run) == before


def test_sealing_again_keeps_a_signature_that_still_holds(run: Path, key: Path) -> None:
    signature = Path(f"{sealing.seal(run, Marks(key))}.sig")

    sealing.seal(run)

    assert signature.is_file()


@pytest.mark.lengthy
def test_the_commands_that_an_annex_prints_work_as_typed(
    run: Path, key: Path, authority: Authority, tmp_path: Path
) -> None:
    bundle = sealing.seal(run, Marks(key, authority.url))
    annex = annexing.drawn(bundle, Addressee(speech("fr")), Cover())
    own, others = (one.get_text() for one in BeautifulSoup(annex.html, "html.parser").find_all("pre"))
    assert fingerprint_of(key) in annex.html
    for file in (bundle, *(bundle.with_name(f"{bundle.name}.{end}") for end in ("sig", "tsr")), authority.ca):
        shutil.copy(file, tmp_path)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def typed(commands: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e"], input=commands, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip

    first, second = typed(own), typed(others)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert first.stdout.startswith(storage.hash_of(bundle))
    assert "the key listed for signer" in flat(first.stdout)
    assert 'Good "optout-evidence" signature for signer' in second.stdout
    assert "Verification: OK" in second.stdout + second.stderr
    (tmp_path / "bundle.zip.sig").unlink()
    assert typed(own).returncode == 1
