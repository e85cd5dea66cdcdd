"""The nginx site agrees with the application's defaults, and nginx itself accepts it where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from backend.config import Server
from backend.console.access import ConsoleBlueprint
from backend.errors import TooLarge
from tests.phone import Phone

SITE = (Path(__file__).resolve().parents[2] / "deploy" / "lianyi.conf").read_text(encoding="utf-8")
UNITS_OF_SIZE = {"k": 1024, "m": 1024**2}


def body_limits() -> list[int]:
    return [int(n) * UNITS_OF_SIZE[u] for n, u in re.findall(r"client_max_body_size (\d+)([km]);", SITE)]


def location(name: str) -> str:
    found = re.search(rf"location {re.escape(name)} \{{(.*?)\n    \}}", SITE, re.DOTALL)
    assert found, name
    return found[1]


def test_it_passes_requests_to_where_the_server_listens_by_default() -> None:
    assert f"server {Server().host}:{Server().port};" in SITE


def test_its_body_limits_are_a_little_above_the_applications_own() -> None:
    assert Server().max_body_bytes <= body_limits()[0] <= 1.1 * Server().max_body_bytes
    assert Server().max_upload_bytes <= body_limits()[1] <= 1.1 * Server().max_upload_bytes


def location_of(path: str) -> str:
    """What is said of this path alone, as nginx chooses: the exact one, else the first expression that fits."""
    for kind, name, body in re.findall(r"\n    location (=|~) (\S+) \{(.*?)\n    \}", SITE, re.DOTALL):
        if name == path if kind == "=" else re.search(name, path):
            return str(body)
    return ""


def test_every_upload_may_be_as_large_as_the_application_takes(client: Phone) -> None:
    paths = client.get("/openapi.json").json["paths"]
    uploads = [
        re.sub(r"\{\w+\}", "7", path)
        for path, methods in paths.items()
        if "multipart/form-data" in methods.get("post", {}).get("requestBody", {}).get("content", {})
    ]
    assert len(uploads) >= 5
    assert [path for path in uploads if "client_max_body_size 10m;" not in location_of(path)] == []


def test_forms_of_the_console_that_take_files_may_be_as_large(client: Phone) -> None:
    areas = [one for one in client.app.blueprints.values() if isinstance(one, ConsoleBlueprint) and one.takes_files]
    assert len(areas) >= 2
    assert [one.name for one in areas if "client_max_body_size 10m;" not in location_of(f"{one.url_prefix}/7")] == []
    assert location_of("/console/members") == ""


def test_it_keeps_no_address_of_who_answers_a_survey() -> None:
    assert "access_log off;" in location_of("/api/v1/surveys/7/response")
    assert "access_log off;" not in location_of("/api/v1/surveys/7")


def test_it_throws_away_the_address_a_caller_claims() -> None:
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in SITE
    assert "$proxy_add_x_forwarded_for" not in SITE
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in SITE


def test_metrics_are_for_this_machine_alone() -> None:
    allowed = re.findall(r"(allow|deny) (\S+);", location("= /metrics"))
    assert allowed == [("allow", "127.0.0.1"), ("allow", "::1"), ("deny", "all")]


def test_the_preview_is_not_served() -> None:
    assert "return 404;" in location("/preview")


def test_plain_http_only_redirects() -> None:
    plain = SITE.split("listen 443")[0]
    assert "return 301 https://" in plain
    assert "proxy_pass" not in plain


def test_json_is_compressed() -> None:
    assert re.search(r"gzip_types [^;]*application/json", SITE)


def test_what_it_refuses_itself_says_what_the_application_would_say() -> None:
    assert f'"code":"{TooLarge.code}","message":"{TooLarge.message}"' in location("@too_large")


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "api.example.org")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "fullchain.pem", folder / "privkey.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )
    return chain, secret


def local_configuration(folder: Path) -> Path:
    """The site inside a whole configuration that needs no root: its sockets and certificate lie in `folder`."""
    chain, secret = _certificate(folder)
    site = re.sub(r"listen \[::\]:\d+[^;]*;", "", SITE)
    site = re.sub(r"listen (\d+)", rf"listen unix:{folder}/\1.sock", site)
    site = re.sub(r"ssl_certificate \S+;", f"ssl_certificate {chain};", site)
    site = re.sub(r"ssl_certificate_key \S+;", f"ssl_certificate_key {secret};", site)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"pid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{site}\n}}\n"
    )
    return whole


def _by_nginx(configuration: Path) -> str:
    done = subprocess.run(
        ["nginx", "-t", "-e", "stderr", "-c", str(configuration), "-p", str(configuration.parent)],
        capture_output=True,
        text=True,
    )
    return "" if done.returncode == 0 and "[warn]" not in done.stderr else done.stderr


def _by_shape(configuration: Path) -> str:
    """Without nginx: braces balance, and every line opens a block, closes one, or ends its directive."""
    text = re.sub(r"(?m)(^|\s)#.*$", "", configuration.read_text())
    text = re.sub(r"'[^']*'", "''", text)
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return "a closing brace too many"
    if depth:
        return "a brace is not closed"
    wrong = [line for line in re.split(r"[{};]", text)[:-1] if line.strip() and not re.match(r"\s*[a-z_]+\b", line)]
    return "\n".join(wrong)


checks = [_by_shape, *([_by_nginx] if shutil.which("nginx") else [])]


def test_nginx_accepts_the_site(tmp_path: Path) -> None:
    configuration = local_configuration(tmp_path)
    assert [check(configuration) for check in checks] == [""] * len(checks)
