#!/usr/bin/env python3
"""Fills in a workbook the way an officer does: LibreOffice opens it, writes cells, saves it.

Usage: fill.py PROFILE SOURCE TARGET CODE=TEXT...   Needs python3-uno. Prints where each code is.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

WITHIN_SECONDS = 60


def named(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def desktop(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + WITHIN_SECONDS
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there)
        except NoConnectException:
            if office.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def column(sheet, words, rows):
    """The row and column of the first cell that says so."""
    for row in range(rows):
        for at in range(30):
            if sheet.getCellByPosition(at, row).getString() == words:
                return row, at
    raise SystemExit(f"no cell says {words}")


def fill(book, cells):
    sheet = book.Sheets.getByIndex(0)
    heads, entry = column(sheet, "Năm 2020", 20)
    _, codes = column(sheet, "Mã", 20)
    rows = {sheet.getCellByPosition(codes, row).getString(): row for row in range(heads + 1, 300)}
    for one in cells:
        code, text = one.split("=", 1)
        # As typed at the keyboard: LibreOffice decides what is a number.
        sheet.getCellByPosition(entry, rows[code]).setFormula(text)
        print(code, f"{chr(ord('A') + entry)}{rows[code] + 1}")


def main():
    profile, source, target, *cells = sys.argv[1:]
    pipe = f"khuyenhoc-{Path(profile).name}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        desk = desktop(pipe, office)
        hidden = (named("Hidden", True),)
        book = desk.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, hidden)
        fill(book, cells)
        how = (named("FilterName", "Calc MS Excel 2007 XML"),)
        book.storeToURL(Path(target).as_uri(), how)
    finally:
        os.killpg(office.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
