"""What people have at hand is named for what it is, with what to do about it."""

import gzip
import json
import random
import zipfile
from pathlib import Path

import pytest

from analyzer.errors import InputError
from analyzer.recordings.archives import Archive
from analyzer.recordings.recognising import recognise
from analyzer.recordings.unpacking import unchunked


def packed(data: bytes) -> bytes:
    """The same bytes at any time: they name a test."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (
            b"from playwright.sync_api import Page\n\ndef test_example(page: Page) -> None:\n",
            "put it into a flow folder",
        ),
        (b"from playwright.sync_api import Page\n\ndef refuse(page: Page) -> None:\n", "put it into a flow folder"),
        (b"import asyncio\nfrom playwright.async_api import Playwright\n", "codegen --target python-pytest"),
        (b"from playwright.sync_api import Playwright\n\ndef run(playwright: Playwright):\n", "--target python-pytest"),
        (b"const puppeteer = require('puppeteer');\n", "in the Recorder panel of DevTools, export JSON"),
        (b"import { test, expect } from '@playwright/test';\n", "codegen --target python-pytest"),
        (b"const { chromium } = require('playwright');\n", "codegen --target python-pytest"),
        (b"import com.microsoft.playwright.*;\n", "codegen --target python-pytest"),
        (b"package org.example;\n\nimport com.microsoft.playwright.junit.*;\n", "codegen --target python-pytest"),
        (b"using Microsoft.Playwright;\nusing System;\n", "codegen --target python-pytest"),
        (b"'use strict'\nvar webdriver = require('selenium-webdriver')\n", "a script, not a recording"),
        (b"from selenium import webdriver\n", "a script, not a recording"),
        (b"Feature: refuse\n  Scenario: by mail\n", "no recording that is known here"),
        (b"%PDF-1.7\n", "no recording that is known here"),
        (bytes(100), "no recording that is known here"),
        (b"\n<!doctype html>", "HTML or XML"),
        (b"filedesc://a.arc 0.0.0.0 20260301100000 text/plain 76\n", "warcio recompress"),
        (packed(b"filedesc://a.arc 0.0.0.0 20260301100000 text/plain 76\n"), "warcio recompress"),
        (packed(b"<!doctype html>"), "HTML or XML"),
        (b"", "is empty; export or copy it again"),
        (packed(packed(b"WARC/1.1\r\n")), "packed with gzip twice; unpack it once"),
        (packed(packed(b"WARC/1.1\r\n" + random.Random(0).randbytes(90_000)))[:50_000], "gzip twice"),
        (b"\x89PNG\x00\x01\n// \nimport x\n#!", "no recording that is known here"),
        (packed(b'{"title": "t", "steps": []}'), "neither a WARC nor a HAR; unpack it first"),
        (b"\x28\xb5\x2f\xfd" + bytes(9), "zstd -d"),
        ('{"log": {}}'.encode("utf-16"), "save it as UTF-8"),
        ('{"log": {}}'.encode("utf-16-be"), "save it as UTF-8"),
    ],
)
def test_what_is_no_recording_is_named(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)

    with pytest.raises(InputError, match=why):
        recognise(tmp_path / "file")


def test_of_a_folder_the_file_to_import_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder; import a file in it"):
        recognise(tmp_path)

    (tmp_path / "archive").mkdir()
    with pytest.raises(InputError, match=r"an unpacked WACZ; in it: zip -0 -r \.\./again\.wacz archive"):
        recognise(tmp_path)


def test_an_address_is_told_from_a_file_that_is_missing() -> None:
    with pytest.raises(InputError, match="an address, not a file; save what is there and import that"):
        recognise(Path("https://shop.test/traffic.har"))


def test_a_har_is_one_however_late_its_log_begins(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(json.dumps({"comment": "x" * 100_000, "log": {"entries": []}}))

    assert recognise(tmp_path / "file") == "har"


def test_what_macos_adds_to_a_zip_is_no_recording(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "file", "w") as out:
        out.writestr("a.har", "{}")
        out.writestr("__MACOSX/._a.har", b"\0\5\26\7")

    assert Archive(tmp_path / "file", 99).names == ("a.har",)


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"0\r\n\r\n", b""),
        (b"3\r\nabc\r\n", b"3\r\nabc\r\n"),
        (b"ffffffff\r\nabc", b"ffffffff\r\nabc"),
        (b"<p>abc", b"<p>abc"),
    ],
)
def test_chunks_are_joined_where_all_of_a_body_is_chunks(body: bytes, whole: bytes) -> None:
    assert unchunked(body) == whole
