"""An S3 server for the test run: rclone, which checks signatures and digests as others do."""

import shutil
import subprocess
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import free_port

KEYS = {"AWS_ACCESS_KEY_ID": "lineal-test", "AWS_SECRET_ACCESS_KEY": "not-a-secret"}
START_SECONDS = 90


@contextmanager
def server(port: int = 0) -> Iterator[str]:
    """The address of an empty bucket, as LINEAL_STORAGE takes it."""
    home = Path(tempfile.mkdtemp(prefix="lineal-s3-"))
    (home / "root/lineal").mkdir(parents=True)
    endpoint = f"127.0.0.1:{port or free_port()}"
    process = subprocess.Popen(
        [
            Path(sysconfig.get_path("scripts")) / "rclone",
            *("serve", "s3", "--config", home / "config", "--addr", endpoint),
            *("--auth-key", ",".join(KEYS.values()), home / "root"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"http://{endpoint}")
        yield f"s3://lineal/kept?endpoint=http://{endpoint}&region=us-east-1"
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(home, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError("rclone did not start")
        time.sleep(0.02)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
